r"""Expectations at work: \mathbb E_{x \sim p} by probabilities, or by a density's integral."""

from __future__ import annotations

from functools import cache

import numpy as np

from weave.clauses import Distribution, Expectation
from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value
from weave.shapes import Numbers, Value, entrywise
from weave.tree import Node, Subscript, Variable

ORDERS = (60, 90)
AGREE = 1e-9


@evaluates(Expectation)
def expectation(node: Expectation, env: Env) -> Value:
    """Return a mean of the body, weighted."""
    if isinstance(node.weights, Distribution):
        return by_density(node, node.weights, env)
    found = value(node.weights, env)
    if found.axes != 1:
        raise Mistake("right of \\sim stands a row of probabilities or a distribution", node.at)
    inner = env.along(node.variable, np.arange(1.0, found.shape[0] + 1), True)
    weights = value(Subscript(node.weights, (Variable(node.variable),)), inner)
    total = weights.array.sum(axis=env.places[node.variable])
    if np.any(weights.array < 0) or np.abs(total - 1).max() > AGREE:
        raise Mistake(f"the probabilities add up to {float(total.flat[0]):.6g}", node.at)
    return summed(node, weights, inner)


def summed(node: Expectation, weights: Value, env: Env) -> Value:
    """Add up the weighted body."""
    made = entrywise(weights, value(node.body, env), np.multiply, "product")
    axis = env.places[node.variable]
    return Value(made.array.sum(axis=axis, keepdims=True), made.axes)


def by_density(node: Expectation, named: Distribution, env: Env) -> Value:
    """Integrate the body against a density; two orders of Gauss's rule must agree."""
    if named.name not in ("N", "U"):
        raise Mistake("an expectation is taken over \\mathcal N, U, or probabilities", node.at)
    first, second = (number(one, env) for one in named.parameters)
    found = []
    for order in ORDERS:
        if named.name == "N":
            points, weights = normal_rule(order)
            places = first + np.sqrt(second) * points
        else:
            points, weights = even_rule(order)
            places = first + (second - first) * points
        inner = env.along(node.variable, places, False)
        laid = Value(weights.reshape(inner.ranges[node.variable].shape))
        found.append(summed(node, laid, inner))
    apart = np.abs(found[0].array - found[1].array).max(initial=0.0)
    if not apart <= 1e-6 * max(1.0, float(np.abs(found[1].array).max(initial=0.0))):
        raise Mistake("the expectation differs between two orders of quadrature", node.at)
    return found[1]


def number(node: Node, env: Env) -> float:
    """Evaluate a parameter, one number."""
    found = value(node, env).array
    if found.size != 1:
        raise Mistake("the parameters of this distribution are numbers", node.at)
    return float(found.flat[0])


@cache
def normal_rule(order: int) -> tuple[Numbers, Numbers]:
    """Return the points and weights of Gauss's rule for the standard normal density."""
    points, weights = np.polynomial.hermite_e.hermegauss(order)
    return points, weights / weights.sum()


@cache
def even_rule(order: int) -> tuple[Numbers, Numbers]:
    """Return the points and weights of Gauss's rule on (0, 1)."""
    points, weights = np.polynomial.legendre.leggauss(order)
    return (points + 1) / 2, weights / 2
