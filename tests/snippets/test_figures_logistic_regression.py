"""The figures of the chapter show what they claim."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg

from snippets import frost, separable
from snippets.figures import logistic_regression, style


def drawn(figure):
    FigureCanvasAgg(figure).draw()
    return figure


def test_the_sticks_are_the_errors_and_balance():
    axes = drawn(logistic_regression.evenings()).axes[0]
    (sticks,) = [c for c in axes.collections if hasattr(c, "get_segments")]
    lengths = [start[1] - end[1] for start, end in sticks.get_segments()]
    assert lengths == pytest.approx((frost.fit().p - frost.evenings().y)[:, 0])
    assert sum(lengths) == pytest.approx(0, abs=1e-9)
    places = [start[0] for start, _ in sticks.get_segments()]
    assert len(set(places)) == len(places)
    assert places == pytest.approx(frost.evenings().x[:, 0], abs=0.1)


def test_the_straight_line_leaves_the_strip_and_the_curve_does_not():
    flat, curve = drawn(logistic_regression.evenings()).axes[0].lines
    assert flat.get_ydata().max() > 1
    assert flat.get_ydata().min() < 0
    assert 0 < curve.get_ydata().min() < curve.get_ydata().max() < 1


def test_the_jacobian_is_written_as_fractions():
    axes = drawn(logistic_regression.jacobian()).axes[0]
    seen = [t.get_text() for t in axes.texts]
    own, low, mid = "5/36", "−1/18", "−1/12"
    assert seen == [own, low, mid, low, "2/9", "−1/6", mid, "−1/6", "1/4"]
    assert np.allclose(axes.images[0].get_array().sum(axis=0), 0)


def test_the_path_passes_the_dots_and_each_has_its_number():
    axes = drawn(logistic_regression.no_bottom()).axes[-1]
    way = separable.descent()
    dots = np.array([line.get_xydata()[0] for line in axes.lines if line.get_marker() == "o"])
    assert dots == pytest.approx(way.w)
    seen = [t.get_text() for t in axes.texts if t.get_color() == style.SERIES[0]]
    assert seen == ["1", "10", "100", "1,000", "10,000", "100,000 steps"]
    path = axes.lines[1].get_xydata()
    for w in way.w:
        assert np.linalg.norm(path - w, axis=1).min() < 1e-12


def test_every_contour_has_its_name_within_the_plane():
    axes = drawn(logistic_regression.no_bottom()).axes[-1]
    names = [t for t in axes.texts if t.get_color() == style.MUTED]
    assert [t.get_text() for t in names] == [f"loss {v:g}" for v in (1e-4, 1e-3, 1e-2, 0.1, 1)]
    left, right, bottom, top = logistic_regression.VALLEY
    for text in names:
        x, y = text.get_position()
        assert left < x < right
        assert bottom < y < top


def test_the_maps_get_surer_and_all_points_are_right_in_the_last():
    maps = drawn(logistic_regression.no_bottom()).axes[: len(logistic_regression.LOOKS)]
    undecided = []
    for axes in maps:
        p = np.asarray(axes.images[0].get_array())
        undecided.append(((p > 0.1) & (p < 0.9)).mean())
    assert undecided == sorted(undecided, reverse=True)
    assert undecided[-1] < 0.1 < undecided[0]
    assert maps[0].get_title() == "1 step"


def test_a_level_that_leaves_the_plane_elsewhere_gets_no_name():
    figure, axes = style.canvas()
    spots = np.zeros((2, 2, 2))
    logistic_regression.name_level(axes, spots, np.zeros((2, 2)), -1.0)
    assert not axes.texts
    assert figure is not None
