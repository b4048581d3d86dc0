"""What stands around the text of a page: the chapter's number, and the box made from front matter.

minutes: how long the page takes
needs: pages that come before it
able: what the reader will be able to do
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from weave import math, takeaway
from weave.build import Build, Desk

KINDS = ("Chapter", "Lab")
HEADING = re.compile(r"<h1\b.*?</h1>", re.DOTALL)


def framed(
    build: Build,
    desk: Desk,
    html: str,
    titles: Mapping[str, str],
    *,
    way: str = "",
    used: Sequence[str] = (),
) -> str:
    """The page with its number above the title and its box below.

    titles: the page of each source -> its title, for the links of `needs`
    way: all that the page builds on, drawn; used: the labs that need it
    """
    matter = desk.page.front_matter
    above, below = _eyebrow(build, desk), _box(desk, matter, titles, way, used)
    if not above and not below:
        return html
    kept = [build.keep(part) if part else "" for part in (above, below)]
    return HEADING.sub(lambda match: f"{kept[0]}{match[0]}{kept[1]}", html, count=1)


def _eyebrow(build: Build, desk: Desk) -> str:
    name = numbered(build, desk)
    return f'<p class="chapter-number">{name}</p>' if name else ""


def numbered(build: Build, desk: Desk) -> str:
    """ "Chapter 3", "Lab 2": only these have a number that says where one is."""
    kind = next((kind for kind in KINDS if desk.page.front_matter.get(kind.lower())), "")
    number = build.labels.prefixes.get(desk.uri, "").removeprefix("L")
    return f"{kind} {number}" if kind and number else ""


def labs(build: Build) -> dict[str, list[str]]:
    """The labs that need each page."""
    found: dict[str, list[str]] = {}
    for one in build.desks():
        keys = one.page.front_matter
        for uri in (keys.get("needs") or []) if keys.get("lab") else []:
            found.setdefault(uri, []).append(one.uri)
    return found


def _box(
    desk: Desk, matter: Mapping[str, Any], titles: Mapping[str, str], way: str, used: Sequence[str]
) -> str:
    rows = (
        ("Time", f"{matter['minutes']} minutes" if matter.get("minutes") else ""),
        ("You need", _links(desk, matter.get("needs") or [], titles) + way),
        ("You will be able to", _list(matter.get("able") or [])),
        ("Labs", _links(desk, used, titles)),
        ("Take it along", _forms(desk)),
    )
    found = "".join(f"<dt>{name}</dt><dd>{html}</dd>" for name, html in rows if html)
    return f'<dl class="chapter-box">{found}</dl>' if found else ""


def _links(desk: Desk, pages: Sequence[str], titles: Mapping[str, str]) -> str:
    """Links to other pages; a page that is not in the book is noted by the lint."""
    known = [page for page in pages if page in titles]
    return ", ".join(
        f'<a href="{escape(desk.address(page))}">{escape(titles[page])}</a>' for page in known
    )


def _forms(desk: Desk) -> str:
    """Links to the notebook and the script, where there are any."""
    return " · ".join(
        f'<a href="{escape(desk.address(place))}" download>{form}</a>'
        for form, place in takeaway.places(desk.uri, desk.page).items()
    )


def _list(sentences: list[str]) -> str:
    items = "".join(f"<li>{inline(sentence)}</li>" for sentence in sentences)
    return f"<ul>{items}</ul>" if items else ""


def inline(text: str) -> str:
    """A sentence of the front matter: formulas between dollars, code between backticks."""
    parts = re.split(r"`([^`]+)`", text)
    return "".join(
        f"<code>{escape(part)}</code>" if odd % 2 else math.with_math(part)
        for odd, part in enumerate(parts)
    )
