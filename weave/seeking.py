"""The search index of unchanged pages, kept: the plugin's parser takes a page apart only once."""

import pickle
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from weave import catalogue, ledger
from weave.build import Build

PLUGINS = ("material/search", "search")


def remembering(config: MkDocsConfig, build: Build, *shaping: str) -> None:
    """Let the search plugin of a build remember what it found on a page, and find more.

    shaping: hashes of all else that what it finds depends on: settings, the plugin's version
    """
    index = getattr(_plugin(config), "search_index", None)
    if index is not None:
        index.add_entry_from_context = _Remembering(index, build, shaping)


def write(config: MkDocsConfig) -> None:
    """Write the index of a served book with what has changed since."""
    plugin = _plugin(config)
    if plugin is not None:
        plugin.on_post_build(config=config)


def _plugin(config: MkDocsConfig) -> Any:
    return next((config.plugins[name] for name in PLUGINS if name in config.plugins), None)


class _Remembering:
    """The index's way to take a page in, with a memory."""

    def __init__(self, index: Any, build: Build, shaping: tuple[str, ...]) -> None:
        self.index, self.build, self.shaping = index, build, shaping
        self.ledger = build.answers.ledger
        self.parse = index.add_entry_from_context
        self.of: dict[str, list[Any]] = {}

    def __call__(self, page: Page) -> None:
        """Take in what a page says, in place of what it said before."""
        known = page.url in self.of
        self.of[page.url] = self._entries(page)
        if self.of[page.url]:  # a page may be left out
            self.of[page.url] += catalogue.entries(self.build, page.file.src_uri, page.url)
        if known:
            self.index.entries[:] = [entry for entries in self.of.values() for entry in entries]
        else:
            self.index.entries += self.of[page.url]

    def _entries(self, page: Page) -> list[Any]:
        toc = pickle.dumps(page.toc).hex()
        said = [page.title, page.url, page.meta.get("search"), page.meta.get("tags")]
        key = ledger.key("search", page.content, toc, *map(repr, said), *self.shaping)
        kept = self.ledger.get(key)
        if kept is not None:
            return [*pickle.loads(kept)]
        before = len(self.index.entries)
        self.parse(page)
        found: list[Any] = self.index.entries[before:]
        del self.index.entries[before:]
        self.ledger.put(key, pickle.dumps(found), label=f"search {page.file.src_uri}")
        return found
