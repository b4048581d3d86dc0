"""The links of a site that is built: do all that stay in it lead somewhere, and where do others go?

It reads the files as they are published, so it takes the word of nobody: a page's ids, what it
links, loads and draws, and whether each picture says what it shows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SCRIPT = re.compile(r"(<script\b[^>]*>).*?</script>", re.DOTALL)
TAG = re.compile(
    r"""<([a-zA-Z][\w:-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*/?>"""
)
ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
POINTS = ("href", "src", "xlink:href", "poster", "data")
NAMES = ("aria-labelledby", "aria-describedby", "aria-controls", "for")
SWITCH = "__toc"  # Material's label of a list of headings, left where a page hides the list
URL = re.compile(r"url\(#([^)\"']+)\)")


@dataclass(frozen=True)
class Page:
    """A page of a site, as it is published; name: its path in the site."""

    name: str
    text: str

    @cached_property
    def tags(self) -> list[tuple[str, dict[str, str]]]:
        """All elements with their attributes, but what stands in scripts."""
        text = COMMENT.sub("", SCRIPT.sub(r"\1</script>", self.text))
        return [(match[1].lower(), _attributes(match[2])) for match in TAG.finditer(text)]

    @cached_property
    def ids(self) -> list[str]:
        """Every id, as often as it stands there."""
        return [found["id"] for _, found in self.tags if "id" in found]

    @cached_property
    def targets(self) -> list[tuple[str, str]]:
        """What elements lead to or load: (element, address)."""
        return [(tag, found[key]) for tag, found in self.tags for key in POINTS if key in found]


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in ATTRIBUTE.finditer(text)
    }


def pages(site: Path) -> dict[str, Page]:
    """All pages of a site by their paths."""
    return {
        name: Page(name, path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
        if (name := path.relative_to(site).as_posix())
    }


def broken(site: Path) -> list[str]:
    """Everything on a site that leads nowhere, names nothing, or shows a picture without words."""
    found = pages(site)
    ids = {name: set(page.ids) for name, page in found.items()}
    return [
        f"{name}: {problem}"
        for name, page in found.items()
        for problem in (*_links(site, page, ids), *_names(page, ids[name]), *_pictures(page))
    ]


def is_foreign(address: str) -> bool:
    """Whether an address leaves the site."""
    return address.startswith("//") or bool(re.match(r"https?:", address))


def _links(site: Path, page: Page, ids: dict[str, set[str]]) -> Iterator[str]:
    for tag, address in page.targets:
        if is_foreign(address) or re.match(r"[a-z]+:", address):
            continue
        parts = urlsplit(address)
        target = _target(site, page.name, unquote(parts.path))
        if target is None:
            yield f"<{tag}> leads to {address}, where nothing is"
        elif parts.fragment and unquote(parts.fragment) not in ids.get(target, ()):
            yield f"<{tag}> leads to {address}, but {target} has no such id"


def _target(site: Path, name: str, path: str) -> str | None:
    """The file that a path leads to from a page; None if there is none."""
    if not path:
        return name
    found = normpath(path.lstrip("/") if path.startswith("/") else join(dirname(name), path))
    if path.endswith("/") or (site / found).is_dir():
        found = normpath(join(found, "index.html"))
    return found if (site / found).is_file() and not found.startswith("..") else None


def _names(page: Page, ids: set[str]) -> Iterator[str]:
    twice = {name for name in ids if page.ids.count(name) > 1}
    yield from (f'id="{name}" stands there more than once' for name in sorted(twice))
    for tag, found in page.tags:
        said = [name for key in NAMES for name in found.get(key, "").split()]
        drawn = [name for text in found.values() for name in URL.findall(text)]
        for name in {*said, *drawn} - ids - {SWITCH}:
            yield f"<{tag}> names #{name}, which is not on the page"


def _pictures(page: Page) -> Iterator[str]:
    for tag, found in page.tags:
        if tag == "img" and "alt" not in found:
            yield f"<img src={found.get('src')}> has no alt text"
        if found.get("role") == "img" and not (found.keys() & {"aria-labelledby", "aria-label"}):
            yield f"<{tag} role=img> says nothing of what it shows"


def foreign(site: Path) -> dict[str, list[str]]:
    """Every address outside the site, and the pages that lead to it."""
    found: dict[str, list[str]] = {}
    for name, page in pages(site).items():
        for _, address in page.targets:
            if is_foreign(address) and name not in found.setdefault(address, []):
                found[address].append(name)
    return dict(sorted(found.items()))


def table(found: dict[str, list[str]]) -> str:
    """Addresses and the pages that lead to them, as Markdown."""
    rows = [f"| {address} | {_several(names)} |" for address, names in found.items()]
    return "\n".join(["| address | pages |", "|---|---|", *rows])


def _several(names: list[str], most: int = 3) -> str:
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
