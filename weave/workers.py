"""A crew of workers: calls go in, answers come out as they are ready, whatever happens to one."""

import io
import os
import pickle
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Protocol

from weave.afresh import HOUSES
from weave.errors import Mistake
from weave.processes import Forkserver, NoWorkers, Settings, Spawned, Worker
from weave.worker import Lost

__all__ = ["Answer", "Call", "Crew", "Lost", "NoWorkers", "Progress"]

# What every program of the book would import; the caller adds the modules of its jobs.
PRELOAD = ("numpy", "matplotlib.figure", "matplotlib.backends.backend_svg")
STARTUP = 120.0  # seconds; the first of all builds makes matplotlib look at every font
BLOCK = "<program>"  # the name under which weave.fences compiles a block's code
TRIES = 3  # new workers for a call whose worker was gone before it got the call


@dataclass(frozen=True)
class Call:
    """A function of a module by name, and what it is called with; all of it is pickled.

    where: the place of the block, `docs/page.md:12`
    limit: seconds of the clock
    """

    function: str
    arguments: tuple[Any, ...] = ()
    where: str = ""
    limit: float = 30.0


@dataclass(frozen=True)
class Answer:
    """What a call returned, or the Mistake that it ended in (a Lost if it did not come back).

    trace: where an error was raised, for who looks for a bug in the engine
    """

    value: Any = None
    failure: Mistake | None = None
    seconds: float = 0.0
    trace: str = ""


class Progress(Protocol):
    """Who is told how a run goes on."""

    def begin(self, total: int) -> None:
        """So many calls will be made."""

    def done(self, call: Call, answer: Answer) -> None:
        """One more has been answered."""

    def end(self) -> None:
        """No more will come."""


@dataclass
class _Task:
    number: int
    call: Call
    worker: Worker
    start: float

    @property
    def deadline(self) -> float:
        return self.start + (self.call.limit if self.worker.ready else STARTUP)


class Crew:
    """Workers for the book at `root`, started when first needed; a context manager.

    size: workers at once, as many as there are processors if None
    preload: modules that are imported before workers split off; never the book's own
    megabytes: memory that a worker may take beyond what it holds at its start
    spawn: start each worker from nothing, as must be where processes cannot fork
    """

    def __init__(
        self,
        root: Path,
        *,
        size: int | None = None,
        preload: Iterable[str] = (),
        megabytes: int = 4096,
        spawn: bool = not hasattr(os, "fork"),
    ) -> None:
        self.size = size or _processors()
        modules = (*PRELOAD, *preload)
        self._settings = Settings(str(Path(root).resolve()), modules, megabytes)
        self._spawn = spawn
        self._server: Forkserver | None = None
        self._idle: list[Worker] = []

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Begin to start what a run will need, and do not wait for it."""
        while len(self._idle) < self.size:
            self._idle.append(self._new())

    def retire(self) -> None:
        """End the workers: they hold the book's modules as these were when first imported."""
        while self._idle:
            self._idle.pop().end()

    def close(self) -> None:
        """End the workers and the server; a later run starts anew."""
        self.retire()
        if self._server:
            self._server.close()
            self._server = None

    def run(
        self, calls: Iterable[Call], *, progress: Progress | None = None
    ) -> Iterator[tuple[int, Answer]]:
        """Make the calls side by side, first one first; (position, answer) as each is ready.

        Whoever stops asking, by Ctrl-C or otherwise, ends the calls that are still under way.
        Raises NoWorkers if there is nobody to make them.
        """
        todo = deque(enumerate(calls))
        busy: dict[Connection, _Task] = {}
        if progress:
            progress.begin(len(todo))
        try:
            for task, answer in self._answers(todo, busy):
                if progress:
                    progress.done(task.call, answer)
                yield task.number, answer
        except NoWorkers:
            self.close()
            raise
        finally:
            for task in busy.values():
                task.worker.end()
            if progress:
                progress.end()

    def _answers(
        self, todo: deque[tuple[int, Call]], busy: dict[Connection, _Task]
    ) -> Iterator[tuple[_Task, Answer]]:
        """Move calls from `todo` to `busy` and answers out of it; no worker waits for a reader."""
        while todo or busy:
            self._fill(todo, busy)
            for task in _due(busy):
                del busy[task.worker.channel]
                answer = self._end(task)
                self._fill(todo, busy)
                yield task, answer

    def _fill(self, todo: deque[tuple[int, Call]], busy: dict[Connection, _Task]) -> None:
        while todo and len(busy) < self.size:
            task = self._begin(*todo.popleft())
            busy[task.worker.channel] = task

    def _new(self) -> Worker:
        if self._spawn:
            return Spawned(self._settings)
        if self._server is None:
            self._server = Forkserver(self._settings)
        return self._server.worker()

    def _begin(self, number: int, call: Call) -> _Task:
        request = pickle.dumps((call.function, call.arguments, call.limit))
        for _ in range(TRIES):
            worker = self._idle.pop() if self._idle else self._new()
            try:
                worker.send(request)
            except OSError:  # it ended while it had nothing to do
                worker.end()
            else:
                return _Task(number, call, worker, time.monotonic())
        raise NoWorkers("workers end before they get a call")

    def _end(self, task: _Task) -> Answer:
        """The answer to a call that is due; its worker stays only if it gave one."""
        keep = False
        try:
            answer = _read(task)
            keep = not isinstance(answer.failure, Lost)
        finally:
            if keep:
                self._idle.append(task.worker)
            else:
                task.worker.end()
        return answer


def _due(busy: dict[Connection, _Task]) -> list[_Task]:
    """Wait until calls are answered, lost or out of time: these, first one first."""
    soonest = min(task.deadline for task in busy.values())
    speaking = wait(list(busy), max(0.0, soonest - time.monotonic()))
    now, due = time.monotonic(), []
    for task in busy.values():
        if task.worker.channel in speaking and task.worker.greets():
            task.start = now
        elif task.worker.channel in speaking or task.deadline <= now:
            due.append(task)
    return due


def _read(task: _Task) -> Answer:
    channel = task.worker.channel
    if not channel.poll():
        if not task.worker.ready:
            raise NoWorkers(f"no worker was ready within {STARTUP:g} s")
        return _lost(task, f"timed out after {task.call.limit:g} s")
    try:
        received = channel.recv_bytes()
    except (EOFError, OSError):
        return _lost(task, task.worker.fate())
    try:
        value, failure, trace, seconds = _Reader(io.BytesIO(received)).load()
    except pickle.UnpicklingError as error:
        return Answer(None, Mistake(str(error), line=0))
    return Answer(value, failure, seconds, trace)


def _lost(task: _Task, what: str) -> Answer:
    """What happened, at which line of the block, and below it in which line of the book."""
    line, inside = 0, ""
    for file, number in task.worker.place():
        if file == BLOCK:
            line = number
            break
        if not inside and any(house in Path(file).parts for house in HOUSES):
            inside = f" (in {Path(file).name}:{number})"
    return Answer(None, Lost(what + inside, line=line), time.monotonic() - task.start)


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Refuse what would import the book: this process must never hold a module of it."""
        if module.partition(".")[0] in HOUSES:
            raise pickle.UnpicklingError(f"a job returned a {module}.{name}: only plain values")
        return super().find_class(module, name)


def _processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
