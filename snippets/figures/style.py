"""One look for all figures: colours with fixed meanings, and an empty canvas.

The colours are the light theme's. When a page is built, each of them is replaced in the SVG by
the CSS variable of the same name (docs/assets/figures.css), so that one drawing fits light,
dark and print. Rasters (decision regions, heat maps) keep their colours on a neutral plate.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

INK = "#1f2328"  # axes, labels, plain lines
MUTED = "#6e7781"  # secondary text, reference lines
GRID = "#d8dee4"  # grid lines, faint outlines
PAPER = "#ffffff"  # the page behind the figure

FORWARD = "#0b6bb1"  # values, which flow forward
BACKWARD = "#c94e02"  # gradients, which flow backward

CLASS_A = "#2a6fbb"  # points of class 0
CLASS_B = "#d0643a"  # points of class 1
# Points of two classes differ in shape, their parts of the plane in lightness: class 1 has the
# lighter one in every theme, so that print and colour-blind readers see which side is which.
REGION_A = "#9fbfe3"  # the part of the plane that goes to class 0
REGION_B = "#fadccb"  # the part of the plane that goes to class 1

# Of these and FORWARD any two differ in lightness, and in what colour-blind readers see, in every
# theme (tests/site/test_figures.py measures it); the last is for what stands back behind others.
SERIES = ("#003751", BACKWARD, "#026747", "#6e3287", "#513d01", "#76838f")

COLOURS = {
    "ink": INK,
    "muted": MUTED,
    "grid": GRID,
    "paper": PAPER,
    "forward": FORWARD,
    "backward": BACKWARD,
    "class-a": CLASS_A,
    "class-b": CLASS_B,
    "region-a": REGION_A,
    "region-b": REGION_B,
    **{
        f"series-{number}": colour
        for number, colour in enumerate(SERIES, start=1)
        if colour != BACKWARD
    },
}

# Decision regions: from class 0 over "undecided" to class 1, light enough to draw points on, and
# ever lighter on the way.
regions = LinearSegmentedColormap.from_list("regions", [REGION_A, "#cfcecd", REGION_B])


def canvas(
    width: float = 6.5, height: float = 3.4, rows: int = 1, columns: int = 1, **grid: Any
) -> tuple[Figure, Any]:
    """An empty figure and its axes in the house style.

    width, height: inches; 6.5 is the width of the text
    rows, columns, grid: as in Figure.subplots
    -> the Figure and one Axes, or an array of Axes as Figure.subplots gives it
    """
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots(rows, columns, **grid)
    for one in np.atleast_1d(axes).ravel():
        dress(one)
    return figure, axes


def tabulate(
    figure: Figure, columns: Sequence[str], rows: Sequence[Sequence[object]], title: str = ""
) -> None:
    """Give a figure a table of its numbers, where its lines and points would not make a good one.

    The page folds it below the figure. Without one, the build makes tables of what is drawn, named
    by axes, labels and the texts beside lines; an artist labelled `_nolegend_` stays out.
    """
    figure.__dict__.setdefault("numbers", []).append((title, columns, rows))


def dress(axes: Axes) -> None:
    """Put the house style on axes: two spines, small ticks, ink and no grid."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(MUTED)
    axes.tick_params(colors=INK, labelsize=9, length=3, color=MUTED)
    axes.xaxis.label.set(color=INK, size=10)
    axes.yaxis.label.set(color=INK, size=10)
    axes.title.set(color=INK, size=10)
    axes.set_prop_cycle(color=list(SERIES))
    axes.set_axisbelow(True)


def name_line(axes: Axes, x: float, y: float, text: str, colour: str, **options: Any) -> None:
    """Write a line's name beside it, in its colour: figures with few lines need no legend."""
    axes.annotate(
        text,
        (x, y),
        xytext=(4, 0),
        textcoords="offset points",
        color=colour,
        size=9,
        va="center",
        **options,
    )
