"""Arrays as LaTeX, with as many digits as a pencil can follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from weave.readback import ATOM, SIDE, SUM, Form
from weave.shapes import Numbers

Cell = TypeVar("Cell")
VERTICAL = "\\varvdots"  # \\vdots would take the room of two rows
WHOLE, HEAD = 5, 2  # of more than so many rows, columns or entries: the first, dots, the last


def typeset(array: Numbers, decimals: int = 4) -> Form:
    """Write a number, a list or a matrix, and say how tightly it binds.

    All entries of an array have the same number of decimals: as many as write them exactly, at
    most `decimals`, more where the largest entry is below a hundredth.
    """
    array = np.asarray(np.round(array, 12) + 0.0, dtype=np.float64)  # no minus before a 0
    power = exponent(array)
    if power:
        text, _ = typeset(array / 10.0**power, 2)
        return f"{text} \\cdot 10^{{{power}}}", SIDE if array.max(initial=0.0) > 0 else SUM
    places = needed(array, decimals)
    if array.size == 1:
        text = number(float(array.flat[0]), places)
        return text, SUM if text.startswith("-") else ATOM
    if array.ndim == 1:
        cells = shortened([number(entry, places) for entry in array], "\\dots")
        return f"({', '.join(cells)})", ATOM
    return (matrix(array, places) if array.ndim == 2 else hidden(array)), ATOM


def exponent(array: Numbers) -> int:
    """Return the power of ten to take out of an array that is too small or large to write out."""
    top = np.abs(array).max(initial=0.0)
    if not np.isfinite(top) or top == 0 or 1e-4 <= top < 1e6:
        return 0
    return int(np.floor(np.log10(top)))


def needed(array: Numbers, decimals: int) -> int:
    """Return how many decimals write every entry exactly, or show enough of the largest."""
    finite = array[np.isfinite(array)]
    if is_near(finite, finite.round(), 1e-7, 0.0):  # a measured slope is off
        return 0
    order = int(np.floor(np.log10(np.abs(finite).max())))
    enough = max(decimals - max(order, 0), 2 - order)
    for places in range(2, enough):
        if is_near(finite, finite.round(places), 1e-10, 1e-10):
            return places
    return enough


def is_near(found: Numbers, rounded: Numbers, apart: float, part: float) -> bool:
    """Tell whether finite entries are near: np.allclose, without what it does for all others."""
    near = np.abs(found - rounded) <= apart + part * np.abs(rounded)
    return bool((near & np.isfinite(rounded)).all())


def number(value: float, places: int) -> str:
    """Write one number."""
    if not np.isfinite(value):
        return "\\text{not a number}" if np.isnan(value) else "\\infty"
    return f"{value:.{max(places, 0)}f}"


def matrix(array: Numbers, places: int) -> str:
    """Write a matrix; a large one by its corners and its shape."""
    whole = max(array.shape) <= WHOLE
    rows = [[number(entry, places) for entry in row] for row in array]
    if not whole:
        rows = [shortened(row, "\\cdots") for row in rows]
        dots = ["\\ddots" if cell == "\\cdots" else VERTICAL for cell in rows[0]]
        rows = shortened(rows, dots)
    lines = " \\\\ ".join(" & ".join(row) for row in rows)
    text = f"\\begin{{pmatrix}} {lines} \\end{{pmatrix}}"
    return text if whole else f"{text}_{{{size(array)}}}"


def shortened(cells: Sequence[Cell], dots: Cell) -> list[Cell]:
    """Leave out the middle of a long list."""
    if len(cells) <= WHOLE:
        return list(cells)
    return [*cells[:HEAD], dots, cells[-1]]


def hidden(array: Numbers) -> str:
    """Stand for an array of more than two axes by its shape."""
    return f"\\underset{{{size(array)}}}{{\\cdots}}"


def size(array: Numbers) -> str:
    """Write the shape of an array."""
    return " \\times ".join(map(str, array.shape))
