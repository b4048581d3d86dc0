"""The page of a Part: its chapters with their questions, and what builds on what.

Both are made from the front matter of the chapters, in the order of nav, so that they cannot say
anything else. `<div data-part="chapters"></div>` is where one goes; the other is `graph`.

question: what a chapter answers, in a sentence
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from weave import chapter, layers, prerequisites
from weave.build import Build, Desk
from weave.errors import Mistake, nearest
from weave.prerequisites import Node

PART = re.compile(r'<div data-part="(\w+)"></div>')
LABEL = "Which chapter builds on which"
MOST = 40  # pages in a small graph: more are no picture, and each page draws one


@dataclass(frozen=True)
class Contents:
    """What the pages of a book say of themselves, by source, in the order of reading.

    titles: with their numbers; marks: the numbers, or letters; needs: the pages that each needs
    pages: MkDocs' page of each
    """

    matter: Mapping[str, Mapping[str, Any]]
    titles: Mapping[str, str]
    marks: Mapping[str, str]
    needs: Mapping[str, list[str]]
    pages: Mapping[str, Any]

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each page in the order of reading."""
        return {uri: place for place, uri in enumerate(self.needs)}

    @cached_property
    def direct(self) -> dict[str, list[str]]:
        """What each page needs and does not reach through another that it needs."""
        return layers.reduced(self.needs, self.needs)

    def part(self, uri: str) -> list[str]:
        """The pages of the same Part, without the Part's own."""
        above = self.pages[uri].parent
        beside = [one for one in above.children if one.is_page] if above else []
        found = [one.file.src_uri for one in beside if not one.is_index]
        return [one for one in found if one in self.matter]

    def nodes(self, desk: Desk, shown: set[str], own: set[str]) -> dict[str, Node]:
        """Pages in a drawing on the page of a desk; own: the pages that it is about."""
        return {
            uri: Node(
                self.marks.get(uri, ""),
                str(self.matter[uri].get("title") or self.titles[uri]),
                desk.address(uri),
                here=uri == desk.uri,
                quiet=uri not in own,
            )
            for uri in sorted(shown, key=self.rank.__getitem__)
        }


def contents(build: Build, pages: Mapping[str, Any]) -> Contents:
    """What is known when all pages are converted; pages: MkDocs' page of each source."""
    matter = {uri: build.pages[uri].page.front_matter for uri in build.nav if uri in build.pages}
    titles = {uri: str(page.title) for uri, page in pages.items()}
    needs = {
        uri: [name for name in keys.get("needs") or [] if name in matter]
        for uri, keys in matter.items()
    }
    for uri in needs if layers.has_circle(needs) else ():
        _refuse_circle(build, uri, needs)
    return Contents(matter, titles, build.labels.prefixes, needs, pages)


def _refuse_circle(build: Build, uri: str, needs: dict[str, list[str]]) -> None:
    try:
        layers.ancestors(uri, needs)
    except ValueError as error:
        build.desk = build.pages[uri]
        build.refuse(build.desk.page.key_line("needs"), Mistake(f"needs: {error}"))
        needs[uri] = []


def filled(build: Build, desk: Desk, html: str, book: Contents) -> str:
    """The page of a Part with what it asks for."""
    build.desk = desk
    makers = {"chapters": _chapters, "graph": _graph}

    def part(match: re.Match[str]) -> str:
        if match[1] in makers:
            return desk.keep(makers[match[1]](build, desk, book))
        message = f'data-part="{match[1]}": no such part{nearest(match[1], makers)}'
        return build.refuse(desk.line_of(match[0]), Mistake(message))

    return PART.sub(part, html)


def _chapters(build: Build, desk: Desk, book: Contents) -> str:
    """The list of chapters; in words it says what the graph shows."""
    own = book.part(desk.uri)
    items = "".join(_item(build, desk, book, uri) for uri in own)
    return f'<ol class="part-chapters">{items}</ol>'


def _item(build: Build, desk: Desk, book: Contents, uri: str) -> str:
    matter = book.matter[uri]
    if not matter.get("question"):
        message = f"{uri} is listed here: let its front matter say which `question:` it answers"
        build.refuse(desk.line_of("data-part"), Mistake(message))
    minutes = matter.get("minutes")
    time = f' <span class="minutes">{minutes} min</span>' if minutes else ""
    needs = ", ".join(_link(desk, book, name) for name in book.direct[uri])
    after = f'<p class="part-needs">Builds on {needs}.</p>' if needs else ""
    question = chapter.inline(str(matter.get("question", "")))
    return f"<li>{_link(desk, book, uri)}{time}<p>{question}</p>{after}</li>"


def _link(desk: Desk, book: Contents, uri: str) -> str:
    return f'<a href="{escape(desk.address(uri))}">{escape(book.titles[uri])}</a>'


def _graph(_build: Build, desk: Desk, book: Contents) -> str:
    """The pages of the Part that an arrow joins to others, and what they build on from outside."""
    own = set(book.part(desk.uri))
    below = {name for uri in own for name in book.direct[uri]}
    shown = below | {uri for uri in own if book.direct[uri]}
    return prerequisites.wide(book.nodes(desk, shown, own), book.needs, LABEL) if shown else ""


def way_here(desk: Desk, book: Contents) -> str:
    """The small graph of all that a page builds on; nothing where a list says as much."""
    above = layers.nearest(desk.uri, book.direct, MOST)
    if len(above) < 3:
        return ""
    shown = {*above, desk.uri}
    needs = {uri: [name for name in book.direct[uri] if name in shown] for uri in shown}
    return prerequisites.small(book.nodes(desk, shown, shown), needs)
