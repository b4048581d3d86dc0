"""Figures of the chapter on logistic and softmax regression."""

from fractions import Fraction
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from snippets import activations, frost, linear_models, log_sum_exp, maximum_margin, separable
from snippets.arrays import Array
from snippets.figures import plane, style, weight_images

LOOKS = (1, 10, 1_000, 100_000)  # the steps after which the plane of inputs is drawn
SURE = np.log(9.0)  # the log-odds of nine in ten
FRAME = (-4.2, 4.2, -4.2, 4.2)  # of the plane of inputs
VALLEY = (-1.2, 14.0, -1.4, 6.4)  # of the plane of weights


def evenings() -> Figure:
    """Draw the evenings, the fitted curve, and how far each evening is from it."""
    x, y = frost.evenings()
    line = np.linspace(-5, 9, 141)[:, None]
    figure, axes = style.canvas(5.6, 2.9)
    flat = linear_models.scores(linear_models.least_squares(x, y), line)
    curve = linear_models.logistic_probabilities(frost.fit().model, line)
    axes.plot(line, flat, color=style.MUTED, lw=1.2, ls="--")
    axes.plot(line, curve, color=style.INK, lw=1.6, label="fitted curve")
    axes.vlines(apart(x[:, 0]), frost.fit().p, y, color=style.BACKWARD, lw=1.6)
    for k, look in enumerate(plane.POINTS):
        of = y[:, 0] == k
        axes.scatter(apart(x[:, 0])[of], y[of], s=26, linewidth=0, zorder=3, **look)
    style.name_line(axes, 3.6, 0.68, "p − y, one a morning", style.BACKWARD)
    style.name_line(axes, -4.4, 1.3, "straight line", style.MUTED)
    axes.set(xlim=(-5, 9), ylim=(-0.3, 1.4), yticks=[0, 0.5, 1], xlabel="°C at dusk")
    axes.set_ylabel("probability of ice")
    rows = zip(x[:, 0], y[:, 0], frost.fit().p[:, 0], (frost.fit().p - y)[:, 0], strict=True)
    style.tabulate(figure, ["°C at dusk", "ice, y", "fitted curve, p", "p − y"], [*rows])
    return figure


def apart(x: Array) -> Array:
    """Move two evenings of the same temperature a little apart, so that both are seen."""
    twin = np.flatnonzero(np.diff(x) == 0)
    moved = x.copy()
    moved[twin] -= 0.07
    moved[twin + 1] += 0.07
    return moved


def jacobian() -> Figure:
    """Draw the Jacobian of softmax where its probabilities are 1/6, 1/3 and 1/2."""
    p = activations.softmax(log_sum_exp.one_two_three())[0]
    slopes = np.diag(p) - np.outer(p, p)
    figure, axes = style.canvas(3.6, 3.1)
    for (k, m), slope in np.ndenumerate(slopes):
        colour = style.REGION_B if slope > 0 else style.REGION_A
        strength = min(1.0, 0.15 + 3.4 * abs(slope))
        place = (m - 0.5, k - 0.5), 1.0, 1.0
        axes.add_patch(Rectangle(*place, facecolor=colour, alpha=strength, linewidth=0))
        fraction = Fraction(abs(slope)).limit_denominator(36)
        text = f"{'−' if slope < 0 else ''}{fraction}"
        axes.text(m, k, text, ha="center", va="center", size=11, color=style.INK)
    names = [f"{k + 1}".translate(LOW) for k in range(len(p))]
    axes.set_xticks(range(len(p)), [f"z{name}" for name in names])
    axes.set_yticks(range(len(p)), [f"p{name}" for name in names])
    axes.set(aspect="equal", xlim=(-0.5, 2.5), ylim=(2.5, -0.5))
    axes.spines[:].set_visible(False)
    axes.set(xlabel="score that moves", ylabel="probability that follows")
    rows = [(f"p{name}", *row) for name, row in zip(names, slopes, strict=True)]
    style.tabulate(figure, ["slope of", *(f"over z{name}" for name in names)], rows)
    return figure


LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def no_bottom() -> Figure:
    """Draw the weights walking up a valley that has no end, and what they say of the inputs."""
    figure = Figure(figsize=(6.0, 5.2), layout="constrained")
    parts: Any = figure.subfigures(2, 1, height_ratios=[1.0, 2.1])
    for axes, step in zip(parts[0].subplots(1, len(LOOKS)), LOOKS, strict=True):
        draw_inputs(axes, step)
    large = parts[1].subplots()
    style.dress(large)
    draw_valley(large)
    draw_path(large)
    decades = zip(separable.DECADES, separable.descent().decades().w, strict=True)
    style.tabulate(figure, ["steps", "w₁", "w₂"], [(step, *w) for step, w in decades])
    return figure


def draw_inputs(axes: Axes, step: int) -> None:
    """Draw the points, where the model is sure of a class, and the line of maximum margin."""
    x, y = separable.eight_points()
    way = separable.descent()
    w = way.w[list(way.steps).index(step)]
    spots = plane.mesh(FRAME, 81)
    x1, x2 = np.moveaxis(spots, 2, 0)
    bands = [style.REGION_A, style.PAPER, style.REGION_B]
    axes.contourf(x1, x2, spots @ w, [-1e9, -SURE, SURE, 1e9], colors=bands)
    axes.contour(x1, x2, spots @ w, [0.0], colors=[style.INK], linewidths=1.5)
    across = maximum_margin.separator(separable.signed(x, y)).v
    along = 9 * np.array([[across[1], -across[0]], [-across[1], across[0]]])
    axes.plot(*along.T, color=style.INK, lw=1.0, ls=(0, (4, 3)))
    for k, look in enumerate(plane.POINTS):
        axes.scatter(x[y == k, 0], x[y == k, 1], s=12, linewidth=0, zorder=3, **look)
    axes.set(xticks=[], yticks=[], xlim=FRAME[:2], ylim=FRAME[2:])
    axes.spines[:].set_visible(False)
    axes.set_title(f"{step:,} step{'s' * (step > 1)}", size=10, color=style.INK)


def draw_valley(axes: Axes) -> None:
    """Draw where the loss is a tenth, a hundredth, ..., over the plane of the two weights."""
    u = separable.signed(*separable.eight_points())
    spots = plane.mesh(VALLEY, 141)
    loss = activations.softplus(-spots @ u.T).mean(axis=2)
    levels = np.arange(-4.0, 1.0)
    look: dict[str, Any] = {"colors": [style.MUTED], "linewidths": 0.8, "linestyles": "solid"}
    axes.contour(*np.moveaxis(spots, 2, 0), np.log10(loss), levels, **look)
    for level in levels:
        name_level(axes, spots, np.log10(loss), float(level))
    axes.set(aspect="equal", xlim=VALLEY[:2], ylim=VALLEY[2:], xlabel="w₁", ylabel="w₂")


def name_level(axes: Axes, spots: Array, log_loss: Array, level: float) -> None:
    """Name a contour where it meets the upper edge of the plane, or the lower one."""
    for row, drop in ((-1, -0.3), (0, 0.18)):
        crossed = np.flatnonzero(np.diff(np.sign(log_loss[row] - level)))
        if len(crossed):
            x, y = spots[row, crossed[-1]]
            side = "right" if row else "left"
            text = f"{10**level:g}" if -4 <= level < -1 else f"loss {10**level:g}"
            axes.text(x - 0.12 if row else x, y + drop, text, size=9, color=style.MUTED, ha=side)
            return


def draw_path(axes: Axes) -> None:
    """Draw the path of the weights, a dot for each power of ten, and the ray that it follows."""
    way, decades = separable.descent(), separable.descent().decades()
    across = maximum_margin.separator(separable.signed(*separable.eight_points())).v
    axes.plot(*np.outer([0, 20], across).T, color=style.INK, lw=1.0, ls=(0, (4, 3)))
    turn = np.degrees(np.arctan2(across[1], across[0]))
    x, y = 12.7 * across + 0.32 * np.array([across[1], -across[0]])
    name = {"rotation": turn, "rotation_mode": "anchor", "ha": "center", "va": "center"}
    axes.text(x, y, "maximum margin", size=9, color=style.INK, **name)
    axes.plot([0, *way.w[:, 0]], [0, *way.w[:, 1]], color=style.SERIES[0], lw=1.8)
    look: dict[str, Any] = {"color": style.SERIES[0], "size": 10, "textcoords": "offset points"}
    for step, w in zip(separable.DECADES, decades.w, strict=True):
        axes.plot(*w, "o", color=style.SERIES[0], ms=5)
        text = f"{step:,}" + " steps" * (step == separable.DECADES[-1])
        axes.annotate(text, w, xytext=(-8, 7), ha="center", **look)


def templates(W: Array) -> Figure:
    """Draw the weights of each class as a square image, all on one scale.

    W: (d, C)  with d a square number
    """
    names = [f"{k}" for k in range(W.shape[1])]
    return weight_images.grid(W, names=names, rows=2)
