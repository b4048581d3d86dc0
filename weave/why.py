"""Why a block ran, or did not: what went into it last time, and what goes into it now."""

import time
from collections.abc import Iterator
from pathlib import Path

from weave import source, work
from weave.answers import Answers, label
from weave.errors import Mistake
from weave.ledger import changes
from weave.work import Job


def at(place: str, answers: Answers) -> Iterator[str]:
    """What happened to the blocks on a line, a sentence each.

    place: PAGE:LINE, any line of a fence or of a lab's cell
    Raises Mistake if there is no such page, or nothing on the line is executed.
    """
    name, _, line = place.rpartition(":")
    path = Path(name)
    if not path.is_file() or not line.isdecimal():
        raise Mistake(f"{place}: wanted PAGE:LINE of a page that exists")
    inside = path.resolve().is_relative_to(answers.root)
    shown = path.resolve().relative_to(answers.root).as_posix() if inside else path.as_posix()
    page = source.read(path, shown)
    number = next((f.line for f in page.fences if f.line <= int(line) <= f.end), int(line))
    if number in [cell.line for cell in work.cells(page)]:  # a lab runs as a whole
        number = 1
    jobs = [*work.of_page(page), *(job for _, job in work.mutants(page))]
    here = [job for job in jobs if job.where == f"{shown}:{number}"]
    if not here:
        raise Mistake(f"{place}: nothing on this line is executed")
    for job in here:
        yield f"{job.where}: {job.kind} {_story(job, answers)}"


def _story(job: Job, answers: Answers) -> str:
    record = answers.ledger.recorded(label(job))
    if answers.ledger.get(answers.key(job)) is not None:
        when = _date(record.time) if record else "by another block of the same text"
        before = record and record.before and changes(record.before, record.now)
        because = f", because {', '.join(before)}" if before else ""
        return f"is kept: nothing that it depends on has changed; it ran {when}{because}"
    if record is None:
        return "will run: it never did"
    differ = ", ".join(changes(record.now, answers.parts(job)))
    reason = differ or "its result is not kept any more"
    return f"will run, because {reason}; it ran {_date(record.time)}"


def _date(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds))
