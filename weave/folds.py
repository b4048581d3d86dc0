"""Folds of a page that is printed: open where they stand, or moved to the end of the book."""

import re
from collections.abc import Iterator

FOLD = re.compile(r"<details\b([^>]*)>|</details>")
SUMMARY = re.compile(r"\s*<summary>(.*?)</summary>", re.DOTALL)
CLASSES = re.compile(r'class="([^"]*)"')
ASKED = re.compile(r"<strong>(\d+)\.")
CLOSED = "card"  # of an equation: its number is what a printed page needs
AWAY = {"hint", "success"}  # who turns the page to them has tried first
END = len("</details>")


def unfolded(html: str, prefix: str = "away") -> tuple[str, str]:
    """A page with its folds open, and the hints and solutions that go to the end.

    prefix: what the names of those that go begin with
    """
    kept, away, place = list[str](), list[str](), 0
    for start, inner, end, kinds in _outer(html):
        kept.append(html[place:start])
        place = end
        match = SUMMARY.match(html, inner)
        title, rest = (match[1], html[match.end() : end - END]) if match else ("", "")
        name = f"{prefix}-{len(away)}"
        opened, more = unfolded(rest, name)
        if CLOSED in kinds:
            kept.append(html[start:end])
        elif kinds & AWAY:
            kept.append(f'<p class="away">{title}: {page_of(name)}</p>')
            asked = ASKED.findall(html, 0, start)
            text = f"Exercise {asked[-1]}: {title}" if asked else title
            away.append(f'<div class="solved" id="{name}"><h4>{text}</h4>{opened}</div>{more}')
        else:
            kept.append(f'<div class="fold"><p class="fold-title">{title}</p>{opened}</div>')
            away.append(more)
    return "".join([*kept, html[place:]]), "".join(away)


def page_of(name: str) -> str:
    """A reference to the page on which something is printed."""
    return f'<a href="#{name}">page <span class="page" data-page="{name}"></span></a>'


def _outer(html: str) -> Iterator[tuple[int, int, int, set[str]]]:
    """The outermost folds: where each starts, its inside starts, it ends; its classes."""
    depth, opened = 0, None
    for match in FOLD.finditer(html):
        if match[0] != "</details>":
            opened = match if depth == 0 else opened
            depth += 1
            continue
        depth -= 1
        if depth == 0 and opened:
            kinds = CLASSES.search(opened[1] or "")
            names = set(kinds[1].split()) if kinds else set()
            yield opened.start(), opened.end(), match.end(), names
