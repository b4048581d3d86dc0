"""Experiments: the same numbers at every run, each cited by the chapter that it names."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from snippets import experiments
from snippets.network import Network

DOCS = Path(__file__).parents[2] / "docs"
ARGUMENTS = {"xor_starts": (2, 2), "moons_hidden": (3,)}
EXPERIMENTS: dict[str, Callable[..., Any]] = {
    name: function
    for name, function in vars(experiments).items()
    if hasattr(function, "cache_info")
}
every_experiment = pytest.mark.parametrize("name", EXPERIMENTS)


def flat(result: Any) -> list[Any]:
    """Take a result apart into numbers and arrays."""
    if isinstance(result, Network):
        return result.parameters()
    if isinstance(result, tuple):
        return [leaf for part in result for leaf in flat(part)]
    return [result]


@every_experiment
def test_a_second_run_gives_the_same_bits(name: str) -> None:
    function = EXPERIMENTS[name]
    first, second = (
        flat(function.__wrapped__(*ARGUMENTS.get(name, ())))  # type: ignore[attr-defined]
        for _ in range(2)
    )
    assert len(first) == len(second) > 0
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)


@every_experiment
def test_what_is_remembered_is_what_was_computed(name: str) -> None:
    """Whoever remembers it: the module's own cache, or that of builds and tests."""
    arguments = ARGUMENTS.get(name, ())
    computed = flat(EXPERIMENTS[name].__wrapped__(*arguments))  # type: ignore[attr-defined]
    for _ in range(2):
        remembered = flat(EXPERIMENTS[name](*arguments))
        assert len(computed) == len(remembered)
        for one, other in zip(computed, remembered, strict=True):
            np.testing.assert_array_equal(one, other)


@every_experiment
def test_the_chapter_that_it_names_cites_it(name: str) -> None:
    document = inspect.getdoc(EXPERIMENTS[name]) or ""
    titles = re.findall(r"^Cited in: (.+)$", document, flags=re.MULTILINE)
    assert len(titles) == 1, f"{name} names no chapter"
    pages = [page.read_text(encoding="utf-8") for page in DOCS.glob("*.md")]
    chapters = [page for page in pages if re.search(rf"^# {re.escape(titles[0])}$", page, re.M)]
    chapters += [
        page for page in pages if re.search(rf'^title: "?{re.escape(titles[0])}"?$', page, re.M)
    ]
    assert chapters, f"no page has the title {titles[0]!r}"
    assert any(re.search(rf"\b{name}\b", page) for page in chapters), f"{titles[0]} cites no {name}"


def test_xor_is_solved_by_two_hidden_units_and_by_no_straight_line() -> None:
    run = experiments.xor()
    assert run.accuracy == 1.0
    assert run.loss[-1] < 0.01 < run.loss[0]
    assert experiments.xor_without_activation().accuracy <= 0.75
