"""The processes that workers run in, as the process that renders holds them.

The standard library's forkserver would run the script that started us (`mkdocs`) again in every
worker, skips a module that it cannot preload without a word, and leaves files behind when its
parent is killed. weave.forkserver is told everything at its start and owns its workers: it ends
them when their handle is closed, and all of them when this process ends, however that ends.
"""

import json
import re
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import IO

from weave.calls import READY
from weave.reproducible import environment


class NoWorkers(RuntimeError):  # noqa: N818 - a state, like Mistake
    """The server of workers has ended, as when a preloaded module cannot be imported."""


HOME = Path(__file__).parent.parent
BEGIN = "import sys; sys.path.insert(0, sys.argv[1]); from weave.forkserver import main; main()"
FRAME = re.compile(r'^  File "(.*)", line (\d+) in ', re.MULTILINE)  # as faulthandler writes it
LATEST = "(most recent call first):"
PATIENCE = 10.0  # seconds until a process that was told to end is taken for stuck


@dataclass(frozen=True)
class Settings:
    """What a worker is told at its start.

    root: folder of the book
    preload: modules imported before the first worker; never the book's own
    megabytes: memory that a worker may take beyond what it holds at its start
    """

    root: str
    preload: tuple[str, ...]
    megabytes: int


class Forkserver:
    """The handle of the process that renders; workers asked for before it is ready come later."""

    def __init__(self, settings: Settings) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = _start("forkserver", settings, theirs)

    def worker(self) -> "Worker":
        """A new worker; raises NoWorkers if the server has ended."""
        channel, theirs = Pipe()
        fate, kept = Pipe()
        last_words = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the worker lives
        with theirs, kept:
            descriptors = [theirs.fileno(), kept.fileno(), last_words.fileno()]
            try:
                socket.send_fds(self._control, [b"+"], descriptors)
            except OSError:
                for ours in (channel, fate, last_words):
                    ours.close()
                raise NoWorkers("the server of workers ended; what it said stands above") from None
        return Worker(channel, fate, last_words)

    def close(self) -> None:
        """End the server and all its workers."""
        self._control.close()
        _bury(self._process)


class Worker:
    """The handle of one worker.

    pid: its number, when it has said that it waits for calls
    used: seconds of processor time that it had used at its last answer; None before it is asked
    channel: for calls and their answers
    fate: tells how the process ended
    last_words: a file with the place where Python was when it crashed or was too slow
    """

    def __init__(self, channel: Connection, fate: Connection, last_words: IO[bytes]) -> None:
        self.channel, self._fate, self._last_words = channel, fate, last_words
        self.pid: int | None = None
        self.used: float | None = None

    def greets(self) -> bool:
        """Whether what its channel now holds is the message that it is ready."""
        if self.pid is None:
            with suppress(EOFError, OSError):
                self.pid = int(self.channel.recv_bytes().removeprefix(READY))
                return True
        return False

    def send(self, request: bytes) -> None:
        """Hand over a call; raises OSError if the process has ended."""
        self._last_words.seek(0)  # the worker shares the place in the file
        self._last_words.truncate()
        self.channel.send_bytes(request)

    def place(self) -> list[tuple[str, int]]:
        """File and line of each call under way when the worker was lost, innermost first."""
        self._last_words.seek(0)
        text = self._last_words.read().decode("utf-8", "replace")
        frames = FRAME.findall(text.rpartition(LATEST)[2])
        return [(file, int(line)) for file, line in frames]

    def fate(self) -> str:
        """How the process ended, if it did.

        Raises NoWorkers if there is no server to tell.
        """
        try:
            code = self._fate.recv() if self._fate.poll(1.0) else None
        except (EOFError, OSError):
            raise NoWorkers("the server of workers ended; what it said stands above") from None
        return ended(code)

    def end(self) -> None:
        """End the process at once, whatever it does; the server sees to it."""
        self.channel.close()
        self._fate.close()
        self._last_words.close()


class Spawned(Worker):
    """A worker where processes cannot fork: it imports everything itself."""

    def __init__(self, settings: Settings) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = _start("worker", settings, theirs)
        self.channel, self.pid, self.used = Connection(ours.detach()), None, None

    def send(self, request: bytes) -> None:
        """Hand over a call; raises OSError if the process has ended."""
        self.channel.send_bytes(request)

    def place(self) -> list[tuple[str, int]]:
        """Nothing: a file cannot be handed over everywhere."""
        return []

    def fate(self) -> str:
        """How the process ended, if it did."""
        code = None
        with suppress(subprocess.TimeoutExpired):
            code = self._process.wait(1.0)
        return ended(code)

    def end(self) -> None:
        """End the process at once, whatever it does."""
        self.channel.close()
        self._process.kill()
        self._process.wait(PATIENCE)


def ended(code: int | None) -> str:
    """An exit code in words; None if the process still ran."""
    if code is None:
        return "the process closed its channel"
    if code >= 0:
        return f"the process ended with exit code {code}"
    with suppress(ValueError):
        return f"the process was ended by signal {-code} ({signal.Signals(-code).name})"
    return f"the process was ended by signal {-code}"


def _start(role: str, settings: Settings, theirs: socket.socket) -> subprocess.Popen[bytes]:
    """Start Python with its end of the channel as standard input; what it prints is for stderr."""
    told = [settings.root, list(settings.preload), settings.megabytes]
    return subprocess.Popen(
        [sys.executable, "-P", "-c", BEGIN, str(HOME), role, json.dumps(told)],
        stdin=theirs.fileno(),
        stdout=2,
        env=environment(),
        start_new_session=True,
    )


def _bury(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
