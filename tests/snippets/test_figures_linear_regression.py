"""The figures of the chapter show what they claim."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg

from snippets import condition_costs, conditioning, linear_models, readings
from snippets.figures import linear_regression, style


def coloured(lines, colour):
    return [line for line in lines if line.get_color() == colour]


def test_each_stick_runs_from_its_reading_to_the_best_line():
    axes = linear_regression.sticks().axes[0]
    x, y = readings.box()
    fitted = linear_models.scores(readings.line(), x)
    sticks = axes.collections[0].get_segments()
    for stick, at, reading, on_line in zip(sticks, x, y, fitted, strict=True):
        assert set(stick[:, 0]) == set(at)
        assert sorted(stick[:, 1]) == pytest.approx(sorted([*reading, *on_line]))


def test_solid_is_the_best_line_and_dashed_the_one_in_the_box():
    axes = linear_regression.sticks().axes[0]
    for line in axes.lines[:2]:
        dashed = line.get_linestyle() == "--"
        model = readings.inside() if dashed else readings.line()
        ends = line.get_xydata()
        np.testing.assert_allclose(linear_models.scores(model, ends[:, :1]), ends[:, 1:])


def test_the_parabola_is_the_loss_with_the_best_bias():
    curve = linear_regression.sticks().axes[1].lines[0].get_xydata()
    X, Y = linear_models.centered(*readings.box())[:2]
    for w, loss in curve[::20]:
        assert loss == pytest.approx(conditioning.loss(X, Y, np.array([[w]])))
    lowest = curve[curve[:, 1].argmin(), 0]
    assert lowest == pytest.approx(readings.line().W[0, 0], abs=0.005)


def test_three_bowls_of_the_condition_numbers_named_in_the_titles():
    figure = linear_regression.paths()
    for panel, condition in zip(figure.axes, linear_regression.CONDITIONS, strict=True):
        X = linear_regression.bowl(condition)
        assert conditioning.condition_number(X.T @ X) == pytest.approx(condition)
        taken = condition_costs.steps(condition).taken
        assert panel.get_title().startswith(f"condition {condition:.0f}\n{taken:,} step")


def test_the_paths_start_at_one_place_and_never_get_farther_from_the_middle():
    starts = []
    for panel in linear_regression.paths().axes:
        path = coloured(panel.lines, style.BACKWARD)[0].get_xydata()
        starts.append(path[0])
        assert (np.diff(np.linalg.norm(path, axis=1)) <= 1e-12).all()
        assert len(path) == 26
    np.testing.assert_allclose(starts[0], starts[1])
    np.testing.assert_allclose(starts[1], starts[2])


def test_a_round_bowl_takes_one_step_and_a_valley_has_hardly_begun():
    paths = [coloured(p.lines, style.BACKWARD)[0] for p in linear_regression.paths().axes]
    far = [np.linalg.norm(path.get_xydata(), axis=1) for path in paths]
    assert far[0][1] < 1e-12
    assert far[1][-1] < 0.01 * far[1][0]
    assert far[2][-1] > 0.5 * far[2][0]


def test_the_contours_are_heights_of_the_loss():
    panel = linear_regression.paths().axes[1]
    X = linear_regression.bowl(10.0)
    Y = np.zeros((len(X), 1))
    contours = panel.collections[0]
    for level, path in zip(contours.levels, contours.get_paths(), strict=True):
        for vertex in path.vertices[:: max(1, len(path.vertices) // 5)]:
            assert conditioning.loss(X, Y, vertex[:, np.newaxis]) == pytest.approx(level, rel=0.05)


def test_the_digits_are_the_medians_of_the_measured_errors():
    axes = linear_regression.digits().axes[0]
    for colour, way, far in (
        (style.SERIES[2], "qr", 0.0),
        (style.SERIES[4], "qr", 1.0),
        (style.SERIES[3], "normal", 0.0),
    ):
        line = coloured(axes.lines, colour)[0].get_ydata()
        wanted = [
            condition_costs.digits(getattr(condition_costs.errors(p, far=far), way))
            for p in linear_regression.POWERS
        ]
        assert line == pytest.approx(wanted, abs=0.3)


def example():
    rng = np.random.default_rng(0)
    a = rng.uniform(50, 300, size=(90, 1))
    return a, a + rng.normal(size=(90, 1)) * a / 5


def test_dots_are_the_patients_in_both_panels():
    a, y = example()
    left, right = linear_regression.predicted(a, y).axes
    np.testing.assert_array_equal(left.collections[0].get_offsets(), np.hstack([a, y]))
    np.testing.assert_array_equal(right.collections[0].get_offsets(), np.hstack([a, y - a]))


def test_the_spread_of_each_third_grows_in_a_fan():
    a, y = example()
    spans = linear_regression.thirds(a, y)
    assert [low for low, _, _ in spans[1:]] == [high for _, high, _ in spans[:-1]]
    assert spans[0][0] == a.min()
    assert spans[-1][1] == a.max()
    spreads = [spread for *_, spread in spans]
    assert spreads == sorted(spreads)
    first = np.sort(a[:, 0])[:30]
    inside = np.isin(a[:, 0], first)
    assert spreads[0] == pytest.approx(np.sqrt(np.mean((y - a)[inside] ** 2)))


@pytest.mark.parametrize("name", ["sticks", "paths", "digits"])
def test_every_text_lies_within_the_figure(name):
    figure = getattr(linear_regression, name)()
    FigureCanvasAgg(figure).draw()
    renderer = FigureCanvasAgg(figure).get_renderer()
    for axes in figure.axes:
        for text in axes.texts:
            box = text.get_window_extent(renderer)
            assert figure.bbox.padded(1).contains(box.x0, box.y0), text
            assert figure.bbox.padded(1).contains(box.x1, box.y1), text
