"""What a page needs of the others, when all are converted: references, first uses, the colophon."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from weave import (
    assembly,
    chapter,
    colophon,
    first_use,
    parts,
    permalinks,
    terms,
    tolls,
    verification,
)
from weave.build import Build
from weave.errors import Mistake, Problem
from weave.permalinks import Kept
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
    kept, lost = _published(build, pages)
    _fill(build, pages, entries, [one for one in kept if one.home])
    for uri, desk in build.pages.items():
        pages[uri].content = assembly.warned(desk, pages[uri].content)
    broken = lost if mutants else []
    return entries, sorted({*build.problems, *found, *tolls.unlisted(entries or []), *broken})


def _published(build: Build, pages: Mapping[str, Any]) -> tuple[list[Kept], list[Problem]]:
    """The ids that readers may have kept, and which of them a whole book has lost."""
    try:
        kept = permalinks.read(build.answers.root)
    except Mistake as mistake:
        return [], [Problem(permalinks.NAME, mistake.line, str(mistake))]
    return kept, list(permalinks.problems(kept, _anchors(pages)))


def _anchors(pages: Mapping[str, Any]) -> dict[str, set[str]]:
    return permalinks.anchors({uri: page.present_anchor_ids for uri, page in pages.items()})


def _fill(
    build: Build, pages: Mapping[str, Any], entries: list[Entry] | None, kept: list[Kept]
) -> None:
    asked = colophon.parts(build, build.answers.root, entries)
    known = list(terms.terms(build.answers.root))
    book, moved = parts.contents(build, pages), permalinks.moved(kept)
    labs = chapter.labs(build)
    for uri, desk in build.pages.items():
        html = terms.linked(build, desk, desk.content, known)
        html = assembly.references(build, desk, html)
        html = first_use.filled(build, desk, html)
        html = parts.filled(build, desk, html, book)
        html = permalinks.led_on(build, desk, html, moved.get(uri, ()), book.titles)
        way, used = parts.way_here(desk, book), labs.get(uri, ())
        html = chapter.framed(build, desk, html, book.titles, way=way, used=used)
        pages[uri].content = colophon.filled(html, asked)


def record(build: Build, entries: list[Entry] | None) -> str:
    """verification.json of the book."""
    found = verification.record(colophon.pages(build), build.reading(), entries)
    return json.dumps(found, indent=1, ensure_ascii=False)


def publish(
    build: Build, files: Any, pages: Mapping[str, Any], entries: list[Entry] | None
) -> None:
    """Let the site say what was verified, and which ids it has."""
    files.src_uris[RECORD].content_string = record(build, entries)
    if permalinks.FILE not in files.src_uris:
        return
    with suppress(Mistake):  # said before
        kept = permalinks.read(build.answers.root)
        text = permalinks.written(kept, _anchors(pages))
        files.src_uris[permalinks.FILE].content_string = text
