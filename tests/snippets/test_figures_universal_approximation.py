"""The figures show what the code computes, and no text of theirs runs out or over."""

from itertools import combinations

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from snippets import approximation, network, width_or_depth
from snippets.figures import style, universal_approximation

FIGURES = [
    universal_approximation.small_steps,
    universal_approximation.construction,
    universal_approximation.stacking,
    universal_approximation.cross,
    universal_approximation.folds,
    universal_approximation.trained,
    universal_approximation.outside,
]


@pytest.fixture(scope="module", params=FIGURES, ids=lambda draw: draw.__name__)
def figure(request):
    return request.param()


def test_every_text_lies_within_the_figure_and_none_over_another(figure):
    canvas = FigureCanvasAgg(figure)
    figure.draw(canvas.get_renderer())
    named = [
        text
        for axes in figure.axes
        for text in (axes._left_title, axes.xaxis.label, axes.yaxis.label, *axes.texts)
    ]
    boxes = [Text.get_window_extent(t, canvas.get_renderer()) for t in named if t.get_text()]
    for box in boxes:
        assert figure.bbox.padded(1).contains(box.x0, box.y0)
        assert figure.bbox.padded(1).contains(box.x1, box.y1)
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)


def test_only_the_house_colours(figure):
    used = {str(line.get_color()) for axes in figure.axes for line in axes.lines}
    used |= {str(text.get_color()) for axes in figure.axes for text in axes.texts}
    assert used <= {*style.COLOURS.values()}


def test_the_first_panel_is_the_small_network():
    axes = universal_approximation.small_steps().axes[0]
    net, x, _ = network.small()
    across, height = axes.lines[0].get_xydata()[777]
    forward = network.forward_pass(net, np.array([[across, x[0, 1]]]))
    assert height == pytest.approx(forward.z[1][0, 0])


def test_the_bumps_stand_as_high_as_the_curve_above_their_middles():
    for axes, pieces in zip(universal_approximation.stacking().axes, (5, 10, 20), strict=False):
        bars = axes.patches
        assert len(bars) == pieces
        middles = np.array([bar.get_x() + bar.get_width() / 2 for bar in bars])
        heights = [bar.get_height() for bar in bars]
        np.testing.assert_allclose(heights, approximation.wave(middles))


def test_errors_fall_with_slopes_one_and_two_below_their_bounds():
    below = universal_approximation.stacking().axes[-1]
    bound, flat, bound_2, straight = (np.asarray(line.get_ydata()) for line in below.lines)
    assert (flat <= bound).all()
    assert (straight <= bound_2).all()
    for errors, slope in ((flat, -1), (straight, -2)):
        assert np.log2(errors[-1] / errors[-3]) / 2 == pytest.approx(slope, abs=0.02)


def test_a_dot_for_each_start():
    axes = universal_approximation.trained().axes[0]
    error = width_or_depth.learned("wave", (60,)).error
    np.testing.assert_allclose(axes.lines[0].get_ydata(), np.sort(error))
    assert axes.lines[1].get_ydata()[0] == np.median(error)


def test_two_bumps_make_a_cross_and_a_second_layer_cuts_the_box_out():
    left, right = universal_approximation.cross().axes
    heights = [
        {text.get_position(): text.get_text() for text in axes.texts} for axes in (left, right)
    ]
    bump = approximation.soft_bump(0.4, 0.6, 1.0, steepness=300.0)
    for x, y in heights[0]:
        total = bump.forward(np.array([[x], [y]])).sum()
        assert int(heights[0][x, y]) == round(total)
        assert int(heights[1][x, y]) == (total > 1.5)
    strength = [[one.get_alpha() for one in axes.collections] for axes in (left, right)]
    assert strength == [[0.2, 0.5], [0.2]]  # the higher, the stronger
