r"""Samples on trial: x \sim \mathcal N(\mu, s^2) says how the values of x are spread.

Each value is turned into the share of the distribution that lies below it; these shares must be
spread evenly (Kolmogorov and Smirnov's test). Only a large sample can tell; whether its values are
independent is not tested.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from weave.clauses import Distribution
from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value
from weave.shapes import Numbers, Value
from weave.tree import Relation

FEWEST = 1000
ALLOWED = 1.95  # one true sample in a thousand lies further off
SPREAD = 3.3  # standard deviations, one in a thousand too
erf = np.vectorize(math.erf, otypes=[np.float64])


def below_normal(x: Numbers, mean: Numbers, variance: Numbers) -> Numbers:
    """Return the share of a normal distribution below x."""
    return np.asarray((1 + erf((x - mean) / np.sqrt(2 * variance))) / 2)


def below_uniform(x: Numbers, low: Numbers, high: Numbers) -> Numbers:
    """Return the share of a uniform distribution below x."""
    return np.asarray(np.clip((x - low) / (high - low), 0, 1))


def below_laplace(x: Numbers, mean: Numbers, scale: Numbers) -> Numbers:
    """Return the share of a Laplace distribution below x."""
    far = np.exp(-np.abs(x - mean) / scale) / 2
    return np.where(x < mean, far, 1 - far)


def below_exponential(x: Numbers, rate: Numbers) -> Numbers:
    """Return the share of an exponential distribution below x."""
    return np.where(x < 0, 0.0, 1 - np.exp(-rate * np.maximum(x, 0)))


BELOW: dict[str, Callable[..., Numbers]] = {
    "N": below_normal,
    "U": below_uniform,
    "Laplace": below_laplace,
    "Exp": below_exponential,
}
POSITIVE = {"N": 1, "Laplace": 1, "Exp": 0}


def fits(relation: Relation, sample: Value, env: Env) -> str:
    """Judge a sample; return what was measured."""
    named = relation.right
    if not isinstance(named, Distribution):
        raise Mistake("right of \\sim stands a distribution, such as \\mathcal N(\\mu, s^2)",
                      relation.at)  # fmt: skip
    given = [laid(value(one, env), sample, relation) for one in named.parameters]
    x, *parameters = np.broadcast_arrays(sample.array, *given)
    if x.size < FEWEST:
        raise Mistake(f"a sample of {x.size} values tells little: take {FEWEST}", relation.at)
    if named.name == "Bernoulli":
        return share_fits(relation, x, parameters[0])
    at = POSITIVE.get(named.name)
    if (at is not None and np.any(parameters[at] <= 0)) or (
        named.name == "U" and np.any(parameters[0] >= parameters[1])
    ):
        raise Mistake("no distribution has these parameters", relation.at)
    shares = np.sort(BELOW[named.name](x, *parameters).reshape(-1))
    steps = np.arange(x.size + 1) / x.size
    apart = float(max(np.max(steps[1:] - shares), np.max(shares - steps[:-1])))
    allowed = ALLOWED / math.sqrt(x.size)
    if not apart <= allowed:
        raise Mistake(
            f"the sample of {x.size} values is spread otherwise: Kolmogorov's distance is "
            f"{apart:.2g}, allowed are {allowed:.2g}",
            relation.at,
        )
    return f"{x.size} values are spread so: Kolmogorov's distance {apart:.2g} of {allowed:.2g}"


def laid(parameter: Value, sample: Value, relation: Relation) -> Numbers:
    """Lay a parameter beside the sample's own axes; a number stands for all entries."""
    if parameter.axes not in (0, sample.axes) or parameter.kind:
        raise Mistake("a parameter is one number, or one for each value", relation.at)
    if parameter.axes == sample.axes:
        return parameter.array
    return parameter.array.reshape(parameter.array.shape + (1,) * sample.axes)


def share_fits(relation: Relation, x: Numbers, p: Numbers) -> str:
    """Judge zeros and ones: as many ones as the probabilities say, and where they say."""
    if not np.isin(x, (0.0, 1.0)).all() or np.any((p <= 0) | (p >= 1)):
        raise Mistake("a Bernoulli sample is 0 or 1, its probability lies between", relation.at)
    worst = 0.0
    for weights in (np.ones_like(p), p - p.mean()):
        wide = math.sqrt(float(np.sum(weights**2 * p * (1 - p))))
        worst = max(worst, abs(float(np.sum(weights * (x - p)))) / wide if wide else 0.0)
    if not worst <= SPREAD:
        raise Mistake(
            f"the sample has other shares: {worst:.1f} standard deviations off", relation.at
        )
    return f"{x.size} values: {worst:.1f} standard deviations off, {SPREAD} are allowed"


@evaluates(Distribution)
def no_value(node: Distribution, _env: Env) -> Value:
    """Refuse a distribution in the place of a value."""
    raise Mistake("a distribution is no value: it stands right of \\sim", node.at)
