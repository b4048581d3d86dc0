"""A lab as it is written: a script in percent format, whose Markdown stands in comments.

As a page it has the same lines as the script, so that whatever is said of a page's line can be
found in the script: a code cell becomes a fence from the line of its marker to the blank line
before the next one.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weave.errors import Mistake

MARKER = re.compile(r"# %%(?P<kind> \[markdown\])?(?P<said>(?: .*)?)")
KEY = re.compile(r"\s+(\w+)=")
MAGIC = re.compile(r"^# (?=%[a-z])", re.MULTILINE)
FENCE = "`````"
CELL = "cell"  # what a page calls the fence of a code cell
DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Cell:
    """One cell; `line` is that of its marker, said: what stands behind it, rows: those below."""

    kind: str
    line: int
    said: str
    rows: list[str]

    @property
    def source(self) -> str:
        """What a notebook has in this cell."""
        if self.kind == "code":
            return MAGIC.sub("", "\n".join(self.rows)).strip("\n")
        return "\n".join(self.uncommented()).strip("\n")

    def uncommented(self) -> Iterator[str]:
        """The rows of a Markdown cell; raises Mistake at one that is no comment."""
        for number, row in enumerate(self.rows, start=self.line + 1):
            if row.strip() and not row.startswith("#"):
                raise Mistake(f"a Markdown cell is all comments, not {row!r}", line=number)
            yield row.removeprefix("#").removeprefix(" ")


def cells(script: str) -> list[Cell]:
    """The cells of a script, first one first.

    Raises Mistake if something stands before the first, or if the first is not Markdown.
    """
    rows = script.split("\n")
    found = [(number, match) for number, row in enumerate(rows) if (match := MARKER.fullmatch(row))]
    if not found or found[0][0] > 0 or not found[0][1]["kind"]:
        raise Mistake("a lab begins with `# %% [markdown]`, its title and a paragraph")
    ends = [number for number, _ in found[1:]] + [len(rows)]
    return [
        Cell(_kind(match), start + 1, match["said"], rows[start + 1 : end])
        for (start, match), end in zip(found, ends, strict=True)
    ]


def _kind(marker: re.Match[str]) -> str:
    return "markdown" if marker["kind"] else "code"


def page(script: str) -> tuple[dict[str, Any], str]:
    """What a lab says of itself, and its text as that of a page."""
    first, *others = cells(script)
    rows = ["", *first.uncommented()]
    for cell in others:
        rows += _fenced(cell) if cell.kind == "code" else _prose(cell)
    return said(first.said), "\n".join(rows)


def _prose(cell: Cell) -> Iterator[str]:
    if cell.said.strip():
        message = f"only the first cell says something of itself, not {cell.said.strip()!r}"
        raise Mistake(message, line=cell.line)
    yield ""
    yield from cell.uncommented()


def _fenced(cell: Cell) -> Iterator[str]:
    if not cell.source:
        raise Mistake("an empty cell", line=cell.line)
    if cell.rows[-1].strip():
        raise Mistake("a code cell ends with a blank line", line=cell.line + len(cell.rows))
    yield f"{FENCE}{CELL}{cell.said}"
    yield from cell.rows[:-1]
    yield FENCE


def spaced(text: str) -> str:
    """The text of a lab's page for Markdown, which joins two cells that touch to a paragraph."""
    return text.replace(f"\n{FENCE}\n", f"\n{FENCE}\n\n")


def said(text: str) -> dict[str, Any]:
    """The names and JSON values of `name=value name=value`."""
    found, at = dict[str, Any](), 0
    while match := KEY.match(text, at):
        try:
            found[match[1]], at = DECODER.raw_decode(text, match.end())
        except ValueError:
            raise Mistake(f"{match[1]}= is followed by no value of JSON") from None
    if text[at:].strip():
        raise Mistake(f"{text[at:].strip()!r} is no name=value")
    return found
