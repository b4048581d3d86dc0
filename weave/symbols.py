"""The names that an equation may use, and how the longest one is found.

A name is a base with what belongs to it above and below: `W^{(\\ell)}`, `n_{\\text{in}}`, `\\hat y`.
What a reference carries beyond the name is an index below, a power or a transpose above.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from weave.errors import Mistake
from weave.lex import Token, tokens

ALPHABETS = frozenset(
    r"\mathbf \mathrm \mathit \mathcal \mathbb \mathsf \mathfrak \boldsymbol \mathscr".split()
)
ACCENTS = frozenset(
    r"\hat \bar \tilde \vec \dot \ddot \widehat \widetilde \overline \breve \check".split()
)
WORDY = frozenset(r"\text \operatorname \operatorname* \textbf \textit \textrm \mbox".split())
GREEK = frozenset(
    r"\alpha \beta \gamma \delta \epsilon \varepsilon \zeta \eta \theta \vartheta \iota \kappa "
    r"\lambda \mu \nu \xi \pi \varpi \rho \varrho \sigma \varsigma \tau \upsilon \phi \varphi \chi "
    r"\psi \omega \Gamma \Delta \Theta \Lambda \Xi \Pi \Sigma \Upsilon \Phi \Psi \Omega \ell "
    r"\hbar \imath \jmath".split()
)
PAIRS = {"(": ")", "[": "]"}


def spell(parts: Sequence[Token]) -> str:
    """Write tokens in one way only: no braces round a single token, no spaces but after words."""
    words: list[str] = []
    place = 0
    while place < len(parts):
        token = parts[place]
        if token.kind == "open" and place + 2 < len(parts) and parts[place + 2].kind == "close":
            words.append(spelled(parts[place + 1]))
            place += 3
            continue
        words.append(spelled(token))
        place += 1
    return " ".join(words)


def spelled(token: Token) -> str:
    """Write one token."""
    return f"{token.text}{{{token.argument}}}" if token.argument else token.text


def closing(parts: Sequence[Token], place: int) -> int:
    """Return where the group that opens at `place` closes."""
    depth = 0
    for here in range(place, len(parts)):
        depth += {"open": 1, "close": -1}.get(parts[here].kind, 0)
        if depth == 0:
            return here
    raise Mistake("this brace is never closed", parts[place].at)


def argument(parts: Sequence[Token], place: int, after: str) -> tuple[list[Token], int]:
    """Return the tokens of the argument at `place` (a group or one token) and what follows it."""
    if place >= len(parts) or parts[place].kind == "close" or parts[place].text in ("&", "\\\\"):
        at = parts[place].at if place < len(parts) else (parts[-1].at + 1 if parts else 0)
        raise Mistake(f"{after} has nothing to act on", at)
    if parts[place].kind == "open":
        end = closing(parts, place)
        return list(parts[place + 1 : end]), end + 1
    if parts[place].text in ALPHABETS | ACCENTS:
        _, end = argument(parts, place + 1, parts[place].text)
        return list(parts[place:end]), end
    return [parts[place]], place + 1


def starts_base(token: Token) -> bool:
    """Tell whether a token can begin a name."""
    known = GREEK | ALPHABETS | ACCENTS | WORDY
    return token.kind == "letter" or token.text in known


def base(parts: Sequence[Token], place: int) -> tuple[str, int]:
    """Read one base (a letter, an accented or bold one, a word) and what follows it."""
    token = parts[place]
    if token.text not in ALPHABETS | ACCENTS:
        return spelled(token), place + 1
    inside, end = argument(parts, place + 1, token.text)
    if token.text == "\\mathrm":
        return f"\\operatorname{{{''.join(spelled(piece) for piece in inside)}}}", end
    return f"{token.text}{{{spell(inside)}}}", end


@dataclass(frozen=True)
class Scripts:
    """What hangs on a base: tokens below and above, and primes."""

    sub: tuple[Token, ...] = ()
    sup: tuple[Token, ...] = ()
    primes: int = 0
    at: int = 0


def scripts(parts: Sequence[Token], place: int) -> tuple[Scripts, int]:
    """Read all scripts at `place`; a second one of a kind is a double script."""
    found: dict[str, list[Token]] = {}
    primes, start = 0, place
    while place < len(parts) and parts[place].text in ("_", "^", "'"):
        mark = parts[place]
        if mark.text == "'":
            if "^" in found:
                raise Mistake("double superscript: put the prime before the power", mark.at)
            primes, place = primes + 1, place + 1
            continue
        if mark.text in found:
            kind = "superscript" if mark.text == "^" else "subscript"
            raise Mistake(f"double {kind}: group what belongs together in braces", mark.at)
        found[mark.text], place = argument(parts, place + 1, mark.text)
    above = found.get("^", [])
    while above and above[0].text == "'":
        primes, above = primes + 1, above[1:]
    at = parts[start].at if start < len(parts) else 0
    return Scripts(tuple(found.get("_", ())), tuple(above), primes, at), place


@dataclass(frozen=True)
class Signature:
    """A name as the parser sees it.

    role: value, function, index, label or size; axes: how many indices it takes (None: unknown)
    slot: "sub" or "sup" when it is a family, whose label stands there
    """

    key: str
    role: str
    axes: int | None = None
    bases: tuple[str, ...] = ()
    sub: str = ""
    sup: str = ""
    primes: int = 0
    slot: str = ""


def signature(
    key: str, role: str, axes: int | None = None, labels: Iterable[str] = ()
) -> Signature:
    """Take the LaTeX of a name apart; `labels` are the letters that make it a family."""
    parts = tokens(key)
    if not parts or not starts_base(parts[0]):
        raise Mistake(f"`{key}` is not a name: it begins with no letter")
    bases, place = [], 0
    while place < len(parts) and starts_base(parts[place]):
        one, place = base(parts, place)
        bases.append(one)
    hung, place = scripts(parts, place)
    if place < len(parts):
        raise Mistake(f"`{key}` is not one name: {parts[place].text!r} is left over")
    sub, sup, known = spell(hung.sub), spell(hung.sup), set(labels)
    slot = "sup" if known & set(sup.split()) else "sub" if sub in known else ""
    return Signature(key, role, axes, tuple(bases), sub, sup, hung.primes, slot)


@dataclass(frozen=True)
class Match:
    """A name found at a place: what its label is, and what is left of the scripts."""

    signature: Signature
    label: tuple[Token, ...]
    rest: Scripts
    size: int


def match(entry: Signature, hung: Scripts) -> Match | None:
    """Lay a name over a reference's scripts; None when it does not fit."""
    if entry.primes and entry.primes != hung.primes:
        return None
    below, above = split_sub(entry, hung.sub), split_sup(entry, hung.sup)
    if below is None or above is None:
        return None
    label = below[0] or above[0]
    rest = Scripts(below[1], above[1], hung.primes - entry.primes, hung.at)
    size = len(hung.sub) - len(below[1]) + len(hung.sup) - len(above[1]) + entry.primes
    return Match(entry, label, rest, size * 2 + (not entry.slot))


Split = tuple[tuple[Token, ...], tuple[Token, ...]] | None


def split_sub(entry: Signature, sub: tuple[Token, ...]) -> Split:
    """Split what stands below into the name's part (its label) and the indices."""
    if not entry.sub:
        return (), sub
    comma = next((place for place, token in enumerate(sub) if token.text == ","), len(sub))
    first, rest = sub[:comma], sub[comma + 1 :]
    if entry.slot == "sub":
        return (first, rest) if first else None
    if spell(sub) == entry.sub:
        return (), ()
    return ((), rest) if spell(first) == entry.sub else None


def split_sup(entry: Signature, sup: tuple[Token, ...]) -> Split:
    """Split what stands above into the name's part (its label) and power or transpose."""
    if not entry.sup:
        return (), sup
    if entry.slot == "sup":
        return split_label(entry.sup[0], sup)
    for end in range(len(sup), 0, -1):
        if spell(sup[:end]) == entry.sup:
            return (), sup[end:]
    return None


def split_label(opening: str, sup: tuple[Token, ...]) -> Split:
    """Split a bracketed label off, brackets gone."""
    if not sup or sup[0].text != opening:
        return None
    if opening not in PAIRS:
        return (sup, ())
    for end, token in enumerate(sup):
        if token.text == PAIRS[opening]:
            return sup[1:end], sup[end + 1 :]
    return None


@dataclass
class Symbols:
    """All names of a scene, ready for look-up by their first base."""

    entries: dict[str, Signature] = field(default_factory=dict)
    by_base: dict[str, list[Signature]] = field(default_factory=dict)

    def add(self, entry: Signature) -> None:
        """Take a name in."""
        self.entries[entry.key] = entry
        self.by_base.setdefault(entry.bases[0], []).append(entry)

    def plain(self, spelling: str) -> Signature | None:
        """Return the name that is this base and nothing else."""
        for entry in self.by_base.get(spelling, ()):
            if entry.bases == (spelling,) and not (entry.sub or entry.sup or entry.primes):
                return entry
        return None
