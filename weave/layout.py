"""The lines of a block: environments undone, long sides joined, braces balanced."""

from __future__ import annotations

from collections.abc import Sequence

from weave.errors import Mistake
from weave.lex import Token
from weave.spelling import closing
from weave.vocabulary import ALIGNED, PRODUCTS, RELATIONS, SENTENCE, TAGS


def lines(parts: Sequence[Token]) -> list[Sequence[Token]]:
    """Undo an aligned environment and cut at its line ends."""
    while parts and parts[0].text == "\\begin" and parts[0].argument in ALIGNED:
        last = len(parts) - 1
        while last > 0 and parts[last].text in SENTENCE | TAGS:
            last -= 1
        if parts[last].text != "\\end" or parts[last].argument != parts[0].argument:
            raise Mistake(f"\\begin{{{parts[0].argument}}} is never ended", parts[0].at)
        parts = parts[1:last]
    found: list[list[Token]] = [[]]
    depth = braces = 0
    for token in parts:
        depth += {"\\begin": 1, "\\end": -1}.get(token.text, 0)
        braces += {"open": 1, "close": -1}.get(token.kind, 0)
        if token.text == "\\\\" and depth == braces == 0:
            found.append([])
        elif not (token.text == "&" and depth == braces == 0):
            found[-1].append(token)
    check_braces(parts)
    return going_on([line for line in found if line])


def going_on(found: list[list[Token]]) -> list[Sequence[Token]]:
    """Join a line that begins with a sign and has no relation to the line before."""
    joined: list[Sequence[Token]] = []
    for line in found:
        ended = bool(joined) and joined[-1][-1].text in SENTENCE
        relates = any(token.text in RELATIONS for token in line)
        if joined and not ended and not relates and line[0].text in PRODUCTS | {"+", "-"}:
            joined[-1] = [*joined[-1], *line]
        else:
            joined.append(line)
    return joined


def check_braces(parts: Sequence[Token]) -> None:
    """Refuse a brace that opens or closes nothing."""
    depth = 0
    for place, token in enumerate(parts):
        if token.kind == "open":
            closing(parts, place)
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth < 0:
            raise Mistake("this brace closes nothing", token.at)
