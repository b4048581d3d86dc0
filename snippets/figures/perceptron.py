"""Figures of the chapter on the neuron and the perceptron."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from snippets import network, neuron, perceptron_mistakes
from snippets.arrays import Array
from snippets.figures import diagram, plane, style
from snippets.perceptron_mistakes import Task

FRAME = (-2.4, 2.4, -2.4, 2.4)  # the part of the plane with the twelve points
DASHED = (0, (4, 3))


def small_unit() -> Figure:
    """Draw the line of the small network's first hidden unit, its weights and its example."""
    net, x, _ = network.small()
    W1, b1 = net.parameters()[:2]
    w, b = W1[:, 0], b1[0]
    figure, axes = style.canvas(4.6, 3.7)
    frame = (-0.45, 1.25, -1.0, 0.75)
    spots = plane.mesh(frame)
    plane.draw_regions(axes, spots, spots @ w + b)
    axes.set(xlim=frame[:2], ylim=frame[2:], xticks=[0, 0.5, 1], yticks=[-0.5, 0, 0.5])
    axes.set_aspect("equal")
    start = -b * w / (w @ w)
    draw_arrow(axes, start, start + w)
    say(axes, start + w, "w", (7, 0))
    draw_distance(axes, x[0], w, b)
    axes.axline((0.0, 0.0), (-w[1], w[0]), color=style.INK, linewidth=0.9, linestyle=DASHED)
    say(axes, np.array([0.16, 0.0]), "without the bias", (0, 6))
    say(axes, np.array([0.1, 0.62]), "score above 0: answer 1", (0, 0))
    say(axes, np.array([-0.38, -0.85]), "score below 0: answer −1", (0, 0))
    plane.name_axes(axes, "x")
    return figure


def draw_arrow(axes: Axes, start: Array, end: Array) -> None:
    """Draw a vector."""
    arrow = {"arrowstyle": "->", "color": style.INK, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (end[0], end[1]), (start[0], start[1]), arrowprops=arrow)


def draw_distance(axes: Axes, x: Array, w: Array, b: float) -> None:
    """Draw an example and the shortest way from it to the line, with its length."""
    foot = x - (x @ w + b) / (w @ w) * w
    axes.plot(*np.stack([x, foot]).T, color=style.INK, linewidth=1.2, linestyle=(0, (2, 1)))
    axes.plot(*x, marker="o", color=style.INK, markersize=6)
    say(axes, x, "x", (7, -3))
    distance = abs(x @ w + b) / np.linalg.norm(w)
    say(axes, foot, diagram.number(float(distance), 3), (-40, -7))


def say(
    axes: Axes, place: Array, text: str, shift: tuple[float, float], colour: str = style.INK
) -> None:
    """Write beside a place, so many points to the right and up."""
    look: dict[str, Any] = {
        "color": colour,
        "size": 9,
        "va": "center",
        "textcoords": "offset points",
    }
    axes.annotate(text, (place[0], place[1]), xytext=shift, **look)


def each_mistake() -> Figure:
    """Draw the boundary after each mistake on the twelve points, the culprit ringed."""
    task = perceptron_mistakes.twelve()
    u = neuron.signed(*task)
    path = neuron.walk(u)
    figure, panels = style.canvas(6.2, 6.6, 3, 3)
    for t, axes in enumerate(panels.ravel(), start=1):
        draw_boundary(axes, path.v[t], path.v[t - 1])
        right = u @ path.v[t] > 0.0
        draw_points(axes, task, right)
        ring(axes, task.x[path.culprit[t - 1]])
        axes.set_title(f"mistake {t}: {right.sum()} right", loc="left")
    rows = [(t, *v, (u @ v > 0.0).sum()) for t, v in path.v.items()]
    style.tabulate(figure, ["mistakes", "w₁", "w₂", "bias", "points right"], rows)
    return figure


def draw_boundary(axes: Axes, v: Array, before: Array) -> None:
    """Draw the regions of a neuron and its line, and dashed the line that it had before."""
    spots = plane.mesh(FRAME, 61)
    plane.draw_regions(axes, spots, spots @ v[:2] + v[2])
    if before[:2].any():
        score = spots @ before[:2] + before[2]
        look: dict[str, Any] = {"colors": [style.INK], "linewidths": 0.9, "linestyles": [DASHED]}
        axes.contour(*np.moveaxis(spots, -1, 0), score, [0], **look)
    axes.set(xlim=FRAME[:2], ylim=FRAME[2:], xticks=[], yticks=[])
    axes.set_aspect("equal")
    axes.spines[:].set_visible(False)


def draw_points(axes: Axes, task: Task, right: NDArray[np.bool_]) -> None:
    """Draw examples, class -1 round and class 1 square; those on the wrong side are hollow."""
    for sign, look in zip((-1.0, 1.0), plane.POINTS, strict=True):
        for filled in (False, True):
            x, y = task.x[(task.y == sign) & (right == filled)].T
            edge = style.PAPER if filled else look["color"]
            face = look["color"] if filled else style.PAPER
            shape = {"marker": look["marker"], "s": 52 if filled else 36}
            axes.scatter(x, y, facecolor=face, edgecolor=edge, zorder=3, **shape)


def ring(axes: Axes, place: Array) -> None:
    """Ring a point."""
    look: dict[str, Any] = {
        "facecolors": "none",
        "edgecolors": style.INK,
        "linewidths": 1.5,
        "zorder": 4,
    }
    axes.scatter([place[0]], [place[1]], s=130, **look)
