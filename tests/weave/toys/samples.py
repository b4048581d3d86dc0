"""A toy house of statistics."""

import math

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


def shifted(z: Array, mean: float, variance: float) -> Array:
    """Move and widen noise."""
    return mean + np.sqrt(variance) * z


def entropy(p: Array) -> float:
    """Return the entropy of shares."""
    return float(-(p * np.log(p)).sum())


def divergence(p: Array, q: Array) -> float:
    """Return the divergence of two lists of shares."""
    return float((p * np.log(p / q)).sum())


def decided(z: Array, share: Array) -> Array:
    """Make ones of noise, each with its own share."""
    below = np.vectorize(math.erf)(z / math.sqrt(2)) / 2 + 0.5
    return (below < share).astype(float)


def squared(u: float) -> float:
    """Return a square."""
    return u * u


def both_roots(b: float, c: float) -> Array:
    """Solve x^2 + 2 b x + c = 0, the larger root first."""
    return np.array([-b + math.sqrt(b * b - c), -b - math.sqrt(b * b - c)])
