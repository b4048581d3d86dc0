"""A page as a tree: prose, fences, and folds that hold more of both.

Prose and what is in a fold have lost their indentation; at a heading begins another piece.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from weave.page import Fence, Page
from weave.source import FRONT_MATTER

FOLD = re.compile(r'^(?P<mark>\?\?\?\+?|!!!)\s+(?P<kind>[\w-]+)(?:\s+"(?P<title>.*)")?\s*$')
HEADING = re.compile(r"^#{1,6} ")
INSIDE = 4  # what a fold holds stands so many spaces further in


@dataclass(frozen=True)
class Fold:
    """What a reader may open (`???`), or a note that is always open (`!!!`)."""

    title: str
    opens: bool
    pieces: tuple["Piece", ...]


Piece = str | Fence | Fold


def pieces(page: Page) -> list[Piece]:
    """Everything that stands on a page below its front matter."""
    match = FRONT_MATTER.match(page.text)
    first = page.text.count("\n", 0, match.end()) if match else 0
    fences = {fence.line - 1: fence for fence in page.fences if not fence.commented}
    return list(_pieces(page.lines, fences, range(first, len(page.lines)), 0))


def _pieces(
    lines: Sequence[str], fences: Mapping[int, Fence], span: range, indent: int
) -> Iterator[Piece]:
    """The pieces of a span of lines that stand at least `indent` spaces in; lines count from 0."""
    place, prose = span.start, list[str]()
    while place < span.stop:
        line, fence = lines[place][indent:], fences.get(place)
        fold = None if fence else FOLD.match(line)
        if fence or fold or HEADING.match(line):
            yield from _prose(prose)
            prose = []
        if fence:
            yield fence
            place = fence.end
        elif fold:
            inside = range(place + 1, _end(lines, place + 1, span.stop, indent + INSIDE))
            held = _pieces(lines, fences, inside, indent + INSIDE)
            title = fold["title"] or fold["kind"].capitalize()
            yield Fold(title, fold["mark"] != "!!!", tuple(held))
            place = inside.stop
        else:
            prose.append(line)
            place += 1
    yield from _prose(prose)


def _end(lines: Sequence[str], start: int, stop: int, indent: int) -> int:
    """The first line that does not belong to the fold that begins at a line."""
    place = start
    while place < stop and not lines[place][:indent].strip():
        place += 1
    return place


def _prose(lines: list[str]) -> Iterator[str]:
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    if text:
        yield text
