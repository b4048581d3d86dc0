"""The files of a ledger: the newest of `ledger-1.sqlite`, `ledger-2.sqlite`, ... is in use.

A damaged file is never mended: the next number is begun, so that no journal of one file can be
taken for another's, and a process that still has the old file open harms nobody.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

NAME = re.compile(r"ledger-([1-9]\d{0,14})\.sqlite")
UNFINISHED = "unfinished-"
ABANDONED = 3600.0  # seconds after which nobody finishes a file any more
PATIENCE = 20.0  # seconds to wait for another process that writes


@dataclass(frozen=True)
class Generations:
    """The files in a folder, all of one form.

    schema: the statements that make the tables
    version: their number; a file with another is not read
    """

    folder: Path
    schema: Sequence[str]
    version: int

    def connect(self) -> sqlite3.Connection:
        """Open the newest file, or begin one.

        Raises OSError if the folder cannot be made or written, sqlite3.Error if SQLite cannot read
        the file.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        number = max(self._numbers(), default=0) or self.begin()
        connection = _open(self._file(number), "rw")
        try:
            self._check(connection)
        except BaseException:
            connection.close()
            raise
        self._sweep(number)
        return connection

    def begin(self) -> int:
        """Make a new file, whole before it has its name; another process may be quicker."""
        number = max(self._numbers(), default=0) + 1
        unfinished = self.folder / f"{UNFINISHED}{uuid.uuid4().hex}"
        try:
            with closing(_open(unfinished, "rwc")) as connection:
                connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
                connection.execute("PRAGMA journal_mode=WAL")
                self.make(connection)
            _name(unfinished, self._file(number))
        finally:
            _remove(unfinished)
        return number

    def make(self, connection: sqlite3.Connection) -> None:
        """Make the tables in an empty database."""
        for statement in self.schema:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={self.version:d}")

    def _file(self, number: int) -> Path:
        return self.folder / f"ledger-{number}.sqlite"

    def _numbers(self) -> Iterator[int]:
        for name in os.listdir(self.folder):
            if found := NAME.fullmatch(name):
                yield int(found[1])

    def _check(self, connection: sqlite3.Connection) -> None:
        """Make sure that the file is one of ours."""
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != self.version:
            raise sqlite3.DatabaseError(f"its form is {version}, not {self.version}")
        connection.execute("PRAGMA synchronous=NORMAL")  # a power cut may cost the last entries
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute("PRAGMA trusted_schema=OFF")

    def _sweep(self, newest: int) -> None:
        """Remove older files, and what a killed process left unfinished."""
        for name in os.listdir(self.folder):
            old = NAME.match(name)
            if (old and int(old[1]) < newest) or _is_abandoned(self.folder / name):
                _remove(self.folder / name)


def _open(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )


def _name(unfinished: Path, final: Path) -> None:
    """Give a file its name unless the name is taken."""
    try:
        os.link(unfinished, final)
    except FileExistsError:
        pass
    except OSError:  # a file system without links: who comes later replaces, and loses nothing old
        os.rename(unfinished, final)


def _is_abandoned(path: Path) -> bool:
    with suppress(OSError):
        return path.name.startswith(UNFINISHED) and time.time() - path.stat().st_mtime > ABANDONED
    return False


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
