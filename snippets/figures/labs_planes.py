"""The plane of the inputs in small multiples: a boundary through training, unit by unit."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets.arrays import Array, Labels
from snippets.figures import plane, style

COLUMNS = 3
# Ranges of an activation from -1 to 1 with their colours and how thick these are laid on: the sides
# of a plane as everywhere, which differ in grey too, and over them a stronger one where it is firm.
SHADES = (
    (-2.0, 0.0, style.REGION_A, 1.0),
    (0.0, 2.0, style.REGION_B, 1.0),
    (-2.0, -0.5, style.CLASS_A, 0.2),
    (0.5, 2.0, style.CLASS_B, 0.2),
)


def through_training(x: Array, y: Labels, spots: Array, scores: Mapping[str, Array]) -> Figure:
    """Draw a panel for each moment: the two regions, the boundary, the points.

    x, y: (n, 2) and (n,)  points and their classes
    spots: (count, count, 2)  as `plane.mesh` lays them
    scores: title -> the network's score at each spot, negative for class 0, in any shape
    """
    figure, panels = small_multiples(spots, scores)
    for axes, (title, score) in zip(panels, scores.items(), strict=False):
        plane.draw_regions(axes, spots, score)
        draw_points(axes, x, y)
        axes.set_title(title, loc="left", size=10, color=style.INK)
    return figure


def units(x: Array, y: Labels, spots: Array, activations: Mapping[str, Array]) -> Figure:
    """Draw a panel for each unit: strong colours where its answer is near -1 or 1, pale near 0.

    activations: title -> the unit's answer at each spot, from -1 to 1, in any shape
    """
    figure, panels = small_multiples(spots, activations)
    for axes, (title, answer) in zip(panels, activations.items(), strict=False):
        values = answer.reshape(spots.shape[:2])
        for low, high, colour, alpha in SHADES:
            axes.contourf(
                spots[..., 0], spots[..., 1], values, [low, high], colors=[colour], alpha=alpha
            )
        axes.contour(spots[..., 0], spots[..., 1], values, [0.0], colors=[style.INK], linewidths=1)
        draw_points(axes, x, y)
        axes.set_title(title, loc="left", size=10, color=style.INK)
    return figure


def small_multiples(spots: Array, panels: Mapping[str, Array]) -> tuple[Figure, list[Axes]]:
    """Lay out panels of one plane, three a row, equal scales in both directions."""
    rows = -(-len(panels) // COLUMNS)
    (left, right), (low, high) = ((side.min(), side.max()) for side in np.moveaxis(spots, -1, 0))
    height = 0.3 + 1.75 * (high - low) / (right - left)
    figure, grid = style.canvas(
        6.2, 0.35 + rows * height, rows, COLUMNS, sharex=True, sharey=True, squeeze=False
    )
    for axes in grid.ravel()[len(panels) :]:
        axes.remove()
    kept = list(grid.ravel()[: len(panels)])
    for axes in kept:
        axes.set(xlim=(left, right), ylim=(low, high), aspect="equal")
        axes.tick_params(length=2)
    for axes in grid[-1, : len(panels) - COLUMNS * (rows - 1)]:
        axes.set_xlabel("x₁")
    for axes in grid[:, 0]:
        axes.set_ylabel("x₂")
    return figure, kept


def draw_points(axes: Axes, x: Array, y: Labels) -> None:
    """Draw the points by class, large if they are few."""
    size = 34 if len(x) < 20 else 5
    for label, look in enumerate(plane.POINTS):
        across, up = x[y == label].T
        axes.scatter(across, up, s=size, linewidths=0, zorder=3, **look)
