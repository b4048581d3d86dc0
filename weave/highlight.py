"""Code as readers see it: highlighted at build, each file of the snippets on a page of its own.

Every card and every printed snippet links to a line of these pages, so that no reader needs an
account anywhere to see what an equation was checked against.
"""

from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from pygments import highlight as colour
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

FOLDER = "source"


@cache
def code(text: str, language: str = "python") -> str:
    """Highlighted code; the page's style sheet has its colours."""
    return str(colour(text, _lexer(language), _formatter()))


@cache
def numbered(text: str) -> str:
    """A whole file: each line is `#L-12` and shows its number."""
    formatter = _formatter(cssclass="highlight listing", linespans="L")
    return str(colour(text, get_lexer_by_name("python", stripnl=False), formatter))


# Both are made once: that takes longer than to colour a few lines.
@cache
def _formatter(**options: str) -> Any:
    return HtmlFormatter(**{"cssclass": "highlight", "wrapcode": True, **options})


@cache
def _lexer(language: str) -> Any:
    return get_lexer_by_name(language)


def program(text: str) -> str:
    """The source of a program, folded below what it printed."""
    return f'<details class="program-source"><summary>Program</summary>{code(text)}</details>'


def snippet(text: str, path: str, line: int, href: str) -> str:
    """A piece of a file under its path and first line, which link to the file."""
    place = f'<a href="{escape(href)}">{escape(path)}<span class="line">:{line}</span></a>'
    return f'<div class="snippet"><div class="snippet-place">{place}</div>{code(text)}</div>'


def page_of(path: str) -> str:
    """The page that shows a file: `snippets/losses.py` stands in `source/snippets/losses.md`."""
    return f"{FOLDER}/{Path(path).with_suffix('.md').as_posix()}"


def is_listing(page: str) -> bool:
    """Whether a page only shows a file: nothing on it is woven."""
    return page.startswith(f"{FOLDER}/")


def files(root: Path) -> Iterator[Path]:
    """All files of the snippets, in order of their paths."""
    yield from sorted((root / "snippets").rglob("*.py"))


def is_shown(path: Path, root: Path) -> bool:
    """Whether a file has a page that shows it."""
    return path.suffix == ".py" and path.is_relative_to(root / "snippets")


def page(path: str) -> str:
    """Markdown of the page that shows a file; the code itself goes in by a placeholder."""
    return f"---\ntitle: {path}\nsearch:\n  exclude: true\nhide: [toc]\n---\n\n# {path}\n"
