"""The figures of the chapter show what they claim."""

from itertools import combinations

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg

from snippets import mistakes, network
from snippets.figures import backpropagation, diagram, style


@pytest.fixture(scope="module")
def drawing():
    figure = backpropagation.forward_and_backward()
    FigureCanvasAgg(figure).draw()
    return figure


def written(figure, colour):
    return [t for t in figure.axes[0].texts if t.get_color() == colour and t.get_text()]


def numbers(arrays, digits):
    return sorted(diagram.number(v, digits) for array in arrays for v in np.ravel(array))


def test_blue_are_the_weights_biases_and_activations(drawing):
    net, x, _ = network.small()
    seen = [t.get_text() for t in written(drawing, style.FORWARD)]
    W1, b1, W2, b2 = net.parameters()
    for value in (*np.ravel(W1), *np.ravel(W2)):
        assert diagram.number(value) in seen
    for value in (*b1, *b2):
        assert f"bias {diagram.number(value)}" in seen
    for a in network.forward_pass(net, x).a:
        for value in np.ravel(a):
            assert diagram.number(value) in seen
    assert len(seen) == 12 + 5 + 7 + 2 + 1 + 1  # with two errors, the loss and the legend


def test_orange_are_all_slopes_and_nothing_else(drawing):
    net, x, y = network.small()
    back = network.backpropagate(net, x, y)
    error = network.forward_pass(net, x).a[-1] - y
    wanted = [*numbers([*back.dW, *back.delta, error], 3), "1", "slopes of the loss, backward"]
    assert sorted(t.get_text() for t in written(drawing, style.BACKWARD)) == sorted(wanted)


def test_each_weight_stands_above_its_own_slope_on_its_own_line(drawing):
    net, x, y = network.small()
    plan = diagram.layout(diagram.weights_of(net), spacing=1.08)
    back = network.backpropagate(net, x, y)
    lines = [line.get_xydata() for line in drawing.axes[0].lines]
    edges = [edge for layer in plan.edges for edge in layer]
    slopes = np.concatenate([dW.ravel() for dW in back.dW])
    for edge, slope, (start, end) in zip(edges, slopes, lines, strict=False):
        ends = (edge.source.x, edge.source.y), (edge.target.x, edge.target.y)
        assert np.abs(np.subtract((start, end), ends)).max() <= backpropagation.RADIUS
        beside = on_line(written(drawing, style.FORWARD), start, end, above=True)
        below = on_line(written(drawing, style.BACKWARD), start, end, above=False)
        assert diagram.number(edge.weight) in beside
        assert diagram.number(slope, 3) in below


def on_line(texts, start, end, *, above):
    along = (end - start) / np.linalg.norm(end - start)
    normal = np.array([-along[1], along[0]])
    sign = 1 if above else -1
    return [
        t.get_text()
        for t in texts
        if abs((np.array(t.get_position()) - start) @ normal - sign * backpropagation.BESIDE) < 1e-9
    ]


def test_a_line_is_thicker_where_its_slope_is_larger(drawing):
    slopes = np.concatenate([np.ravel(dW) for dW in network.backpropagate(*network.small()).dW])
    widths = [line.get_linewidth() for line in drawing.axes[0].lines[:12]]
    assert np.argsort(widths).tolist() == np.argsort(np.abs(slopes)).tolist()


def test_each_unit_holds_its_own_activation_and_delta(drawing):
    net, x, y = network.small()
    plan = diagram.layout(diagram.weights_of(net), spacing=1.08)
    a, back = network.forward_pass(net, x).a, network.backpropagate(net, x, y)
    for nodes, activations, delta in zip(plan.nodes[1:], a[1:], back.delta, strict=True):
        for node, value, slope in zip(nodes, activations[0], delta[0], strict=True):
            inside = [
                t for t in drawing.axes[0].texts if distance(t, node) < backpropagation.RADIUS
            ]
            upper, lower = sorted(inside, key=lambda t: -t.get_position()[1])
            assert upper.get_text() == diagram.number(value)
            assert lower.get_text() == diagram.number(slope, 3)


def distance(text, node):
    return np.hypot(*np.subtract(text.get_position(), (node.x, node.y)))


def test_no_number_comes_near_another_or_a_line_that_is_not_its_own(drawing):
    axes = drawing.axes[0]
    turned = [t for t in axes.texts if t.get_rotation() % 360]
    assert len(turned) == 2 * (12 + 2)
    for one, other in combinations(turned, 2):
        assert np.hypot(*np.subtract(one.get_position(), other.get_position())) > 0.11
    for text in turned:
        ways = sorted(to_line(np.array(text.get_position()), line) for line in axes.lines)
        assert ways[0] == pytest.approx(backpropagation.BESIDE)
        assert ways[1] > 2 * backpropagation.BESIDE


def to_line(place, line):
    start, end = line.get_xydata()
    along = end - start
    part = np.clip((place - start) @ along / (along @ along), 0, 1)
    return np.linalg.norm(place - start - part * along)


def test_every_text_lies_within_the_figure(drawing):
    renderer = FigureCanvasAgg(drawing).get_renderer()
    for text in drawing.axes[0].texts:
        box = text.get_window_extent(renderer)
        assert drawing.bbox.padded(1).contains(box.x0, box.y0), text
        assert drawing.bbox.padded(1).contains(box.x1, box.y1), text


NAMES = (mistakes.NONE, *mistakes.MISTAKES)


@pytest.fixture(scope="module")
def passes():
    return backpropagation.wrong_passes().axes[0]


def test_a_dot_for_each_run_at_its_loss_and_a_bar_at_the_median(passes):
    for row, name in enumerate(NAMES):
        loss = mistakes.trained(name).loss
        dots = passes.collections[row].get_offsets()
        assert sorted(dots[:, 0]) == sorted(loss)
        assert set(dots[:, 1]) == {-row}
        assert passes.lines[row].get_xdata() == pytest.approx([np.median(loss)] * 2)


def test_the_band_is_the_range_of_the_right_pass(passes):
    usual = mistakes.trained().loss
    band = passes.patches[0].get_extents().transformed(passes.transData.inverted())
    assert (band.x0, band.x1) == pytest.approx((usual.min(), usual.max()))


def test_each_row_names_its_mistake_and_what_it_does_on_new_points(passes):
    texts = [(round(t.get_position()[1] - 0.32), t.get_text()) for t in passes.texts]
    for row, name in enumerate(NAMES):
        share = mistakes.median(name).right
        known = f"{share:.0%} of new points right"
        said = "cannot take a new point" if np.isnan(share) else known
        assert {text for place, text in texts if place == -row} == {name, said}
