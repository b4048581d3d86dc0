"""One mutant on trial: the equations that name its function, then its module's tests.

Each trial is a fork of a process that has loaded everything but `snippets`, so that it imports
the changed module, and starts in no time.
"""

import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import autograd.numpy  # noqa: F401  loaded here once instead of in every fork
import hypothesis.extra.numpy  # noqa: F401  so is this
import pytest

import weave.jobs  # noqa: F401  the engine too
from tests import forgetful
from weave import audit, source
from weave.errors import Problem
from weave.home import ROOT
from weave.page import Page

FORK = multiprocessing.get_context("fork")
MEMORY = 4 * 2**30  # bytes; a mutant may append for ever
# Nobody reads the messages; and asserts are not rewritten in modules that are loaded already.
PYTEST = ("-x", "-q", "-p", "no:cacheprovider", "--assert=plain")


@dataclass(frozen=True)
class Mutant:
    """One change of one line: what the line was, what it is, and the whole module with it."""

    module: str
    function: str
    line: int
    before: str
    after: str
    code: str

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function}"


@dataclass(frozen=True)
class Equation:
    """A piece of a page that verifies functions of `snippets`, and which."""

    page: Page
    piece: audit.Piece
    functions: frozenset[str]

    def fails(self) -> bool:
        """Tell whether its check refuses, by a Mistake or by any other error."""
        try:
            found = audit.attempt(self.page, self.piece, forgetful.answers())
        except Exception:
            return True
        return isinstance(found, Problem) or self.functions != frozenset(found.functions)


def forked(task: Callable[[], Any], seconds: float) -> Any:
    """What a task returns in a process of its own; "time" or "crash" if it never does."""
    reader, writer = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_answer, args=(task, writer))
    process.start()
    writer.close()
    try:
        return reader.recv() if reader.poll(seconds) else "time"
    except EOFError:
        return "crash"
    finally:
        process.kill()
        process.join()
        reader.close()


def _answer(task: Callable[[], Any], writer: Connection) -> None:
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        writer.send(task())
    except BaseException as error:
        writer.send(f"crash: {type(error).__name__}: {error}")


def math_of_the_book() -> list[tuple[Page, audit.Piece]]:
    """Every equation of every page, displayed or in the text, not yet executed."""
    pages = [source.read(path, path.relative_to(ROOT).as_posix()) for path in audit.pages()]
    found = [(page, piece) for page in pages for piece in audit.pieces(page)]
    return [(page, piece) for page, piece in found if piece.word in ("math", "formula")]


def functions_of(pieces: Iterable[tuple[Page, audit.Piece]]) -> list[tuple[str, ...]]:
    """Execute equations; the functions that each verifies (none if it is refused)."""
    answers = forgetful.answers()
    verdicts = [audit.attempt(page, piece, answers) for page, piece in pieces]
    return [getattr(verdict, "functions", ()) for verdict in verdicts]


def equations() -> list[Equation]:
    """The equations that name a function; a fork executes them, so `snippets` stays unloaded."""
    pieces = math_of_the_book()
    named = forked(partial(functions_of, pieces), 600)
    if isinstance(named, str):
        raise RuntimeError(f"the equations of the book could not be executed: {named}")
    return [
        Equation(page, piece, frozenset(functions))
        for (page, piece), functions in zip(pieces, named, strict=True)
        if functions
    ]


def failing_test(module: str) -> str | None:
    """The first of a module's doctests, unit tests and gradient tests that fails."""
    files = [f"snippets/{module}.py", f"tests/snippets/test_{module}.py", "tests/test_gradients.py"]
    first = FirstFailure()
    present = [file for file in files if Path(file).exists()]
    code = pytest.main([*PYTEST, "-k", module, *present], plugins=[first])
    return None if code == 0 else first.test or f"pytest exit {int(code)}"


class FirstFailure:
    """A plugin of pytest that keeps the name of the first test that failed."""

    test = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.test = self.test or report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.test = self.test or report.nodeid


def noticed(module: str, naming: list[Equation]) -> str | None:
    """Who notices that a module is not what it should be: an equation, else a test, else nobody."""
    for equation in naming:
        if equation.fails():
            return f"equation {equation.page.name}:{equation.piece.line}"
    test = failing_test(module)
    return test and f"test {test}"


def sound(module: str, naming: list[Equation]) -> float:
    """The seconds that the unchanged module takes to pass; raises RuntimeError if it fails."""
    start = time.perf_counter()
    found = forked(partial(noticed, module, naming), 300)
    if found is not None:
        raise RuntimeError(f"snippets/{module}.py fails without any change: {found}")
    return time.perf_counter() - start


def tried(mutant: Mutant, naming: list[Equation], seconds: float) -> str | None:
    """Who notices a mutant; the module is restored afterwards."""
    path = ROOT / "snippets" / f"{mutant.module}.py"
    original = path.read_text(encoding="utf-8")
    path.write_text(mutant.code, encoding="utf-8")
    try:
        found: str | None = forked(partial(noticed, mutant.module, naming), seconds)
        return found
    finally:
        path.write_text(original, encoding="utf-8")
