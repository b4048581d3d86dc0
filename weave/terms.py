"""The terms of the glossary, linked where each is first used.

A line of docs/glossary.md says what a term means and where it comes up first:
`- **Bias**{#term-bias}: the number that a unit adds. [First use](perceptron.md#a-sum-and-a-step)`.
From the heading that it names, the first word of that form in running text links back to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from weave.build import Build, Desk
from weave.errors import Mistake

PAGE = "glossary.md"
ENTRY = re.compile(
    r"- \*\*(?P<term>[^*]+)\*\*\{ ?#(?P<name>[\w-]+) ?\}: (?P<said>.+?) "
    r"\[First use\]\((?P<page>[\w/-]+\.md)#(?P<anchor>[\w-]+)\)"
)
TOKEN = re.compile(r"<[^>]+>|[^<]+")
TAG = re.compile(r"</?(\w+)")
APOSTROPHE = "(?:'|\N{RIGHT SINGLE QUOTATION MARK}|&rsquo;|&#39;)"
# Where a word is no running text: links, code, headings, formulas and what else waits.
CLOSED = ("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "weave-ref")
WAITING = re.compile(r'<(span|div)[^>]* data-(?:weave|block)="')


@dataclass(frozen=True)
class Term:
    """A term, its anchor in the glossary, what it means, where it is first used."""

    term: str
    name: str
    said: str
    page: str
    anchor: str
    line: int

    def pattern(self) -> re.Pattern[str]:
        """The term as text has it: one of its forms, also in the plural."""
        forms = re.split(r", | \(|\)", self.term)
        words = "|".join(re.escape(form).replace("'", APOSTROPHE) for form in forms if form)
        return re.compile(rf"(?<![\w-])(?:{words})(?:e?s)?(?![\w-])", re.IGNORECASE)


def terms(root: Path) -> Iterator[Term]:
    """The terms of a book; none if it has no glossary."""
    path = root / "docs" / PAGE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    for number, line in enumerate(text.split("\n"), start=1):
        match = ENTRY.match(line)
        if match:
            yield Term(**match.groupdict(), line=number)


def linked(build: Build, desk: Desk, html: str, known: list[Term]) -> str:
    """The page with the first use of each of its terms as a link; a term without one is wrong."""
    for term in known:
        if term.page == desk.uri:
            try:
                html = _link(html, term, desk.address(PAGE))
            except Mistake as mistake:
                build.desk = build.pages[PAGE]
                build.refuse(term.line, mistake)
    return html


@lru_cache(maxsize=512)  # while serving, nearly all pages are as they were
def _link(html: str, term: Term, glossary: str) -> str:
    start = html.find(f'id="{term.anchor}"')
    if start < 0:
        raise Mistake(f"{term.term}: {term.page} has no anchor {term.anchor}")
    start = html.index(">", start) + 1
    pattern = term.pattern()
    for offset, text in _running(html, start):
        match = pattern.search(text)
        if match:
            first, last = offset + match.start(), offset + match.end()
            link = f'<a class="term" href="{glossary}#{term.name}" title="{escape(term.said)}">'
            return f"{html[:first]}{link}{match[0]}</a>{html[last:]}"
    raise Mistake(f"{term.term}: no such word below {term.page}#{term.anchor}")


def _running(html: str, start: int) -> Iterator[tuple[int, str]]:
    """The running text from a place on, in pieces with their offsets."""
    closed: list[str] = ["h2"]  # the heading that was named is still open
    for match in TOKEN.finditer(html, start):
        tag = TAG.match(match[0])
        if not tag:
            if not closed:
                yield match.start(), match[0]
        elif closed and match[0].startswith("</"):
            if tag[1] == closed[-1] or (tag[1].startswith("h") and closed[-1].startswith("h")):
                closed.pop()
        elif not match[0].startswith("</") and (tag[1] in CLOSED or WAITING.match(match[0])):
            closed.append(tag[1])
