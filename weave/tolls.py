"""The mutants of a whole book: how many each page's equations met, and which lived."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from weave import work
from weave.answers import Answers
from weave.errors import Mistake, Problem
from weave.page import Page
from weave.verdict import Toll

ADVICE = "; sharpen the data of the scene, or list it: % equivalent: ... because ..."
HEADER = ("page", "equations", "mutants", "killed", "equivalent", "survivors")


@dataclass(frozen=True)
class Entry:
    """One display equation of a page and its toll."""

    page: str
    line: int
    name: str
    toll: Toll


def of_page(page: Page, answers: Answers) -> Iterator[Entry | Problem]:
    """Change every executed display equation of a page; what is wrong with one is a Problem."""
    for fence, job in work.mutants(page):
        try:
            toll = answers.of(job)
        except Mistake as mistake:
            yield Problem(page.name, fence.line + mistake.line, str(mistake))
        else:
            yield Entry(page.name, fence.line, fence.options.get("id", ""), toll)


def of_pages(pages: Iterable[Page], answers: Answers) -> tuple[list[Entry], list[Problem]]:
    """Change every executed display equation of a book."""
    pages = list(pages)
    answers.gather(job for page in pages for _, job in work.mutants(page))
    found = [one for page in pages for one in of_page(page, answers)]
    entries = [one for one in found if isinstance(one, Entry)]
    return entries, [one for one in found if isinstance(one, Problem)]


def table(entries: Iterable[Entry]) -> str:
    """Write a Markdown table, a page a row, and below it the survivors."""
    entries = list(entries)
    return "\n".join([counts(entries), "", *map(str, unlisted(entries))]).rstrip()


def counts(entries: Iterable[Entry], title: Callable[[str], str] = str) -> str:
    """Write a Markdown table, a page a row.

    title: what a page is called
    """
    entries = list(entries)
    pages = dict.fromkeys(entry.page for entry in entries)
    rows = [
        HEADER,
        ("---", *["---:"] * 5),
        *(row(title(page), [one.toll for one in entries if one.page == page]) for page in pages),
        row("all", [one.toll for one in entries]),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def row(name: str, tolls: list[Toll]) -> tuple[str, ...]:
    """Add up the tolls of a page."""
    numbers = (
        len(tolls),
        sum(toll.mutants for toll in tolls),
        sum(toll.killed for toll in tolls),
        sum(len(toll.equivalents) for toll in tolls),
        sum(len(toll.survivors) for toll in tolls),
    )
    return (name, *map(str, numbers))


def unlisted(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Name each mutant that no check noticed and that no line lists as equivalent."""
    for entry in entries:
        for mutant in entry.toll.survivors:
            name = f"{entry.name}: " if entry.name else ""
            yield Problem(entry.page, entry.line, f"{name}nobody notices {mutant.told}{ADVICE}")
