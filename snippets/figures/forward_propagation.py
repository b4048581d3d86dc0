"""Figures of the chapter on multilayer perceptrons and forward propagation."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from snippets import experiments, network
from snippets.arrays import Array
from snippets.figures import diagram, plane, style
from snippets.network import Network

# Weights as an image: negative, zero, positive. A raster, so its colours stay in the dark.
SIGNS = LinearSegmentedColormap.from_list("signs", [style.CLASS_A, "#f4f2ee", style.CLASS_B])


def small_network() -> Figure:
    """Draw the small network twice: with its weights on the lines, and with what they carry."""
    net, x, _ = network.small()
    values = network.forward_pass(net, x).a
    figure, panels = style.canvas(5.6, 5.8, 2, 1)
    plans = diagram.weights_of(net), carried(net, x)
    for axes, weights, title in zip(panels, plans, ("weights", "value × weight"), strict=True):
        draw_network(axes, weights, values)
        axes.set_title(title, loc="left")
    return figure


def draw_network(axes: Axes, weights: list[Array], values: list[Array]) -> None:
    """Draw a network: weights (or anything shaped like them) on its lines, values in its circles.

    weights: one (d, h) array a layer
    values: the (1, d) inputs, then the (1, h) activations of each layer
    """
    plan = diagram.layout(weights)
    diagram.prepare(axes, plan)
    diagram.draw_edges(axes, plan)
    diagram.draw_nodes(axes, plan, values)
    diagram.write_weights(axes, plan)
    for node in plan.all_nodes():
        name = diagram.symbol("a", node.layer, node.unit)
        if node.layer == 0:
            name = f"x{node.unit}".translate(diagram.SUBSCRIPT)
        diagram.write(axes, (node.x, node.y + 0.45), name, color=style.MUTED)


def carried(net: Network, x: Array) -> list[Array]:
    """Multiply each weight by the value that enters it: what its line adds to the score.

    x: (1, d)  one example
    -> one (d, h) array a layer
    """
    values = network.forward_pass(net, x).a
    weights = diagram.weights_of(net)
    return [a.T * W for a, W in zip(values, weights, strict=False)]


def shapes(rows: int = 5) -> Figure:
    """Draw every array of a forward pass through the small network, a square for each number."""
    net = network.small().network
    figure, axes = style.canvas(4.8, 1.6)
    axes.set_axis_off()
    axes.set_aspect("equal")
    right = draw_array(axes, 0, (rows, len(diagram.weights_of(net)[0])), "x", style.FORWARD)
    for number, W in enumerate(diagram.weights_of(net), start=1):
        layer, height = diagram.raised(number), -rows / 2
        right = draw_array(axes, right + 1.0, W.shape, f"W{layer}", style.INK)
        diagram.write(axes, (right + 0.7, -0.5), "+")
        right = draw_array(axes, right + 1.4, W.shape[1:], f"b{layer}", style.INK)
        diagram.write(axes, (right + 1.0, height + 0.5), "φ")
        diagram.write(axes, (right + 1.0, height - 0.4), "→", size=12)
        right = draw_array(axes, right + 2.0, (rows, W.shape[1]), f"a{layer}", style.FORWARD)
    axes.set_xlim(-0.4, right + 0.4)
    axes.set_ylim(-rows - 1.6, 1.4)
    return figure


def draw_array(axes: Axes, left: float, shape: tuple[int, ...], name: str, colour: str) -> float:
    """Draw an array as squares hanging from y = 0; -> its right edge."""
    rows, columns = (1, *shape)[-2:]
    for row, column in np.ndindex(rows, columns):
        corner = left + column, -row - 1
        axes.add_patch(Rectangle(corner, 1, 1, facecolor="none", edgecolor=colour, linewidth=0.8))
    diagram.write(axes, (left + columns / 2, 0.7), name, color=colour, size=10)
    diagram.write(axes, (left + columns / 2, -rows - 0.8), str(shape), size=8)
    return left + columns


def hidden_units() -> Figure:
    """Draw for which class each hidden unit of a trained 2-3-1 network votes, and the output."""
    run = experiments.moons_hidden(3)
    frame = (-1.5, 2.5, -1.1, 1.6)
    spots = plane.mesh(frame)
    forward = network.forward_pass(run.network, spots.reshape(-1, 2))
    outgoing = diagram.weights_of(run.network)[1][:, 0]
    figure, panels = style.canvas(5.6, 4.4, 2, 2, sharex=True, sharey=True)
    votes = [*(forward.z[0] * np.sign(outgoing)).T, forward.z[1]]
    names = [f"unit {k}, weight {diagram.number(v, 1)}" for k, v in enumerate(outgoing, start=1)]
    for axes, vote, name in zip(panels.ravel(), votes, [*names, "output"], strict=True):
        plane.draw_regions(axes, spots, vote)
        for label, look in enumerate(plane.POINTS):
            x, y = run.x[run.y == label].T
            axes.scatter(x, y, s=5, linewidths=0, **look)
        axes.set_title(name, loc="left")
    for axes in panels.ravel():
        plane.name_axes(axes, "x")
        axes.label_outer()
    return figure
