"""Slopes of a path at 0 by differences; two step sizes must agree, else it has a kink there."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

import numpy as np

from weave.errors import Mistake
from weave.shapes import Numbers

STEP = 2e-3


PARTS = np.array([1.0, -1.0, 0.5, -0.5, 0.25, -0.25])


AGREE = 1e-5


GRID = np.arange(-6.0, 7.0)


GRID_STEPS = (0.06, 0.04)


class Kink(Mistake):
    """Two step sizes disagree: the function has no derivative there."""


def extrapolated(move: Callable[[float], Numbers], step: float = STEP) -> Numbers:
    """Differentiate a path t -> move(t) at 0."""
    return np.asarray(agreed(np.stack([[move(step * part) for part in PARTS]]), step)[0])


def agreed(paths: Numbers, step: float) -> Numbers:
    """Differentiate many paths at 0; axis 0 counts the paths, axis 1 their places step * PARTS."""
    steps = (step * PARTS[::2]).reshape(-1, *(1,) * (paths.ndim - 2))
    slopes = (paths[:, ::2] - paths[:, 1::2]) / (2 * steps)
    coarse, fine = ((4 * slopes[:, at + 1] - slopes[:, at]) / 3 for at in (0, 1))
    scale = np.maximum(largest(fine), 1e-3)
    if not np.isfinite(fine).all() or np.any(largest(coarse - fine) > AGREE * scale):
        raise Kink("the derivative differs between two step sizes: a kink, or a jump")
    return np.asarray(fine)


def largest(values: Numbers) -> Numbers:
    """Return the largest absolute value of each path."""
    return np.asarray(np.abs(values.reshape(len(values), -1)).max(axis=1, initial=0.0))


def higher(move: Callable[[float], Numbers], order: int) -> Numbers:
    """Differentiate a path at 0 more than once, on a wide and on a narrow grid that must agree."""
    wide, narrow = (on_grid(move, order, step) for step in GRID_STEPS)
    scale = max(float(np.abs(narrow).max(initial=0.0)), 1e-3)
    if not np.isfinite(narrow).all() or np.abs(wide - narrow).max(initial=0.0) > AGREE * scale:
        raise Kink("the derivative differs between two step sizes: a kink, or a jump")
    return narrow


def on_grid(move: Callable[[float], Numbers], order: int, step: float) -> Numbers:
    """Differentiate the polynomial through the points of a grid around 0."""
    values = np.stack([move(step * point) for point in GRID], axis=-1)
    return np.asarray(values @ grid_weights(order) / step**order)


@cache
def grid_weights(order: int) -> Numbers:
    """Return the weights by which the points of the grid make the derivative of an order."""
    powers = np.vander(GRID, increasing=True).T
    right = np.zeros(len(GRID))
    right[order] = math.factorial(order)
    return np.asarray(np.linalg.solve(powers, right))
