"""How weave says no: one exception with a place, one record with a page."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


class Mistake(Exception):  # noqa: N818 - the contract's word for what an author reads
    """What is wrong with a block, and where in it.

    offset: place in the block's text, when known; line and column count from 1
    excerpt: the line with a caret under the place
    """

    def __init__(
        self,
        message: str,
        offset: int | None = None,
        line: int = 1,
        column: int | None = None,
        excerpt: str = "",
    ) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset
        self.line, self.column, self.excerpt = line, column, excerpt

    def located(self, text: str) -> Mistake:
        """Turn the offset into line, column and excerpt of `text`."""
        if self.offset is None or self.excerpt:
            return self
        before = text[: self.offset]
        line, start = before.count("\n") + 1, before.rfind("\n") + 1
        row = text[start:].split("\n", 1)[0]
        caret = " " * (self.offset - start) + "^"
        return type(self)(
            self.message, self.offset, line, self.offset - start + 1, f"{row}\n{caret}"
        )

    def __str__(self) -> str:
        return f"{self.message}\n{self.excerpt}" if self.excerpt else self.message


class InCell(Mistake):
    """What is wrong in a lab; cell: counted from 0, among those of code; line: of the cell."""

    def __init__(self, message: str, cell: int = 0, line: int = 1, excerpt: str = "") -> None:
        super().__init__(message, line=line, excerpt=excerpt)
        self.cell = cell


class Unbound(Mistake):
    """A name that is no symbol of the scene."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake of one page; prints as `page.md:line: message`."""

    page: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.message}"


def nearest(word: str, known: Iterable[str], alike: float = 0.5) -> str:
    """Return `; did you mean ...?` for the closest known word, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=alike)
    return f"; did you mean {close[0]}?" if close else ""
