"""Weights as images whose sign needs no colour: each negative pixel carries a minus.

Blue and orange are equally dark, so grey and print would show how strong a weight is and not
which way it pulls.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from snippets.arrays import Array
from snippets.figures import style

# Negative, zero, positive. A raster, so its colours stay in the dark, and the minus with them.
SIGNS = LinearSegmentedColormap.from_list("signs", [style.CLASS_A, "#f4f2ee", style.CLASS_B])
MINUS = "#04152b"
FAINT = 0.08  # of full colour: what is weaker looks like zero and gets no minus
STROKE = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])  # a square, to be pressed


def grid(
    W: Array, *, names: Sequence[str], rows: int, width: float = 5.4, alike: bool = True
) -> Figure:
    """Draw each unit's weights as a square image with its name above.

    W: (side^2, h)  weights, a unit a column; the first `len(names)` are drawn
    rows: of images; names fill them from left to right
    alike: one scale for all; else each image has its own

    Raises ValueError if the images are not square.
    """
    columns = -(-len(names) // rows)
    reach = np.abs(W[:, : len(names)]).max() if alike else None
    figure, panels = style.canvas(width, 1.25 * rows * width / 5.4 * 5 / columns, rows, columns)
    for axes in np.ravel(panels):
        axes.set_axis_off()
    for axes, name, w in zip(np.ravel(panels), names, W.T, strict=False):
        axes.set_axis_on()
        draw_weights(axes, w, reach=reach)
        axes.set_title(name)
    return figure


def draw_weights(axes: Axes, w: Array, *, reach: float | None = None) -> None:
    """Draw a unit's weights as a square image: orange is positive, blue with a minus negative.

    w: (side^2,)
    reach: the size that gets full colour; by default the largest of these weights

    Raises ValueError if w has no square number of entries.
    """
    side = round(np.sqrt(w.size))
    if side**2 != w.size:
        raise ValueError(f"draw_weights: w has {w.size} entries, expected a square number")
    full = reach or np.abs(w).max() or 1.0
    image = w.reshape(side, side)
    axes.imshow(image, cmap=SIGNS, vmin=-full, vmax=full, interpolation="none")
    axes.add_collection(minuses(image / full))
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set_visible(False)


def minuses(image: Array) -> PolyCollection:
    """Lay a minus on each negative pixel: the stronger the weight, the larger.

    image: (side, side)  weights, 1 is full colour
    """
    places = np.argwhere(image < -FAINT)[:, ::-1]
    strength = np.minimum(-image[image < -FAINT], 1.0)[:, np.newaxis]
    sizes = np.hstack([0.35 + 0.4 * strength, 0.07 + 0.13 * strength])
    strokes = places[:, np.newaxis] + sizes[:, np.newaxis] * STROKE
    return PolyCollection(list(strokes), facecolor=MINUS, linewidth=0, label="_nolegend_")
