"""What stands around the text of a page: the chapter's number, and the box made from front matter.

minutes: how long the page takes
needs: pages that come before it
able: what the reader will be able to do
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from weave import math
from weave.build import Build, Desk

HEADING = re.compile(r"<h1\b.*?</h1>", re.DOTALL)


def framed(build: Build, desk: Desk, html: str, titles: Mapping[str, str]) -> str:
    """The page with its number above the title and its box below.

    titles: the page of each source -> its title, for the links of `needs`
    """
    matter = desk.page.front_matter
    above, below = _eyebrow(build, desk), _box(desk, matter, titles)
    if not above and not below:
        return html
    kept = [build.keep(part) if part else "" for part in (above, below)]
    return HEADING.sub(lambda match: f"{kept[0]}{match[0]}{kept[1]}", html, count=1)


def _eyebrow(build: Build, desk: Desk) -> str:
    """ "Chapter 3": only chapters have a number that says where one is."""
    if not desk.page.front_matter.get("chapter"):
        return ""
    number = build.labels.prefixes.get(desk.uri, "")
    return f'<p class="chapter-number">Chapter {number}</p>' if number else ""


def _box(desk: Desk, matter: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    rows = (
        ("Time", f"{matter['minutes']} minutes" if matter.get("minutes") else ""),
        ("You need", _needs(desk, matter.get("needs") or [], titles)),
        ("You will be able to", _list(matter.get("able") or [])),
    )
    found = "".join(f"<dt>{name}</dt><dd>{html}</dd>" for name, html in rows if html)
    return f'<dl class="chapter-box">{found}</dl>' if found else ""


def _needs(desk: Desk, pages: list[str], titles: Mapping[str, str]) -> str:
    """Links to what comes before; a page that is not in the book is noted by the lint."""
    known = [page for page in pages if page in titles]
    return ", ".join(
        f'<a href="{escape(desk.address(page))}">{escape(titles[page])}</a>' for page in known
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
