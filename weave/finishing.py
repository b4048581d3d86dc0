"""What a page needs of the others, when all are converted: references, first uses, the colophon."""

import json
from collections.abc import Mapping
from typing import Any

from weave import assembly, chapter, colophon, first_use, terms, tolls, verification
from weave.build import Build
from weave.errors import Problem
from weave.tolls import Entry

RECORD = "verification.json"


def finish(
    build: Build, pages: Mapping[str, Any], *, mutants: bool
) -> tuple[list[Entry] | None, list[Problem]]:
    """Finish the content of all pages; what their mutants came to, and everything that is wrong.

    pages: MkDocs' page of each source
    mutants: whether they are tried; in a book with a mistake they are not
    """
    build.answers.finish()
    for desk in build.pages.values():
        desk.reopen()
    entries, found = None, list[Problem]()
    if mutants and not build.problems:
        entries, found = tolls.of_pages(colophon.pages(build).values(), build.answers)
    _fill(build, pages, entries)
    for uri, desk in build.pages.items():
        pages[uri].content = assembly.warned(desk, pages[uri].content)
    return entries, sorted({*build.problems, *found, *tolls.unlisted(entries or [])})


def _fill(build: Build, pages: Mapping[str, Any], entries: list[Entry] | None) -> None:
    parts = colophon.parts(build, build.answers.root, entries)
    known = list(terms.terms(build.answers.root))
    titles = {uri: str(page.title) for uri, page in pages.items()}
    for uri, desk in build.pages.items():
        html = terms.linked(build, desk, desk.content, known)
        html = assembly.references(build, desk, html)
        html = first_use.filled(build, desk, html)
        html = chapter.framed(build, desk, html, titles)
        pages[uri].content = colophon.filled(html, parts)


def record(build: Build, entries: list[Entry] | None) -> str:
    """verification.json of the book."""
    found = verification.record(colophon.pages(build), build.reading(), entries)
    return json.dumps(found, indent=1, ensure_ascii=False)
