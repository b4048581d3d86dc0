"""A network as circles and lines: the layout as data, and drawing on axes.

The layout knows where each unit and each weight lies, nothing of colours or numbers, so that any
chapter can write its own numbers onto it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from snippets.arrays import Array
from snippets.figures import style
from snippets.layers import Dense
from snippets.network import Network

RADIUS = 0.3  # of a unit's circle; neighbours in a layer stand 1 apart
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Node(NamedTuple):
    """One unit: layer 0 is the input; units count from 1."""

    layer: int
    unit: int
    x: float
    y: float


class Edge(NamedTuple):
    """One weight: from unit j of a layer to unit k of the next."""

    source: Node
    target: Node
    weight: float

    def point(self, part: float) -> tuple[float, float]:
        """Find the place that lies this part of the way along the edge."""
        (_, _, x0, y0), (_, _, x1, y1) = self.source, self.target
        return x0 + part * (x1 - x0), y0 + part * (y1 - y0)


class Layout(NamedTuple):
    r"""Where everything lies: nodes[layer][unit - 1], edges[layer - 1] for $W^{(\ell)}$."""

    nodes: list[list[Node]]
    edges: list[list[Edge]]

    def all_nodes(self) -> list[Node]:
        """List the nodes of all layers."""
        return [node for column in self.nodes for node in column]

    def all_edges(self) -> list[Edge]:
        """List the edges of all layers."""
        return [edge for layer in self.edges for edge in layer]


def layout(weights: Sequence[Array], *, spacing: float = 2.6) -> Layout:
    """Place the units of a network with these weights, layer by layer from left to right.

    weights: one (d, h) array a layer
    spacing: between layers, where the units of a layer stand 1 apart

    >>> [len(column) for column in layout([np.ones((2, 3)), np.ones((3, 2))]).nodes]
    [2, 3, 2]
    """
    sizes = [len(weights[0]), *(W.shape[1] for W in weights)]
    nodes = [
        [Node(layer, unit + 1, layer * spacing, (size - 1) / 2 - unit) for unit in range(size)]
        for layer, size in enumerate(sizes)
    ]
    edges = [
        [Edge(nodes[layer][j], nodes[layer + 1][k], float(W[j, k])) for j, k in np.ndindex(W.shape)]
        for layer, W in enumerate(weights)
    ]
    return Layout(nodes, edges)


def weights_of(network: Network) -> list[Array]:
    """List the weight matrices of a network's dense layers, first to last."""
    return [layer.W for layer in network.layers if isinstance(layer, Dense)]


def prepare(axes: Axes, plan: Layout, *, margin: float = 0.6) -> None:
    """Give axes room for the whole layout, circles that stay round, and no frame."""
    nodes = plan.all_nodes()
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-margin, max(node.x for node in nodes) + margin)
    axes.set_ylim(min(node.y for node in nodes) - margin, max(node.y for node in nodes) + margin)


def draw_edges(axes: Axes, plan: Layout, *, colour: str = style.MUTED) -> None:
    """Draw each weight: the larger, the thicker; a negative one is dashed."""
    largest = max(abs(edge.weight) for edge in plan.all_edges())
    for edge in plan.all_edges():
        axes.plot(
            [edge.source.x, edge.target.x],
            [edge.source.y, edge.target.y],
            color=colour,
            linewidth=0.5 + 2 * abs(edge.weight) / largest,
            linestyle="-" if edge.weight >= 0 else (0, (3, 2)),
            zorder=1,
        )


def draw_nodes(axes: Axes, plan: Layout, values: Sequence[Array] | None = None) -> None:
    """Draw each unit, and inside it its value: values[layer] is a (1, units) array."""
    for node in plan.all_nodes():
        axes.add_patch(
            Circle((node.x, node.y), RADIUS, facecolor=style.PAPER, edgecolor=style.INK, zorder=2)
        )
        if values is not None:
            value = values[node.layer][0, node.unit - 1]
            write(axes, (node.x, node.y), number(value), color=style.FORWARD)


def write_weights(axes: Axes, plan: Layout, *, size: float = 8) -> None:
    """Write each weight on its line, where there is room for it."""
    for edge, place in zip(plan.all_edges(), label_places(plan), strict=True):
        write(axes, place, number(edge.weight), size=size, boxed=True)


def label_places(plan: Layout) -> list[tuple[float, float]]:
    """Find for each edge, one after the other, its point farthest from other edges and labels."""
    parts = np.linspace(0.27, 0.73, 31)  # clear of the circles
    edges, taken = plan.all_edges(), list[tuple[float, float]]()
    for edge in edges:
        others = [other.point(part) for other in edges if other is not edge for part in parts]
        spots = [edge.point(part) for part in parts]
        taken.append(max(spots, key=lambda spot: room(spot, others, taken)))
    return taken


def room(
    spot: tuple[float, float], lines: list[tuple[float, float]], labels: list[tuple[float, float]]
) -> float:
    """Measure the room at a spot: the way to the next line, or half that to the next label.

    Numbers are about twice as wide as high, so a way to the side counts half.
    """
    stretch = np.array([0.5, 1.0])
    line = np.linalg.norm((np.array(lines) - spot) * stretch, axis=1).min()
    if not labels:
        return float(line)
    return float(min(line, np.linalg.norm((np.array(labels) - spot) * stretch, axis=1).min() / 2))


def write(
    axes: Axes,
    place: tuple[float, float],
    text: str,
    *,
    boxed: bool = False,
    **look: Any,
) -> None:
    """Write centred text; boxed text covers the line that it stands on."""
    box = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.8} if boxed else None
    look.setdefault("color", style.INK)
    look.setdefault("size", 9)
    axes.text(*place, text, ha="center", va="center", zorder=3, bbox=box, **look)


def symbol(letter: str, layer: int, unit: int) -> str:
    """Name a unit's value in plain characters.

    >>> symbol("a", 1, 2)
    'a₂⁽¹⁾'
    """
    return f"{letter}{str(unit).translate(SUBSCRIPT)}{raised(layer)}"


def raised(layer: int) -> str:
    """Write a layer's number as a superscript in parentheses.

    >>> raised(12)
    '⁽¹²⁾'
    """
    return f"⁽{str(layer).translate(SUPERSCRIPT)}⁾"


def number(value: float, digits: int = 2) -> str:
    """Write a number with a true minus sign.

    >>> number(-0.5)
    '−0.50'
    """
    return f"{value:.{digits}f}".replace("-", "−")
