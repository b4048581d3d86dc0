"""The search index of unchanged pages, kept: the plugin's parser takes a page apart only once."""

import pickle
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from weave import ledger
from weave.ledger import Ledger

PLUGINS = ("material/search", "search")


def remembering(config: MkDocsConfig, ledger: Ledger) -> None:
    """Let the search plugin of a build remember what it found on a page."""
    plugin = next((config.plugins[name] for name in PLUGINS if name in config.plugins), None)
    index = getattr(plugin, "search_index", None)
    if index is not None:
        index.add_entry_from_context = _Remembering(index, ledger)


class _Remembering:
    """The index's way to take a page in, with a memory."""

    def __init__(self, index: Any, ledger: Ledger) -> None:
        self.index, self.ledger = index, ledger
        self.parse = index.add_entry_from_context

    def __call__(self, page: Page) -> None:
        toc = pickle.dumps(page.toc).hex()
        said = [page.title, page.url, page.meta.get("search"), page.meta.get("tags")]
        key = ledger.key("search", page.content, toc, *map(repr, said))
        kept = self.ledger.get(key)
        if kept is not None:
            self.index.entries += pickle.loads(kept)
            return
        before = len(self.index.entries)
        self.parse(page)
        self.ledger.put(
            key, pickle.dumps(self.index.entries[before:]), label=f"search {page.file.src_uri}"
        )
