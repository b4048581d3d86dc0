"""Figures of the chapter on multilayer perceptrons and forward propagation."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from snippets import experiments, network
from snippets.arrays import Array
from snippets.figures import diagram, plane, style
from snippets.network import Network


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
    coarse = spots[::5, ::5]  # to look for free places
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
            mark_side(axes, coarse, vote.reshape(spots.shape[:2])[::5, ::5] > 0, run.x, label)
        axes.set_title(name, loc="left")
    for axes in panels.ravel():
        plane.name_axes(axes, "x")
        axes.label_outer()
    W1, b1 = run.network.parameters()[:2]
    rows = [(k, *w, b, v) for k, (w, b, v) in enumerate(zip(W1.T, b1, outgoing, strict=True), 1)]
    columns = ["hidden unit", "weight of x₁", "weight of x₂", "bias", "weight of its answer"]
    style.tabulate(figure, columns, rows)
    return figure


def mark_side(axes: Axes, spots: Array, side: Array, points: Array, label: int) -> None:
    """Put a class's mark into its side of the plane, where there is most room.

    The points of both classes lie on both sides, so they cannot tell which side is whose.

    spots: (count, count, 2); side: (count, count)  True where class 1 wins
    points: (n, 2)  which the mark shall not cover
    """
    mine, others = spots[side == label], [points, spots[side != label], borders(spots)]
    away = [np.linalg.norm(mine[:, np.newaxis] - other, axis=2).min(axis=1) for other in others]
    x, y = mine[np.min(away, axis=0).argmax()]
    look = {**plane.POINTS[label], "label": "_nolegend_"}
    axes.scatter(x, y, s=90, edgecolor=style.PAPER, linewidth=1.2, **look)


def borders(spots: Array) -> Array:
    """List the spots on the four sides of a mesh; -> (4 count, 2)."""
    return np.concatenate([spots[0], spots[-1], spots[:, 0], spots[:, -1]])
