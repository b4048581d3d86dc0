"""Activations that a lab wrote itself, and what ten layers of them make of values and slopes."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from snippets.arrays import Array
from snippets.figures import style

Function = Callable[[Array], Array]

REACH = 8.0
SIDE = 0.9  # of a unit's square, where neighbours stand 1 apart
FLAT = 0.01  # a slope below this counts as none
COLOURS = {
    "sigmoid": style.BACKWARD,
    "tanh": style.SERIES[0],
    "ReLU": style.SERIES[2],
    "GELU": style.SERIES[3],
}


def functions(pairs: Mapping[str, tuple[Function, Function]]) -> Figure:
    """Draw functions with their slopes, a panel each, and grey where next to nothing gets through.

    pairs: name -> (value, slope), each of scores (n,)
    """
    rows = -(-len(pairs) // 2)
    figure, panels = style.canvas(
        5.6, 0.4 + 1.45 * rows, rows, 2, sharex=True, sharey=True, squeeze=False
    )
    for axes, (name, (value, slope)) in zip(panels.ravel(), pairs.items(), strict=False):
        shade_flat(axes, slope)
        for z in (np.linspace(-REACH, 0, 161), np.linspace(1e-9, REACH, 161)):
            axes.plot(z, slope(z), color=style.BACKWARD, linewidth=1.4)
            axes.plot(z, value(z), color=style.FORWARD, linewidth=1.6)
        axes.set_title(name, loc="left", size=10, color=style.INK)
        axes.set(
            xlim=(-REACH, REACH), ylim=(-1.3, 2.4), xticks=[-8, -4, 0, 4, 8], yticks=[-1, 0, 1, 2]
        )
    for axes in panels.ravel()[len(pairs) :]:
        axes.remove()
    for axes in panels[-1]:
        axes.set_xlabel("score z")
    style.name_line(panels[0, 0], 1.0, 1.55, "value", style.FORWARD)
    style.name_line(panels[0, 0], 0.6, -0.55, "slope", style.BACKWARD)
    return figure


def shade_flat(axes: Axes, slope: Function) -> None:
    """Lay grey over the scores at which the slope is next to nothing."""
    z = np.linspace(-REACH, REACH, 4001)
    flat = np.abs(slope(z)) < FLAT
    turns = np.flatnonzero(np.diff(flat.astype(int), prepend=0, append=0))
    for first, end in turns.reshape(-1, 2).tolist():
        axes.axvspan(z[first], z[end - 1], color=style.GRID, alpha=0.7, linewidth=0.8, zorder=0)


def gradients(left: Mapping[str, Array]) -> Figure:
    """Draw how much gradient is left at each layer, from the last one back: medians and bands.

    left: name -> (seeds, layers), the first layer first; 1 is what the last layer has
    """
    figure, axes = style.canvas(5.6, 3.6)
    for name, sizes in left.items():
        layers = np.arange(1, sizes.shape[1] + 1)
        low, middle, high = np.quantile(sizes, [0.1, 0.5, 0.9], axis=0)
        axes.fill_between(layers, low, high, color=COLOURS[name], alpha=0.2, linewidth=0)
        axes.plot(layers, middle, color=COLOURS[name], linewidth=1.8)
        axes.annotate(
            name, (1, middle[0]), xytext=(-6, 0), textcoords="offset points",
            color=COLOURS[name], size=9, ha="right", va="center",
        )  # fmt: skip
    axes.set(yscale="log", xlim=(-0.6, 10.2), xticks=[1, 4, 7, 10])
    axes.set(xlabel="layer", ylabel="gradient left, of the last layer's")
    return figure


def histograms(values: Mapping[str, Sequence[Array]], layers: Sequence[int]) -> Figure:
    """Draw how the values from -1 to 1 are spread in some layers, a row of panels for each name.

    values: name -> for each layer, first to last, an array of any shape
    layers: which to show, counted from 1
    """
    figure, panels = style.canvas(
        6.2, 0.5 + 1.15 * len(values), len(values), len(layers), sharex=True, squeeze=False
    )
    edges = np.linspace(-1.0, 1.0, 41)
    for row, (name, stack) in zip(panels, values.items(), strict=True):
        for axes, layer in zip(row, layers, strict=True):
            counts, _ = np.histogram(stack[layer - 1], edges)
            axes.stairs(counts / counts.max(), edges, fill=True, color=style.FORWARD)
            axes.set(xlim=(-1.05, 1.05), ylim=(0, 1.08), xticks=[-1, 0, 1], yticks=[])
            axes.spines["left"].set_visible(False)
        row[0].set_ylabel(name)
    for axes, layer in zip(panels[0], layers, strict=True):
        axes.set_title(f"layer {layer}", size=10, color=style.INK)
    return figure


def units(shares: Mapping[str, Array]) -> Figure:
    """Draw every unit as a square: the more examples switch it on, the darker; dead ones crossed.

    shares: title -> (layers, units), the part of the examples at which a unit has a slope
    """
    count, width = next(iter(shares.values())).shape
    figure, panels = style.canvas(
        6.2, 0.6 + 2.0 * count / width * 3 / len(shares), 1, len(shares), sharey=True, squeeze=False
    )
    for axes, (title, on) in zip(panels[0], shares.items(), strict=True):
        for layer, unit in np.ndindex(on.shape):
            face = to_rgba(style.FORWARD, float(on[layer, unit]))
            square = Rectangle((unit, layer), SIDE, SIDE, facecolor=face, edgecolor=style.GRID)
            square.set_linewidth(0.5)
            axes.add_patch(square)
        dead_layers, dead_units = np.nonzero(on == 0)
        axes.plot(
            dead_units + SIDE / 2, dead_layers + SIDE / 2, "x", color=style.BACKWARD,
            markersize=3.4, markeredgewidth=0.9,
        )  # fmt: skip
        axes.set(xlim=(-0.2, width), ylim=(count, -0.2), aspect="equal", xticks=[], xlabel="units")
        axes.set_yticks([0.45, count - 0.55], ["1", f"{count}"])
        axes.set_title(title, loc="left", size=10, color=style.INK)
    panels[0, 0].set_ylabel("layer")
    return figure
