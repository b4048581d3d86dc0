"""The figure of the lab on backpropagation: what each line of the network carries, both ways."""

from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import network
from snippets.arrays import Array
from snippets.figures import diagram, style
from snippets.figures.backpropagation import (
    PLACES,
    RADIUS,
    Pair,
    between,
    draw_circle,
    draw_directions,
    draw_loss,
    write_along,
)
from snippets.figures.diagram import Edge, Node, number
from snippets.network import Network

LOSS = 0.74  # from the outputs to the loss, as in the chapter's figure


class Flow(NamedTuple):
    """What a sigmoid network carries for one example, a layer an entry.

    forward: (d, h)  what each line adds to the score of the unit on its right
    backward: (d, h)  what each line adds to the slope of the loss in the value on its left
    arrived: (h,)  slope of the loss in each value, the sum of what arrived; inputs first
    slope: (h,)  slope of each unit's sigmoid
    delta: (h,)  slope of the loss in each score
    """

    forward: list[Array]
    backward: list[Array]
    arrived: list[Array]
    slope: list[Array]
    delta: list[Array]


def flow(net: Network, x: Array, y: Array) -> Flow:
    """Follow one example forward and the slopes of its loss backward through every line.

    x: (1, d), y: (1, C)

    >>> through = flow(*network.small())
    >>> bool(np.allclose(through.arrived[1] * through.slope[0], through.delta[0]))
    True
    """
    a, delta = network.forward_pass(net, x).a, network.backpropagate(net, x, y).delta
    weights = diagram.weights_of(net)
    forward = [below.T * W for below, W in zip(a, weights, strict=False)]
    backward = [W * d for W, d in zip(weights, delta, strict=True)]
    slope = [(one * (1 - one))[0] for one in a[1:]]
    arrived = [message.sum(axis=1) for message in backward]
    return Flow(forward, backward, arrived, slope, [d[0] for d in delta])


def both_ways(net: Network, x: Array, y: Array) -> Figure:
    """Draw the small network with what its lines carry: forward in blue, backward in orange."""
    through, a = flow(net, x, y), network.forward_pass(net, x).a
    plan = diagram.layout(diagram.weights_of(net), spacing=1.08)
    figure, axes = style.canvas(6.0, 4.9)
    axes.set(aspect="equal", xlim=(-0.22, 3.12), ylim=(-1.72, 1.34))
    axes.set_axis_off()
    for edges, forward, backward, places in zip(
        plan.edges, through.forward, through.backward, PLACES, strict=True
    ):
        carried = zip(forward.ravel(), backward.ravel(), strict=True)
        for edge, (there, back), place in zip(edges, carried, places, strict=True):
            draw_line(axes, edge, float(there), float(back), place)
    for node, value, slope in zip(plan.nodes[0], x[0], through.arrived[0], strict=True):
        draw_circle(axes, node, number(value), number(slope, 3))
    for nodes, *numbers in zip(plan.nodes[1:], a[1:], through.slope, through.delta, strict=True):
        for node in nodes:
            draw_unit(axes, node, *(float(np.ravel(one)[node.unit - 1]) for one in numbers))
    draw_loss(axes, plan.nodes[-1], a[-1][0], y[0], network.backpropagate(net, x, y).loss)
    draw_directions(axes, plan.nodes[0][0].x, plan.nodes[-1][0].x + LOSS)
    return figure


def draw_line(axes: Axes, edge: Edge, forward: float, backward: float, place: float) -> None:
    """Draw a line, the thicker the more slope it carries back; dashed if that is negative."""
    ends = between(edge.source, edge.target)
    look: dict[str, Any] = {"linestyle": "-" if backward >= 0 else (0, (4, 2)), "zorder": 1}
    axes.plot(*ends.T, color=style.BACKWARD, linewidth=0.5 + 30 * abs(backward), **look)
    write_along(axes, ends, place, Pair(number(forward), number(backward, 3)))


def draw_unit(axes: Axes, node: Node, a: float, slope: float, delta: float) -> None:
    """Draw a unit with its activation and its delta, and the slope of its sigmoid over it."""
    draw_circle(axes, node, number(a), number(delta, 3))
    outside = np.copysign(RADIUS + 0.06, node.y)
    text = f"slope {number(slope, 3)}"
    diagram.write(axes, (node.x, node.y + outside), text, color=style.INK, size=7.5)
