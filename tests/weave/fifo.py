"""How a test knows, without waiting for a clock, that a process has begun and that it has ended."""

import os
import select
from pathlib import Path

SECONDS = 60.0  # after which a test fails rather than waits; nothing takes that long


class Fifo:
    """What other processes write, and whether they have all ended."""

    def __init__(self, folder: Path) -> None:
        self.path = str(folder / "fifo")
        os.mkfifo(self.path)
        self._descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)

    def _read(self) -> bytes:
        assert select.select([self._descriptor], [], [], SECONDS)[0], "nothing comes, nobody ends"
        return os.read(self._descriptor, 1)

    def line(self) -> str:
        text = b""
        while not text.endswith(b"\n"):
            text += self._read()
        return text.decode()

    def wait_for_end(self) -> None:
        """Read until nobody holds the other end any more."""
        while self._read():
            pass
        os.close(self._descriptor)
