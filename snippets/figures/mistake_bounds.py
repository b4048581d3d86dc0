"""Figures of the perceptron's bound: the race that proves it, and how far below it runs stay."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import maximum_margin, neuron, perceptron_mistakes
from snippets.arrays import Array
from snippets.figures import diagram, perceptron, style
from snippets.perceptron_mistakes import Ended, Trials

PROGRESS, LENGTH = style.SERIES[2], style.SERIES[3]
SOLID: dict[str, Any] = {"linewidth": 1.8, "marker": "o", "markersize": 3}


def race() -> Figure:
    """Draw progress and length after each mistake, and their two bounds until they meet."""
    u = neuron.signed(*perceptron_mistakes.twelve())
    path, ended = neuron.walk(u), perceptron_mistakes.ended(u)
    v = np.array(list(path.v.values()))
    figure, (near, far) = style.canvas(6.4, 3.0, 1, 2)
    for axes, end in ((near, ended.mistakes + 0.6), (far, 1.2 * ended.bound)):
        t = np.linspace(0.0, end, 200)
        for colour, limit, name in (
            (LENGTH, ended.longest * np.sqrt(t), "greatest length"),
            (PROGRESS, ended.margin * t, "least progress"),
        ):
            axes.plot(
                t, limit, color=colour, linewidth=1.2, linestyle=perceptron.DASHED, label=name
            )
        axes.set(xlabel="mistakes t", xlim=(0, end), ylim=(0, None))
    best = maximum_margin.separator(u).v
    draw_race(near, v, best)
    name_bounds(far, ended)
    list_race(figure, v, best, ended)
    return figure


def list_race(figure: Figure, v: Array, best: Array, ended: Ended) -> None:
    """Give the figure a table of the race: after each mistake, and where the bounds meet."""
    t = np.arange(len(v))
    length = np.linalg.norm(v, axis=1)
    columns = (ended.margin * t, v @ best, length, ended.longest * np.sqrt(t))
    rows = [[str(k), *map(diagram.number, row)] for k, row in enumerate(zip(*columns, strict=True))]
    meet = diagram.number(ended.margin * ended.bound)
    rows.append([diagram.number(ended.bound), meet, "", "", meet])
    names = ["mistakes t", "least progress γt", "progress", "length", "greatest length R√t"]
    style.tabulate(figure, names, rows)


def draw_race(axes: Axes, v: Array, best: Array) -> None:
    """Draw the length of the weights and their progress, from mistake to mistake."""
    t = np.arange(len(v))
    axes.plot(t, np.linalg.norm(v, axis=1), color=LENGTH, label="length", **SOLID)
    axes.plot(t, v @ best, color=PROGRESS, label="progress", **SOLID)
    perceptron.say(axes, np.array([6.0, np.linalg.norm(v[6])]), "length", (-14, 9), colour=LENGTH)
    perceptron.say(axes, np.array([6.0, v[6] @ best]), "progress", (-6, -27), colour=PROGRESS)


def name_bounds(axes: Axes, ended: Ended) -> None:
    """Name the two bounds, and mark where they meet."""
    meet = ended.margin * ended.bound
    axes.plot([ended.bound, ended.bound], [0, meet], color=style.MUTED, linewidth=0.8)
    axes.plot([ended.bound], [meet], marker="o", color=style.INK, markersize=5)
    perceptron.say(
        axes, np.array([0.04 * ended.bound, 0.92 * meet]), "length ≤ R√t", (0, 0), colour=LENGTH
    )
    half = ended.bound / 2
    perceptron.say(
        axes, np.array([half, ended.margin * half]), "progress ≥ γt", (-2, -16), colour=PROGRESS
    )
    perceptron.say(axes, np.array([ended.bound, 0.0]), f"t = {ended.bound:.0f}", (-42, 8))


def against_bound() -> Figure:
    """Draw the mistakes of many runs over the bound of each, and points that make them all."""
    figure, axes = style.canvas(5.2, 4.2)
    for d, colour, marker in ((2, PROGRESS, "o"), (10, LENGTH, "s")):
        run = perceptron_mistakes.all_trials(d)
        look: dict[str, Any] = {"color": colour, "marker": marker, "alpha": 0.6}
        axes.scatter(run.bound, run.mistakes, s=9, linewidths=0, **look)
        list_runs(figure, d, run)
    axes.plot(
        [1.0, 1e4],
        [1.0, 1e4],
        color=style.INK,
        linewidth=1.2,
        linestyle=perceptron.DASHED,
        zorder=1,
    )
    exact = [len(perceptron_mistakes.orthogonal(k)) for k in range(1, 8)]
    axes.scatter(exact, exact, s=34, marker="D", color=style.INK, linewidths=0, zorder=3)
    axes.set(xscale="log", yscale="log", xlim=(1.4, 3e5), ylim=(0.8, 1500))
    axes.set(xlabel="mistakes allowed, (R/γ)²", ylabel="mistakes made")
    perceptron.say(axes, np.array([64.0, 64.0]), "at right angles", (-92, 6))
    perceptron.say(axes, np.array([230.0, 140.0]), "ten inputs", (0, 0), colour=LENGTH)
    perceptron.say(axes, np.array([2e3, 9.0]), "two inputs", (14, -26), colour=PROGRESS)
    style.tabulate(figure, ["allowed and made, at right angles"], [[k] for k in exact])
    return figure


def list_runs(figure: Figure, d: int, run: Trials) -> None:
    """Give the figure a table of the runs' spread: mistakes allowed, made, and their share."""
    counts = (run.bound, run.mistakes, 100 * run.share)
    names = ("mistakes allowed, (R/γ)²", "mistakes made", "made of allowed, %")
    spread = [
        (name, *(diagram.number(float(one), digits) for one in np.quantile(count, [0, 0.5, 1])))
        for name, count, digits in zip(names, counts, (0, 0, 1), strict=True)
    ]
    columns = [f"{len(run.bound)} runs with {d} inputs", "lowest", "median", "highest"]
    style.tabulate(figure, columns, spread)
