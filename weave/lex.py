"""Cut LaTeX into tokens; what is only looks (spacing, sizes) never becomes one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from weave.errors import Mistake
from weave.vocabulary import (
    LOOKS,
    OPERATORS,
    RAW,
    SILENT,
    SWITCHES,
    SYNONYMS,
    TAGS,
    TEXT,
    WIDE,
)


@dataclass(frozen=True)
class Token:
    """A piece of LaTeX.

    argument: the raw text of commands such as \\text{...}
    gap: a wide space stands before it, which parts equations
    """

    kind: str
    text: str
    at: int
    argument: str = ""
    gap: bool = False


PIECE = re.compile(
    r"""(?P<space>\s+|~|%[^\n]*)
      | (?P<command>\\(?:operatorname\*|tag\*|[A-Za-z]+|.))
      | (?P<number>\d{1,3}(?:(?:\{,\}|\\,)\d{3}(?!\d))+(?:\.\d+)?|\d+(?:\.\d+)?)
      | (?P<letter>[A-Za-z])
      | (?P<sign>:=|>=|<=|\.\.\.|[-+*/=<>()\[\]|,.;:!'^_&?])
      | (?P<open>\{) | (?P<close>\})""",
    re.VERBOSE | re.DOTALL,
)


def tokens(latex: str) -> list[Token]:
    """Cut `latex` into tokens; raises Mistake at the first character that means nothing here."""
    found: list[Token] = []
    place, gap = 0, False
    while place < len(latex):
        piece = PIECE.match(latex, place)
        if piece is None:
            raise Mistake(f"the character {latex[place]!r} has no meaning here", place)
        kind, text, start = str(piece.lastgroup), piece.group(), place
        place = piece.end()
        if text == r"\left" and latex[place : place + 1] == ".":
            text, place = r"\left.", place + 1
        if kind == "space" or text in LOOKS:
            place = skip_null_delimiter(latex, text, place)
            gap = gap or text in WIDE
            continue
        if kind == "number" and text.replace(".", "").isdigit():
            text = one_digit_after_command(text, start, found)
            place = start + len(text)
        argument = ""
        if text in RAW:
            argument, place = raw_argument(latex, place, text)
        if text in SILENT:
            gap = gap or text in WIDE
            continue
        made = cut(kind, text, start, argument, gap)
        found += extreme(made) or [made]
        gap = False
        spell_out(found)
    return found


def cut(kind: str, text: str, at: int, argument: str, gap: bool) -> Token:
    r"""Make a token: \,000 in a number prints a gap only, \forall and \left. are words of LaTeX."""
    if kind == "number":
        text = text.replace("{,}", "").replace("\\,", "")
    if text == "\\forall":
        return Token("command", "\\text", at, "for all", gap)
    return Token(kind, SYNONYMS.get(text, text), at, argument, gap)


def extreme(token: Token) -> list[Token]:
    r"""Write \argmax and \operatorname*{argmax} as \arg\max."""
    word = (token.argument or token.text[1:]).replace("\\,", "").replace(" ", "")
    if token.text not in OPERATORS | {"\\argmax", "\\argmin"} or word not in ("argmax", "argmin"):
        return []
    return [Token("command", f"\\{part}", token.at, "", token.gap) for part in (word[:3], word[3:])]


def spell_out(found: list[Token]) -> None:
    r"""Turn the old {\rm x} into \mathrm{x}: a switch of the font stands before its group."""
    if found[-1].text in SWITCHES and [token.kind for token in found[-2:-1]] == ["open"]:
        switch, opening = found.pop(), found.pop()
        found += [Token("command", SWITCHES[switch.text], opening.at, "", opening.gap), opening]


def one_digit_after_command(text: str, start: int, found: list[Token]) -> str:
    r"""Cut a number as TeX does: \frac12 is 1 over 2, and x^12 is x to the 1, then 2."""
    before = [token.text for token in found[-2:]]
    if len(text) > 1 and before[-1:] in (["^"], ["_"]):
        raise Mistake(f"only the {text[0]} would stand there: write {{{text}}} in braces", start)
    second = before[:1] == ["\\frac"] and found[-1].kind == "number"
    return text[0] if before[-1:] == ["\\frac"] or second else text


def skip_null_delimiter(latex: str, text: str, place: int) -> int:
    r"""Step over the dot of \right. (an invisible bracket)."""
    if text == r"\right" and latex[place : place + 1] == ".":
        return place + 1
    return place


def raw_argument(latex: str, place: int, command: str) -> tuple[str, int]:
    """Read {...} after a command whose argument is text; braces inside must balance."""
    start = place
    while latex[start : start + 1].isspace():
        start += 1
    if latex[start : start + 1] != "{":
        raise Mistake(f"{command} needs its argument in braces", place)
    depth, end = 1, start + 1
    while depth and end < len(latex):
        depth += {"{": 1, "}": -1}.get(latex[end], 0)
        end += 1
    if depth:
        raise Mistake(f"the brace after {command} is never closed", start)
    words = latex[start + 1 : end - 1]
    if command in TEXT | TAGS:
        refuse_claims(words, start + 1, command)
    return words, end


def refuse_claims(words: str, at: int, command: str) -> None:
    """Refuse a label that could carry a claim past the check."""
    claim = re.search(r"[\d=<>$≈≤≥≠]|\\(?:approx|leq?|geq?|neq?|sim|to)\b", words)
    if claim:
        raise Mistake(
            f"{command} holds {claim.group()!r}: digits, relations and $ inside a label would "
            "not be checked",
            at + claim.start(),
        )
