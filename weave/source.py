"""The one scanner of pages: what stands on which line.

It finds, it does not judge: weave.lint does. Lines count from 1 and include the front matter, as
editors show them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from weave import blocks, percent, spans
from weave.errors import Mistake
from weave.page import Fence, Heading, Page, Passage, Span

__all__ = ["Fence", "Heading", "Page", "Passage", "Span", "parse", "read"]

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
HEADING = re.compile(r"^\s*(#{1,6})(?!#)\s*(.*?)\s*#*\s*$")
TABLE_RULE = re.compile(r"^[\s>]*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
SETEXT = re.compile(r"^(=+|-+)\s*$")
SHOWN = ("alt", "reason", "unchecked", "wrong")  # options whose value a reader sees
SHOWN_KEYS = ("title", "description", "able", "question")  # front matter that a reader sees


def read(path: Path, name: str = "") -> Page:
    """The page at a path; name: as problems call it, by default the path itself."""
    return parse(path.read_text(encoding="utf-8"), name or path.as_posix())


def parse(text: str, name: str = "page.md") -> Page:
    """Take a page apart.

    Raises Mistake if the front matter is no YAML mapping, or if a lab is none.
    """
    if name.endswith(".py"):
        return _lab(text, name)
    front_matter, typed = _front_matter(text)
    match = FRONT_MATTER.match(text)
    rest = spans.mask(text, 0, match.end()).replace(spans.MASK, "") if match else text
    rest, fences = blocks.fences(rest)
    return _inline(Page(name, text, front_matter, typed, tuple(fences)), rest)


def _lab(script: str, name: str) -> Page:
    """A lab as a page of the same lines; what other pages say in front, its first line says."""
    said, text = percent.page(script)
    rest, fences = blocks.fences(text)
    typed = {str(number): str(reason) for number, reason in said.get("typed", {}).items()}
    page = Page(name, text, {"lab": True, **said}, typed, tuple(fences), script=script)
    return _inline(page, rest)


def _front_matter(text: str) -> tuple[dict[str, Any], dict[str, str]]:
    match = FRONT_MATTER.match(text)
    try:
        found = yaml.safe_load(match[1]) if match else {}
        # Keys as they are written: a number read by YAML would lose the digits of 0.10.
        written = yaml.load(match[1], Loader=yaml.BaseLoader) if match else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = getattr(error, "problem", None) or str(error)
        raise Mistake(f"front matter: {message}", line=mark.line + 2 if mark else 1) from None
    if not isinstance(found, dict):
        raise Mistake("front matter: not a mapping of keys to values")
    typed = written.get("typed", {})
    pairs = typed.items() if isinstance(typed, dict) else ()
    return found, {str(key): str(reason) for key, reason in pairs}


def _inline(page: Page, rest: str) -> Page:
    """The page with its spans, headings and prose; rest: its text without fences and comments."""
    prose = spans.blank(rest, spans.CODE)
    places = _places(prose)
    math = _spans(spans.MATH, prose, places)
    passages = [
        Passage(spans.plain(spans.blank(text, spans.MATH)), line, place)
        for text, line, place in _passages(prose, places)
    ]
    code = _spans(spans.CODE, rest, places)
    for text, line in _shown(page):
        hidden = spans.blank(text, spans.CODE)
        code += _spans(spans.CODE, text, ["alt"] * (text.count("\n") + 1), line)
        math += _spans(spans.MATH, hidden, ["alt"] * (text.count("\n") + 1), line)
        passages.append(Passage(spans.plain(spans.blank(hidden, spans.MATH)), line, "alt"))
    headings = [
        Heading(int(place[1]), _heading(text), line)
        for line, (text, place) in enumerate(zip(rest.split("\n"), places, strict=True), start=1)
        if place[0] == "h" and place != "html" and text.strip()
    ]
    return replace(
        page,
        code_spans=tuple(code),
        math_spans=tuple(math),
        prose=tuple(passages),
        headings=tuple(headings),
    )


def _heading(text: str) -> str:
    match = HEADING.match(text)
    return match[2] if match else text.strip()


def _spans(pattern: re.Pattern[str], text: str, places: list[str], first: int = 1) -> list[Span]:
    found = []
    for match in pattern.finditer(text):
        line = spans.line_of(text, match.start())
        found.append(Span(match[match.lastindex or 0].strip(), first + line - 1, places[line - 1]))
    return found


def _shown(page: Page) -> Iterator[tuple[str, int]]:
    """Text that a reader sees although it stands in a header or in the front matter."""
    for fence in page.fences:
        for key in SHOWN:
            if key in fence.options:
                yield fence.options[key], fence.line
    for key in SHOWN_KEYS:
        value = page.front_matter.get(key, [])
        for text in value if isinstance(value, list) else [value]:
            yield str(text), page.key_line(key)


def _places(text: str) -> list[str]:
    """What each line belongs to: text, table, html or a heading."""
    lines = text.split("\n")
    places = ["text"] * len(lines)
    for n, line in enumerate(lines):
        heading = HEADING.match(line)
        if heading:
            places[n] = f"h{len(heading[1])}"
        elif (
            SETEXT.match(line)
            and n
            and lines[n - 1].strip()
            and not (n > 1 and lines[n - 2].strip())
        ):
            places[n - 1] = "h1" if line[0] == "=" else "h2"
            places[n] = "rule"
        elif TABLE_RULE.match(line) and "|" in line and n and "|" in lines[n - 1]:
            places[n - 1] = "table"
            places[n] = "rule"
        elif n and places[n - 1] in ("table", "rule") and "|" in line:
            places[n] = "table"
    for start, end in spans.raw_html(text):
        for n in range(spans.line_of(text, start), spans.line_of(text, end) + 1):
            places[n - 1] = "html"
    return places


def _passages(text: str, places: list[str]) -> Iterator[tuple[str, int, str]]:
    """Paragraphs; a heading and a row of a table stand alone."""
    lines = text.split("\n")
    start = 0
    for n in range(1, len(lines) + 1):
        if n == len(lines) or not _together(lines, places, start, n):
            if lines[start].strip() and places[start] != "rule":
                yield "\n".join(lines[start:n]), start + 1, places[start]
            start = n


def _together(lines: list[str], places: list[str], start: int, n: int) -> bool:
    """Whether line n goes on with the paragraph of line start."""
    written = bool(lines[start].strip() and lines[n].strip())
    return written and places[n] == places[start] and places[n] in ("text", "html")
