"""What was computed once, so that no build computes it again, and what went into it.

Everything here can be computed again: an entry whose checksum is wrong is dropped, a damaged file
is left for a new one, and where nothing can be written all stays in memory.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from weave.entries import Entries, key
from weave.store import LedgerFull

__all__ = ["Ledger", "LedgerFull", "Parts", "Record", "changes", "key"]

DIGEST = re.compile(r"[0-9a-f]{32,}")

# name -> digest or version; a part may have named parts itself
Parts = Mapping[str, "str | Mapping[str, Any]"]


@dataclass(frozen=True)
class Record:
    """What went into a block when it ran last, what before that (None: nothing), and when."""

    now: Parts
    before: Parts | None
    time: float


class Ledger(Entries):
    """Results by key; labels say how long a block took and what went into it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._recorded: set[str] = set()
        self._shared: dict[int, tuple[Parts, str]] = {}  # held, so that no other gets its id

    def put(self, key: str, value: Any, *, seconds: float = 0.0, label: str = "") -> None:
        """Keep bytes, text or a JSON value; under a label also how long it took.

        Raises LedgerFull if there is no room, TypeError or ValueError if it is no such value.
        """
        super().put(key, value)
        if label:
            self._write(
                "INSERT INTO notes (label, seconds) VALUES (?, ?) "
                "ON CONFLICT (label) DO UPDATE SET seconds = excluded.seconds",
                (label.encode(), float(seconds)),
            )

    def seconds(self, label: str) -> float | None:
        """Say how long this block took the last time."""
        rows = self._ask("SELECT seconds FROM notes WHERE label = ?", label.encode())
        return rows[0][0] if rows and _is_duration(rows[0][0]) else None

    def all_seconds(self) -> dict[str, float]:
        """Say how long each block took the last time, by label."""
        return {
            label.decode(errors="replace"): seconds
            for label, seconds in self._ask("SELECT label, seconds FROM notes")
            if isinstance(label, bytes) and _is_duration(seconds)
        }

    def record(self, label: str, parts: Parts) -> None:
        """Remember what went into a block that ran; what many blocks share is kept once."""
        self._write(
            "INSERT INTO notes (label, time, now) VALUES (?, ?, ?) "
            "ON CONFLICT (label) DO UPDATE SET time = excluded.time, now = excluded.now, "
            "before = CASE WHEN now IS excluded.now THEN before ELSE now END",
            (label.encode(), self._clock(), bytes.fromhex(self._keep(parts))),
        )

    def recorded(self, label: str) -> Record | None:
        """Give what was recorded last; None if nothing was, or if it was trimmed since."""
        question = "SELECT now, before, time FROM notes WHERE label = ?"
        for now, before, when in self._ask(question, label.encode()):
            parts = self._parts_of(now)
            if parts is not None:
                return Record(parts, self._parts_of(before), when if _is_duration(when) else 0.0)
        return None

    def _keep(self, parts: Parts) -> str:
        """Keep parts by their content; a part that has parts itself becomes a list of its key."""
        flat = {
            name: part if isinstance(part, str) else [self._keep_shared(part)]
            for name, part in parts.items()
        }
        name = key("parts", flat)
        if name not in self._recorded:
            super().put(name, flat)
            self._recorded.add(name)
        return name

    def _keep_shared(self, parts: Parts) -> str:
        """Keep parts that many records share as one object, which nobody changes any more."""
        if id(parts) not in self._shared:
            self._shared[id(parts)] = parts, self._keep(parts)
        return self._shared[id(parts)][1]

    def _parts_of(self, binary: Any) -> Parts | None:
        flat = self.get(binary.hex()) if isinstance(binary, bytes) else None
        if not isinstance(flat, dict):
            return None
        return {
            name: part if isinstance(part, str) else self._parts_of(bytes.fromhex(part[0])) or {}
            for name, part in flat.items()
        }


def _is_duration(value: Any) -> bool:
    return isinstance(value, float) and 0 <= value < math.inf


def changes(before: Parts, now: Parts) -> list[str]:
    """Say in words in which parts two records differ."""
    old, new = dict(_flat(before)), dict(_flat(now))
    return [
        sentence
        for name in sorted(old.keys() | new.keys())
        if (sentence := _change(name, old.get(name), new.get(name)))
    ]


def _flat(parts: Parts) -> Iterator[tuple[str, str]]:
    for name, part in parts.items():
        if isinstance(part, str):
            yield name, part
        else:
            yield from _flat(part)


def _change(name: str, old: str | None, new: str | None) -> str:
    if old == new:
        return ""
    if old is None or new is None:
        return f"{name} is {'no longer reached' if new is None else 'reached now'}"
    if DIGEST.fullmatch(old) or DIGEST.fullmatch(new):
        return f"{name} changed"
    return f"{name}: {old} -> {new}"
