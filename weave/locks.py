"""Locks by name between processes; one that dies lets go of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: two processes may compute the same thing, and both are right
    fcntl = None  # type: ignore[assignment]

PLACES = 1 << 60  # each name locks one byte of a file that stays empty


class Locks:
    """Exclusive locks in one file; its descriptor stays open, since closing it would free them all.

    They keep processes apart, not threads.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @contextmanager
    def holding(self, name: str) -> Iterator[bool]:
        """Wait until no other process holds the name (a hash in hex); False if none can be held."""
        place = int(name[:16], 16) % PLACES
        held = self._call("LOCK_EX", place)
        try:
            yield held
        finally:
            if held:
                self._call("LOCK_UN", place)

    def close(self) -> None:
        """Let go of all."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def _call(self, operation: str, place: int) -> bool:
        if fcntl is None:
            return False
        with suppress(OSError):  # no such folder, no locks on this file system, or a deadlock
            if self._descriptor is None:
                flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
                self._descriptor = os.open(self._path, flags, 0o666)
            fcntl.lockf(self._descriptor, getattr(fcntl, operation), 1, place)
            return True
        return False
