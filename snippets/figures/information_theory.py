"""Figures of the chapter on information theory for networks."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from snippets import empirical, information_planes, surprise_split
from snippets.arrays import Array, Labels
from snippets.figures import style

ABOUT = ("input", "answer")
LAYERS = (style.SERIES[2], style.SERIES[3], style.SERIES[1])


def merging() -> Figure:
    """Sixteen inputs run into six patterns, and these into two answers."""
    figure, axes = style.canvas(6.5, 4.4)
    x, _, hidden, answers = information_planes.stepped()
    columns = [empirical.labels(rows) for rows in (answers, hidden, x)]
    order = np.lexsort([*reversed(columns)])
    places = [np.arange(16.0)]
    for column in reversed(columns[:2]):
        places.append(middles(column[order], places[0]))
    for left, right, start in ((0, 1, 0.0), (1, 2, 1.0)):
        for one, other in zip(places[left], places[right], strict=True):
            flow(axes, start, one, other)
    names = ([f"({a:.1f}, {b:.1f})" for a, b in x[order]], words(hidden[order]))
    draw_column(axes, 0.0, places[0], names[0], "right")
    draw_column(axes, 1.0, places[1], names[1], "above")
    draw_column(axes, 2.0, places[2], words(answers[order]), "left")
    heads = ("inputs", "hidden layer", "output")
    for place, head, column in zip((0.0, 1.0, 2.0), heads, reversed(columns), strict=True):
        title = f"{head}\n{empirical.entropy(column):.2f} bits"
        axes.text(place, 17.0, title, color=style.INK, size=10, ha="center", va="bottom")
    axes.set(xlim=(-0.45, 2.35), ylim=(-0.8, 19.0), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    return figure


def words(patterns: Array) -> list[str]:
    """Write patterns of zeros and ones as words."""
    return ["".join(f"{unit:.0f}" for unit in row) for row in patterns]


def middles(column: Labels, places: Array) -> Array:
    """For each row the mean place of the rows with the same label."""
    return np.array([places[column == label].mean() for label in column])


def flow(axes: Axes, start: float, one: float, other: float) -> None:
    """Draw one row's way from a column to the next."""
    bend = [(start, one), (start + 0.5, one), (start + 0.5, other), (start + 1.0, other)]
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    axes.add_patch(PathPatch(Path(bend, codes), fill=False, edgecolor=style.FORWARD, linewidth=1.6))


def draw_column(axes: Axes, place: float, heights: Array, names: list[str], side: str) -> None:
    """Draw a dot for each place, larger the more rows meet there, and its name beside it."""
    found, first, count = np.unique(heights, return_index=True, return_counts=True)
    axes.scatter(np.full(len(found), place), found, 30 * count, color=style.FORWARD, zorder=3)
    for height, row, size in zip(found, first, count, strict=True):
        outward = -8.0 if side == "right" else 4.0 + 3.0 * np.sqrt(size)
        above = side == "above"  # lines go on to the right: the name stands over them
        axes.annotate(
            names[row],
            (place, height),
            xytext=(outward, 2.5 if above else 0),
            textcoords="offset points",
            color=style.INK,
            size=9,
            ha="left" if above else side,
            va="bottom" if above else "center",
        )


def planes() -> Figure:
    """The same five runs on four information planes that differ in the width of their bins."""
    figure, panels = style.canvas(6.5, 5.2, 2, 2, sharex=True, sharey=True)
    rows: list[list[object]] = []
    titles = ("4 bins", "30 bins, as published", "2000 bins", "2 million bins")
    for axes, width, title in zip(panels.ravel(), information_planes.WIDTHS, titles, strict=True):
        found = information_planes.plane("tanh", width)
        for layer, colour in enumerate(LAYERS):
            paths = found.of_inputs[..., layer], found.of_answers[..., layer]
            draw_paths(axes, *paths, colour)
            ends = [path.mean(axis=0)[end] for end in (0, -1) for path in paths]
            rows.append([title, f"layer {layer + 1}", *ends])
        axes.axvline(8.0, color=style.MUTED, linestyle="--", linewidth=1)
        axes.set_title(title)
        axes.set(xlim=(0, 8.6), ylim=(0, 1.08), xticks=[0, 2, 4, 6, 8], yticks=[0, 0.5, 1])
    for axes in panels[1]:
        axes.set_xlabel("bits about the input")
    for axes in panels[:, 0]:
        axes.set_ylabel("bits about the answer")
    for name, colour, x, y in (
        ("layer 1", LAYERS[0], 6.6, 0.70),
        ("layer 2", LAYERS[1], 5.7, 0.30),
        ("layer 3", LAYERS[2], 1.6, 0.30),
    ):
        panels[0, 0].text(x, y, name, color=colour, size=9)
    panels[0, 0].text(4.0, 0.03, "before training", color=style.MUTED, size=9, ha="center")
    panels[0, 0].text(0.2, 0.86, "after", color=style.MUTED, size=9)
    panels[1, 1].text(7.8, 0.5, "all 8 bits", color=style.MUTED, size=9, ha="right")
    columns = [f"bits about the {of}, {when}" for when in ("before", "after") for of in ABOUT]
    style.tabulate(figure, ["plane", "mean of the runs", *columns], rows)
    return figure


def draw_paths(axes: Axes, of_inputs: Array, of_answers: Array, colour: str) -> None:
    """Draw the path of each run, faint, and the mean path from hollow to full."""
    for x, y in zip(of_inputs, of_answers, strict=True):
        axes.plot(x, y, color=colour, linewidth=0.6, alpha=0.35)
    x, y = of_inputs.mean(axis=0), of_answers.mean(axis=0)
    axes.plot(x, y, color=colour, linewidth=1.8)
    axes.plot(x[:1], y[:1], "o", color=colour, markerfacecolor=style.PAPER, markersize=7)
    axes.plot(x[-1:], y[-1:], "o", color=colour, markersize=7)


def split() -> Figure:
    """A training loss falls from what the shares say to what no model can know."""
    figure, axes = style.canvas(6.0, 3.2)
    found = surprise_split.split()
    steps = np.arange(found.loss.shape[1])
    floor, loss = found.known.mean(), found.loss.mean(axis=0)
    ceiling = floor + found.shared.mean()
    axes.fill_between(steps, 0.0, floor, color=style.REGION_A, linewidth=0)
    axes.fill_between(steps, floor, loss, color=style.REGION_B, alpha=0.45, linewidth=0)
    for run in found.loss:
        axes.plot(steps, run, color=style.BACKWARD, linewidth=0.5, alpha=0.4, label="runs")
    axes.plot(steps, loss, color=style.BACKWARD, linewidth=1.8, label="mean of the runs")
    axes.axhline(ceiling, color=style.MUTED, linestyle="--", linewidth=1)
    axes.axhline(floor, color=style.MUTED, linestyle="--", linewidth=1)
    axes.set(xscale="symlog", xlim=(0, steps[-1]), ylim=(0, 1.35), yticks=[0, 0.5, 1])
    axes.set(xticks=[0, 1, 10, 100, 1000], xlabel="step", ylabel="bits for each answer")
    axes.set_xticklabels(["0", "1", "10", "100", "1000"])
    axes.text(0.15, floor / 2, "what no model can know", color=style.INK, size=9, va="center")
    middle = (floor + ceiling) / 2
    axes.text(0.15, middle, "what it has yet to learn", color=style.INK, size=9, va="center")
    axes.text(990, ceiling + 0.03, "knows the shares only", color=style.INK, size=9, ha="right")
    axes.text(990, floor - 0.1, "floor", color=style.INK, size=9, ha="right", va="top")
    return figure


def rulers() -> Figure:
    """The finer the bins, the more bits, until every input has a bin of its own."""
    figure, axes = style.canvas(6.0, 3.4)
    for side, colour in ((4, style.SERIES[2]), (16, style.SERIES[3]), (64, style.SERIES[1])):
        bits = information_planes.grid_by_width(side)
        axes.plot(np.arange(len(bits)), bits, "o-", color=colour, linewidth=1.5, markersize=3)
        top = bits[-1]
        axes.text(14.2, top - 0.25, f"{side * side} inputs", color=colour, size=9, va="top")
        axes.axhline(top, color=colour, linestyle="--", linewidth=0.8)
    axes.plot([3.0, 7.2], [4.6, 13.0], "--", color=style.MUTED, linewidth=1)
    axes.text(6.7, 12.8, "without end", color=style.MUTED, size=9, ha="right")
    axes.set(xlim=(0, 18), xticks=range(0, 19, 2), ylim=(0, 13.5), yticks=range(0, 13, 2))
    axes.set(xlabel="how often the bins were halved", ylabel="bits about the input, measured")
    return figure
