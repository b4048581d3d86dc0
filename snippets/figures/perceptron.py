"""Figures of the chapter on the neuron and the perceptron."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from snippets import maximum_margin, network, neuron, perceptron_mistakes
from snippets.arrays import Array
from snippets.figures import diagram, plane, style
from snippets.perceptron_mistakes import Ended, Task

FRAME = (-2.4, 2.4, -2.4, 2.4)  # the part of the plane with the twelve points
PROGRESS, LENGTH = style.SERIES[2], style.SERIES[3]
DASHED = (0, (4, 3))
SOLID: dict[str, Any] = {"linewidth": 1.8, "marker": "o", "markersize": 3}


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


def race() -> Figure:
    """Draw progress and length after each mistake, and their two bounds until they meet."""
    u = neuron.signed(*perceptron_mistakes.twelve())
    path, ended = neuron.walk(u), perceptron_mistakes.ended(u)
    v = np.array(list(path.v.values()))
    figure, (near, far) = style.canvas(6.4, 3.0, 1, 2)
    for axes, end in ((near, ended.mistakes + 0.6), (far, 1.2 * ended.bound)):
        t = np.linspace(0.0, end, 200)
        for colour, limit in ((LENGTH, ended.longest * np.sqrt(t)), (PROGRESS, ended.margin * t)):
            axes.plot(t, limit, color=colour, linewidth=1.2, linestyle=DASHED)
        axes.set(xlabel="mistakes t", xlim=(0, end), ylim=(0, None))
    draw_race(near, v, maximum_margin.separator(u).v)
    name_bounds(far, ended)
    return figure


def draw_race(axes: Axes, v: Array, best: Array) -> None:
    """Draw the length of the weights and their progress, from mistake to mistake."""
    t = np.arange(len(v))
    axes.plot(t, np.linalg.norm(v, axis=1), color=LENGTH, **SOLID)
    axes.plot(t, v @ best, color=PROGRESS, **SOLID)
    say(axes, np.array([6.0, np.linalg.norm(v[6])]), "length", (-14, 9), colour=LENGTH)
    say(axes, np.array([6.0, v[6] @ best]), "progress", (-6, -27), colour=PROGRESS)


def name_bounds(axes: Axes, ended: Ended) -> None:
    """Name the two bounds, and mark where they meet."""
    meet = ended.margin * ended.bound
    axes.plot([ended.bound, ended.bound], [0, meet], color=style.MUTED, linewidth=0.8)
    axes.plot([ended.bound], [meet], marker="o", color=style.INK, markersize=5)
    say(axes, np.array([0.04 * ended.bound, 0.92 * meet]), "length ≤ R√t", (0, 0), colour=LENGTH)
    half = ended.bound / 2
    say(axes, np.array([half, ended.margin * half]), "progress ≥ γt", (-2, -16), colour=PROGRESS)
    say(axes, np.array([ended.bound, 0.0]), f"t = {ended.bound:.0f}", (-42, 8))


def against_bound() -> Figure:
    """Draw the mistakes of many runs over the bound of each, and points that make them all."""
    figure, axes = style.canvas(5.2, 4.2)
    for d, colour, marker in ((2, PROGRESS, "o"), (10, LENGTH, "s")):
        run = perceptron_mistakes.all_trials(d)
        look: dict[str, Any] = {"color": colour, "marker": marker, "alpha": 0.6}
        axes.scatter(run.bound, run.mistakes, s=9, linewidths=0, **look)
    axes.plot([1.0, 1e4], [1.0, 1e4], color=style.INK, linewidth=1.2, linestyle=DASHED, zorder=1)
    exact = [len(perceptron_mistakes.orthogonal(k)) for k in range(1, 8)]
    axes.scatter(exact, exact, s=34, marker="D", color=style.INK, linewidths=0, zorder=3)
    axes.set(xscale="log", yscale="log", xlim=(1.4, 3e5), ylim=(0.8, 1500))
    axes.set(xlabel="mistakes allowed, (R/γ)²", ylabel="mistakes made")
    say(axes, np.array([64.0, 64.0]), "at right angles", (-92, 6))
    say(axes, np.array([230.0, 140.0]), "ten inputs", (0, 0), colour=LENGTH)
    say(axes, np.array([2e3, 9.0]), "two inputs", (14, -26), colour=PROGRESS)
    return figure
