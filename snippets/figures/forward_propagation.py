"""Figures of the chapter on multilayer perceptrons and forward propagation."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from snippets import activations, datasets, experiments, network, xor_by_hand
from snippets.arrays import Array
from snippets.datasets import Dataset
from snippets.figures import diagram, style
from snippets.network import Network

POINTS: tuple[dict[str, Any], ...] = (
    {"color": style.CLASS_A, "marker": "o"},
    {"color": style.CLASS_B, "marker": "s"},
)
# Weights as an image: negative, zero, positive. A raster, so its colours stay in the dark.
SIGNS = LinearSegmentedColormap.from_list("signs", [style.CLASS_A, "#f4f2ee", style.CLASS_B])
PLANE = (-0.5, 1.5)  # the part of XOR's plane that we look at, along both inputs


def small_network() -> Figure:
    """Draw the small network, its weights on the lines and its values in the circles."""
    net, x, _ = network.small()
    plan = diagram.layout(diagram.weights_of(net))
    figure, axes = style.canvas(5.6, 3.0)
    diagram.prepare(axes, plan)
    diagram.draw_edges(axes, plan)
    diagram.draw_nodes(axes, plan, network.forward_pass(net, x).a)
    diagram.write_weights(axes, plan)
    for node in plan.all_nodes():
        name = diagram.symbol("a", node.layer, node.unit)
        if node.layer == 0:
            name = f"x{node.unit}".translate(diagram.SUBSCRIPT)
        diagram.write(axes, (node.x, node.y + 0.45), name, color=style.MUTED)
    return figure


def bends() -> Figure:
    """Draw three activations on one number line."""
    figure, axes = style.canvas(5.0, 2.5)
    z = np.linspace(-4, 4, 161)
    places = {"sigmoid": (-3.0, 0.22), "tanh": (-2.6, -0.78), "relu": (1.6, 1.5)}
    for colour, (name, place) in zip(style.SERIES[::2], places.items(), strict=True):
        axes.plot(z, getattr(activations, name)(z), color=colour, linewidth=1.6)
        style.name_line(axes, *place, name, colour)
    axes.set(xlim=(-4, 4), ylim=(-1.15, 2), yticks=[-1, 0, 1, 2], xlabel="z", ylabel="φ(z)")
    return figure


def hidden_weights(net: Network, *, rows: int = 2, columns: int = 6) -> Figure:
    """Draw the first hidden units' incoming weights as square images, each on its own scale."""
    W = diagram.weights_of(net)[0]
    side = round(np.sqrt(len(W)))
    figure, panels = style.canvas(5.4, 2.1, rows, columns)
    for unit, axes in enumerate(panels.ravel()):
        image, reach = W[:, unit].reshape(side, side), np.abs(W[:, unit]).max()
        axes.imshow(image, cmap=SIGNS, vmin=-reach, vmax=reach, interpolation="nearest")
        axes.set_axis_off()
    return figure


def shapes(rows: int = 5) -> Figure:
    """Draw every array of a forward pass through the small network, a square for each number."""
    net = network.small().network
    figure, axes = style.canvas(5.6, 1.8)
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


def xor_midpoints() -> Figure:
    """Draw XOR's two classes as the two diagonals of a square, which cross."""
    data = datasets.xor()
    figure, axes = style.canvas(3.6, 3.4)
    for label, look in enumerate(POINTS):
        ends = data.x[data.y == label]
        axes.plot(*ends.T, color=look["color"], linewidth=1.2, zorder=1)
    draw_points(axes, data, data.x)
    centre = data.x.mean(axis=0)
    axes.plot(*centre, marker="o", color=style.INK, markersize=6)
    axes.annotate(
        "midpoint of\nboth pairs", centre, xytext=(0.74, 0.5), color=style.INK, size=9, va="center"
    )
    show_plane(axes)
    return figure


def xor_bent() -> Figure:
    """Draw XOR's plane on its way through a 2-2-1 network built by hand, in four panels."""
    net, data = xor_by_hand.tanh_network(), datasets.xor()
    figure, panels = style.canvas(5.4, 5.6, 2, 2)
    start, affine, bent, back = panels.ravel()
    for step, axes in enumerate((start, affine, bent)):
        draw_grid(axes, net, step)
        draw_points(axes, data, at_step(net, data.x, step))
    draw_separator(bent, net)
    spots = mesh((*PLANE, *PLANE))
    draw_regions(back, spots, network.forward_pass(net, spots.reshape(-1, 2)).z[1])
    draw_points(back, data, data.x)
    show_plane(start)
    show_plane(back)
    affine.set(xticks=[-2, 0, 2, 4], yticks=[-4, -2, 0, 2])
    name_axes(affine, "z")
    titles = ("1  inputs x", "2  xW + b: sheared", "3  tanh: bent, one line", "4  that line, in x")
    for axes, title in zip(panels.ravel(), titles, strict=True):
        axes.set_title(title, loc="left")
    return figure


def xor_trained() -> Figure:
    """Draw the hidden plane of the network built by hand beside that of a trained one."""
    data = datasets.xor()
    figure, panels = style.canvas(5.4, 2.9, 1, 2)
    nets = (xor_by_hand.tanh_network(), experiments.xor().network)
    for axes, net, title in zip(panels, nets, ("built by hand", "trained"), strict=True):
        draw_grid(axes, net, 2)
        draw_points(axes, data, at_step(net, data.x, 2))
        draw_separator(axes, net)
        axes.set_title(title, loc="left")
    return figure


def hidden_units() -> Figure:
    """Draw for which class each hidden unit of a trained 2-3-1 network votes, and the output."""
    run = experiments.moons_hidden(3)
    frame = (-1.5, 2.5, -1.1, 1.6)
    spots = mesh(frame)
    forward = network.forward_pass(run.network, spots.reshape(-1, 2))
    outgoing = diagram.weights_of(run.network)[1][:, 0]
    figure, panels = style.canvas(5.6, 4.4, 2, 2, sharex=True, sharey=True)
    votes = [*(forward.z[0] * np.sign(outgoing)).T, forward.z[1]]
    names = [f"unit {k}, weight {diagram.number(v, 1)}" for k, v in enumerate(outgoing, start=1)]
    for axes, vote, name in zip(panels.ravel(), votes, [*names, "output"], strict=True):
        draw_regions(axes, spots, vote)
        for label, look in enumerate(POINTS):
            x, y = run.x[run.y == label].T
            axes.scatter(x, y, s=5, linewidths=0, **look)
        axes.set_title(name, loc="left")
    return figure


def at_step(net: Network, x: Array, step: int) -> Array:
    """Follow points x for 0, 1 or 2 steps of the hidden layer: as they are, affine, activated."""
    forward = network.forward_pass(net, x)
    return (x, forward.z[0], forward.a[1])[step]


def draw_grid(axes: Axes, net: Network, step: int) -> None:
    """Draw where the grid lines of the input plane lie after some steps of the hidden layer."""
    along = np.linspace(*PLANE, 101)
    for place in np.linspace(*PLANE, 9):
        line = np.column_stack([along, np.full_like(along, place)])
        for points in (line, line[:, ::-1]):
            axes.plot(*at_step(net, points, step).T, color=style.MUTED, linewidth=0.6, zorder=1)


def draw_points(axes: Axes, data: Dataset, places: Array) -> None:
    """Draw XOR's four points at the given places, each with its input written beside it."""
    for x, label, place in zip(data.x, data.y, places, strict=True):
        axes.scatter([place[0]], [place[1]], s=60, zorder=3, edgecolor=style.PAPER, **POINTS[label])
        # 00 to the left, so that its name stays clear of 11, on which some networks lay it.
        shift = (6, 5) if x.any() else (-19, 4)
        axes.annotate(
            f"{x[0]:.0f}{x[1]:.0f}",
            place,
            xytext=shift,
            textcoords="offset points",
            color=style.INK,
            size=9,
            zorder=4,
        )


def draw_separator(axes: Axes, net: Network) -> None:
    """Draw the line in the hidden plane on which the output unit's score is zero."""
    w, b = diagram.weights_of(net)[1][:, 0], net.parameters()[3][0]
    foot, along = -b * w / (w @ w), np.array([-w[1], w[0]]) / np.linalg.norm(w)
    axes.plot(*(foot + np.outer([-2, 2], along)).T, color=style.INK, linewidth=1.6, zorder=2)
    axes.set(xlim=(-1.2, 1.3), ylim=(-1.2, 1.3), xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    name_axes(axes, "a")


def mesh(frame: tuple[float, float, float, float], count: int = 121) -> Array:
    """Lay points over a frame (left, right, bottom, top); -> (count, count, 2)."""
    left, right, bottom, top = frame
    sides = np.linspace(left, right, count), np.linspace(bottom, top, count)
    return np.stack(np.meshgrid(*sides), axis=-1)


def draw_regions(axes: Axes, spots: Array, score: Array) -> None:
    """Fill where the score is negative and where it is positive, and draw where it is zero.

    spots: (count, count, 2), as `mesh` lays them; score: one for each spot, in any shape
    """
    x, y, score = spots[..., 0], spots[..., 1], score.reshape(spots.shape[:2])
    reach = np.abs(score).max() + 1
    axes.contourf(x, y, score, [-reach, 0, reach], colors=[style.REGION_A, style.REGION_B])
    axes.contour(x, y, score, [0], colors=[style.INK], linewidths=1.6)


def show_plane(axes: Axes) -> None:
    """Frame XOR's plane: equal scales, ticks at 0 and 1, the inputs' names."""
    axes.set_aspect("equal")
    axes.set(xlim=PLANE, ylim=PLANE, xticks=[0, 1], yticks=[0, 1])
    name_axes(axes, "x")


def name_axes(axes: Axes, letter: str) -> None:
    """Name the two axes by one letter, away from the ticks: a phone enlarges all text."""
    axes.set_xlabel(f"{letter}₁", labelpad=6)
    axes.set_ylabel(f"{letter}₂", labelpad=6)
