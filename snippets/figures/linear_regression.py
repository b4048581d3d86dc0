"""Figures of the chapter on linear regression."""

from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import condition_costs, conditioning, linear_models, readings
from snippets.arrays import Array
from snippets.figures import style

CONDITIONS = condition_costs.CONDITIONS  # of X'X, in the panels of the paths
SEED = 5  # of the directions of the bowls: slanted, so that no weight is a direction
START = np.array([[-0.95], [0.2]])  # along the flat direction, and along the steep one
LISTED = (0, 1, 2, 5, 10, 25)  # the steps in the tables of the paths
POWERS = range(9)  # condition numbers of X in the figure of the digits


def sticks() -> Figure:
    """The box's readings, the line with the least squares, and its parabola of losses."""
    figure, axes = style.canvas(6.5, 3.2, columns=2, width_ratios=(1.15, 1))
    draw_line(axes[0])
    draw_parabola(axes[1])
    return figure


def draw_line(axes: Axes) -> None:
    """Draw the readings, the best line, and the stick from each reading to the line."""
    x, y = readings.box()
    ends = np.array([[-1.4], [2.4]])
    fitted = linear_models.scores(readings.line(), x)
    inside = linear_models.scores(readings.inside(), ends)
    axes.plot(ends, inside, "--", color=style.MUTED, linewidth=1.2)
    line = linear_models.scores(readings.line(), ends)
    axes.plot(ends, line, color=style.FORWARD, linewidth=1.8)
    axes.vlines(x, fitted, y, color=style.BACKWARD, linewidth=2.4)
    axes.plot(x, y, "o", color=style.INK, markersize=6)
    axes.set(xlabel="input x", ylabel="reading y", xticks=x[:, 0])
    axes.text(0.95, 1.15, "best line", color=style.FORWARD, size=9, ha="right")
    axes.text(1.15, 0.5, "in the box", color=style.MUTED, size=9)
    axes.text(0.12, -0.03, "error", color=style.BACKWARD, size=9, va="center")


def draw_parabola(axes: Axes) -> None:
    """Draw the loss against the weight, each weight with its best bias, and three weights in it."""
    best, inside = readings.line(), readings.inside()
    least, bend = readings.loss(best), readings.curvature() / 2
    w = np.linspace(0.36, 0.76, 81)
    parabola = least + bend * (w - best.W[0, 0]) ** 2
    axes.plot(w, parabola, color=style.FORWARD, linewidth=1.8, label="loss, with the best bias")
    axes.plot(best.W[0, 0], least, "o", color=style.FORWARD, markersize=6)
    axes.annotate(
        f"w = {best.W[0, 0]:.2f}",
        (best.W[0, 0], least),
        xytext=(2, -13),
        textcoords="offset points",
        color=style.FORWARD,
        size=9,
    )
    axes.axvline(inside.W[0, 0], color=style.MUTED, linestyle="--", linewidth=1.2)
    axes.text(inside.W[0, 0] - 0.008, 0.045, "in the box", color=style.MUTED, size=9, ha="right")
    axes.set(xlabel="weight w", ylabel="loss, with the best bias", ylim=(0, None))


def paths() -> Figure:
    """Contours of three bowls with the way of gradient descent down each, at its best rate."""
    figure, axes = style.canvas(6.5, 3.0, columns=3, sharex=True, sharey=True)
    for panel, condition in zip(axes, CONDITIONS, strict=True):
        path = draw_path(panel, condition)
        rows = [(step, *path[step]) for step in LISTED]
        columns = ["step", "first weight", "second weight"]
        style.tabulate(figure, columns, rows, f"condition {condition:.0f}")
    axes[0].set_ylabel("second weight")
    return figure


def draw_path(axes: Axes, condition: float) -> Array:
    """Draw one bowl's contours and the first steps down it, and return the weights on the way.

    The title says how many steps it takes in all.
    """
    X = bowl(condition)
    taken = condition_costs.steps(condition).taken
    draw_contours(axes, X)
    start = conditioning.curvatures(bowl(CONDITIONS[1])).directions @ START
    Y = np.zeros((len(X), 1))
    path = conditioning.walk(X, Y, start, rate=conditioning.best_rate(X), steps=25)
    axes.plot(*path.T, "o-", color=style.BACKWARD, markersize=2.5, linewidth=1.1)
    axes.plot(*start, "o", color=style.INK, markersize=5)
    axes.plot(0, 0, "+", color=style.INK, markersize=9, markeredgewidth=1.4)
    axes.set_title(f"condition {condition:.0f}\n{taken:,} step{'s' * (taken > 1)}")
    axes.set(aspect="equal", xlim=(-1.15, 1.15), ylim=(-1.15, 1.15), xlabel="first weight")
    axes.set(xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    return path


def bowl(condition: float) -> Array:
    """The inputs of a panel: the same directions in all three, other stretches."""
    rng = np.random.default_rng(SEED)
    return conditioning.design(20, 2, condition=condition**0.5, rng=rng)


def draw_contours(axes: Axes, X: Array) -> None:
    """Draw the loss over the plane of two weights, at heights that grow by the same factor."""
    side = np.linspace(-1.15, 1.15, 121)
    plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    loss = ((plane @ X.T) ** 2).mean(axis=1).reshape(121, 121)
    levels = np.geomspace(0.002, 1.0, 9)
    axes.contour(side, side, loss, levels, colors=[style.FORWARD], linewidths=0.6, alpha=0.6)


def digits() -> Figure:
    """The digits that are left of the weights against the condition number: median and spread."""
    figure, axes = style.canvas(6.5, 3.6)
    near, far = ([condition_costs.errors(p, far=f) for p in POWERS] for f in (0.0, 1.0))
    draw_digits(axes, [one.qr for one in near], style.SERIES[2])
    draw_digits(axes, [one.qr for one in far], style.SERIES[4])
    draw_digits(axes, [one.normal for one in near], style.SERIES[3])
    for lost in (1, 2):
        axes.plot([0, 8], [16, 16 - 8 * lost], "--", color=style.MUTED, linewidth=1)
    for x, y, text, colour in (
        (5.0, 13.0, "QR, readings near the line", style.SERIES[2]),
        (5.5, 7.7, "QR, readings far off", style.SERIES[4]),
        (3.2, 6.4, "normal equations", style.SERIES[3]),
    ):
        right = "right" if colour == style.SERIES[3] else "left"
        axes.text(x, y, text, color=colour, size=9, ha=right)
    axes.set(ylim=(-0.3, 16.5), yticks=[0, 4, 8, 12, 16], ylabel="digits of the weights left")
    axes.set_xticks(POWERS, [f"10{'⁰¹²³⁴⁵⁶⁷⁸'[p]}" for p in POWERS])
    axes.set_xlabel("condition number of X")
    return figure


def draw_digits(axes: Axes, errors: list[Array], colour: str) -> None:
    """Draw the median and, as a band, eight of ten runs."""
    left = [np.clip(-np.log10(np.maximum(error, 1e-16)), 0, 16) for error in errors]
    low, middle, high = np.quantile(left, [0.1, 0.5, 0.9], axis=1)
    axes.fill_between(POWERS, low, high, color=colour, alpha=0.2, linewidth=0)
    axes.plot(POWERS, middle, "o-", color=colour, markersize=3.5, linewidth=1.6)


def predicted(a: Array, y: Array) -> Figure:
    """Predicted against actual, and what is left over against predicted.

    a, y: (n, 1)  predictions and targets that the fit has not seen
    """
    figure, axes = style.canvas(6.5, 3.3, columns=2)
    ends = np.array([min(a.min(), y.min()), max(a.max(), y.max())])
    dots = {"color": style.FORWARD, "alpha": 0.55, "s": 14, "linewidth": 0}
    axes[0].scatter(a, y, **dots)
    axes[0].plot(ends, ends, "--", color=style.MUTED, linewidth=1.2)
    axes[0].set(xlabel="predicted", ylabel="actual", aspect="equal")
    box = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 1.5}
    label = {"color": style.MUTED, "size": 9, "ha": "right", "bbox": box}
    axes[0].text(ends[1], ends[1], "actual = predicted ", **label)
    axes[1].axhline(0, color=style.MUTED, linestyle="--", linewidth=1.2)
    axes[1].scatter(a, y - a, **dots)
    for low, high, spread in thirds(a, y):
        axes[1].hlines([-spread, spread], low, high, color=style.INK, linewidth=1.8)
    axes[1].set(xlabel="predicted", ylabel="residual: actual − predicted")
    columns = ["third of the patients, predicted from", "to", "root of the mean squared residual"]
    style.tabulate(figure, columns, [[round(one, 1) for one in row] for row in thirds(a, y)])
    return figure


def thirds(a: Array, y: Array) -> list[tuple[float, float, float]]:
    """Part the predictions into three of one size: where each begins and ends, and its spread."""
    edges = np.quantile(a, [0, 1 / 3, 2 / 3, 1])
    spans = []
    for low, high in pairwise(edges):
        inside = (a >= low) & (a <= high)
        spans.append((float(low), float(high), float(np.sqrt(np.mean((y - a)[inside] ** 2)))))
    return spans
