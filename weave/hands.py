"""Who executes jobs: a crew of workers, or, for tests of one page, this very process."""

import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from weave import progress
from weave.errors import Mistake
from weave.work import Job
from weave.workers import Call, Crew

JOBS = "weave.jobs"


class Workers:
    """Jobs run in processes of their own, as many at once as there are processors."""

    def __init__(self, root: Path) -> None:
        self.crew = Crew(root, preload=(JOBS,))

    def run(self, jobs: list[Job]) -> Iterator[tuple[int, Any, float]]:
        """Yield, as they are done, which job, its result or its Mistake, and the seconds."""
        calls = [Call(f"{JOBS}:{job.kind}", job.arguments, job.where, job.limit) for job in jobs]
        if not calls:
            return
        for place, answer in self.crew.run(calls, progress=progress.progress("running")):
            yield place, answer.failure or answer.value, answer.seconds


class Here:
    """Jobs run in this process, one after the other: its modules are as they were imported."""

    def run(self, jobs: list[Job]) -> Iterator[tuple[int, Any, float]]:
        """Yield which job, its result or its Mistake, and the seconds."""
        for place, job in enumerate(jobs):
            start = time.perf_counter()
            try:
                found = getattr(import_module(JOBS), job.kind)(*job.arguments)
            except Mistake as mistake:
                found = mistake
            yield place, found, time.perf_counter() - start
