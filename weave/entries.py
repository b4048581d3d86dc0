"""Values by key, each with a checksum; the least recently used go first."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any, Self

from weave.store import LedgerFull, Store, transaction

LIMIT = 1 << 30  # bytes
ROOM = 0.9  # part of the limit that trimming leaves
DAY = 86400.0
MANY = 500  # keys in one question
BYTES, JSON, PACKED = 0, 1, 2  # PACKED is added to one of the others
LARGE = 4096  # bytes; pages are a sixth of their size when packed, and are read as quickly
VERSION = 2
SCHEMA = (
    "CREATE TABLE entries"
    " (key BLOB PRIMARY KEY, used INTEGER, seal BLOB, kind INTEGER, value BLOB)",
    "CREATE INDEX by_use ON entries (used)",
    "CREATE TABLE notes (label BLOB PRIMARY KEY, seconds REAL, time REAL, now BLOB, before BLOB)",
)


def key(*parts: Any) -> str:
    """Hash parts made of JSON's types: sha256 of their canonical JSON."""
    return hashlib.sha256(canonical(parts)).hexdigest()


def canonical(value: Any) -> bytes:
    """Write a JSON value in one way only.

    Raises TypeError or ValueError for what JSON does not have (also NaN and infinity).
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


class Entries:
    """Results by key in a folder.

    limit_bytes: what trim leaves
    say: told each notice, once of a kind; they are collected in `notices` too
    """

    def __init__(
        self,
        folder: Path,
        *,
        limit_bytes: int = LIMIT,
        say: Callable[[str], None] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.folder, self.limit_bytes, self._clock = folder, limit_bytes, clock
        self._listener, self._told = say, dict[str, str]()
        self._store = Store(folder, SCHEMA, VERSION, self._say)
        self._touched: set[bytes] = set()

    @property
    def notices(self) -> tuple[str, ...]:
        """What went wrong so far, a sentence each."""
        return tuple(self._told.values())

    @property
    def in_memory(self) -> bool:
        """Whether nothing outlives this process."""
        return self._store.in_memory

    def get(self, key: str) -> Any:
        """Give bytes, text or JSON value of a key; None if it is not known."""
        return self.get_many([key]).get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        """Give the values of all keys that are known."""
        wanted = {bytes.fromhex(key): key for key in keys}
        found: dict[str, Any] = {}
        for binary, used, seal, kind, value in self._rows(list(wanted)):
            if not isinstance(value, bytes) or seal != _seal(binary, kind, value):
                self._drop(binary)
                continue
            if used != self._today():
                self._touched.add(binary)
            found[wanted[binary]] = _unpacked(kind, value)
        return found

    def put(self, key: str, value: Any) -> None:
        """Keep bytes, text or a JSON value.

        Raises LedgerFull if there is no room, TypeError or ValueError if it is no such value.
        """
        binary = bytes.fromhex(key)
        kind, data = _packed(value)
        row = (binary, self._today(), _seal(binary, kind, data), kind, data)
        self._write("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", row)

    def together(self) -> AbstractContextManager[None]:
        """Write what this thread keeps inside in one go: that is what takes time, not how much."""
        return self._store.together()

    def trim(self) -> None:
        """Remove the least recently used entries until the rest is below the limit."""
        self.flush()
        size = self._store.run(_size, 0)
        if size > self.limit_bytes:
            excess = size - int(ROOM * self.limit_bytes)
            self._store.run(lambda database: _remove_oldest(database, excess), None)

    def close(self) -> None:
        """Write down what was used, keep to the size, close the file; the next use opens it."""
        with suppress(LedgerFull):  # who has no room for new results may still read old ones
            self.trim()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def flush(self) -> None:
        """Write down which entries were used today, if they were not yet."""
        touched, self._touched = self._touched, set()
        with self.together():
            for binary in touched:
                self._write("UPDATE entries SET used = ? WHERE key = ?", (self._today(), binary))

    def _rows(self, keys: list[bytes]) -> Iterator[Sequence[Any]]:
        for start in range(0, len(keys), MANY):
            some = keys[start : start + MANY]
            marks = ",".join("?" * len(some))
            yield from self._ask(
                f"SELECT key, used, seal, kind, value FROM entries WHERE key IN ({marks})", *some
            )

    def _drop(self, binary: bytes) -> None:
        self._say("damaged", f"{self.folder}: an entry was damaged; it is computed again")
        self._write("DELETE FROM entries WHERE key = ?", (binary,))

    def _ask(self, question: str, *values: Any) -> list[Sequence[Any]]:
        return self._store.run(lambda database: database.execute(question, values).fetchall(), [])

    def _write(self, statement: str, values: Sequence[Any]) -> None:
        self._store.write(statement, values)

    def _today(self) -> int:
        return int(self._clock() // DAY)

    def _say(self, kind: str, sentence: str) -> None:
        if kind not in self._told:
            self._told[kind] = sentence
            if self._listener:
                self._listener(sentence)


def _packed(value: Any) -> tuple[int, bytes]:
    kind = BYTES if isinstance(value, bytes) else JSON
    data = value if kind == BYTES else canonical(value)
    if len(data) < LARGE:
        return kind, data
    return kind + PACKED, zlib.compress(data, 1)


def _unpacked(kind: int, data: bytes) -> Any:
    if kind >= PACKED:
        kind, data = kind - PACKED, zlib.decompress(data)
    return data if kind == BYTES else json.loads(data)


def _seal(key: bytes, kind: Any, value: bytes) -> bytes:
    """The checksum of an entry: of the key too, so that no value can stand under another's."""
    return hashlib.blake2b(key + repr(kind).encode() + b"|" + value, digest_size=16).digest()


def _size(database: sqlite3.Connection) -> int:
    """Bytes of the pages in use."""
    names = ("page_size", "page_count", "freelist_count")
    size, count, free = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    return int(size * (count - free))


def _remove_oldest(database: sqlite3.Connection, excess: int) -> None:
    """Remove entries, oldest day first, within a day in order of writing; give the space back."""
    freed, gone = 0, []
    question = "SELECT rowid, length(value) + 100 FROM entries ORDER BY used, rowid"
    for number, size in database.execute(question):
        if freed >= excess:
            break
        freed += size or 0
        gone.append((number,))
    with transaction(database):
        database.executemany("DELETE FROM entries WHERE rowid = ?", gone)
    database.executescript("PRAGMA incremental_vacuum")  # execute would give back one page only
