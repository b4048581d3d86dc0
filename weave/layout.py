"""The lines of a block: environments undone, long sides joined, braces balanced."""

from __future__ import annotations

from collections.abc import Sequence

from weave.errors import Mistake
from weave.lex import Token
from weave.spelling import argument, closing
from weave.vocabulary import ALIGNED, PRODUCTS, RELATIONS, SENTENCE, TAGS, TEXT, THEREFORE


def lines(parts: Sequence[Token]) -> list[Sequence[Token]]:
    """Undo an aligned environment and cut at its line ends."""
    parts = unlabelled(parts)
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


def unlabelled(parts: Sequence[Token]) -> list[Token]:
    r"""Take the words off relations: \overset{\text{def}}{=} is = with a word above."""
    kept: list[Token] = []
    place = 0
    while place < len(parts):
        token = parts[place]
        place += 1
        if token.text in ("\\overset", "\\stackrel", "\\underset"):
            label, after = argument(parts, place, token.text)
            sign, end = argument(parts, after, token.text)
            if [one.text for one in sign if one.text not in RELATIONS | THEREFORE] == []:
                refuse_label(label, token)
                kept, place = [*kept, *sign], end
                continue
        kept.append(token)
    return kept


def refuse_label(label: Sequence[Token], over: Token) -> None:
    """Refuse anything but words over a sign: a letter there would change what the sign means."""
    if not all(one.text in TEXT or one.text in "!?" for one in label):
        raise Mistake(f"{over.text} puts words on a sign: \\text{{...}}", over.at)


def going_on(found: list[list[Token]]) -> list[Sequence[Token]]:
    """Join a line that begins with a sign and has no relation to the line before."""
    joined: list[Sequence[Token]] = []
    for line in found:
        ended = bool(joined) and joined[-1][-1].text in SENTENCE
        relates = any(token.text in RELATIONS for token in line)
        if joined and not ended and not relates and line[0].text in PRODUCTS | {"+", "-"}:
            before = list(joined[-1])
            words = [before.pop()] if before[-1].text in TEXT else []  # a reason stays at the end
            joined[-1] = [*before, *line, *words]
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
