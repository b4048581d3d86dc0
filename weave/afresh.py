"""Import the book's modules from their source, never from a compiled file.

Python takes a compiled file for current if its source has the same size and the same second of
modification: two saves within a second, and the book would show an old number.
"""

import hashlib
import sys
from importlib.machinery import FileFinder, SourceFileLoader
from pathlib import Path

HOUSES = ("snippets",)

# sha256 of the source of each module that ran in this process: a result belongs to these, and not
# to what stands on the disk by now.
executed: dict[str, str] = {}


class Afresh(SourceFileLoader):
    """Compiles the source at every first import, and leaves no compiled file behind."""

    def path_stats(self, path: str) -> dict[str, float]:
        """Say that there is nothing to compare a compiled file with."""
        raise OSError(path)

    def get_data(self, path: str) -> bytes:
        """Read the source, and remember which it was."""
        data = super().get_data(path)
        if path == self.path:
            executed[self.name] = hashlib.sha256(data).hexdigest()
        return data


def read_afresh(root: Path, houses: tuple[str, ...] = HOUSES) -> None:
    """From now on, import the houses below `root` from their source."""
    inner = [root / house for house in houses]

    def finder(folder: str) -> FileFinder:
        path = Path(folder)
        ours = path == root or any(path.is_relative_to(house) for house in inner)
        if not ours or not path.is_dir():  # runpy asks for files too
            raise ImportError
        return FileFinder(folder, (Afresh, [".py"]))

    sys.path_hooks.insert(0, finder)
    sys.path_importer_cache.clear()
