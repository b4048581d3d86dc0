"""Written pages, kept: one whose content, neighbours and templates are the same is not set again.

MkDocs renders a template for every page, and the search plugin parses every page; for a page that
is the same as last time, both give what they gave then.
"""

import hashlib
import pickle
from collections.abc import Iterable, MutableMapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from weave import ledger
from weave.ledger import Ledger

TEMPLATE = "kept.html"  # the template of a page that is known: it renders nothing
SHAPERS = (
    "mkdocs", "mkdocs-material", "mkdocs-shadcn", "jinja2", "markdown", "pymdown-extensions",
    "pygments", "codespell",
)  # fmt: skip


def setting(config: MkDocsConfig) -> str:
    """A hash of what shapes all pages: settings, templates, the tools that write them."""
    root = Path(config.config_file_path).parent
    files = [Path(config.config_file_path), root / "hooks.py", *_templates(config)]
    parts = [
        *(f"{path}\n{path.read_text(encoding='utf-8')}" for path in files if path.is_file()),
        *(f"{name} {version(name)}" for name in SHAPERS),
        f"{config.site_url} {config.use_directory_urls} {config.theme.name}",
    ]
    return _hash(parts)


def _templates(config: MkDocsConfig) -> list[Path]:
    """The book's own templates, which stand before those of the theme."""
    return sorted(Path(config.theme.dirs[0]).rglob("*.html"))


def map_of(pages: Iterable[Page]) -> str:
    """A hash of what a page shows of all others: their order, titles, addresses, front matter."""
    return _hash(
        f"{page.url}\n{page.title}\n{page.meta!r}\n{_above(page)}\n{_beside(page)}"
        for page in pages
    )


def _above(page: Page) -> list[str]:
    return [str(item.title) for item in page.ancestors]


def _beside(page: Page) -> list[str]:
    return [other.url for other in (page.previous_page, page.next_page) if other]


def prepared(env: Environment, folder: Path) -> Environment:
    """The templates of a build, and the one that renders nothing; compiled ones are kept."""
    with suppress(OSError):  # where nothing can be kept, the ledger has said so
        folder.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    env.loader = ChoiceLoader([DictLoader({TEMPLATE: ""}), *filter(None, [env.loader])])
    return env


class Prints:
    """The kept pages of a book, as they were written."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._keys: dict[str, str] = {}
        self._kept: dict[str, tuple[str, MutableMapping[str, Any]]] = {}

    def look_up(self, page: Page, *shaping: Any) -> bool:
        """Whether the page was written before just as it is now; then it needs no template.

        shaping: all else that the written page depends on
        """
        uri = page.file.src_uri
        toc = pickle.dumps(page.toc)
        key = ledger.key("print", page.url, page.content, _hash([toc.hex()]), *shaping)
        self._keys[uri] = key
        found = self.ledger.get(key)
        self._kept.pop(uri, None)
        if found is not None:
            self._kept[uri] = found.decode(), page.meta
            page.meta = {**page.meta, "template": TEMPLATE}
        return found is not None

    def key(self, uri: str) -> str:
        """What the written page depends on, as one hash."""
        return self._keys[uri]

    def of(self, page: Page) -> str | None:
        """The written page, if it is known; its template is its own again."""
        if page.file.src_uri not in self._kept:
            return None
        html, page.meta = self._kept[page.file.src_uri]
        return html

    def keep(self, uri: str, html: str) -> None:
        """Keep a page as it is written now."""
        if uri in self._keys:
            self.ledger.put(self._keys[uri], html.encode(), label=f"print {uri}")


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
