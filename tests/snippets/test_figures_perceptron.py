"""The figures of the perceptron's chapter show what the code computes."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from snippets import network, neuron, perceptron_mistakes
from snippets.figures import mistake_bounds, perceptron, plane, style
from snippets.maximum_margin import separator

FIGURES = [
    perceptron.small_unit,
    perceptron.each_mistake,
    mistake_bounds.race,
    mistake_bounds.against_bound,
]
U = neuron.signed(*perceptron_mistakes.twelve())
PATH = neuron.walk(U)


@pytest.mark.parametrize("draw", FIGURES, ids=lambda draw: draw.__name__)
def test_texts_lie_within_the_figure_in_the_house_colours(draw):
    figure = draw()
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    house = {*style.COLOURS.values()}
    for axes in figure.axes:
        named = [axes._left_title, axes.xaxis.label, axes.yaxis.label, *axes.texts]
        for text in (one for one in named if one.get_text()):
            box = text.get_window_extent(renderer)
            assert figure.bbox.padded(1).contains(box.x0, box.y0), text
            assert figure.bbox.padded(1).contains(box.x1, box.y1), text
        assert {str(line.get_color()) for line in axes.lines} <= house
        assert {str(text.get_color()) for text in axes.texts if text.get_text()} <= house


def line_of(contours):
    return np.concatenate([path.vertices for path in contours.get_paths()])


def test_each_panel_draws_the_line_after_its_mistake_and_the_one_before_dashed():
    figure = perceptron.each_mistake()
    assert len(figure.axes) == len(PATH.c) == 9
    for t, axes in enumerate(figure.axes, start=1):
        sets = [one for one in axes.collections if hasattr(one, "levels")]
        boundary, *dashed = [one for one in sets if not one.filled]
        for one, v in zip([boundary, *dashed], (PATH.v[t], PATH.v[t - 1]), strict=False):
            line = line_of(one)
            assert len(line) > 0
            assert np.abs(line @ v[:2] + v[2]).max() < 1e-9
        assert len(dashed) == (t > 1)


def test_the_numbers_below_the_figures_are_those_of_the_walk():
    _, _, mistakes = perceptron.each_mistake().numbers[0]
    np.testing.assert_array_equal([row[1:4] for row in mistakes], [*PATH.v.values()])
    assert [row[4] for row in mistakes] == perceptron_mistakes.on_twelve().right
    _, names, race = mistake_bounds.race().numbers[0]
    assert names[1:] == ["least progress γt", "progress", "length", "greatest length R√t"]
    for row in race[1:-1]:
        least, progress, length, greatest = map(float, row[1:])
        assert least <= progress <= length <= greatest
    assert race[-1][1] == race[-1][-1]
    spread = {row[0]: float(row[3]) for row in mistake_bounds.against_bound().numbers[0][2]}
    assert spread["made of allowed, %"] < 100
    assert spread["mistakes made"] < spread["mistakes allowed, (R/γ)²"]


def test_the_ring_is_around_the_culprit_and_the_title_counts():
    x, _ = perceptron_mistakes.twelve()
    right = perceptron_mistakes.on_twelve().right
    for t, axes in enumerate(perceptron.each_mistake().axes, start=1):
        around = axes.collections[-1].get_offsets()
        np.testing.assert_array_equal(around, [x[PATH.culprit[t - 1]]])
        assert axes._left_title.get_text() == f"mistake {t}: {right[t]} right"


def test_each_class_has_its_look_and_the_wrong_ones_are_hollow():
    x, y = perceptron_mistakes.twelve()
    _, axes = style.canvas()
    right = np.arange(12) % 3 > 0
    perceptron.draw_points(axes, perceptron_mistakes.Task(x, y), right)
    kinds = [(sign, filled) for sign in (-1.0, 1.0) for filled in (False, True)]
    for (sign, filled), collection in zip(kinds, axes.collections, strict=True):
        np.testing.assert_array_equal(collection.get_offsets(), x[(y == sign) & (right == filled)])
        colour = plane.POINTS[int(sign > 0)]["color"]
        shown = (collection.get_facecolor()[0], collection.get_edgecolor()[0])
        assert [to_hex(one) for one in (shown if filled else shown[::-1])] == [colour, style.PAPER]


def test_hollow_are_as_many_as_are_not_right():
    right = perceptron_mistakes.on_twelve().right
    for t, axes in enumerate(perceptron.each_mistake().axes, start=1):
        points = axes.collections[-5:-1]
        assert [len(one.get_offsets()) for one in points][1::2] == [
            ((PATH.v[t] @ U.T > 0) & (perceptron_mistakes.twelve().y == sign)).sum()
            for sign in (-1.0, 1.0)
        ]
        assert sum(len(one.get_offsets()) for one in points[::2]) == 12 - right[t]


def test_the_race_is_run_between_its_bounds_which_meet_at_the_theorem():
    near, far = mistake_bounds.race().axes
    ended = perceptron_mistakes.on_twelve()
    length, progress = (line.get_ydata() for line in near.lines[2:])
    np.testing.assert_allclose(length, [np.linalg.norm(v) for v in PATH.v.values()])
    np.testing.assert_allclose(progress, [v @ separator(U).v for v in PATH.v.values()])
    t = np.arange(10)
    assert (ended.margin * t - 1e-12 <= progress).all()
    assert (progress <= length + 1e-12).all()
    assert (length <= ended.longest * np.sqrt(t) + 1e-12).all()
    ceiling, floor = far.lines[0], far.lines[1]
    (meet,) = (line for line in far.lines if line.get_marker() == "o")
    place = meet.get_xdata()[0]
    assert place == pytest.approx(ended.bound)
    for line in (ceiling, floor):
        height = np.interp(place, line.get_xdata(), line.get_ydata())
        assert height == pytest.approx(meet.get_ydata()[0], rel=1e-3)


def test_all_runs_lie_below_the_line_and_the_diamonds_on_it():
    axes = mistake_bounds.against_bound().axes[0]
    two, ten, exact = (one.get_offsets() for one in axes.collections)
    for d, points in ((2, two), (10, ten)):
        run = perceptron_mistakes.all_trials(d)
        np.testing.assert_array_equal(points, np.column_stack([run.bound, run.mistakes]))
        assert (points[:, 1] < points[:, 0]).all()
    np.testing.assert_array_equal(exact[:, 0], exact[:, 1])
    for n in exact[:5, 0]:
        u = neuron.signed(perceptron_mistakes.orthogonal(int(np.log2(n))), np.ones(int(n)))
        assert len(neuron.walk(u).c) == n == pytest.approx(perceptron_mistakes.bound(u))
    (left, top), (right, bottom) = axes.get_xlim(), axes.get_ylim()
    assert np.concatenate([two, ten])[:, 0].max() < top
    assert np.concatenate([two, ten])[:, 1].max() < bottom
    assert left < 2
    assert right < 1


def test_the_small_units_arrow_and_distance():
    net, x, _ = network.small()
    w, b = net.parameters()[0][:, 0], net.parameters()[1][0]
    axes = perceptron.small_unit().axes[0]
    arrow = next(text for text in axes.texts if text.arrow_patch is not None)
    start, end = np.array(arrow.xyann), np.array(arrow.xy)
    assert start @ w + b == pytest.approx(0.0, abs=1e-12)
    np.testing.assert_allclose(end - start, w)
    way = axes.lines[0].get_xydata()
    np.testing.assert_allclose(way[0], x[0])
    assert way[1] @ w + b == pytest.approx(0.0, abs=1e-12)
    assert f"{np.linalg.norm(way[0] - way[1]):.3f}" in {text.get_text() for text in axes.texts}
    through = axes.lines[-1]
    np.testing.assert_array_equal(through.get_xy1(), [0.0, 0.0])
    assert np.array(through.get_xy2()) @ w == pytest.approx(0.0, abs=1e-12)
