"""Arrays as tables of numbers, shaded by size: what a lab has in its hands."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from snippets.arrays import Array
from snippets.figures import diagram, style

WIDE, HIGH = 1.25, 0.62  # a cell, in units of the drawing
GAP = 0.55  # between two arrays of a row
SHADE = 0.5  # of the largest entry; more would hide the number
INCH = 0.55  # a unit of the drawing


def tables(
    rows: Sequence[Mapping[str, Array]],
    *,
    names: Sequence[str] = (),
    columns: Sequence[str] = (),
    digits: int = 2,
    full: float = 0.0,
) -> Figure:
    """Draw arrays with every number in them, one row of arrays below the other.

    rows: name -> (n, k) or (k,) array; those of one row of the drawing stand side by side
    names: of the examples; they stand before a row of arrays that has as many rows as names
    columns: what stands above each column of the arrays that have as many
    digits: after the point
    full: the size at which a number is shaded most, unless its array has larger ones

    Orange is above 0 and blue below; the larger the number in its array, the stronger.
    """
    sizes = [extent(row) for row in rows]
    left = 0.45 + 0.2 * max(map(len, names)) if names else 0.0
    width = left + max(size[0] for size in sizes)
    figure, axes = style.canvas(INCH * width + 0.1, INCH * sum(size[1] for size in sizes) + 0.2)
    axes.set_axis_off()
    axes.set_aspect("equal")
    top = 0.0
    for row, (_, height) in zip(rows, sizes, strict=True):
        write_names(axes, row, (left, top), names)
        place = left
        for name, array in row.items():
            numbers, corner = np.atleast_2d(array), (place, top)
            write_title(axes, numbers, corner, name, columns)
            place = GAP + draw_table(axes, numbers, corner, digits=digits, full=full)
        top -= height
    axes.set(xlim=(-0.1, width + 0.1), ylim=(top, 0.3))
    return figure


def extent(row: Mapping[str, Array]) -> tuple[float, float]:
    """Measure the room that a row of arrays takes: width, and height with the names above."""
    shapes = [np.atleast_2d(array).shape for array in row.values()]
    wide = sum(WIDE * columns for _, columns in shapes) + GAP * (len(shapes) - 1)
    return wide, HIGH * (max(count for count, _ in shapes) + 1.5)


def write_names(
    axes: Axes, row: Mapping[str, Array], corner: tuple[float, float], names: Sequence[str]
) -> None:
    """Write the examples' names to the left of a corner, if all arrays of the row are of them."""
    left, top = corner
    if {len(np.atleast_2d(array)) for array in row.values()} != {len(names)}:
        return
    for height, name in enumerate(names):
        place = left - 0.25, top - HIGH * (height + 1.5)
        axes.text(*place, name, ha="right", va="center", size=9, color=style.MUTED)


def write_title(
    axes: Axes, array: Array, corner: tuple[float, float], name: str, columns: Sequence[str]
) -> None:
    """Write an array's name above it, and what its columns are between the two."""
    left, top = corner
    named = array.shape[1] == len(columns)
    middle = left + WIDE * array.shape[1] / 2, top - HIGH * (0.0 if named else 0.5)
    diagram.write(axes, middle, name, size=10)
    for column, text in enumerate(columns if named else ()):
        place = left + WIDE * (column + 0.5), top - 0.62 * HIGH
        diagram.write(axes, place, text, size=9, color=style.MUTED)


def draw_table(
    axes: Axes, array: Array, corner: tuple[float, float], *, digits: int, full: float
) -> float:
    """Draw one array below its title; -> its right edge."""
    left, top = corner
    reach = max(full, float(np.abs(array).max())) or 1.0
    for row, column in np.ndindex(array.shape):
        value = round(float(array[row, column]), digits) + 0.0  # no minus before a zero
        place = left + WIDE * column, top - HIGH * (row + 2)
        ink = style.CLASS_B if value > 0 else style.CLASS_A
        face = to_rgba(ink, SHADE * abs(value) / reach)
        cell = Rectangle(place, WIDE, HIGH, facecolor=face, edgecolor=style.GRID, linewidth=0.6)
        axes.add_patch(cell)
        centre = place[0] + WIDE / 2, place[1] + HIGH / 2
        diagram.write(axes, centre, diagram.number(value, digits), size=8.5)
    return float(left + WIDE * array.shape[1])
