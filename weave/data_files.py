"""The data files that the code of a book reads: their digests, and whether they are as they were.

A file that is not there yet counts too: it may come to be.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

Stamp = tuple[tuple[int, int, int], ...]


class DataFiles:
    """Files and folders of one build; each is read once."""

    def __init__(self) -> None:
        self._digests: dict[Path, str] = {}
        self._stamps: dict[Path, Stamp] = {}
        self._absent: set[Path] = set()

    def digest(self, path: Path) -> str:
        """Hash a file, or all files of a folder; "" if there is none."""
        if path not in self._digests:
            self._stamps[path] = _stamp(path)
            self._digests[path] = _hash(path)
        return self._digests[path]

    def are(self, path: Path) -> bool:
        """Whether there is such a file; if not, it is remembered that one may come."""
        found = os.path.isfile(path)
        if not found:
            self._absent.add(path)
        return found

    def stand(self) -> bool:
        """Whether everything is on the disk as it was."""
        if any(map(os.path.isfile, self._absent)):
            return False
        return all(_hash(path) == digest for path, digest in self._digests.items())

    def rest(self, paths: Iterable[Path]) -> bool:
        """Whether nobody has touched these since they were read."""
        return all(_stamp(path) == self._stamps[path] for path in paths)

    def paths(self) -> frozenset[Path]:
        """All that were read, and all that may come to be."""
        return frozenset(self._digests) | self._absent


def _stamp(path: Path) -> Stamp:
    """What a save of the file, or of one in the folder, changes; no proof, so never a key."""
    try:
        inside = sorted(path.rglob("*")) if path.is_dir() else []
        return tuple((s.st_ino, s.st_size, s.st_ctime_ns) for s in map(os.stat, (path, *inside)))
    except (OSError, ValueError):
        return ()


def _hash(path: Path) -> str:
    try:
        if not path.is_dir():
            return hashlib.sha256(path.read_bytes()).hexdigest()
        below = sorted(file for file in path.rglob("*") if file.is_file())
        listing = [(file.relative_to(path).as_posix(), _hash(file)) for file in below]
        return hashlib.sha256(repr(listing).encode()).hexdigest()
    except (OSError, ValueError):  # no such file, or no name that a file can have
        return ""
