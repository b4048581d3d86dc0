"""Answers that are on their way: they are taken in beside the conversion of pages."""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator

# Who takes answers in sleeps most of the time, but when it wakes a worker waits for its next call.
IMPATIENCE = 0.0005  # seconds


class Coming:
    """Keys whose answers are being made, one lot at a time."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._keys: set[str] = set()
        self._thread: threading.Thread | None = None
        self._broken: BaseException | None = None
        self._awaited: set[str] = set()

    def begin(self, keys: Iterable[str], make: Callable[[], Iterator[str]]) -> None:
        """Make answers in a thread of their own; make: gives each key as its answer is there."""
        sys.setswitchinterval(IMPATIENCE)
        self._keys = set(keys)
        # A daemon: who is stopped by Ctrl-C does not wait for what is still under way.
        self._thread = threading.Thread(target=self._take_in, args=[make], daemon=True)
        self._thread.start()

    def _take_in(self, make: Callable[[], Iterator[str]]) -> None:
        try:
            for key in make():
                with self._changed:
                    self._keys.discard(key)
                    if key in self._awaited:  # who waits is not woken for nothing
                        self._changed.notify_all()
        except BaseException as error:  # told to who waits
            self._broken = error
        finally:
            with self._changed:
                self._keys.clear()
                self._changed.notify_all()

    def wait(self, key: str) -> None:
        """Wait until the answer to a key is there, or is not coming; raises what broke."""
        with self._changed:
            self._awaited.add(key)
            self._changed.wait_for(lambda: key not in self._keys)
            self._awaited.discard(key)
        self._tell()

    def finish(self) -> None:
        """Wait until nothing is on its way; raises what broke."""
        if self._thread:
            self._thread.join()
            self._thread = None
        self._tell()

    def _tell(self) -> None:
        if self._broken:
            broken, self._broken = self._broken, None
            raise broken
