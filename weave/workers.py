"""A crew of workers: calls go in, answers come out as they are ready, whatever happens to one."""

import os
import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from weave.calls import Answer, Call, Lost, Progress
from weave.processes import Forkserver, NoWorkers, Settings, Spawned, Worker
from weave.underway import Task, due, read

__all__ = ["Answer", "Call", "Crew", "Lost", "NoWorkers", "Progress"]

# What every program of the book would import; the caller adds the modules of its jobs.
PRELOAD = ("numpy", "matplotlib.figure", "matplotlib.backends.backend_svg")
TRIES = 3  # new workers for a call whose worker was gone before it got the call


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

    def prepare(self) -> None:
        """Let the server begin to import what workers share, so that the first need not wait."""
        if self._server is None and not self._spawn:
            self._server = Forkserver(self._settings)

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
        busy: dict[Connection, Task] = {}
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
        self, todo: deque[tuple[int, Call]], busy: dict[Connection, Task]
    ) -> Iterator[tuple[Task, Answer]]:
        """Move calls from `todo` to `busy` and answers out of it; no worker waits for a reader."""
        while todo or busy:
            self._fill(todo, busy)
            for task in due(busy):
                del busy[task.worker.channel]
                answer = self._end(task)
                self._fill(todo, busy)
                yield task, answer

    def _fill(self, todo: deque[tuple[int, Call]], busy: dict[Connection, Task]) -> None:
        while todo and len(busy) < self.size:
            task = self._begin(*todo.popleft())
            busy[task.worker.channel] = task

    def _new(self) -> Worker:
        if self._spawn:
            return Spawned(self._settings)
        self.prepare()
        assert self._server is not None, "it was just started"
        return self._server.worker()

    def _begin(self, number: int, call: Call) -> Task:
        request = pickle.dumps((call.function, call.arguments, call.limit))
        for _ in range(TRIES):
            worker = self._idle.pop() if self._idle else self._new()
            try:
                worker.send(request)
            except OSError:  # it ended while it had nothing to do
                worker.end()
            else:
                task = Task(number, call, worker)
                task.begin()
                return task
        raise NoWorkers("workers end before they get a call")

    def _end(self, task: Task) -> Answer:
        """The answer to a call that is due; its worker stays only if it gave one."""
        keep = False
        try:
            answer = read(task, Path(self._settings.root))
            keep = not isinstance(answer.failure, Lost)
        finally:
            if keep:
                self._idle.append(task.worker)
            else:
                task.worker.end()
        return answer


def _processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
