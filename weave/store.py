"""A database that outlives its file: what to do when folder or file is not as it should be."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from weave.errors import Mistake
from weave.generations import Generations

Result = TypeVar("Result")

RENEWALS = 3  # files begun anew in one process before it gives up
FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE}
FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
CLOSED = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


class LedgerFull(Mistake):
    """The disk or the quota is full; what was written before is as it was."""


class Store:
    """The newest file of a folder, or memory where nothing can be written.

    say: told the kind of what went wrong, and a sentence
    """

    def __init__(
        self, folder: Path, schema: Sequence[str], version: int, say: Callable[[str, str], None]
    ) -> None:
        self.folder, self._files, self._say = folder, Generations(folder, schema, version), say
        self._connection: sqlite3.Connection | None = None
        self._owner, self._lock = os.getpid(), threading.RLock()
        self._renewals, self.in_memory = 0, False
        self._of_parents: list[sqlite3.Connection | None] = []
        self._held = threading.local()  # what a thread writes together

    def run(self, action: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        """Do something with the database; `otherwise` while another process holds it too long.

        After damage it is done again, with an empty database.
        Raises LedgerFull if there is no room for it.
        """
        with self._lock:
            for _ in range(RENEWALS + 2):
                try:
                    return action(self._connected())
                except sqlite3.ProgrammingError:
                    raise
                except (sqlite3.Error, OSError, UnicodeDecodeError, OverflowError) as error:
                    if _code(error) in BUSY:
                        break
                    self._judge(error)
        self._say("busy", f"{self.folder}: another process holds the ledger; a result was not kept")
        return otherwise

    def write(self, statement: str, values: Sequence[Any]) -> None:
        """Do one statement, at once or with others of `together`."""
        held = getattr(self._held, "statements", None)
        if held is None:
            self.run(lambda database: database.execute(statement, values).close(), None)
        else:
            held.append((statement, values))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Do what this thread writes inside in one transaction, when it leaves."""
        held: list[tuple[str, Sequence[Any]]] = []
        self._held.statements = held
        try:
            yield
        finally:
            self._held.statements = None
            if held:
                self.run(lambda database: _write_all(database, held), None)

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None and self._owner == os.getpid():
                with suppress(sqlite3.Error):  # what it cannot move now stays in the journal
                    connection.close()

    def _connected(self) -> sqlite3.Connection:
        if self._owner != os.getpid():  # a child must neither use nor close its parent's connection
            self._of_parents.append(self._connection)
            self._connection, self._owner = None, os.getpid()
        if self._connection is None:
            self._connection = self._memory() if self.in_memory else self._files.connect()
        return self._connection

    def _memory(self) -> sqlite3.Connection:
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._files.make(memory)
        return memory

    def _judge(self, error: Exception) -> None:
        exact = getattr(error, "sqlite_errorcode", None)
        if exact in FULL or (isinstance(error, OSError) and error.errno in FULL_DISK):
            raise LedgerFull(
                f"{self.folder}: no room to write ({error}). What is kept there is not damaged: "
                "make room, or remove the folder"
            ) from error
        if isinstance(error, OSError) or _code(error) in CLOSED or self._renewals == RENEWALS:
            self._stay_in_memory(error)
        else:
            self._renew(error)

    def _renew(self, error: Exception) -> None:
        """Leave a damaged file and begin the next."""
        self._say(
            "damaged", f"{self.folder}: the ledger was damaged ({error}); all is computed again"
        )
        self._renewals += 1
        self.close()
        try:
            self._files.begin()
        except (OSError, sqlite3.Error) as another:
            self._judge(another)

    def _stay_in_memory(self, error: Exception) -> None:
        self._say(
            "closed", f"{self.folder}: nothing can be kept here ({error}); working without cache"
        )
        self.close()
        self.in_memory = True


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All of it, or nothing."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    finally:
        if database.in_transaction:
            database.execute("ROLLBACK")


def _write_all(
    database: sqlite3.Connection, statements: Sequence[tuple[str, Sequence[Any]]]
) -> None:
    with transaction(database):
        for statement, values in statements:
            database.execute(statement, values).close()


def _code(error: Exception) -> int | None:
    """The primary result code of SQLite, which stands in the lowest byte."""
    exact = getattr(error, "sqlite_errorcode", None)
    return None if exact is None else exact & 0xFF
