"""Pages taken apart, kept: a page whose text is the same is not read again."""

import pickle
from dataclasses import dataclass

from weave import ledger, source, work
from weave.ledger import Ledger
from weave.page import Page
from weave.work import Job


@dataclass(frozen=True)
class Scan:
    """A page, what it executes, and the changes of its equations that are tried."""

    page: Page
    jobs: tuple[Job, ...]
    mutants: tuple[Job, ...]


class Scans:
    """The pages of a book by their text.

    reader: a hash of the code that takes pages apart
    """

    def __init__(self, ledger: Ledger, reader: str) -> None:
        self.ledger, self.reader = ledger, reader
        self._known: dict[tuple[str, str], Scan] = {}

    def of(self, text: str, name: str) -> Scan:
        """Take a page apart; raises Mistake if its front matter is none."""
        if (text, name) not in self._known:
            self._known[text, name] = self._kept(text, name)
        return self._known[text, name]

    def _kept(self, text: str, name: str) -> Scan:
        key = ledger.key("scan", text, name, self.reader)
        kept = self.ledger.get(key)
        if kept is not None:
            found: Scan = pickle.loads(kept)
            return found
        scan = _scan(source.parse(text, name))
        self.ledger.put(key, pickle.dumps(scan), label=f"scan {name}")
        return scan


def _scan(page: Page) -> Scan:
    return Scan(page, tuple(work.of_page(page)), tuple(job for _, job in work.mutants(page)))
