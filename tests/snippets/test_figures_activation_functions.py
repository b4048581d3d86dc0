"""The figures show what the code computes, and no text of theirs runs out or over."""

from itertools import combinations

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from snippets import network, saturation
from snippets.figures import activation_functions, style

FIGURES = [
    activation_functions.functions,
    activation_functions.tangents,
    activation_functions.through_depth,
    activation_functions.rates,
]


@pytest.fixture(scope="module", params=FIGURES, ids=lambda draw: draw.__name__)
def figure(request):
    return request.param()


def drawn(figure) -> tuple[list[Text], FigureCanvasAgg]:
    canvas = FigureCanvasAgg(figure)
    figure.draw(canvas.get_renderer())
    named = [
        text
        for axes in figure.axes
        for text in (axes._left_title, axes.xaxis.label, axes.yaxis.label, *axes.texts)
    ]
    return [text for text in named if text.get_text()], canvas


def test_every_text_lies_within_the_figure_and_none_over_another(figure):
    written, canvas = drawn(figure)
    # Of an annotation only its words: the arrow may cross what it likes.
    boxes = [Text.get_window_extent(text, canvas.get_renderer()) for text in written]
    for box in boxes:
        assert figure.bbox.padded(1).contains(box.x0, box.y0)
        assert figure.bbox.padded(1).contains(box.x1, box.y1)
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)


def test_only_the_house_colours(figure):
    house = {*style.COLOURS.values()}
    used = {str(line.get_color()) for axes in figure.axes for line in axes.lines}
    used |= {str(text.get_color()) for axes in figure.axes for text in axes.texts}
    assert used <= house


def test_each_panel_has_the_slope_of_its_function():
    for axes in activation_functions.functions().axes:
        _, _, left_slope, left, right_slope, right = axes.lines
        for value, slope in ((left, left_slope), (right, right_slope)):
            across, up = value.get_xydata().T
            measured = np.gradient(up, across)[1:-1]
            np.testing.assert_allclose(slope.get_ydata()[1:-1], measured, atol=2e-3)


def test_the_three_points_are_the_small_network_s():
    axes = activation_functions.tangents().axes[0]
    net, x, _ = network.small()
    forward = network.forward_pass(net, x)
    points = np.array([line.get_xydata()[0] for line in axes.lines if line.get_marker() == "o"])
    np.testing.assert_allclose(points[:3], np.column_stack([forward.z[0][0], forward.a[1][0]]))


def test_the_dots_lie_on_the_line_of_tanh():
    axes = activation_functions.through_depth().axes[0]
    (dots,) = (line.get_ydata() for line in axes.lines if line.get_marker() == "o")
    tanh = np.median(saturation.through_depth("tanh"), axis=0)
    np.testing.assert_allclose(dots, tanh[::2], rtol=1e-9)
    assert any(
        np.allclose(line.get_ydata(), tanh) for line in axes.lines if len(line.get_xdata()) == 30
    )


def test_the_lines_over_the_rate_are_medians():
    above, below = activation_functions.rates().axes
    runs = [saturation.training("relu", rate) for rate in activation_functions.RATES]
    lines = [axes.lines[len(runs)].get_ydata() for axes in (above, below)]
    np.testing.assert_allclose(lines[0], [np.median(run.end.mean(axis=1)) for run in runs])
    np.testing.assert_allclose(lines[1], [np.median(run.right) for run in runs])
