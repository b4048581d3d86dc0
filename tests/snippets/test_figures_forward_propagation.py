"""The figures show what the code computes, and no text of theirs runs out or over."""

from itertools import combinations

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from snippets import datasets, network, xor_by_hand
from snippets.figures import diagram, forward_propagation, style, xor

FIGURES = [
    forward_propagation.bends,
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


def test_no_two_numbers_of_the_diagram_meet():
    figure = forward_propagation.small_network()
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    boxes = [text.get_window_extent(renderer) for text in texts(figure)]
    assert len(boxes) == 7 + 7 + 12  # values, names, weights
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)


def test_the_diagram_writes_every_weight_and_every_value():
    net, x, _ = network.small()
    written = [text.get_text() for text in texts(forward_propagation.small_network())]
    values = [*network.forward_pass(net, x).a, *diagram.weights_of(net)]
    for value in np.concatenate([array.ravel() for array in values]):
        assert diagram.number(value) in written


def test_edges_stand_in_the_order_of_the_weights():
    W1, W2 = np.arange(6.0).reshape(2, 3), np.arange(3.0).reshape(3, 1)
    plan = diagram.layout([W1, W2])
    assert [edge.weight for edge in plan.edges[0]] == W1.ravel().tolist()
    for edge in plan.edges[0]:
        assert edge.weight == W1[edge.source.unit - 1, edge.target.unit - 1]
    assert plan.edges[1][0].source is plan.nodes[1][0]


def test_weight_images_show_the_columns_of_both_first_matrices():
    start, net = (network.multilayer([9, 7, 2], rng=np.random.default_rng(s)) for s in (1, 2))
    figure = forward_propagation.hidden_weights(start, net, units=3)
    for drawn, axes in ((start, figure.axes[:3]), (net, figure.axes[3:])):
        for unit, one in enumerate(axes):
            assert np.array_equal(one.images[0].get_array().ravel(), drawn.parameters()[0][:, unit])
    assert figure.axes[0].images[0].get_clim() == figure.axes[3].images[0].get_clim()


def test_the_number_between_two_weight_images_is_their_likeness():
    net = network.multilayer([9, 7, 2], rng=np.random.default_rng(1))
    opposite = network.multilayer([9, 7, 2], rng=np.random.default_rng(1))
    opposite.parameters()[0][:, 1] *= -1
    figure = forward_propagation.hidden_weights(net, opposite, units=2)
    assert [axes.get_title() for axes in figure.axes[2:]] == ["1.00", "-1.00"]


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
