"""What a page is made of: fences, spans, headings and prose, each with its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weave.errors import Mistake, Problem

WORD = re.compile(r"(?:#!|:{3,})(?P<word>[\w#.+-]*)\s+(?P<text>.*)", re.DOTALL)

OPENS = re.compile(r"[ \t>]*```\w")


@dataclass(frozen=True)
class Fence:
    """A fenced block; `line` is that of its header, `end` that of its closing fence."""

    lang: str
    options: dict[str, str]
    body: str
    line: int
    indent: int
    header: str
    end: int
    malformed: str = ""  # the part of the header that is no key="value"
    closed: bool = True
    commented: bool = False

    @property
    def broken(self) -> str:
        """What is wrong with where the fence ends, if anything: then its body says nothing."""
        if not self.closed:
            return (
                f"this {self.lang} fence is never closed: end it with a line of ```, "
                "and let no line before that leave its indentation"
            )
        rows = self.body.splitlines() if self.lang in ("math", "snippet") else []
        inside = next((at for at, row in enumerate(rows, start=1) if OPENS.match(row)), 0)
        if inside:
            return (
                f"this {self.lang} fence is never closed: line {self.line + inside} opens another"
            )
        return ""

    def problem(self, page: str, mistake: Mistake) -> Problem:
        """The mistake of this block on its page's line."""
        return Problem(page, self.line + mistake.line, str(mistake))


@dataclass(frozen=True)
class Span:
    """A code span or inline math; place: text, table, html, alt or h1 to h6."""

    text: str
    line: int
    place: str

    @property
    def word(self) -> tuple[str, str] | None:
        """The name and the text of an inline word: ("value", "...") out of `#!value ...`."""
        match = WORD.match(self.text)
        return (match["word"], match["text"].strip()) if match else None


@dataclass(frozen=True)
class Heading:
    """A heading as it is written."""

    level: int
    text: str
    line: int


@dataclass(frozen=True)
class Passage:
    """Prose with all that is not prose masked: a paragraph, a heading or a row of a table."""

    text: str
    line: int
    place: str

    def line_at(self, offset: int) -> int:
        """The page's line of a character."""
        return self.line + self.text.count("\n", 0, offset)


@dataclass(frozen=True)
class Page:
    """A page, taken apart; script: of the lab that it is, if it is one."""

    name: str
    text: str
    front_matter: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    fences: tuple[Fence, ...] = ()
    code_spans: tuple[Span, ...] = ()
    math_spans: tuple[Span, ...] = ()
    headings: tuple[Heading, ...] = ()
    prose: tuple[Passage, ...] = ()
    script: str = ""

    @property
    def lines(self) -> list[str]:
        """The page's lines; line n is lines[n - 1]."""
        return self.text.split("\n")

    def key_line(self, key: str) -> int:
        """The line of a key of the front matter, or 1."""
        wanted = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*:""")
        return next((n for n, line in enumerate(self.lines, start=1) if wanted.match(line)), 1)

    def words(self, name: str) -> Iterator[Span]:
        """All values, or all claims: what follows `#!name` and where."""
        for span in self.code_spans:
            if span.word and span.word[0] == name:
                yield Span(span.word[1], span.line, span.place)
