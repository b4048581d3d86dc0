"""Figures of the chapter on universal approximation."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import approximation, network, width_or_depth
from snippets.activations import sigmoid
from snippets.approximation import largest_error, wave
from snippets.arrays import Array
from snippets.figures import style

STACKS = (5, 10, 20)
COUNTS = tuple(2**k for k in range(1, 9))
TITLES = {"wave": "the wave", "saw": "the saw"}


def small_steps() -> Figure:
    """Draw a score of the small network along its first input, as it is and ever steeper."""
    figure, panels = style.canvas(5.8, 2.4, 1, 3, sharey=True)
    net, x, _ = network.small()
    W1, b1, W2, b2 = net.parameters()
    bias = b1 + x[0, 1] * W1[1]
    across = np.linspace(-3, 3, 1201)
    for axes, factor in zip(panels, (1, 5, 200), strict=True):
        z = factor * (np.outer(across, W1[0]) + bias)
        axes.plot(across, sigmoid(z) @ W2[:, 0] + b2[0], color=style.FORWARD, linewidth=1.6)
        for number, place in enumerate(approximation.places(W1[0], bias), start=1):
            axes.axvline(place, color=style.GRID, linewidth=0.8, zorder=0)
            aside = {1: (0, "center"), 2: (-3, "right"), 3: (3, "left")}[number]
            axes.annotate(str(number), (place, 0.67), xytext=(aside[0], 0), color=style.MUTED,
                          textcoords="offset points", size=8, ha=aside[1], va="bottom")  # fmt: skip
        axes.set_title("as it is" if factor == 1 else f"{factor} × as steep", loc="left")
        axes.set(xlim=(-3, 3), ylim=(-0.6, 0.75), xlabel="input 1", xticks=[-2, 0, 2])
    panels[0].set_ylabel("score of output 1")
    return figure


def construction() -> Figure:
    """Draw a step, a bump of two steps, and the stairs that four shared steps make."""
    figure, panels = style.canvas(5.6, 2.1, 1, 3, sharex=True)
    x = np.linspace(0, 1, 1001)
    up, down = (sigmoid(300.0 * (x - place)) for place in (0.4, 0.6))
    panels[0].plot(x, up, color=style.FORWARD, linewidth=1.6)
    panels[1].plot(x, up, color=style.GRID, linewidth=1.2)
    panels[1].plot(x, -down, color=style.GRID, linewidth=1.2)
    panels[1].plot(x, up - down, color=style.FORWARD, linewidth=1.6)
    stairs = approximation.soft_stairs(wave, 5, steepness=300.0).forward(x[:, np.newaxis])
    panels[2].plot(x, wave(x), color=style.INK, linewidth=1.0, linestyle="--", label="wave")
    panels[2].plot(x, stairs[:, 0], color=style.FORWARD, linewidth=1.6, label="answer")
    titles = ("one unit", "two units", "four units")
    for axes, title in zip(panels, titles, strict=True):
        axes.set_title(title, loc="left")
        axes.set(xlim=(0, 1), xticks=[0, 0.5, 1], xlabel="x")
    return figure


def stack(axes: Axes, pieces: int) -> None:
    """Draw the curve, and bumps of one width standing below it."""
    x, heights = approximation.middles(pieces), wave(approximation.middles(pieces))
    axes.bar(x, heights, width=0.92 / pieces, color=style.FORWARD, alpha=0.4,
             linewidth=0, label="bump")  # fmt: skip
    ends = np.linspace(0, 1, 301)
    axes.plot(ends, wave(ends), color=style.INK, linewidth=1.2, label="_nolegend_")
    axes.set(xlim=(0, 1), ylim=(-0.05, 1.08), xticks=[0, 0.5, 1], yticks=[0, 1])


def stacking() -> Figure:
    """Draw bumps under the curve, and below them the errors of stairs and of straight pieces."""
    figure, rows = style.canvas(5.4, 5.2, 2, 3, gridspec_kw={"height_ratios": [1, 2.1]})
    for axes, pieces in zip(rows[0], STACKS, strict=True):
        stack(axes, pieces)
        axes.set_title(f"{pieces} bumps", loc="left")
    for axes in rows[1]:
        axes.remove()
    below = figure.add_subplot(rows[1, 0].get_gridspec()[1, :])
    style.dress(below)
    curve, m = approximation.curve("wave"), np.array(COUNTS, dtype=np.float64)
    flat = [approximation.flat_error(wave, k) for k in COUNTS]
    straight = [largest_error(approximation.polygon(wave, k), wave) for k in COUNTS]
    bounds = (curve.steepest / m / 2, curve.bend / m**2 / 8)
    looks = ((flat, style.FORWARD, "flat"), (straight, style.SERIES[3], "straight"))
    for bound, (errors, colour, name) in zip(bounds, looks, strict=True):
        below.plot(m, bound, color=style.MUTED, linewidth=1.0, linestyle="--",
                   label=f"{name}, bound")  # fmt: skip
        below.plot(m, errors, "o-", color=colour, markersize=4, linewidth=1.4, label=name)
    below.set(xscale="log", yscale="log", xlim=(1.7, 1700), ylim=(2e-5, 3))
    below.set(xlabel="pieces", ylabel="largest error")
    below.set_xticks(COUNTS, [str(k) for k in COUNTS], minor=False)
    below.set_xticks([], minor=True)
    style.name_line(below, 256, flat[-1], "flat, slope −1", style.FORWARD)
    style.name_line(below, 256, straight[-1], "straight, slope −2", style.SERIES[3])
    style.name_line(below, 9, 0.55, "dashed: the bounds", style.MUTED)
    return figure


def cross() -> Figure:
    """Draw the sum of a bump along each of two inputs, and what a step of the sum keeps of it."""
    figure, panels = style.canvas(5.0, 2.7, 1, 2, sharey=True)
    x = np.linspace(0, 1, 201)
    bump = approximation.soft_bump(0.4, 0.6, 1.0, steepness=300.0).forward(x[:, np.newaxis])
    total = bump + bump.T
    tint = {"colors": [style.FORWARD]}
    for low, strength in ((0.5, 0.2), (1.5, 0.5)):
        panels[0].contourf(x, x, total, [low, low + 1.0], alpha=strength, **tint)
    panels[1].contourf(x, x, sigmoid(300.0 * (total - 1.5)), [0.5, 1.5], alpha=0.2, **tint)
    heights = {(0.5, 0.5): (2, 1), (0.2, 0.5): (1, 0), (0.5, 0.2): (1, 0), (0.2, 0.2): (0, 0)}
    for axes, title, panel in zip(panels, ("one layer", "two layers"), (0, 1), strict=True):
        for place, height in heights.items():
            axes.text(
                *place, str(height[panel]), color=style.INK, size=10, ha="center", va="center"
            )
        axes.set_title(title, loc="left")
        axes.set(xticks=[0, 0.5, 1], yticks=[0, 0.5, 1], xlabel="input 1", aspect="equal")
    panels[0].set_ylabel("input 2")
    return figure


def folds() -> Figure:
    """Draw the answers of one, two, three and four layers that fold."""
    figure, panels = style.canvas(5.8, 1.8, 1, 4, sharey=True)
    x = np.linspace(0, 1, 1025)
    for times, axes in enumerate(panels, start=1):
        answers = approximation.folds(times).forward(x[:, np.newaxis])[:, 0]
        axes.plot(x, answers, color=style.FORWARD, linewidth=1.4)
        axes.set_title(f"{2 * times} units: {2**times} pieces", loc="left", size=9)
        axes.set(xlim=(0, 1), ylim=(-0.05, 1.08), xticks=[0, 1], yticks=[0, 1], xlabel="x")
    return figure


def trained() -> Figure:
    """Draw the errors of networks of one budget after training, by depth, a dot a start."""
    figure, panels = style.canvas(5.4, 3.2, 1, 2, sharey=True)
    for axes, (name, title) in zip(panels, TITLES.items(), strict=True):
        for depth, hidden in enumerate(width_or_depth.SHAPES, start=1):
            error = np.sort(width_or_depth.learned(name, hidden).error)
            beside = depth + 0.25 * np.linspace(-1, 1, error.size)
            axes.plot(beside, error, ".", color=style.FORWARD, markersize=5, markeredgewidth=0,
                      label="-".join(map(str, hidden)))  # fmt: skip
            middle = [float(np.median(error))] * 2
            axes.plot([depth - 0.3, depth + 0.3], middle, color=style.INK, linewidth=1.4)
        axes.set_title(title, loc="left")
        units = ["-".join(map(str, hidden)) for hidden in width_or_depth.SHAPES]
        axes.set_xticks([1, 2, 3], units)
        axes.set(xlim=(0.5, 3.5), yscale="log", ylim=(1e-4, 0.5), xlabel="hidden units")
    panels[0].set_ylabel("error after training")
    return figure


def outside() -> Figure:
    """Draw what trained networks answer where nobody taught them anything."""
    figure, axes = style.canvas(5.6, 3.2)
    x: Array = width_or_depth.ASKED[:, 0]
    axes.axvspan(0, 1, color=style.GRID, alpha=0.5, linewidth=0, zorder=0)
    for hidden, colour in zip(width_or_depth.SHAPES[::2], (style.FORWARD, style.SERIES[4]),
                              strict=True):  # fmt: skip
        for answers in width_or_depth.learned("wave", hidden).answers:
            axes.plot(x, answers, color=colour, linewidth=0.7, alpha=0.6)
    axes.plot(x, wave(x), color=style.INK, linewidth=1.4, linestyle="--")
    axes.set(xlim=(-1, 2.9), ylim=(-5, 6), xlabel="x", ylabel="answer", xticks=[-1, 0, 1, 2])
    axes.text(0.5, -4.6, "taught", color=style.MUTED, size=9, ha="center")
    style.name_line(axes, 2, 2.0, "the wave", style.INK)
    wide, deep = (
        float(np.median(width_or_depth.learned("wave", hidden).answers[:, -1]))
        for hidden in width_or_depth.SHAPES[::2]
    )
    style.name_line(axes, 2, wide, "one layer", style.FORWARD)
    style.name_line(axes, 2, deep, "three layers", style.SERIES[4])
    return figure
