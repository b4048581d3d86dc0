"""Figures of the chapter on activation functions."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import activations, network, saturation
from snippets.arrays import Array
from snippets.figures import style

# The functions that work entry by entry, with the names that people use.
NAMES = {
    "identity": "identity",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky_relu": "leaky ReLU",
    "elu": "ELU",
    "softplus": "softplus",
    "silu": "SiLU",
    "gelu": "GELU",
}
RATES = saturation.RATES


def value_and_slope(name: str, z: Array) -> tuple[Array, Array]:
    """Compute an activation and its slope, which is its backward pass of ones."""
    f, f_backward = getattr(activations, name), getattr(activations, f"{name}_backward")
    return f(z), f_backward(np.ones_like(z), z)


def functions() -> Figure:
    """Draw nine activations and their slopes, a panel each."""
    figure, panels = style.canvas(5.8, 5.0, 3, 3, sharex=True, sharey=True)
    left, right = np.linspace(-4, 0, 101), np.linspace(1e-9, 4, 101)
    for axes, (name, title) in zip(panels.ravel(), NAMES.items(), strict=True):
        axes.axhline(0, color=style.GRID, linewidth=0.8, zorder=0)
        axes.axvline(0, color=style.GRID, linewidth=0.8, zorder=0)
        for z in (left, right):  # apart, so that a jump of a slope stays a gap
            value, slope = value_and_slope(name, z)
            axes.plot(z, slope, color=style.BACKWARD, linewidth=1.4)
            axes.plot(z, value, color=style.FORWARD, linewidth=1.6)
        axes.set_title(title, loc="left")
        axes.set(xlim=(-4, 4), ylim=(-1.3, 2.2), xticks=[-4, 0, 4], yticks=[-1, 0, 1, 2])
    for axes in panels[-1]:
        axes.set_xlabel("z")
    style.name_line(panels[0, 0], 0.5, -0.75, "value", style.FORWARD)
    style.name_line(panels[0, 0], -3.9, 1.45, "slope", style.BACKWARD)
    list_functions(figure)
    return figure


def list_functions(figure: Figure) -> None:
    """Give the figure two tables at whole scores: the nine values, and the nine slopes."""
    z = np.arange(-4.0, 5.0)
    numbers = [value_and_slope(name, z) for name in NAMES]
    for which, what in enumerate(("value", "slope")):
        rows = zip(z, *(both[which] for both in numbers), strict=True)
        style.tabulate(figure, ["z", *NAMES.values()], [*rows], what)


def tangents() -> Figure:
    """Draw the sigmoid with its slope at the small network's hidden scores, and at 5."""
    figure, axes = style.canvas(5.6, 2.8)
    z = np.linspace(-3, 7, 201)
    axes.plot(z, activations.sigmoid(z), color=style.FORWARD, linewidth=1.4)
    net, x, _ = network.small()
    scores = [*network.forward_pass(net, x).z[0][0], 5.0]
    names = ["unit 1", "unit 2", "unit 3", "a score of 5"]
    for score, name in zip(scores, names, strict=True):
        value, slope = (float(one[0]) for one in value_and_slope("sigmoid", np.array([score])))
        run = np.array([-0.5, 0.5])
        axes.plot(score + run, value + slope * run, color=style.BACKWARD, linewidth=1.8)
        axes.plot(score, value, "o", color=style.INK, markersize=4, label=name)
        text = f"{name}: slope {slope:.3f}"
        aside = {"xytext": (9, -13)} if score < 2 else {"xytext": (0, -18), "ha": "center"}
        look = {"color": style.BACKWARD, "size": 9, "va": "center", **aside}
        axes.annotate(text, (score, value), textcoords="offset points", **look)
    axes.set(xlim=(-3, 7), ylim=(-0.02, 1.08), xlabel="score z", ylabel="σ(z)")
    axes.set_yticks([0, 0.5, 1])
    return figure


def through_depth() -> Figure:
    """Draw how much gradient is left, layer by layer back, for five networks."""
    figure, axes = style.canvas(6.0, 4.4)
    back = np.arange(saturation.DEPTH, dtype=np.float64)
    looks = {  # colour, name, how far above its line's end the name stands
        "relu": (style.SERIES[2], "ReLU", 3.0),
        "gelu": (style.SERIES[3], "GELU", 0.7),
        "tanh": (style.SERIES[0], "tanh", 0.8),
        "sigmoid": (style.BACKWARD, "sigmoid", 1.0),
    }
    for name, (colour, title, above) in looks.items():
        left = saturation.through_depth(name)
        band(axes, back, left, colour)
        style.name_line(axes, back[-1], above * float(np.median(left[:, -1])), title, colour)
    axes.plot(back, 0.25**back, color=style.MUTED, linewidth=1.0, linestyle="--")
    style.name_line(axes, 10.5, 0.25**9, "a quarter a layer", style.MUTED)
    twin = np.median(saturation.through_depth(saturation.SIGMOID_TWIN), axis=0)
    axes.plot(back[::2], twin[::2], "o", color=style.BACKWARD, markersize=3.6, zorder=4)
    axes.annotate("sigmoid again: its weights times 4, centred", (back[14], twin[14]),
                  xytext=(0, 24), textcoords="offset points", color=style.BACKWARD,
                  size=9, ha="center",
                  arrowprops={"arrowstyle": "-", "color": style.BACKWARD, "linewidth": 0.8},
                  )  # fmt: skip
    axes.set(yscale="log", xlim=(0, 34), ylim=(1e-20, 1e3), xticks=[0, 5, 10, 15, 20, 25])
    axes.set(xlabel="layers back from the last hidden one", ylabel="gradient left, of 1")
    return figure


def band(axes: Axes, across: Array, runs: Array, colour: str) -> None:
    """Draw the median of runs (seeds, points) and the range that holds eight runs of ten."""
    low, middle, high = np.quantile(runs, [0.1, 0.5, 0.9], axis=0)
    axes.fill_between(across, low, high, color=colour, alpha=0.2, linewidth=0)
    axes.plot(across, middle, color=colour, linewidth=1.8)


def rates() -> Figure:
    """Draw stuck units, and below them points right, of ReLU and leaky ReLU over the rate."""
    figure, (above, below) = style.canvas(5.6, 4.2, 2, 1, sharex=True)
    looks = {"relu": (style.SERIES[2], 0.94), "leaky_relu": (style.SERIES[4], 1.06)}
    for name, (colour, shift) in looks.items():
        runs = [saturation.training(name, rate) for rate in RATES]
        places = shift * np.array(RATES)
        for place, run in zip(places, runs, strict=True):
            for axes, dots in ((above, run.end.mean(axis=1)), (below, run.right)):
                axes.plot(np.full(dots.size, place), dots, ".", color=colour, alpha=0.35,
                          markersize=5, markeredgewidth=0)  # fmt: skip
        above.plot(places, [np.median(run.end.mean(axis=1)) for run in runs], color=colour)
        below.plot(places, [np.median(run.right) for run in runs], color=colour)
        list_spread(figure, "units dead", name, [run.end.mean(axis=1) for run in runs])
        list_spread(figure, "points right", name, [run.right for run in runs])
    style.name_line(above, 6.0, 0.93, "ReLU", style.SERIES[2])
    style.name_line(above, 3.3, 0.08, "leaky ReLU", style.SERIES[4])
    above.set(ylabel="units dead", ylim=(-0.04, 1.04), yticks=[0, 0.5, 1])
    below.set(ylabel="points right", ylim=(0.45, 1.03), yticks=[0.5, 0.75, 1], xscale="log")
    below.set_xticks(RATES, [f"{rate:g}" for rate in RATES], minor=False)
    below.set_xticks([], minor=True)
    below.set_xlabel("rate")
    return figure


def list_spread(figure: Figure, what: str, name: str, runs: list[Array]) -> None:
    """Give the figure a table of the runs' spread at each rate."""
    spread = np.quantile(runs, [0.0, 0.5, 1.0], axis=1)
    columns = ["rate", *(f"{what}, {end}" for end in ("lowest", "median", "highest"))]
    style.tabulate(figure, columns, [*zip(RATES, *spread, strict=True)], NAMES[name])
