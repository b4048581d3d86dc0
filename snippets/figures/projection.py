"""The figure of least squares as a right angle, in the chapter on linear regression."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import linear_models, readings
from snippets.arrays import Array
from snippets.figures import style


def right_angle() -> Figure:
    """Three centered readings as arrows in their plane, and the errors of three weights."""
    figure, axes = style.canvas(6.5, 1.9)
    X, Y = in_their_plane(*(part[:3] for part in readings.box()))
    best = Y[0] / X[0]
    draw_errors(axes, X[0] * np.array([[best], [best - 0.2], [best + 0.2]]), X[0], Y)
    for tip, at, text, colour in (
        (X, (1.3, 0.01), "inputs X", style.MUTED),
        (Y, (0.35, 0.1), "readings Y", style.INK),
        (Y * [1, 0], (0.43, 0.01), "predictions Xw", style.FORWARD),
    ):
        arrow = {"arrowstyle": "->", "color": colour, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", tip, (0, 0), arrowprops=arrow)
        axes.text(*at, text, color=colour, size=9, ha="center", va="bottom")
    axes.plot(Y[0] + [-0.03, -0.03, 0], [0, 0.03, 0.03], color=style.MUTED, linewidth=1)
    axes.set(aspect="equal", xlim=(-0.02, X[0] + 0.02), ylim=(-0.07, Y[1] + 0.02))
    axes.set_axis_off()
    return figure


def draw_errors(axes: Axes, feet: Array, unit: float, tip: Array) -> None:
    """Draw the way from each prediction to the readings, the first one solid."""
    for number, foot in enumerate(feet[:, 0]):
        look: dict[str, Any] = {"linestyle": "--" if number else "-", "color": style.BACKWARD}
        axes.plot([foot, tip[0]], [0, tip[1]], linewidth=1.0 if number else 2.4, **look)
        label = f"w = {foot / unit:.1f}"
        axes.text(foot, -0.02, label, color=style.FORWARD, size=9, ha="center", va="top")
    axes.text(feet[0, 0] + 0.012, 0.04, "error", color=style.BACKWARD, size=9)


def in_their_plane(x: Array, y: Array) -> tuple[Array, Array]:
    """Give centered inputs and targets as arrows of two numbers: lengths and angle stay.

    x, y: (3, 1)  three numbers that add up to zero lie in a plane
    """
    R = linear_models.factors(np.hstack(linear_models.centered(x, y)[:2])).R
    R = np.sign(np.diag(R))[:, np.newaxis] * R
    return R[:, 0], R[:, 1]
