"""A toy house of statistics."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def mean(x: Array) -> Array:
    """Average the rows."""
    return x.mean(axis=0)


def covariance(x: Array) -> Array:
    """Return the biased covariance of the columns."""
    centred = x - x.mean(axis=0)
    return centred.T @ centred / len(x)


def variance(x: Array) -> float:
    """Return the biased variance of all entries."""
    return float(x.var())


def estimate(x: float, h: float) -> float:
    """Return a forward difference of the exponential."""
    return float((np.exp(x + h) - np.exp(x)) / h)
