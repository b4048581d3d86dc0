"""Addresses that readers may have kept: docs/ids.txt lists every id that was ever published.

An id that is lost fails the build. Its line may say where its content went instead,
`eq-neuron -> perceptron.md#eq-perceptron-score`: then a link to the old place leads on, by plain
HTML. Within one page the old id stands just before the new one; elsewhere a sentence, shown only to
who follows such a link, points to the new page.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from weave import highlight, labels
from weave.build import Build, Desk
from weave.errors import Mistake, Problem

FILE = "ids.txt"
NAME = f"docs/{FILE}"
HEAD = "# Published ids, by page: what leads to them must not break. `make ids` adds new ones."
LINE = re.compile(r"(?P<page>[^\s#]+)|  (?P<name>\S+)(?: -> (?P<home>[^\s#]+)#(?P<id>\S+))?")
BY_PLACE = re.compile(r"fn(?:ref)?\d*:|__|equation-")  # named by a position, so nobody's to keep


@dataclass(frozen=True)
class Kept:
    """One published id.

    page: its source; line: of docs/ids.txt, 0 for a new one; home: page and id of what it was
    """

    page: str
    name: str
    line: int = 0
    home: tuple[str, str] | None = None


Anchors = Mapping[str, Iterable[str]]


def read(root: Path) -> list[Kept]:
    """What a book has published; a book without the list keeps no promise."""
    path = root / NAME
    return list(parse(path.read_text(encoding="utf-8"))) if path.is_file() else []


def parse(text: str) -> Iterator[Kept]:
    """The ids of a list; raises Mistake, with its line, for what is neither page nor id."""
    page = ""
    for number, line in enumerate(text.splitlines(), start=1):
        match = LINE.fullmatch(line)
        if line.startswith("#") or not line:
            continue
        if not match or not (match["page"] or page):
            raise Mistake(f"{line!r} is neither `page.md` nor `  id` below one", line=number)
        page = match["page"] or page
        if match["name"]:
            home = (match["home"], match["id"]) if match["home"] else None
            yield Kept(page, match["name"], number, home)


def written(kept: Iterable[Kept], anchors: Anchors) -> str:
    """The list with everything that is on the pages now."""
    lines = {(one.page, one.name): _line(one) for one in kept}
    for page, names in anchors.items():
        for name in names:
            lines.setdefault((page, name), f"  {name}")
    parts: dict[str, list[str]] = {}
    for page, name in sorted(lines):
        parts.setdefault(page, [page]).append(lines[page, name])
    return "\n\n".join([HEAD, *("\n".join(part) for part in parts.values())]) + "\n"


def _line(one: Kept) -> str:
    return f"  {one.name} -> {one.home[0]}#{one.home[1]}" if one.home else f"  {one.name}"


def anchors(found: Mapping[str, Iterable[str] | None]) -> dict[str, set[str]]:
    """The ids of each page that an author has named."""
    return {
        page: {name for name in names or () if not BY_PLACE.match(name)}
        for page, names in found.items()
        if not highlight.is_listing(page)
    }


def problems(kept: Iterable[Kept], anchors: Anchors) -> Iterator[Problem]:
    """What would break a link that somebody has kept."""
    for one in kept:
        stands = one.name in anchors.get(one.page, ())
        if one.home and one.home[1] not in anchors.get(one.home[0], ()):
            yield _problem(one, f"leads to {one.home[0]}#{one.home[1]}, which is not in the book")
        elif one.home and stands:
            yield _problem(one, "stands on its page again: take away where it leads to")
        elif not one.home and not stands:
            yield _problem(
                one,
                "is published and gone: bring it back, or say where its content is now: "
                f"`{one.name} -> page.md#id`",
            )


def _problem(one: Kept, message: str) -> Problem:
    return Problem(NAME, one.line, f"{one.page}#{one.name} {message}")


def moved(kept: Iterable[Kept]) -> dict[str, list[Kept]]:
    """What leads elsewhere, by the page that it leads from."""
    found: dict[str, list[Kept]] = {}
    for one in kept:
        if one.home:
            found.setdefault(one.page, []).append(one)
    return found


def led_on(
    build: Build, desk: Desk, html: str, gone: Iterable[Kept], titles: Mapping[str, str]
) -> str:
    """The page with what leads from ids that it had to where their content is now.

    gone: the page's part of what has moved; titles: of each page, for links to what has no number
    """
    for one in gone:
        if one.home:
            here = one.home[0] == desk.uri
            html = _alias(desk, html, one) if here else html + _note(build, desk, one, titles)
    return html


def _alias(desk: Desk, html: str, one: Kept) -> str:
    """The old id just before the element that has the new one, or before all if none has it."""
    assert one.home
    new = f'id="{escape(one.home[1])}"'
    holders = [f'data-weave="{n}"' for n, held in enumerate(desk.fragments) if new in held]
    found = max(html.find(text) for text in (new, *holders))
    place = max(html.rfind("<", 0, found), 0) if found > 0 else 0
    return f'{html[:place]}<span id="{escape(one.name)}"></span>{html[place:]}'


def _note(build: Build, desk: Desk, one: Kept, titles: Mapping[str, str]) -> str:
    assert one.home
    page, name = one.home
    label = build.labels.of(page).get(name)
    kind = labels.KINDS.get(name.partition("-")[0], "")
    text = titles.get(page, page)
    if label:
        text = f"{text}, {labels.reference(name, kind, label.number)}"
    link = f'<a href="{escape(desk.address(page))}#{escape(name)}">{escape(text)}</a>'
    return desk.keep(
        f'<p class="moved" id="{escape(one.name)}">What stood here is now in {link}.</p>'
    )
