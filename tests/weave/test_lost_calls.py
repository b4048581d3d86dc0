"""A call that crashes, runs wild or eats memory is named, and only it is lost."""

import os
import pickle
import select
import signal
import tempfile
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from tests.weave import faulty
from tests.weave.fifo import SECONDS, Fifo
from weave import underway, workers
from weave.calls import READY
from weave.cputime import Usage
from weave.processes import Worker
from weave.underway import Task, due
from weave.workers import Answer, Call, Crew, Lost, NoWorkers

linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Linux keeps this limit")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return faulty.write(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module", params=["forked", "spawned"])
def crew(request: pytest.FixtureRequest, book: Path) -> Iterator[Crew]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "PRELOAD", ())  # a spawned worker imports all of it each time
        crew = Crew(book, size=2, megabytes=1024, spawn=request.param == "spawned")
    with crew:
        yield crew


@pytest.fixture(scope="module")
def forked(book: Path) -> Iterator[Crew]:
    with Crew(book, size=2, megabytes=1024, preload=("weave.fences",)) as crew:
        yield crew


def job(function: str, *arguments: Any, limit: float = 30.0) -> Call:
    return Call(f"faulty_jobs:{function}", arguments, "docs/page.md:12", limit)


def program(code: str, limit: float = 30.0) -> Call:
    return Call("weave.fences:run_program", (code,), "docs/page.md:12", limit)


def lost_among_others(crew: Crew, call: Call) -> Answer:
    """The answer to a call that runs among five good ones, which are all answered."""
    good = [job("echo", number) for number in range(5)]
    found = dict(crew.run([*good[:2], call, *good[2:]]))
    assert [found[i].value for i in (0, 1, 3, 4, 5)] == [(i,) for i in range(5)]
    return found[2]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (job("end", 3), "the process ended with exit code 3"),
        (job("end", 0), "the process ended with exit code 0"),
        (job("crash"), "the process was ended by signal 11 (SIGSEGV)"),
        (job("abort"), "the process was ended by signal 6 (SIGABRT)"),
        (job("close_all"), "the process closed its channel"),
        (job("loop", limit=0.2), "timed out after 0.2 s"),
        (job("loop_in_c", limit=0.2), "timed out after 0.2 s"),
    ],
    ids=lambda given: given.function if isinstance(given, Call) else "",
)
def test_it_is_named_and_alone(crew: Crew, call: Call, words: str) -> None:
    answer = lost_among_others(crew, call)
    assert type(answer.failure) is Lost
    assert (answer.failure.message, answer.failure.line) == (words, 0)


@linux
@pytest.mark.parametrize(("name", "line"), [("eat", 0), ("eat_politely", 4)])
def test_too_much_memory_is_named(crew: Crew, name: str, line: int) -> None:
    answer = lost_among_others(crew, job(name))
    assert type(answer.failure) is Lost
    assert answer.failure.message.startswith("used more than 1024 MB (MemoryError")
    assert answer.failure.line == line


def test_a_file_without_end_is_stopped(forked: Crew, tmp_path: Path) -> None:
    with open(tmp_path / "long", "wb") as file:
        file.truncate(1024 << 20)
    (pair,) = forked.run([job("append", str(tmp_path / "long"), "one more")])
    assert str(pair[1].failure) == "OSError: [Errno 27] File too large"


@linux
def test_what_others_hold_does_not_count(forked: Crew) -> None:
    """The limit counts from what a worker holds at its start: NumPy maps much."""
    (pair,) = forked.run([job("eat", 900)])
    assert pair[1].value == 900 << 20


@pytest.mark.parametrize(
    ("code", "limit", "line", "words"),
    [
        ("x = 1\nwhile True:\n    pass", 1.0, (2, 3), "timed out after 1 s"),
        ("\nimport itertools\nall(itertools.repeat(1))", 1.0, (3,), "timed out after 1 s"),
        (
            "from snippets import loud\nloud.for_ever()",
            1.0,
            (2,),
            "timed out after 1 s (in snippets/loud.py:11)",
        ),
        (
            "import ctypes\n\n\nctypes.string_at(0)\nprint()",
            30.0,
            (4,),
            "the process was ended by signal 11 (SIGSEGV)",
        ),
    ],
)
def test_the_line_of_the_block_is_known(
    forked: Crew, code: str, limit: float, line: tuple[int, ...], words: str
) -> None:
    (pair,) = forked.run([program(code, limit)])
    mistake = pair[1].failure
    assert isinstance(mistake, Lost)
    assert mistake.line in line
    # A loop's line is where it happened to be.
    assert mistake.message.replace("loud.py:10", "loud.py:11") == words


def test_the_place_of_an_earlier_call_is_not_told() -> None:
    ours, theirs = Pipe()
    with tempfile.TemporaryFile() as last_words, theirs:
        for line in (3, 7):  # a slow call is looked at again and again
            said = f'Thread 1 (most recent call first):\n  File "<program>", line {line} in f\n'
            last_words.write(said.encode())
        worker = Worker(ours, ours, last_words)
        assert worker.place() == [("<program>", 7)]
        worker.send(b"a call")
        assert worker.place() == []
        worker.end()


@pytest.fixture
def task() -> Iterator[tuple[Task, Connection]]:
    """A call that may take a second, and the worker's end of its channel."""
    ours, theirs = Pipe()
    with tempfile.TemporaryFile() as last_words, theirs:
        task = Task(0, job("echo", limit=1.0), Worker(ours, ours, last_words))
        yield task, theirs
        task.worker.end()


def test_the_time_of_a_call_begins_when_its_worker_is_ready(task: tuple[Task, Connection]) -> None:
    call, theirs = task
    assert call.allowed > 60
    theirs.send_bytes(READY + str(os.getpid()).encode())
    assert due({call.worker.channel: call}) == []
    assert (call.worker.pid, call.allowed) == (os.getpid(), 1.0)
    assert call.start > 0
    theirs.send_bytes(b"an answer")
    assert due({call.worker.channel: call}) == [call]


@pytest.mark.parametrize(
    ("found", "allowed"),
    [
        (Usage(5.2, running=True), 1.8),  # it had 5 before, 0.2 of its second since
        (Usage(6.0, running=True), None),
        (Usage(5.2, running=False), None),
        (None, None),
    ],
)
def test_a_busy_machine_takes_no_time_from_a_call(
    task: tuple[Task, Connection],
    monkeypatch: pytest.MonkeyPatch,
    found: Usage | None,
    allowed: float | None,
) -> None:
    call, theirs = task
    monkeypatch.setattr(underway, "usage", lambda process: Usage(5.0, running=True))
    theirs.send_bytes(READY + b"1")
    due({call.worker.channel: call})
    monkeypatch.setattr(underway, "usage", lambda process: found)
    assert call.extend() == (allowed is not None)
    assert call.allowed == pytest.approx(allowed or 1.0)


def test_what_earlier_calls_have_used_is_not_counted_again(
    task: tuple[Task, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker says with its answer what it has used; the next call counts from there."""
    call, theirs = task
    monkeypatch.setattr(underway, "usage", lambda process: Usage(5.0, running=True))
    theirs.send_bytes(READY + b"1")
    due({call.worker.channel: call})
    theirs.send_bytes(pickle.dumps(("found", None, "", 0.1, 7.5)))
    assert underway.read(call, Path.cwd()).value == "found"
    following = Task(1, call.call, call.worker)
    following.begin()
    monkeypatch.setattr(underway, "usage", lambda process: Usage(7.7, running=True))
    assert following.extend()
    assert following.allowed == pytest.approx(1.8)


def test_a_busy_machine_is_no_excuse_for_ever(
    task: tuple[Task, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    call, theirs = task
    monkeypatch.setattr(underway, "usage", lambda process: Usage(0.0, running=True))
    theirs.send_bytes(READY + b"1")
    due({call.worker.channel: call})
    assert sum(call.extend() for _ in range(100)) == 9
    assert call.allowed == 10.0


def test_what_a_block_leaves_running_ends_with_its_worker(forked: Crew, tmp_path: Path) -> None:
    fifo = Fifo(tmp_path)
    (pair,) = forked.run([job("leave_child", fifo.path)])
    assert pair[1].failure is None
    assert fifo.line() == "started\n"
    forked.retire()
    fifo.wait_for_end()


def test_who_stops_asking_ends_what_is_under_way(forked: Crew, tmp_path: Path) -> None:
    fifo = Fifo(tmp_path)
    run = forked.run([job("announce", fifo.path, "loop_in_c"), job("echo", 1)])
    next(run)
    fifo.line()
    run.close()
    fifo.wait_for_end()
    assert next(forked.run([job("echo", 2)]))[1].value == (2,)


def test_a_worker_that_ended_while_idle_is_replaced(book: Path) -> None:
    with Crew(book, size=1) as crew:
        (pair,) = crew.run([Call("os:getpid")])
        descriptor = os.pidfd_open(pair[1].value) if hasattr(os, "pidfd_open") else None
        os.kill(pair[1].value, signal.SIGKILL)
        if descriptor is not None:
            assert select.select([descriptor], [], [], SECONDS)[0]
            os.close(descriptor)
        answers = [answer for _, answer in crew.run([job("echo", n) for n in range(3)])]
    assert [answer.value for answer in answers if not answer.failure][-2:] == [(1,), (2,)]


def test_without_its_server_a_crew_says_so_and_can_start_again(book: Path) -> None:
    with Crew(book, size=1) as crew:
        (pair,) = crew.run([Call("os:getppid")])
        os.kill(pair[1].value, signal.SIGKILL)
        with pytest.raises(NoWorkers):
            list(crew.run([job("loop")] * 3))
        assert next(crew.run([job("echo", 2)]))[1].value == (2,)
