"""A crew answers calls side by side, and what one call or one edit leaves behind no other sees."""

import os
import pickle
import py_compile
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.weave import faulty
from weave import workers
from weave.errors import Mistake
from weave.workers import Answer, Call, Crew, NoWorkers

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return faulty.write(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module", params=["forked", "spawned"])
def crew(request: pytest.FixtureRequest, book: Path) -> Iterator[Crew]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "PRELOAD", ())  # a spawned worker imports all of it each time
        crew = Crew(book, size=2, spawn=request.param == "spawned")
    with crew:
        yield crew


@pytest.fixture(scope="module")
def one(book: Path) -> Iterator[Crew]:
    """A crew of a single worker."""
    with Crew(book, size=1) as crew:
        yield crew


def job(function: str, *arguments: Any, limit: float = 30.0) -> Call:
    return Call(f"faulty_jobs:{function}", arguments, "docs/page.md:12", limit)


def answers(crew: Crew, *calls: Call) -> list[Answer]:
    """What the calls gave, in their own order."""
    return [answer for _, answer in sorted(crew.run(calls), key=lambda pair: pair[0])]


def value(crew: Crew, call: Call) -> Any:
    (answer,) = answers(crew, call)
    assert answer.failure is None, f"{answer.failure}\n{answer.trace}"
    return answer.value


def failure(crew: Crew, call: Call) -> Mistake:
    (answer,) = answers(crew, call)
    assert answer.failure is not None
    return answer.failure


def test_every_call_has_its_answer(crew: Crew) -> None:
    found = dict(crew.run([job("echo", number, {"x": [number]}) for number in range(20)]))
    assert {position: answer.value for position, answer in found.items()} == {
        number: (number, {"x": [number]}) for number in range(20)
    }


def test_calls_run_side_by_side(crew: Crew, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    both = answers(crew, *(job("meet", str(tmp_path / "fifo"), mode) for mode in "wr"))
    assert [answer.value for answer in both] == ["met", "met"]


def test_calls_start_in_the_order_given(one: Crew, tmp_path: Path) -> None:
    calls = [job("append", str(tmp_path / "order"), letter) for letter in "abcde"]
    assert [position for position, _ in one.run(calls)] == [0, 1, 2, 3, 4]
    assert (tmp_path / "order").read_text() == "abcde"


def test_a_worker_serves_many_calls(one: Crew) -> None:
    assert len({value(one, Call("os:getpid")) for _ in range(5)}) == 1


def test_no_calls_need_no_workers(book: Path) -> None:
    with Crew(book, preload=("no_such_module",)) as crew:
        assert list(crew.run([])) == []


def test_much_goes_both_ways(crew: Crew) -> None:
    text = "x" * 5_000_000
    assert value(crew, job("echo", text)) == (text,)


def test_a_mistake_comes_back_whole(crew: Crew) -> None:
    (answer,) = answers(crew, job("mistake"))
    mistake = answer.failure
    assert type(mistake) is Mistake
    assert (mistake.message, mistake.line, mistake.column) == ("no such symbol", 3, 5)
    assert mistake.excerpt == "x + y\n    ^"
    assert answer.trace == ""


def test_another_error_comes_back_as_text(crew: Crew) -> None:
    (answer,) = answers(crew, job("divide", 0))
    assert str(answer.failure) == "ZeroDivisionError: division by zero"
    assert "in divide" in answer.trace


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (job("leave", 4), "SystemExit: 4"),
        (job("no_such_job"), "AttributeError: module 'faulty_jobs' has no attribute 'no_such_job'"),
        (Call("no_such_module:f"), "ModuleNotFoundError: No module named 'no_such_module'"),
        (job("local_object"), "local_object.<locals>.<lambda>"),
        (job("loud_object"), "a job returned a snippets.loud.Loud: only plain values"),
    ],
)
def test_a_failed_call_costs_no_worker(one: Crew, call: Call, words: str) -> None:
    before = value(one, Call("os:getpid"))
    assert words in str(failure(one, call))
    assert value(one, Call("os:getpid")) == before


def test_arguments_that_cannot_be_sent_are_the_callers_error(one: Crew) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        list(one.run([job("echo", lambda: 1)]))
    assert value(one, job("echo", 1)) == (1,)


def test_a_worker_stands_in_the_book(crew: Crew, book: Path) -> None:
    around = value(crew, job("surroundings"))
    assert around["path"] == around["folder"] == str(book.resolve())
    assert around["input"] == ""
    assert around["variables"]["OPENBLAS_NUM_THREADS"] == "1"


def test_sets_are_walked_in_one_order(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walks = []
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        with Crew(book, size=1) as crew:
            walks.append(value(crew, job("surroundings"))["walk"])
    assert walks[0] == walks[1]


def test_workers_split_off_with_numpy_and_the_engine_but_without_the_book(book: Path) -> None:
    with Crew(book, size=1, preload=("weave.jobs",)) as crew:
        held = value(crew, job("held"))
    assert {"numpy", "matplotlib.figure", "weave.jobs", "weave.check"} <= set(held)
    assert not any(name.split(".")[0] == "snippets" for name in held)


def test_who_renders_holds_neither_numpy_nor_the_book(book: Path) -> None:
    """In a process of its own, where no test has imported them."""
    program = (
        "import sys; from pathlib import Path; from weave.workers import Call, Crew\n"
        f"with Crew(Path({str(book)!r}), size=1) as crew:\n"
        "    assert next(crew.run([Call('faulty_jobs:shout')]))[1].value == 'loud'\n"
        "print({'numpy', 'matplotlib', 'mkdocs', 'snippets', 'faulty_jobs'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_an_edit_that_keeps_size_and_time_is_seen_by_new_workers(crew: Crew, book: Path) -> None:
    module = book / "snippets" / "loud.py"
    before = module.read_text(), module.stat()
    py_compile.compile(str(module))  # as a test or a terminal leaves it behind
    assert value(crew, job("shout")) == "loud"
    try:
        module.write_text(before[0].replace('"loud"', '"LOUD"'))
        os.utime(module, ns=(before[1].st_atime_ns, before[1].st_mtime_ns))
        crew.retire()
        assert value(crew, job("shout")) == "LOUD"
    finally:
        module.write_text(before[0])
        crew.retire()
    assert value(crew, job("shout")) == "loud"


def test_a_closed_crew_starts_anew(book: Path) -> None:
    with Crew(book, size=1) as crew:
        first = value(crew, Call("os:getppid"))
        crew.close()
        assert value(crew, Call("os:getppid")) != first


def test_starting_early_changes_nothing(book: Path) -> None:
    with Crew(book, size=2) as crew:
        crew.start()
        crew.start()
        assert [a.value for a in answers(crew, job("echo", 1), job("echo", 2))] == [(1,), (2,)]


def test_two_runs_at_once_do_not_meet(one: Crew) -> None:
    outer = one.run([job("echo", "a"), job("echo", "b")])
    assert next(outer)[1].value == ("a",)
    assert value(one, job("echo", "inner")) == ("inner",)
    assert next(outer)[1].value == ("b",)


def test_a_module_that_cannot_be_preloaded_is_named(
    book: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Crew(book, size=2, preload=("no_such_module",)) as crew:
        for _ in range(2):
            with pytest.raises(NoWorkers):
                answers(crew, job("echo", 1))
    assert "No module named 'no_such_module'" in capfd.readouterr().err


def test_a_module_that_starts_a_thread_cannot_be_preloaded(
    book: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()"
    (book / "threaded.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(book))
    with Crew(book, size=1, preload=("threaded",)) as crew, pytest.raises(NoWorkers):
        answers(crew, job("echo", 1))
    assert "a preloaded module has started a thread" in capfd.readouterr().err
