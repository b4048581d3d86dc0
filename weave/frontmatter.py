"""Rules for the front matter of a page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from weave.errors import Problem, nearest
from weave.page import Page

KEYS = (
    "title", "description", "template", "hide", "icon", "search", "chapter", "prefix", "scene",
    "minutes", "needs", "able", "question", "typed", "lab", "needs_module", "limit",
)  # fmt: skip
PROMISES = {"minutes": int, "needs": list, "able": list}  # what a chapter or lab says of itself


def problems(page: Page, folder: Path) -> Iterator[Problem]:
    """Missing promises of a chapter, pages that it needs and that do not exist, misspelt keys.

    folder: where the page stands
    """
    for rule in (_misspelt, _promises, _needs):
        for key, message in rule(page.front_matter, folder):
            yield Problem(page.name, page.key_line(key), message)


def _misspelt(keys: dict[str, Any], _folder: Path) -> Iterator[tuple[str, str]]:
    for key in map(str, keys):
        if key not in KEYS and nearest(key, KEYS):
            yield key, f"no key {key!r} in the front matter{nearest(key, KEYS)}"


def _promises(keys: dict[str, Any], _folder: Path) -> Iterator[tuple[str, str]]:
    whole = next((name for name in ("chapter", "lab") if keys.get(name)), "")
    for key, kind in PROMISES.items():
        if whole and key not in keys:
            yield whole, f"a {whole} says its {key!r}"
        elif key in keys and not isinstance(keys[key], kind):
            yield key, f"{key}: wanted a {kind.__name__}, found {keys[key]!r}"
    if keys.get("able") == []:
        yield "able", "able: say what the reader will be able to do"


def _needs(keys: dict[str, Any], folder: Path) -> Iterator[tuple[str, str]]:
    needs = keys.get("needs")
    for name in needs if isinstance(needs, list) else ():
        if not (folder / str(name)).is_file():
            known = [path.name for path in folder.glob("*.md")]
            yield "needs", f"needs: no page {name}{nearest(str(name), known)}"
