"""How tests visit the built book: a server of its files, and what they ask of a page."""

import re
from collections.abc import Mapping
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

PHONE = {"width": 375, "height": 800}
DESK = {"width": 1280, "height": 900}
CHAPTER = "backpropagation/"
RAW_TEX = re.compile(r"\\[a-zA-Z]+|\$|[_^]\{")


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that a browser may keep, so that a pass over all pages is quick."""

    protocol_version = "HTTP/1.1"
    said: Mapping[str, str] = {}

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        for name, value in self.said.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing: requests are no news."""


def addresses(book: Path) -> list[str]:
    """Every page of the book, below its root."""
    return [
        path.relative_to(book).as_posix().removesuffix("index.html")
        for path in sorted(book.rglob("*.html"))
    ]


def headers(book: Path) -> dict[str, str]:
    """What a static host would say with every file, out of the book's `_headers`."""
    first, *lines = (book / "_headers").read_text(encoding="utf-8").splitlines()
    assert first == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


def complaint(kind: str, text: str, page: str) -> list[str]:
    """What the browser says of a page that is wrong: scripts that fail, files, the policy."""
    return [f"{page}: console: {text}"] if kind == "error" else []


def heard(page: Page) -> list[str]:
    """A list that fills with what goes wrong on a page, from now on."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    page.on("console", lambda said: found.extend(complaint(said.type, said.text, page.url)))
    return found
