"""The numbers that "Your first network" cites are those of the file that its reader types."""

import contextlib
import io
import re
from pathlib import Path

import numpy as np
import pytest

from snippets import first_network

PAGE = Path(__file__).parents[2] / "docs" / "first-network.md"


def program() -> str:
    """The blocks of the page up to the training, as the reader has them in one file."""
    pytest.importorskip("yaml", reason="PyYAML, with which weave reads pages, is not installed")
    from weave import source  # noqa: PLC0415 (optional)

    fences = [one for one in source.read(PAGE).fences if one.lang == "python"]
    parts = {one.options.get("id"): one.body for one in fences}
    return parts["first-data"] + "\n" + parts["first-training"]


@pytest.fixture(scope="module")
def typed():
    """Names of the page's program after it ran, and what it printed."""
    names, printed = {}, io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(program(), names)
    return names, printed.getvalue()


def test_the_points_are_the_same(typed):
    x, y = first_network.two_moons(rng=np.random.default_rng(0))
    np.testing.assert_array_equal(x, typed[0]["x"])
    np.testing.assert_array_equal(y, typed[0]["y"])


def test_the_last_loss_is_the_same_to_the_last_bit(typed):
    assert first_network.train().loss == typed[0]["loss"]


def test_the_printed_share_is_the_same(typed):
    last = re.findall(r"right ([\d.]+)%", typed[1])[-1]
    assert f"{100 * first_network.train().right:.1f}" == last


def test_without_the_bend_the_network_is_no_better_than_the_best_line():
    assert first_network.train(bend=False).right <= first_network.best_line().right


def test_a_line_between_two_separable_pairs_gets_all_right(monkeypatch):
    x = np.array([[0.0, 0.0], [0.2, 1.0], [3.0, 0.1], [3.1, 0.9]])
    y = np.array([[0.0], [0.0], [1.0], [1.0]])
    monkeypatch.setattr(first_network, "POINTS", 4)
    monkeypatch.setattr(first_network, "two_moons", lambda *, rng: (x, y))
    assert first_network.best_line(directions=8).right == 1.0


def test_no_line_gets_more_than_three_of_xor_right(monkeypatch):
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]) + [[0, 0.01]] * 4
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    monkeypatch.setattr(first_network, "POINTS", 4)
    monkeypatch.setattr(first_network, "two_moons", lambda *, rng: (x, y))
    assert first_network.best_line(directions=90).right == 0.75
