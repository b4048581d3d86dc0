"""Numbers that a pencil can follow."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Table(NamedTuple):
    """A few numbers, a row, a matrix, a list, and members by number."""

    a: float
    b: float
    x: Array
    A: Array
    v: Array
    c: list[float]


def table() -> Table:
    """Return the numbers."""
    return Table(
        0.5,
        -0.25,
        np.array([[0.1, 0.2, 0.3]]),
        np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]),
        np.array([1.0, 2.0, 3.0]),
        [3.0, 4.0],
    )


def square(x: float) -> float:
    """Return the square."""
    return x**2


def slope(x: float, h: float) -> float:
    """Return the slope of the square by a forward difference."""
    return (square(x + h) - square(x)) / h
