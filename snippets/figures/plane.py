"""A plane of inputs: its points by class, its regions by score."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from snippets.arrays import Array
from snippets.figures import style

# One look for each class: colour and shape, so that the two differ in grey as well.
POINTS: tuple[dict[str, Any], ...] = (
    {"color": style.CLASS_A, "marker": "o", "label": "class 0"},
    {"color": style.CLASS_B, "marker": "s", "label": "class 1"},
)


def mesh(frame: tuple[float, float, float, float], count: int = 121) -> Array:
    """Lay points over a frame (left, right, bottom, top); -> (count, count, 2)."""
    left, right, bottom, top = frame
    sides = np.linspace(left, right, count), np.linspace(bottom, top, count)
    return np.stack(np.meshgrid(*sides), axis=-1)


def draw_regions(axes: Axes, spots: Array, score: Array) -> None:
    """Fill where the score is negative and where it is positive, and draw where it is zero.

    spots: (count, count, 2), as `mesh` lays them; score: one for each spot, in any shape
    """
    x, y, score = spots[..., 0], spots[..., 1], score.reshape(spots.shape[:2])
    reach = np.abs(score).max() + 1
    axes.contourf(x, y, score, [-reach, 0, reach], colors=[style.REGION_A, style.REGION_B])
    axes.contour(x, y, score, [0], colors=[style.INK], linewidths=1.6)


def name_axes(axes: Axes, letter: str) -> None:
    """Name the two axes by one letter, away from the ticks: a phone enlarges all text."""
    axes.set_xlabel(f"{letter}₁", labelpad=6)
    axes.set_ylabel(f"{letter}₂", labelpad=6)
