"""The figures of the chapter show what they claim."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb

from snippets import activations, frost, separable
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
    for square, text in zip(axes.patches, axes.texts, strict=True):
        middle = np.add(square.get_xy(), 0.5)
        assert middle == pytest.approx(text.get_position())
        rises = "−" not in text.get_text()
        region = style.REGION_B if rises else style.REGION_A
        assert to_rgb(square.get_facecolor()) == to_rgb(region)


def test_the_path_passes_the_dots_and_each_has_its_number():
    axes = drawn(logistic_regression.no_bottom()).axes[-1]
    way = separable.descent().decades()
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
    seen = [t.get_text() for t in names]
    assert seen == ["0.0001", "0.001", "0.01", "loss 0.1", "loss 1"]
    left, right, bottom, top = logistic_regression.VALLEY
    for text in names:
        x, y = text.get_position()
        assert left < x < right
        assert bottom < y < top


def test_the_maps_get_surer_and_all_points_are_in_their_own_region_in_the_last():
    maps = drawn(logistic_regression.no_bottom()).axes[: len(logistic_regression.LOOKS)]
    widths = []
    for axes, step in zip(maps, logistic_regression.LOOKS, strict=True):
        assert axes.get_title() == f"{step:,} step{'s' * (step > 1)}"
        widths.append(width_of_strip(axes, step))
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 1 > widths[-1] > 0
    x, y = separable.eight_points()
    p = activations.sigmoid(x @ separable.descent().w[-1])
    assert ((p > 0.9) == (y == 1)).all()
    assert ((p < 0.1) == (y == 0)).all()


def width_of_strip(axes, step):
    """Measure the middle band of the map where it is drawn, and compare it with the weights."""
    way = separable.descent()
    w = way.w[list(way.steps).index(step)]
    filled = next(c for c in axes.collections if len(c.get_paths()) == 3)
    score = filled.get_paths()[1].vertices @ w
    assert np.abs(score).max() == pytest.approx(np.log(9), rel=1e-6)
    return 2 * np.log(9) / np.linalg.norm(w)


def test_a_level_that_leaves_the_plane_elsewhere_gets_no_name():
    figure, axes = style.canvas()
    spots = np.zeros((2, 2, 2))
    logistic_regression.name_level(axes, spots, np.zeros((2, 2)), -1.0)
    assert not axes.texts
    assert figure is not None


def test_templates_are_the_columns_on_one_scale():
    W = np.random.default_rng(0).normal(size=(9, 4))
    panels = drawn(logistic_regression.templates(W)).axes
    assert [axes.get_title() for axes in panels] == ["0", "1", "2", "3"]
    for k, axes in enumerate(panels):
        image = axes.images[0]
        assert np.allclose(np.ravel(image.get_array()), W[:, k], rtol=1e-14)
        assert image.get_clim() == (-np.abs(W).max(), np.abs(W).max())
