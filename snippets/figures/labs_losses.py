"""Losses that a lab wrote itself: their costs and pulls, and the surfaces that they make."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets.arrays import Array
from snippets.figures import style

Function = Callable[[Array], Array]

COLOURS = {
    "squared": style.SERIES[0],
    "absolute": style.SERIES[3],
    "Huber": style.SERIES[2],
    "cross-entropy": style.BACKWARD,
    "hinge": style.SERIES[4],
    "squared, of p": style.SERIES[0],
}
LEVELS = 12  # contour lines of a surface
HAZE = 0.055  # how much each level darkens what lies below it


def costs_and_pulls(
    numbers: Mapping[str, tuple[Function, Function]], yes: Mapping[str, tuple[Function, Function]]
) -> Figure:
    """Draw what one error costs and how hard it pulls: above for numbers, below for a yes.

    numbers: name -> (cost, slope) of errors (n,)
    yes: name -> (cost, slope) of the scores (n,) of an example that is a yes
    """
    figure, panels = style.canvas(6.2, 5.0, 2, 2)
    reach, places = np.linspace(-3.5, 3.5, 281), (("error", numbers), ("score of a yes", yes))
    for (left, right), (name, pairs) in zip(panels, places, strict=True):
        for title, (cost, slope) in pairs.items():
            left.plot(reach, cost(reach), color=COLOURS[title], linewidth=1.7, label=title)
            pull = open_jumps(slope(reach))
            right.plot(reach, pull, color=COLOURS[title], linewidth=1.7, label=title)
        for axes, top in ((left, "cost"), (right, "slope")):
            axes.set(xlim=(-3.5, 3.5), xticks=[-3, 0, 3], xlabel=name, ylabel=top)
        left.set(ylim=(-0.2, 4.6), yticks=[0, 2, 4])
        write_key(left, list(pairs))
    panels[0, 1].set(ylim=(-3.4, 3.4), yticks=[-2, 0, 2])
    panels[1, 1].set(ylim=(-1.2, 0.2), yticks=[-1, 0])
    return figure


def open_jumps(values: Array) -> Array:
    """Leave a gap in a line where it jumps, since it has no value between."""
    far = np.abs(np.diff(values, append=values[-1])) > 0.5
    return np.where(far | np.roll(far, 1), np.nan, values)


def write_key(axes: Axes, names: Sequence[str], top: float = 0.98) -> None:
    """Name the lines in their colours, one below the other, in the middle."""
    look: dict[str, Any] = {"transform": axes.transAxes, "size": 9, "ha": "center", "va": "top"}
    for row, name in enumerate(names):
        axes.text(0.5, top - 0.1 * row, name, color=COLOURS[name], **look)


def one_number(answers: Array, curves: Mapping[str, Mapping[str, Array]], data: Array) -> Figure:
    """Draw losses of one constant answer, a panel for each loss, a line for each set of data.

    answers: (n,)
    curves: loss -> {set -> (n,) its loss at each answer}; the first set is drawn dashed
    data: (m,)  readings, marked on the axis
    """
    figure, panels = style.canvas(6.2, 2.7, 1, len(curves))
    for axes, (title, lines) in zip(panels, curves.items(), strict=True):
        for look, (name, loss) in zip(("--", "-"), lines.items(), strict=True):
            axes.plot(answers, loss, look, color=COLOURS[title], linewidth=1.6, label=name)
            lowest = int(np.argmin(loss))
            axes.plot(answers[lowest], loss[lowest], "o", color=COLOURS[title], markersize=5)
            style.name_line(axes, answers[-1], loss[-1], name, COLOURS[title])
        height = -0.12 * max(loss.max() for loss in lines.values())
        axes.plot(data, np.full(data.shape, height), "|", color=style.INK, markersize=7)
        axes.set_title(title, size=10, color=style.INK)
        axes.set(xlabel="answer", xlim=(answers[0], answers[-1] + 0.42 * np.ptp(answers)))
        axes.set_yticks([])
    panels[0].set_ylabel("loss")
    return figure


class Fit(NamedTuple):
    """Points with some wild ones among them, and lines (slope, height) through them by loss."""

    x: Array
    y: Array
    wild: Array
    lines: Mapping[str, Array]


def fits(panels: Mapping[str, Fit]) -> Figure:
    """Draw points and the line that each loss chose, a panel for each set of points."""
    figure, grid = style.canvas(6.2, 3.0, 1, len(panels), sharey=True)
    ends = np.array([-1.0, 1.0])
    for axes, (title, fit) in zip(grid, panels.items(), strict=True):
        wild = fit.wild.astype(bool)
        axes.plot(fit.x[~wild], fit.y[~wild], "o", color=style.MUTED, markersize=3, label="points")
        axes.plot(fit.x[wild], fit.y[wild], "x", color=style.INK, markersize=5, label="wild points")
        for look, (name, (slope, height)) in zip(("-", "--", ":"), fit.lines.items(), strict=False):
            line = slope * ends + height
            axes.plot(ends, line, look, color=COLOURS[name], linewidth=1.9, label=name)
        axes.set_title(title, size=10, color=style.INK)
        axes.set(xlabel="x", xlim=(-1.1, 1.1), xticks=[-1, 0, 1])
        write_key(axes, list(fit.lines), top=0.32)
    grid[0].set_ylabel("y")
    return figure


def walk(steps: Array, loss: Array, promised: Array) -> Figure:
    """Draw a loss along one direction, and the straight line that its slope promises."""
    figure, axes = style.canvas(5.2, 2.8)
    axes.plot(steps, promised, "--", color=style.BACKWARD, linewidth=1.3, label="promised")
    axes.plot(steps, loss, color=style.FORWARD, linewidth=1.8, label="loss")
    low, later = int(np.argmin(np.abs(promised - promised[0] / 5))), len(steps) // 3
    for text, place, colour, side in (
        ("promised", (steps[low], promised[low]), style.BACKWARD, "right"),
        ("loss", (steps[later], loss[later]), style.FORWARD, "left"),
    ):
        shift = (-6, -6) if side == "right" else (4, 8)
        axes.annotate(
            text, place, xytext=shift, textcoords="offset points", color=colour, size=9, ha=side
        )
    axes.set(xlabel="step downhill, in gradients", ylabel="loss", ylim=(0, 1.1 * loss.max()))
    axes.set_xlim(steps[0], steps[-1])
    return figure


class Surface(NamedTuple):
    """A loss over two parameters: loss[t, s] at up[t] and across[s], and perhaps a path on it.

    path: (k, 2)  across and up, from the start on; empty for none
    """

    across: Array
    up: Array
    loss: Array
    path: Array


def surfaces(panels: Mapping[str, Surface], names: tuple[str, str], *, columns: int = 2) -> Figure:
    """Draw surfaces by their contour lines, the lower the bluer, with a cross at the lowest place.

    names: of the two parameters
    """
    rows = -(-len(panels) // columns)
    figure, grid = style.canvas(
        6.2, 0.3 + rows * 5.6 / columns, rows, columns, sharex="row", sharey="row", squeeze=False
    )
    for axes, (title, surface) in zip(grid.ravel(), panels.items(), strict=True):
        draw_surface(axes, surface)
        axes.set_title(title, loc="left", size=10, color=style.INK)
    for axes in grid[-1]:
        axes.set_xlabel(names[0])
    for axes in grid[:, 0]:
        axes.set_ylabel(names[1])
    return figure


def draw_surface(axes: Axes, surface: Surface) -> None:
    """Draw one surface; its levels hold equal parts of what is shown."""
    across, up, loss, path = surface
    levels = np.quantile(loss, np.linspace(0.0, 1.0, LEVELS + 2)[1:-1])
    for level in levels:
        axes.contourf(across, up, loss, [loss.min() - 1, level], colors=[style.FORWARD], alpha=HAZE)
    axes.contour(across, up, loss, levels, colors=[style.MUTED], linewidths=0.6)
    row, column = np.unravel_index(np.argmin(loss), loss.shape)
    axes.plot(across[column], up[row], "+", color=style.INK, markersize=9, markeredgewidth=1.4)
    if path.size:
        axes.plot(*path.T, color=style.BACKWARD, linewidth=1.6)
        axes.plot(*path[0], "o", color=style.BACKWARD, markersize=4)
        axes.plot(*path[-1], "s", color=style.BACKWARD, markersize=5)
    axes.set(xlim=(across[0], across[-1]), ylim=(up[0], up[-1]))
    axes.locator_params(nbins=4)
