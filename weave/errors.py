"""What is wrong, and where: a Mistake knows its block, a Problem knows its page."""

from dataclasses import dataclass


class Mistake(Exception):
    """Something wrong in one block: an equation, a program, a value, a claim or a snippet.

    message: what is wrong, in one sentence
    line: 1 is the first line of the block
    column: 1 is the first character of that line; None where no column makes sense
    excerpt: the line and a caret below it, or nothing
    """

    def __init__(
        self, message: str, line: int = 1, column: int | None = None, excerpt: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.excerpt = excerpt

    def __str__(self) -> str:
        return f"{self.message}\n{self.excerpt}" if self.excerpt else self.message


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong on one line of a page; its text is `page.md:line: what is wrong`."""

    page: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.message}"
