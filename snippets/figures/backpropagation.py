"""Figures of the chapter on backpropagation."""

from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from snippets import mistakes, network
from snippets.arrays import Array
from snippets.figures import diagram, style
from snippets.figures.diagram import Edge, Node, number

RADIUS = 0.18  # of a unit, where neighbours in a layer stand 1 apart
LOSS = 0.74  # from the outputs to the loss
BESIDE = 0.062  # from a line to the middle of the numbers on both its sides
# How far along its line each weight is written, so that no two numbers meet.
PLACES = (0.45, 0.27, 0.7, 0.7, 0.27, 0.45), (0.55, 0.3, 0.73, 0.73, 0.3, 0.55)


class Pair(NamedTuple):
    """What stands at one place: a value, and the slope of the loss in it."""

    value: str
    slope: str


def forward_and_backward() -> Figure:
    """The small network with every value in blue and the loss's slope in it below, in orange."""
    net, x, y = network.small()
    plan = diagram.layout(diagram.weights_of(net), spacing=1.08)
    a, back = network.forward_pass(net, x).a, network.backpropagate(net, x, y)
    biases = [layer.b for layer in net.layers if hasattr(layer, "b")]
    figure, axes = style.canvas(6.0, 4.9)
    axes.set(aspect="equal", xlim=(-0.22, 3.12), ylim=(-1.72, 1.34))
    axes.set_axis_off()
    for edges, dW, places in zip(plan.edges, back.dW, PLACES, strict=True):
        for edge, slope, place in zip(edges, dW.ravel(), places, strict=True):
            draw_weight(axes, edge, float(slope), place)
    for node in plan.nodes[0]:
        draw_circle(axes, node, number(x[0, node.unit - 1]), "")
    for b, delta, activations, nodes in zip(biases, back.delta, a[1:], plan.nodes[1:], strict=True):
        for node in nodes:
            draw_unit(axes, node, activations[0], delta[0], b)
    draw_loss(axes, plan.nodes[-1], a[-1][0], y[0], back.loss)
    draw_directions(axes, plan.nodes[0][0].x, plan.nodes[-1][0].x + LOSS)
    return figure


def draw_weight(axes: Axes, edge: Edge, slope: float, place: float) -> None:
    """Draw a weight's line, the thicker the larger its slope, with both numbers on it."""
    ends = between(edge.source, edge.target)
    axes.plot(*ends.T, color=style.BACKWARD, lw=0.4 + 30 * abs(slope), zorder=1)
    write_along(axes, ends, place, Pair(number(edge.weight), number(slope, 3)))


def between(source: Node, target: Node) -> Array:
    """Where the line between two units leaves the one circle and meets the other."""
    start, end = np.array([source.x, source.y]), np.array([target.x, target.y])
    inset = RADIUS * (end - start) / np.linalg.norm(end - start)
    return np.stack([start + inset, end - inset])


def write_along(axes: Axes, ends: Array, place: float, pair: Pair) -> None:
    """Write a value above a line and a slope below it, turned as the line is."""
    along = ends[1] - ends[0]
    above = BESIDE * np.array([-along[1], along[0]]) / np.linalg.norm(along)
    angle = np.degrees(np.arctan2(along[1], along[0]))
    look = {"size": 8.5, "rotation": angle, "rotation_mode": "anchor"}
    for text, side, colour in ((pair.value, 1, style.FORWARD), (pair.slope, -1, style.BACKWARD)):
        x, y = ends[0] + place * along + side * above
        diagram.write(axes, (float(x), float(y)), text, color=colour, **look)


def draw_unit(axes: Axes, node: Node, a: Array, delta: Array, b: Array) -> None:
    """Draw a unit with its activation, its delta, and its bias over it."""
    place = node.unit - 1
    draw_circle(axes, node, number(a[place]), number(delta[place], 3))
    outside = np.copysign(RADIUS + 0.06, node.y)
    text = f"bias {number(b[place])}"
    diagram.write(axes, (node.x, node.y + outside), text, color=style.FORWARD, size=7.5)


def draw_circle(axes: Axes, node: Node, value: str, slope: str) -> None:
    """Draw a circle with a value and a slope in it."""
    face = {"facecolor": style.PAPER, "edgecolor": style.INK}
    axes.add_patch(Circle((node.x, node.y), RADIUS, zorder=2, **face))
    raised = 0.055 if slope else 0.0
    diagram.write(axes, (node.x, node.y + raised), value, color=style.FORWARD)
    diagram.write(axes, (node.x, node.y - raised), slope, color=style.BACKWARD, size=8)


def draw_loss(axes: Axes, outputs: list[Node], a: Array, y: Array, loss: float) -> None:
    """Draw the loss with the 1 with which the walk back begins, and the errors that enter it."""
    node = Node(3, 1, outputs[0].x + LOSS, 0.0)
    for output, prediction, target in zip(outputs, a, y, strict=True):
        ends = between(output, node)
        axes.plot(*ends.T, color=style.MUTED, lw=0.8, zorder=1)
        # The slope of the mean of two squares in one of them is the error itself.
        error = f"{number(prediction)} − {number(target, 0)}"
        write_along(axes, ends, 0.5, Pair(error, number(prediction - target, 3)))
    draw_circle(axes, node, number(loss, 3), "1")
    diagram.write(axes, (node.x, node.y + RADIUS + 0.06), "loss", color=style.INK, size=7.5)


def draw_directions(axes: Axes, left: float, right: float) -> None:
    """Say which colour flows which way."""
    for height, side, ends, text, colour in (
        (-1.5, 1, (left, right), "values, forward", style.FORWARD),
        (-1.55, -1, (right, left), "slopes of the loss, backward", style.BACKWARD),
    ):
        arrow = {"arrowstyle": "->", "color": colour, "linewidth": 1.2}
        axes.annotate("", (ends[1], height), (ends[0], height), arrowprops=arrow)
        middle = (left + right) / 2, height + 0.09 * side
        diagram.write(axes, middle, text, color=colour, size=8.5)


def wrong_passes() -> Figure:
    """The loss that each wrong backward pass trains to: a dot a run, a bar at the median."""
    figure, axes = style.canvas(5.6, 4.6)
    usual = mistakes.trained().loss
    axes.axvspan(usual.min(), usual.max(), color=style.GRID, alpha=0.5, linewidth=0, zorder=0)
    names = [mistakes.NONE, *mistakes.MISTAKES]
    for row, name in enumerate(names):
        draw_runs(axes, -row, name, style.SERIES[3] if row else style.INK)
    axes.set(xscale="log", xlabel=f"training loss after {mistakes.STEPS} steps", yticks=[])
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_ylim(-len(names) + 0.6, 0.75)
    axes.spines["left"].set_visible(False)
    return figure


def draw_runs(axes: Axes, row: float, name: str, colour: str) -> None:
    """Draw the runs of one backward pass in a row, with its name and its share of new points."""
    loss, share = mistakes.trained(name).loss, mistakes.median(name).right
    axes.scatter(loss, [row] * len(loss), s=16, color=colour, linewidth=0, zorder=2, label=name)
    middle = mistakes.median(name).loss
    axes.plot([middle, middle], [row - 0.16, row + 0.16], color=colour, lw=1.5, zorder=2)
    text = "cannot take a new point" if np.isnan(share) else f"{share:.0%} of new points right"
    label(axes, 0.0, row, name, ha="left", color=colour)
    label(axes, 1.0, row, text, ha="right", color=style.MUTED)


def label(axes: Axes, across: float, row: float, text: str, **look: Any) -> None:
    """Write above a row of dots, at a part of the width of the axes."""
    place = axes.get_yaxis_transform()
    axes.text(across, row + 0.32, text, transform=place, size=9, va="center", **look)
