"""The figures show what the code computes, and no text of theirs runs out or over."""

from itertools import combinations

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.text import Text

from snippets import datasets, network, xor_by_hand
from snippets.figures import diagram, forward_propagation, style, xor

FIGURES = [
    forward_propagation.small_network,
    forward_propagation.shapes,
    xor.midpoints,
    xor.bent,
    xor.trained,
    forward_propagation.hidden_units,
]


def texts(figure: Figure) -> list[Text]:
    # Not the ticks: those beyond the limits exist but are not drawn.
    named = [
        text
        for axes in figure.axes
        for text in (axes._left_title, axes.xaxis.label, axes.yaxis.label)
    ]
    written = [text for axes in figure.axes for text in axes.texts]
    return [text for text in named + written if text.get_text()]


@pytest.fixture(params=FIGURES, ids=lambda draw: draw.__name__)
def figure(request):
    return request.param()


def test_every_text_lies_within_the_figure(figure):
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    for text in texts(figure):
        box = text.get_window_extent(renderer)
        assert figure.bbox.padded(1).contains(box.x0, box.y0), text
        assert figure.bbox.padded(1).contains(box.x1, box.y1), text


def test_only_the_house_colours(figure):
    house = {*style.COLOURS.values()}
    used = {str(line.get_color()) for axes in figure.axes for line in axes.lines}
    used |= {str(text.get_color()) for axes in figure.axes for text in axes.texts}
    assert used <= house


def test_no_two_numbers_of_the_diagrams_meet():
    figure = forward_propagation.small_network()
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    boxes = [text.get_window_extent(renderer) for text in texts(figure)]
    assert len(boxes) == 2 * (7 + 7 + 12 + 1)  # values, names, weights, a title
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)


def test_the_diagrams_write_every_value_every_weight_and_what_it_carries():
    net, x, _ = network.small()
    forward = network.forward_pass(net, x)
    weights = diagram.weights_of(net)
    products = [a.T * W for a, W in zip(forward.a[:2], weights, strict=True)]
    figure = forward_propagation.small_network()
    for axes, lines in zip(figure.axes, (weights, products), strict=True):
        written = sorted(text.get_text() for text in axes.texts)
        numbers = np.concatenate([array.ravel() for array in (*forward.a, *lines)])
        names = [text for text in written if text[0] in "ax"]
        assert len(names) == 7
        assert written == sorted([*names, *map(diagram.number, numbers)])


def test_what_the_lines_carry_adds_up_to_the_scores():
    net, x, _ = network.small()
    biases = net.parameters()[1::2]
    sums = forward_propagation.carried(net, x)
    for carried, b, z in zip(sums, biases, network.forward_pass(net, x).z, strict=True):
        np.testing.assert_allclose(carried.sum(axis=0) + b, z[0])


def test_edges_stand_in_the_order_of_the_weights():
    W1, W2 = np.arange(6.0).reshape(2, 3), np.arange(3.0).reshape(3, 1)
    plan = diagram.layout([W1, W2])
    assert [edge.weight for edge in plan.edges[0]] == W1.ravel().tolist()
    for edge in plan.edges[0]:
        assert edge.weight == W1[edge.source.unit - 1, edge.target.unit - 1]
    assert plan.edges[1][0].source is plan.nodes[1][0]


def test_layers_are_centred_and_spaced():
    plan = diagram.layout([np.ones((2, 3)), np.ones((3, 2))], spacing=4)
    assert [node.y for node in plan.nodes[1]] == [1, 0, -1]
    assert [node.y for node in plan.nodes[0]] == [0.5, -0.5]
    assert {node.x for node in plan.nodes[2]} == {8}


def test_a_negative_weight_is_dashed():
    _, axes = style.canvas()
    diagram.draw_edges(axes, diagram.layout([np.array([[1.0], [-2.0]])]))
    solid, dashed = axes.lines
    assert solid.get_linestyle() == "-"
    assert dashed.get_linestyle() == "--"
    assert dashed.get_linewidth() > solid.get_linewidth()


def test_the_bent_panel_puts_the_points_where_the_network_puts_them():
    net, data = xor_by_hand.tanh_network(), datasets.xor()
    places = xor.at_step(net, data.x, 2)
    assert np.allclose(places, np.tanh(data.x @ net.parameters()[0] + net.parameters()[1]))
    drawn = [c.get_offsets()[0] for c in xor.bent().axes[2].collections]
    assert np.allclose(drawn, places)


@pytest.mark.parametrize("panel", [0, 1])
def test_the_line_in_the_hidden_plane_parts_the_classes(panel):
    axes = xor.trained().axes[panel]
    start, end = axes.lines[-1].get_xydata()
    points = np.array([collection.get_offsets()[0] for collection in axes.collections])
    along, away = end - start, points - start
    side = np.sign(along[0] * away[:, 1] - along[1] * away[:, 0])
    assert side[0] == side[3] == -side[1] == -side[2]


def test_a_line_in_the_input_plane_stays_straight_until_the_activation():
    net = xor_by_hand.tanh_network()
    line = np.column_stack([np.linspace(0, 1, 11), np.full(11, 0.25)])
    affine, bent = (np.diff(xor.at_step(net, line, step), n=2, axis=0) for step in (1, 2))
    assert np.abs(affine).max() < 1e-12
    assert np.abs(bent).max() > 1e-2


def test_the_output_is_undecided_on_the_drawn_boundary():
    net = xor_by_hand.tanh_network()
    boundary = xor.bent().axes[3].collections[1].get_paths()[0].vertices
    assert np.abs(net.forward(boundary) - 0.5).max() < 0.02


def test_three_hidden_units_vote_and_the_majority_decides():
    run = forward_propagation.experiments.moons_hidden(3)
    votes = np.sign(network.forward_pass(run.network, run.x).a[1]) * np.sign(
        diagram.weights_of(run.network)[1][:, 0]
    )
    assert ((votes.sum(axis=1) > 0) == (run.y == 1)).mean() > 0.98


def test_each_side_of_the_moons_carries_the_mark_of_the_class_it_votes_for():
    run = forward_propagation.experiments.moons_hidden(3)
    outgoing = diagram.weights_of(run.network)[1][:, 0]
    for panel, axes in enumerate(forward_propagation.hidden_units().axes):
        single = [c for c in axes.collections if len(c.get_offsets()) == 1]
        marks = [c for c in single if isinstance(c, PathCollection)]
        assert len(marks) == 2
        for label, mark in enumerate(marks):
            forward = network.forward_pass(run.network, np.asarray(mark.get_offsets()))
            vote = (forward.z[0] * np.sign(outgoing))[0, panel] if panel < 3 else forward.z[1]
            assert (float(np.squeeze(vote)) > 0) == (label == 1)
            away = np.linalg.norm(run.x - mark.get_offsets(), axis=1).min()
            assert away > 0.2  # no point lies under it


def test_the_frame_of_a_mesh():
    spots = np.stack(np.meshgrid([0, 1, 2], [5, 6, 7]), axis=-1)
    frame = forward_propagation.borders(spots).tolist()
    assert len(frame) == 12
    assert [1, 6] not in frame
    assert {tuple(spot) for spot in frame} == {(x, y) for x, y in spots.reshape(-1, 2).tolist()} - {
        (1, 6)
    }
