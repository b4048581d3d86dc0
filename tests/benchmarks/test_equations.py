"""Equations: the workload is as large as it says, and consists of equations that hold."""

import pytest

from benchmarks import equations
from tests import forgetful
from weave import audit, source, tolls
from weave.errors import Mistake
from weave.page import Fence, Page


def test_the_workload_has_exactly_as_many_equations_as_asked_for() -> None:
    book = list(equations.workload(2000))
    assert sum(len(page.fences) for page in book) == 2000
    assert sum(len(page.fences) for page in equations.workload(3)) == 3


def test_a_round_of_the_book_is_all_that_is_mutated() -> None:
    pages = [source.read(path, path.name) for path in audit.pages()]
    count = sum(equations.executed(fence) for page in pages for fence in page.fences)
    with_equations = [page for page in pages if any(map(equations.executed, page.fences))]
    taken = [page.name for page in equations.workload(count) if page.fences]
    assert taken == [page.name for page in with_equations]
    page = next(page for page in equations.workload(count) if page.fences)
    entries = [
        one for one in tolls.of_page(page, forgetful.answers()) if isinstance(one, tolls.Entry)
    ]
    assert len(entries) == sum(map(equations.executed, page.fences))
    assert equations.mutants(page) == sum(entry.toll.mutants for entry in entries) > 0


@pytest.mark.parametrize(("latex", "said"), [(r"p = \nonsense", "nonsense"), ("p = 2z", "differ")])
def test_an_equation_that_does_not_hold_is_no_measurement(latex: str, said: str) -> None:
    fence = Fence("math", {"of": "activations.softmax"}, latex, 1, 0, "", 3)
    with pytest.raises(Mistake, match=said):
        equations.mutants(Page("page.md", "", fences=(fence,)))


def test_nothing_is_remembered_from_the_page_before(monkeypatch: pytest.MonkeyPatch) -> None:
    forgotten: list[str] = []
    monkeypatch.setattr(equations.draws, "forget", lambda: forgotten.append("all"))
    for page in (Page("one.md", ""), Page("two.md", "")):
        equations.mutants(page)
    assert forgotten == ["all", "all"]


def test_two_processes_do_the_work() -> None:
    [row] = equations.rows(1, how_many=4)
    assert row.what.startswith("4 equations, ")
    assert isinstance(row.seconds, float)
    assert row.seconds > 0.0
    assert (row.who, row.wanted) == ("weave, 2 processes", "10 s")
