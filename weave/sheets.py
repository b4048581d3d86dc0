"""A converted page, kept: it is taken again as long as all that it was made from is the same.

What a page was made from is not guessed: its conversion writes down every job whose result it
took and every file of the snippets of which it shows a line.
"""

import hashlib
import logging
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weave.answers import Answers
from weave.build import Build, Desk
from weave.home import HOUSE
from weave.labels import Label
from weave.report import Executed
from weave.work import Job


@dataclass(frozen=True)
class Sheet:
    """What the conversion of a page made.

    content: the HTML with its placeholders; fragments: what stands behind them
    rendered: what MkDocs noted beside it, by the names of its attributes
    labels: names and what they point to; sought: the symbols whose first use a table asks for
    asked: the keys of the jobs that it took; shown: the digests of the files that it shows
    """

    content: str
    fragments: tuple[str, ...]
    rendered: Mapping[str, Any]
    equations: tuple[Executed, ...]
    labels: Mapping[str, Label]
    sought: tuple[tuple[str, str], ...]
    asked: Mapping[Job, str]
    shown: Mapping[str, str]


class Heard(logging.Handler):
    """Whether MkDocs has warned of a page: of one that is taken it would not warn again."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warned = False

    def emit(self, _record: logging.LogRecord) -> None:
        """Note that there was a warning."""
        self.warned = True


class Sheets:
    """The kept sheets of a book.

    answers: what jobs come to, and where it is kept
    """

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self._known: dict[str, Sheet] = {}
        self._digests: dict[str, str] = {}

    def begin(self) -> None:
        """Read all files anew."""
        self._digests.clear()

    def find(self, key: str) -> Sheet | None:
        """The sheet of that key, unless something that it was made from has changed."""
        sheet = self._known.get(key) or self._read(key)
        if sheet is None or not self._holds(sheet):
            return None
        self._known[key] = sheet
        return sheet

    def _read(self, key: str) -> Sheet | None:
        kept = self.answers.ledger.get(key)
        return None if kept is None else pickle.loads(kept)

    def _holds(self, sheet: Sheet) -> bool:
        return all(self.answers.key(job) == key for job, key in sheet.asked.items()) and all(
            self.digest(path) == digest for path, digest in sheet.shown.items()
        )

    def digest(self, path: str) -> str:
        """A hash of a file below the root; of the names of all modules, for the house itself."""
        if path not in self._digests:
            self._digests[path] = _digest(self.answers.root / path)
        return self._digests[path]

    def keep(self, key: str, build: Build, desk: Desk, content: str, rendered: Any) -> None:
        """Keep what a conversion made; a page with a mistake is converted again."""
        if desk.problems or not all(self.answers.lasts(job) for job in desk.asked):
            return
        sheet = Sheet(
            content,
            tuple(desk.fragments),
            rendered,
            tuple(desk.equations),
            build.labels.of(desk.uri),
            tuple(desk.sought),
            dict(desk.asked),
            {path: self.digest(path) for path in desk.shown},
        )
        self._known[key] = sheet
        self.answers.ledger.put(key, pickle.dumps(sheet), label=f"sheet {desk.uri}")


def _digest(path: Path) -> str:
    if path.name == HOUSE:
        names = sorted(found.as_posix() for found in path.rglob("*.py"))
        return hashlib.sha256("\n".join(names).encode()).hexdigest()
    return hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()


def lay_out(build: Build, desk: Desk, sheet: Sheet) -> None:
    """Put what a sheet holds where it would stand; nothing, if one of its labels is taken."""
    build.labels.take(sheet.labels)
    desk.fragments = list(sheet.fragments)
    desk.equations = list(sheet.equations)
    desk.sought = list(sheet.sought)
    desk.asked = dict(sheet.asked)
    desk.shown = set(sheet.shown)
