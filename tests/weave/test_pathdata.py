"""Path data is written short, and shows the same."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weave import pathdata

Array = np.ndarray[Any, np.dtype[np.float64]]
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def absolute(points: Sequence[Sequence[float]] | Array, end: str = "") -> str:
    """Path data of lines as matplotlib writes it."""
    written = " \nL ".join(f"{x:.6f} {y:.6f}" for x, y in points)
    return f"M {written} \n{end}\n"


def places(data: str) -> list[Array]:
    """The points of each stroke of straight lines, by a reader of its own."""
    strokes = []
    for stroke in data.split("M")[1:]:
        numbers = [float(number) for number in NUMBER.findall(stroke)]
        strokes.append(np.cumsum(np.reshape(numbers, (-1, 2)), axis=0))
    return strokes


def misses(points: Array, line: Array) -> float:
    """By how much a line misses the point that is farthest from it."""
    start, along = line[:-1], np.diff(line, axis=0)
    lengths = np.maximum((along**2).sum(axis=1), 1e-12)
    shares = ((points[:, np.newaxis] - start) * along).sum(axis=2) / lengths
    nearest = start + np.clip(shares, 0, 1)[..., np.newaxis] * along
    return float(np.linalg.norm(points[:, np.newaxis] - nearest, axis=2).min(axis=1).max())


def test_lines_by_hand() -> None:
    assert pathdata.short("M 10.04 0 \nL 20.06 0.5 \nL 3 -2 \nz\n") == "M10 0l10.1 .5-17.1-2.5z"
    assert pathdata.short("M 0 0 \nL 0 3 \nM -0.04 5 \nL 8 5 \n") == "M0 0l0 3M0 5l8 0"


def test_curves_by_hand() -> None:
    circle = "M 5 1.5 \nC 5.397 1.5 6.5 0.25 6.5 0 \nQ 7 -1 5 -2.125 \nL 5 0 \nz"
    assert pathdata.short(circle) == "M5 1.5c.4 0 1.5-1.25 1.5-1.5q.5-1-1.5-2.12l0 2.12z"


def test_nothing_has_no_minus() -> None:
    assert pathdata.short("M -0.001 0 \nQ -0.004 1 -0.01 -0.003 \n") == "M0 0q0 1-.01 0"


def test_points_on_a_line_go_and_corners_stay() -> None:
    straight = [(step, 2.0) for step in range(101)]
    assert pathdata.short(absolute([*straight, (100, -50)])) == "M0 2l100 0 0-52"


def test_a_needle_keeps_its_point() -> None:
    """A line that turns back on itself lies on the line through its neighbours."""
    (drawn,) = places(pathdata.short(absolute([(0, 0), (5, 0), (90, 0), (20, 0), (10, 0)])))
    assert drawn[:, 0].max() == 90


@given(st.floats(0, 50), st.floats(0.1, 50), st.sampled_from(["", "z"]))
def test_no_point_is_missed_by_more_than_a_screen_shows(size: float, rate: float, end: str) -> None:
    angles = np.linspace(0, 6, 300)
    curve = np.column_stack([200 + 150 * np.cos(angles), 150 + size * np.sin(rate * angles)])
    (drawn,) = places(pathdata.short(absolute(curve, end)))
    closed = drawn if not end else np.append(drawn, drawn[:1], axis=0)
    assert misses(curve, closed) < 0.2
    assert np.abs(drawn[0] - curve[0]).max() <= 0.05 + 1e-9
    assert end or np.abs(drawn[-1] - curve[-1]).max() <= 0.05 + 1e-9


def test_a_smooth_curve_becomes_much_shorter() -> None:
    angles = np.linspace(0, 6, 600)
    curve = absolute(np.column_stack([200 + 150 * np.cos(angles), 150 + 90 * np.sin(angles)]))
    assert len(pathdata.short(curve)) < len(curve) / 8


def test_areas_go_on_sharing_their_edges() -> None:
    """Bars side by side, none of them as wide as a whole number of tenths."""
    edges = 3.33 + 12.347 * np.arange(9)
    bars = [
        places(pathdata.short(absolute([(a, 0), (b, 0), (b, 7), (a, 7)], "z")))[0]
        for a, b in pairwise(edges)
    ]
    for one, other in pairwise(bars):
        assert one[1, 0] == pytest.approx(other[0, 0], abs=1e-9)


def test_equal_circles_read_alike_wherever_they_are() -> None:
    def circle(x: float, y: float) -> str:
        return f"M {x + 3} {y} \nC {x + 3} {y + 2} {x + 1.234} {y + 3} {x} {y + 3} \n"

    one, other = (pathdata.short(circle(*at)) for at in ((1.003, 2.004), (77.7777, 5.0551)))
    assert one.partition("c")[2] == other.partition("c")[2]


def test_a_dot_stays_a_dot() -> None:
    assert pathdata.short("M 1 1 \nL 1 1.01 \nL 1 1 \nL 1.01 1 \n") == "M1 1l0 0"
    assert pathdata.short("M 1 1 \n") == "M1 1"
    assert pathdata.short("") == ""


def test_a_line_through_marks_keeps_every_one_of_them() -> None:
    points = np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 1.0], [3.0, 1.0], [4.0, 1.0]])
    assert pathdata.through(points) == "M1 1l1 0 1 0 0 0 1 0"
    shifted = pathdata.through(points + np.array([50.037, 3.333]))
    assert shifted == "M51 4.3l1 0 1 0 0 0 1 0"


def test_a_line_through_marks_does_not_drift() -> None:
    points = np.column_stack([0.333 * np.arange(500), np.zeros(500)])
    (drawn,) = places(pathdata.through(points))
    assert np.abs(drawn - points).max() <= 0.1


def test_other_commands_are_refused() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        pathdata.short("M 0 0 \nA 1 1 0 0 0 2 2 \n")
