"""What is put together when a page, or the whole book, has been converted."""

import re
from html import escape

from weave import labels
from weave.build import Build, Desk
from weave.errors import Mistake

BLOCK = re.compile(r'<div data-block="\d+"></div>')
REFERENCE = re.compile(r'<weave-ref to="([^"]*)">(.*?)</weave-ref>', re.DOTALL)


def content(build: Build, html: str) -> str:
    """The page with every program in it that no caption claimed."""
    return BLOCK.sub(lambda match: _html(build, match[0]), html)


def _html(build: Build, placeholder: str) -> str:
    block = build.block(placeholder)
    return block.html if block else ""


def references(build: Build, desk: Desk, html: str) -> str:
    """The page with every reference as a link with its number."""
    build.desk = desk
    return REFERENCE.sub(lambda match: _reference(build, match[1], match[2]), html)


def _reference(build: Build, name: str, text: str) -> str:
    desk = build.desk
    try:
        label = build.labels.find(name, seen_from=desk.uri)
    except Mistake as mistake:
        return build.refuse(desk.line_of(f"(#{name})"), mistake)
    page = "" if label.page == desk.uri else desk.address(label.page)
    shown = labels.reference(name, text, label.number)
    return f'<a class="reference" href="{escape(page)}#{name}">{shown}</a>'


def warned(desk: Desk, html: str) -> str:
    """While serving: the page with a list of what is wrong with it on top."""
    found = sorted(set(desk.problems))
    if not found:
        return html
    text = escape("\n".join(map(str, found)))
    return desk.keep(f'<div class="weave-problem"><pre>{text}</pre></div>') + html
