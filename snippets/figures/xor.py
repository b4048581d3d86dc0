"""XOR's plane, which no line parts: its midpoints, and what a hidden layer makes of it."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import datasets, experiments, network, xor_by_hand
from snippets.arrays import Array
from snippets.datasets import Dataset
from snippets.figures import diagram, plane, style
from snippets.network import Network

PLANE = (-0.5, 1.5)  # the part of XOR's plane that we look at, along both inputs


def midpoints() -> Figure:
    """Draw XOR's two classes as the two diagonals of a square, which cross."""
    data = datasets.xor()
    figure, axes = style.canvas(3.6, 3.4)
    for label, look in enumerate(plane.POINTS):
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


def bent() -> Figure:
    """Draw XOR's plane on its way through a 2-2-1 network built by hand, in four panels."""
    net, data = xor_by_hand.tanh_network(), datasets.xor()
    figure, panels = style.canvas(5.4, 5.6, 2, 2)
    start, affine, after, back = panels.ravel()
    for step, axes in enumerate((start, affine, after)):
        draw_grid(axes, net, step)
        draw_points(axes, data, at_step(net, data.x, step))
    draw_separator(after, net)
    spots = plane.mesh((*PLANE, *PLANE))
    plane.draw_regions(back, spots, network.forward_pass(net, spots.reshape(-1, 2)).z[1])
    draw_points(back, data, data.x)
    show_plane(start)
    show_plane(back)
    affine.set(xticks=[-2, 0, 2, 4], yticks=[-4, -2, 0, 2])
    plane.name_axes(affine, "z")
    titles = (
        "1  inputs x",
        "2  xW + b: still straight",
        "3  tanh: bent, one line",
        "4  that line, in x",
    )
    for axes, title in zip(panels.ravel(), titles, strict=True):
        axes.set_title(title, loc="left")
    return figure


def trained() -> Figure:
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
        axes.scatter(
            [place[0]], [place[1]], s=60, zorder=3, edgecolor=style.PAPER, **plane.POINTS[label]
        )
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
    plane.name_axes(axes, "a")


def show_plane(axes: Axes) -> None:
    """Frame XOR's plane: equal scales, ticks at 0 and 1, the inputs' names."""
    axes.set_aspect("equal")
    axes.set(xlim=PLANE, ylim=PLANE, xticks=[0, 1], yticks=[0, 1])
    plane.name_axes(axes, "x")
