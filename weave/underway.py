"""Calls under way: wait until some are due, and read what became of them."""

import io
import pickle
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from weave.afresh import HOUSES
from weave.calls import Answer, Call, Lost
from weave.cputime import usage
from weave.errors import Mistake
from weave.processes import NoWorkers, Worker

STARTUP = 120.0  # seconds; the first of all builds makes matplotlib look at every font
AT_MOST = 10.0  # times its limit, a call may take on a busy machine
TICK = 0.05  # seconds; systems count processor time in steps of about this
BLOCK = "<program>"  # the name under which weave.fences compiles a block's code


@dataclass
class Task:
    """A call that a worker has.

    start: when its worker could begin with it
    used: seconds of processor time that the worker had used until then
    allowed: seconds that it may take; more than its limit if the machine is busy
    """

    number: int
    call: Call
    worker: Worker
    start: float = 0.0
    used: float = 0.0
    allowed: float = STARTUP

    def begin(self) -> None:
        """Count its time from now, if its worker is ready."""
        self.start = time.monotonic()
        if self.worker.pid is not None:
            if self.worker.used is None:
                spent = usage(self.worker.pid)
                self.worker.used = spent.seconds if spent else 0.0
            self.used, self.allowed = self.worker.used, self.call.limit

    @property
    def deadline(self) -> float:
        """When its time is up."""
        return self.start + self.allowed

    def extend(self) -> bool:
        """Allow what a busy machine has kept from it; not to one that waits, nor without end."""
        spent = usage(self.worker.pid) if self.worker.pid is not None else None
        if spent is None or not spent.running:
            return False
        left = self.call.limit - (spent.seconds - self.used)
        longest = AT_MOST * self.call.limit
        if left <= 0 or self.allowed >= longest:
            return False
        self.allowed = min(self.allowed + max(left, TICK), longest)
        return True


def due(busy: dict[Connection, Task]) -> list[Task]:
    """Wait until calls are answered, lost or out of time: these, first one first."""
    soonest = min(task.deadline for task in busy.values())
    speaking = wait(list(busy), max(0.0, soonest - time.monotonic()))
    now, found = time.monotonic(), []
    for task in busy.values():
        if task.worker.channel in speaking and task.worker.greets():
            task.begin()
        elif task.worker.channel in speaking or (task.deadline <= now and not task.extend()):
            found.append(task)
    return found


def read(task: Task, root: Path) -> Answer:
    """The answer to a call that is due; it is Lost if the worker gave none.

    root: folder of the book, whose files are named in messages
    """
    channel = task.worker.channel
    if not channel.poll():
        if task.worker.pid is None:
            raise NoWorkers(f"no worker was ready within {STARTUP:g} s")
        return _lost(task, root, f"timed out after {task.call.limit:g} s")
    try:
        received = channel.recv_bytes()
    except (EOFError, OSError):
        return _lost(task, root, task.worker.fate())
    try:
        value, failure, trace, seconds, used = _Reader(io.BytesIO(received)).load()
    except pickle.UnpicklingError as error:
        return Answer(None, Mistake(str(error), line=0))
    task.worker.used = used
    return Answer(value, failure, seconds, trace)


def _lost(task: Task, root: Path, what: str) -> Answer:
    """What happened, at which line of the block, and below it in which line of the book."""
    line, inside = 0, ""
    for file, number in task.worker.place():
        if file == BLOCK:
            line = number
            break
        if not inside and any(Path(file).is_relative_to(root / house) for house in HOUSES):
            inside = f" (in {Path(file).relative_to(root).as_posix()}:{number})"
    return Answer(None, Lost(what + inside, line=line), time.monotonic() - task.start)


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Refuse what would import the book: this process must never hold a module of it."""
        if module.partition(".")[0] in HOUSES:
            raise pickle.UnpicklingError(f"a job returned a {module}.{name}: only plain values")
        return super().find_class(module, name)
