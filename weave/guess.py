"""Guess what the symbols of an equation are, to read it without a scene.

Letters and accented or subscripted names are arrays; a bracketed superscript makes a family; a
letter below is an index; a name with a prime, or one that usually is a function and stands before
a parenthesis, is a function.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weave.chances import CHANCES
from weave.functions import WORDS
from weave.lex import Token, tokens
from weave.names import CONSTANTS, MEANS
from weave.scripted import CLOSING, OPENING
from weave.spelling import Scripts, base, scripts, spell, starts_base
from weave.symbols import PAIRS, Symbols, signature
from weave.vocabulary import GREEK, RELATIONS, TEXT, words

USUAL = {"f", "g", "h", "J", "L", r"\sigma", r"\phi", r"\varphi", r"\psi", r"\Phi", r"\rho"}
LABEL = r"\ell"
BOLD = (r"\mathbf{1}", r"\mathbf{I}", r"\boldsymbol{1}")
MARKS = (["*"], ["+"], ["\\star"])
FOR = (["for"], ["all"], ["every"])
BINDERS = words(r"\sum \prod \max \min \sup \inf \int \lim")


@dataclass(frozen=True)
class Guess:
    """A name in LaTeX, its role, and for a family the letter that stands for its label."""

    key: str
    role: str
    labels: tuple[str, ...] = ()


def symbols(latex: str) -> Symbols:
    """Every name of an equation with the role that it seems to have.

    Raises Mistake if the LaTeX cannot be cut into tokens.
    """
    roles: dict[str, Guess] = {}
    for guess in _guesses(tokens(latex)):
        before = roles.get(guess.key)
        if before is None or before.role in ("index", "label") or guess.role == "function":
            roles[guess.key] = guess
    found = Symbols()
    for guess in roles.values():
        found.add(signature(guess.key, guess.role, None, guess.labels))
    return found


def described(found: Symbols) -> list[str]:
    """A line for each guess, such as `W^{(\\ell)}: family`."""
    return [
        f"{key}: {'family' if entry.slot else entry.role}" for key, entry in found.entries.items()
    ]


def _guesses(parts: Sequence[Token]) -> Iterator[Guess]:
    place = 0
    while place < len(parts):
        yield from _announced(parts, place)
        if parts[place].text in BINDERS:
            hung, place = scripts(parts, place + 1)
            yield from _bound(hung)
            continue
        if not starts_base(parts[place]) or _is_no_name(parts, place):
            place += 1
            continue
        spelling, place = base(parts, place)
        hung, place = scripts(parts, place)
        applied = place < len(parts) and parts[place].text == "("
        several = applied and _holds_several(parts, place)
        yield from _below(hung)
        if hung.sup and hung.sup[0].text in PAIRS:
            yield from (Guess(letter, "label") for letter in _letters(hung.sup))
        elif [token.text for token in hung.sup] not in (["T"], *MARKS):
            yield from _guesses(hung.sup)
        if several and not hung.sup:
            yield Guess(f"{spelling}_{{{spell(hung.sub)}}}" if _worded(hung) else spelling,
                        "function")  # fmt: skip
            continue
        mean = spelling == "E" and _drawn(hung) >= 0
        if not (mean or (spelling in CHANCES and applied and _relates(parts, place))):
            yield from _name(spelling, hung, applied)


def _drawn(hung: Scripts) -> int:
    r"""Where \sim stands below a mean; -1 when it does not."""
    return next((at for at, one in enumerate(hung.sub) if one.text == "\\sim"), -1)


def _below(hung: Scripts) -> Iterator[Guess]:
    r"""What stands below a name: indices, or the x of x \sim p and names in p."""
    at = _drawn(hung)
    if _worded(hung):
        return
    yield from (Guess(one, "index") for one in _letters(hung.sub[:at] if at >= 0 else hung.sub))
    yield from _guesses(hung.sub[at:] if at >= 0 else ())


def _announced(parts: Sequence[Token], place: int) -> Iterator[Guess]:
    """The letter behind words such as `for all`, an index."""
    if parts[place].text in TEXT and parts[place].argument.split()[-1:] in FOR:
        yield from (Guess(letter, "index") for letter in _letters(parts[place + 1 : place + 2]))


def _holds_several(parts: Sequence[Token], place: int) -> bool:
    """Tell whether the parenthesis that opens here holds several arguments: no product does."""
    depth = 0
    for token in parts[place:]:
        depth += (token.text in OPENING) - (token.text in CLOSING)
        parting = token.text in (",", ";", "\\mid", "\\parallel", "\\|", "|")
        if depth == 1 and parting and token is not parts[place + 1]:
            return True
        if depth == 0:
            return False
    return False


def _worded(hung: Scripts) -> bool:
    """Tell whether what stands below is part of a name."""
    return any(token.argument or token.text in ("\\mathrm", "\\mid") for token in hung.sub)


def _relates(parts: Sequence[Token], place: int) -> bool:
    """Tell whether the parenthesis that opens here holds a relation."""
    end = next((at for at in range(place, len(parts)) if parts[at].text == ")"), len(parts))
    return any(token.text in RELATIONS for token in parts[place:end])


def _bound(hung: Scripts) -> Iterator[Guess]:
    """The letters that a sum brings, and the names in its bounds."""
    cut = next((at for at, one in enumerate(hung.sub) if one.text in RELATIONS), len(hung.sub))
    if not _letters(hung.sub[:cut]):  # a chain such as 1 <= i <= n
        middle = [one.text in RELATIONS for one in hung.sub[cut + 1 :]]
        cut += middle.index(True) + 1 if True in middle else 0
    if not any(token.text == "'" for token in hung.sub[:cut]):
        yield from (Guess(letter, "index") for letter in _letters(hung.sub[:cut]))
    yield from _guesses(hung.sub[cut:])
    yield from _guesses(hung.sup)


def _is_no_name(parts: Sequence[Token], place: int) -> bool:
    r"""Tell whether this names nothing: a transpose, or \text{...} but before a parenthesis."""
    token, after = parts[place], parts[place + 1 : place + 2]
    if token.text == "T" and place and parts[place - 1].text == "^":
        return True
    applied = bool(after) and after[0].text == "(" and token.argument.isalpha()
    return token.text in TEXT and not applied


def _name(spelling: str, hung: Scripts, applied: bool) -> Iterator[Guess]:
    """The name itself, unless the notation brings it."""
    kronecker = spelling == r"\delta" and len(_letters(hung.sub)) == 2 and not hung.sup
    order = spelling in ("O", r"\mathcal{O}") and applied
    bold = spelling in BOLD and all(token.text != "," for token in hung.sub)
    brought = bold or spelling in WORDS or spelling in CONSTANTS or spelling in MEANS
    if kronecker or order or brought or r"\mathbb" in spelling:
        return
    if hung.sup and hung.sup[0].text in PAIRS:
        opening = hung.sup[0].text
        yield Guess(f"{spelling}^{{{opening}{LABEL}{PAIRS[opening]}}}", "value", (LABEL,))
        return
    usual = spelling in USUAL or spelling.startswith((r"\operatorname", r"\text", r"\mbox"))
    if [token.text for token in hung.sup] in MARKS:
        yield Guess(f"{spelling}^{hung.sup[0].text}", "value")
        return
    if hung.primes and not applied and not usual:
        yield Guess(spelling + "'" * hung.primes, "value")
        return
    role = "function" if hung.primes or (applied and usual) else "value"
    yield Guess(f"{spelling}_{{{spell(hung.sub)}}}" if _worded(hung) else spelling, role)


def _letters(parts: Sequence[Token]) -> list[str]:
    """The letters of a script, each a variable of its own."""
    return [token.text for token in parts if token.kind == "letter" or token.text in GREEK]
