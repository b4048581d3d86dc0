"""The answers to what pages want executed: remembered ones, and new ones from the workers."""

import logging
import pickle
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from weave import ledger
from weave.closure import Reach
from weave.coming import Coming
from weave.errors import Mistake
from weave.home import ROOT
from weave.imports import Imports
from weave.ledger import Ledger
from weave.work import Job

ENGINE, RENDERER = "weave.jobs", "weave.site"
ENGINES = {"lab": "weave.labs"}  # what a kind of job needs beside: no program depends on Jupyter
FOLDER = ".cache/ledger"
LONG = 1.0  # seconds
OFTEN = 0.1  # seconds; what comes within them is written down together
SCENES = "snippets.scenes"
log = logging.getLogger("mkdocs.weave")
NUMBERS = re.compile(r"^\s*Numbers: (?P<module>[\w.]+)\.\w+$", re.MULTILINE)


@dataclass(frozen=True)
class Done:
    """What a job came to: its result or its Mistake, the seconds, the hashes of what ran."""

    found: Any
    seconds: float
    sources: Mapping[str, str] = field(default_factory=dict)


class Hands(Protocol):
    """Whoever executes jobs: workers, or this very process."""

    def run(self, jobs: list[Job]) -> Iterator[tuple[int, Done]]:
        """Yield, as they are done, which job, and what it came to."""


def of_book(root: Path, hands: Hands) -> "Answers":
    """The answers of the book at a root, with what is remembered there."""
    return Answers(root, ledger=Ledger(root / FOLDER, say=log.info), hands=hands)


class Answers:
    """What jobs came to; what is in the ledger is not executed again.

    A failure is told again within a build, and tried again by the next: it is never remembered.
    Neither is the result of a source or a data file that was saved after the build had begun: its
    key is of what was there before.
    """

    reach: Reach

    def __init__(self, root: Path, *, ledger: Ledger, hands: Hands) -> None:
        self.root, self.ledger, self.hands = root, ledger, hands
        self._known: dict[str, Any] = {}
        self.coming = Coming()
        self._unwritten: list[tuple[Job, str, Done]] = []
        self._written = 0.0
        # What weave imports by name are modules of snippets, and those are in each job's own part.
        engine = Reach(ROOT, ("weave",), memory=self.ledger, guess=False)
        self.renderer = engine.digest([RENDERER])
        self._engine = engine
        self._sources: dict[str, str] = {}
        self.begin()

    def begin(self, *, code_only: bool = False) -> bool:
        """Read all sources of the book anew; whether any has changed since the last time.

        code_only: go on with all keys if neither a module has changed nor a file that one reads
        """
        reach, before = Reach(self.root, memory=self.ledger), self._sources
        self._failed: dict[str, Mistake] = {}
        self._passing: dict[str, Any] = {}
        self._sources = reach.sources()
        if code_only and self._sources == before and self.reach.data.stand():
            return False
        self.reach = reach
        self._keys: dict[Job, str] = {}
        self._numbers_of: dict[str, list[str]] = {}
        return True

    def key(self, job: Job) -> str:
        """What the result of a job depends on, as one hash."""
        if job not in self._keys:
            code, engine = self.reach.digest(self.roots(job)), self._engine.digest(_engine(job))
            told = [job.kind, list(job.arguments), job.limit]
            self._keys[job] = ledger.key(*told, code, engine)
        return self._keys[job]

    def parts(self, job: Job) -> dict[str, Any]:
        """What the result of a job depends on, by name."""
        return {
            "text": ledger.key(job.kind, list(job.arguments)),
            "limit": f"{job.limit:g} s",
            "code": self.reach.parts(self.roots(job)),
            "engine": self._engine.parts(_engine(job)),
        }

    def roots(self, job: Job) -> Imports:
        """What a job begins from; a scene may name another for its numbers, and so on."""
        known = [name for name in job.roots.names if name.startswith(f"{SCENES}.")]
        for name in known:  # grows while it is walked
            known += (other for other in self._numbers(name) if other not in known)
        names = {*job.roots.names, *known}
        return job.roots if not known else replace(job.roots, names=tuple(sorted(names)))

    def _numbers(self, scene: str) -> list[str]:
        if scene not in self._numbers_of:
            path = self.root / f"{scene.replace('.', '/')}.py"
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            found = [f"{SCENES}.{match['module']}" for match in NUMBERS.finditer(text)]
            self._numbers_of[scene] = found
        return self._numbers_of[scene]

    def gather(self, jobs: Iterable[Job]) -> None:
        """Find or make the answers to many jobs."""
        self.start(jobs)
        self.finish()

    def start(self, jobs: Iterable[Job]) -> None:
        """Find or begin to make the answers to many jobs; `of` waits for those it is asked for.

        They are made in the order of the jobs, so that who reads in that order seldom waits; but
        those that took long begin at once, so that none is left alone at the end.
        """
        self.finish()
        wanted = {self.key(job): job for job in jobs}
        told = (self._known, self._failed, self._passing)
        missing = [key for key in wanted if not any(key in known for known in told)]
        for key, kept in self.ledger.get_many(missing).items():
            self._known[key] = pickle.loads(kept)
        keys = self._long_first([key for key in missing if key not in self._known], wanted)
        if keys:
            self.coming.begin(keys, lambda: self._run([wanted[key] for key in keys]))

    def finish(self) -> None:
        """Wait for all answers that were begun."""
        self.coming.finish()

    def _run(self, jobs: list[Job]) -> Iterator[str]:
        """Execute jobs; the key of each as it is done."""
        try:
            for place, done in self.hands.run(jobs):
                self._take(jobs[place], self.key(jobs[place]), done)
                if time.monotonic() - self._written > OFTEN:
                    self._write()
                yield self.key(jobs[place])
        finally:
            self._write()

    def _write(self) -> None:
        """Keep for later builds what came since the last time."""
        unwritten, self._unwritten = self._unwritten, []
        with self.ledger.together():
            for job, key, done in unwritten:
                kept = pickle.dumps(done.found)
                self.ledger.put(key, kept, seconds=done.seconds, label=label(job))
                self.ledger.record(label(job), self.parts(job))
        self._written = time.monotonic()

    def _long_first(self, keys: list[str], wanted: dict[str, Job]) -> list[str]:
        took = self.ledger.all_seconds() if len(keys) > 1 else {}
        seconds = {key: took.get(label(wanted[key]), 0.0) for key in keys}
        return sorted(keys, key=lambda key: -seconds[key] if seconds[key] > LONG else 0.0)

    def _take(self, job: Job, key: str, done: Done) -> None:
        if isinstance(done.found, Mistake):
            self._failed[key] = done.found
        elif not self._lasting(job, done):
            self._passing[key] = done.found
        else:
            self._known[key] = done.found
            self._unwritten.append((job, key, done))

    def _lasting(self, job: Job, done: Done) -> bool:
        """Whether what ran, and what it read, is what the key was made of."""
        ran = all(self._sources.get(name) == source for name, source in done.sources.items())
        return ran and self.reach.rests(self.roots(job))

    def lasts(self, job: Job) -> bool:
        """Whether the result of a job belongs to its key."""
        return self.key(job) in self._known

    def of(self, job: Job) -> Any:
        """The result of a job; raises the Mistake that it ended in."""
        key = self.key(job)
        self.coming.wait(key)
        if key not in self._known and key not in self._passing:
            self.gather([job])
        if key in self._failed:
            raise self._failed[key]
        return self._known[key] if key in self._known else self._passing[key]


def _engine(job: Job) -> list[str]:
    """The rooms of weave that execute a job."""
    return [ENGINE, *([ENGINES[job.kind]] if job.kind in ENGINES else [])]


def label(job: Job) -> str:
    """How a job is called from build to build, whatever its text and code become."""
    return f"{job.kind} {job.name}"
