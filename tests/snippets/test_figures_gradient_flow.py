"""The graph of the lab on backpropagation carries the network's own numbers."""

from itertools import combinations

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg

from snippets import gradcheck, losses, network
from snippets.figures import diagram, gradient_flow, style
from tests.snippets import looks


@pytest.fixture(scope="module")
def drawing():
    return gradient_flow.both_ways(*network.small())


@pytest.fixture(scope="module")
def through():
    return gradient_flow.flow(*network.small())


def test_what_arrives_is_the_slope_of_the_loss(through):
    net, x, y = network.small()
    pass_through = network.forward_pass(net, x)

    def from_hidden(a):
        for layer in net.layers[2:]:
            a = layer.forward(a)
        return losses.mean_squared_error(a, y)

    by_input = gradcheck.richardson(lambda x: losses.mean_squared_error(net.forward(x), y), x)
    by_hidden = gradcheck.richardson(from_hidden, pass_through.a[1])
    np.testing.assert_allclose(through.arrived[0], by_input[0], rtol=1e-8)
    np.testing.assert_allclose(through.arrived[1], by_hidden[0], rtol=1e-8)
    np.testing.assert_allclose(through.arrived[1] * through.slope[0], through.delta[0], rtol=1e-12)


def test_what_goes_forward_adds_up_to_the_score(through):
    net, x, _ = network.small()
    z, biases = network.forward_pass(net, x).z, net.parameters()[1::2]
    for forward, b, score in zip(through.forward, biases, z, strict=True):
        np.testing.assert_allclose(forward.sum(axis=0) + b, score[0], rtol=1e-12)


def test_each_line_has_both_its_numbers_and_their_sign(drawing, through):
    axes = drawing.axes[0]
    seen = {colour: written(axes, colour) for colour in (style.FORWARD, style.BACKWARD)}
    forward = np.concatenate([part.ravel() for part in through.forward])
    backward = np.concatenate([part.ravel() for part in through.backward])
    for line, there, back in zip(axes.lines[:12], forward, backward, strict=True):
        middle = line.get_xydata()
        assert diagram.number(there) in near(seen[style.FORWARD], middle)
        assert diagram.number(back, 3) in near(seen[style.BACKWARD], middle)
        assert (line.get_linestyle() == "-") == (back >= 0)
    widths = [line.get_linewidth() for line in axes.lines[:12]]
    assert np.argsort(widths).tolist() == np.argsort(abs(backward)).tolist()


def written(axes, colour):
    return [text for text in axes.texts if text.get_color() == colour]


def near(texts, ends):
    """The texts beside a line between two ends: at the distance at which a line's numbers stand."""
    start, end = ends
    along = (end - start) / np.linalg.norm(end - start)
    ways = [np.array(text.get_position()) - start for text in texts]
    return [
        text.get_text()
        for text, way in zip(texts, ways, strict=True)
        if np.hypot(*(way - (way @ along) * along)) < 0.08
    ]


def test_each_unit_holds_its_activation_its_delta_and_its_slope(drawing, through):
    net, x, _ = network.small()
    axes, a = drawing.axes[0], network.forward_pass(net, x).a
    said = [text.get_text() for text in axes.texts]
    for values, slopes in zip(a, [through.arrived[0], *through.delta], strict=True):
        for value, slope in zip(values[0], slopes, strict=True):
            place = said.index(diagram.number(slope, 3), 24)  # behind the numbers of the lines
            assert said[place - 1] == diagram.number(value)
    for slope in np.concatenate(through.slope):
        assert f"slope {slope:.3f}" in said


def test_it_wears_the_house_s_colours(drawing):
    looks.assert_house_colours(drawing)


def test_every_number_lies_within_the_figure_and_apart_from_all_others(drawing):
    renderer = FigureCanvasAgg(drawing).get_renderer()
    drawing.draw(renderer)
    texts = [text for text in drawing.axes[0].texts if text.get_text()]
    assert len(texts) == 2 * 12 + 2 * 2 + 5 + 2 * 7 + 3 + 2
    for text in texts:
        box = text.get_window_extent(renderer)
        assert drawing.bbox.padded(1).contains(box.x0, box.y0), text
        assert drawing.bbox.padded(1).contains(box.x1, box.y1), text
    for one, other in combinations(texts, 2):
        assert np.hypot(*np.subtract(one.get_position(), other.get_position())) > 0.1
