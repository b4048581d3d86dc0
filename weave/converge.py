"""Integrals and limits at work: quadrature at two orders, a sequence and its extrapolation."""

from __future__ import annotations

from functools import cache

import numpy as np

from weave.binders import Integral, Limit
from weave.conditions import bound
from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value
from weave.shapes import Numbers, Value

ORDERS = (60, 90)
HALVINGS = 14
AGREE = 1e-6


class Unsettled(Mistake):
    """Two ways to compute one number disagree."""


@evaluates(Integral)
def integral(node: Integral, env: Env) -> Value:
    """Return an integral by Gauss's rule; two orders must agree."""
    coarse, fine = (quadrature(node, env, order) for order in ORDERS)
    apart = np.abs(coarse.array - fine.array).max(initial=0.0)
    if apart > AGREE * max(1.0, float(np.abs(fine.array).max(initial=0.0))):
        raise Unsettled("the integral differs between two orders of quadrature")
    return fine


def quadrature(node: Integral, env: Env, order: int) -> Value:
    """Add up the body over the points of Gauss's rule."""
    points, weights = rule(order)
    ends = bound(node.low, env), bound(node.high, env)
    low, high = sorted(ends)
    if low == high and np.isinf(low):
        raise Mistake("both bounds are the same infinity", node.at)
    if np.isinf(low) or np.isinf(high):
        places, scaled = stretched(points, weights, low, high)
    else:
        half = (high - low) / 2
        places, scaled = (low + high) / 2 + half * points, half * weights
    inner = env.along(node.variable, places, False)
    body = value(node.body, inner)
    axis = env.places[node.variable]
    turned = scaled if ends == (low, high) else -scaled
    laid = turned.reshape(inner.ranges[node.variable].shape + (1,) * body.axes)
    return Value((body.array * laid).sum(axis=axis, keepdims=True), body.axes)


@cache
def rule(order: int) -> tuple[Numbers, Numbers]:
    """Return the points and weights of Gauss's rule on (-1, 1)."""
    points, weights = np.polynomial.legendre.leggauss(order)
    return points, weights


def stretched(
    points: Numbers, weights: Numbers, low: float, high: float
) -> tuple[Numbers, Numbers]:
    """Map (-1, 1) on a line without an end, by x = t / (1 - t^2) or its half."""
    if np.isinf(low) and np.isinf(high):
        return points / (1 - points**2), weights * (1 + points**2) / (1 - points**2) ** 2
    unit = (points + 1) / 2
    places, scaled = unit / (1 - unit), weights / 2 / (1 - unit) ** 2
    return (low + places, scaled) if np.isinf(high) else (high - places, scaled)


@evaluates(Limit)
def limit(node: Limit, env: Env) -> Value:
    """Return a limit: the letter halves its distance, or doubles; Richardson ends the way."""
    target = bound(node.target, env)
    steps = 0.5 ** np.arange(2.0, HALVINGS)
    places = 2.0 ** np.arange(2.0, HALVINGS + 2) if np.isinf(target) else target + steps
    inner = env.along(node.variable, np.copysign(places, target) if np.isinf(target) else places,
                      False)  # fmt: skip
    body = value(node.body, inner)
    axis = env.places[node.variable]
    rows = np.moveaxis(body.array, axis, 0)
    settled = extrapolated(rows)
    return Value(np.expand_dims(settled, axis), body.axes)


def extrapolated(rows: Numbers) -> Numbers:
    """Extrapolate a sequence whose error falls by powers of the halved step."""
    if rows.shape[0] == 1:
        return np.asarray(rows[0])
    table, last = rows, rows[-1]
    for order in range(1, 5):
        table = (2.0**order * table[1:] - table[:-1]) / (2.0**order - 1)
        apart, last = np.abs(table[-1] - last).max(initial=0.0), table[-1]
    if not np.isfinite(last).all() or apart > 1e-4 * max(1.0, float(np.abs(last).max())):
        raise Unsettled("the sequence does not settle on a limit")
    return np.asarray(last)
