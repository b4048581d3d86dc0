"""Who executes jobs: a crew of workers, or, for tests of one page, this very process."""

import os
import time
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from weave import dates, progress
from weave.answers import FOLDER, Done
from weave.errors import Mistake
from weave.work import Job
from weave.workers import Call, Crew

JOBS = "weave.jobs"
HOW_MANY = "WEAVE_WORKERS"  # by default as many as there are processors


class Workers:
    """Jobs run in processes of their own, as many at once as there are processors."""

    def __init__(self, root: Path) -> None:
        self.crew = Crew(root, preload=(JOBS,), size=int(os.environ.get(HOW_MANY, "0")) or None)
        self._book = str(root), str(root / FOLDER)

    def run(self, jobs: list[Job]) -> Iterator[tuple[int, Done]]:
        """Yield, as they are done, which job, and what it came to."""
        calls = [
            Call(f"{JOBS}:run", (job.kind, job.arguments, *self._book), job.where, job.limit)
            for job in jobs
        ]
        if not calls:
            return
        for place, answer in self.crew.run(calls, progress=progress.progress("running")):
            found, sources = answer.value or (answer.failure, {})
            yield place, Done(found, answer.seconds, sources)


@cache
def of_process(root: Path) -> Workers:
    """The workers of the book at a root, one and the same for all builds of this process."""
    return Workers(root)


def prepare(root: Path) -> None:
    """Begin to get ready for a book of which nothing is remembered: all of it will be executed."""
    if not (root / FOLDER).exists():
        dates.settle(root)  # workers are started with the environment that there is
        of_process(root).crew.prepare()


class Here:
    """Jobs run in this process, one after the other: its modules are as they were imported."""

    def run(self, jobs: list[Job]) -> Iterator[tuple[int, Done]]:
        """Yield which job, and what it came to."""
        for place, job in enumerate(jobs):
            start = time.perf_counter()
            try:
                found: Any = import_module(JOBS).KINDS[job.kind](*job.arguments)
            except Mistake as mistake:
                found = mistake
            yield place, Done(found, time.perf_counter() - start)
