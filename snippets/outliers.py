r"""Outliers: what a few wild numbers do to an answer that a loss has chosen.

A loss decides what the best constant answer to many readings is: the squared error their mean, the
absolute error their median, Huber's loss something between. How good each answer is depends on the
errors that the readings really have.
"""

from collections.abc import Callable
from functools import cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from snippets import likelihoods
from snippets.arrays import Array

READINGS = (2.0, 2.1, 1.9, 2.2, 7.0)  # metres, of one table; the last is a slip
LOSSES = ("mean_squared_error", "mean_absolute_error", "huber")
NOISES = ("normal", "laplace", "contaminated", "uniform")
SAMPLE, REPEATS = 25, 10_000
POINTS, RUNS = 100, 30
SPREAD = 0.3  # of the errors around a line that are not wild
CORNER = 1.345  # Huber's, in standard deviations, as it is commonly chosen
LEVEL = 0.95  # of an interval
REACH = NormalDist().inv_cdf((1.0 + LEVEL) / 2.0)  # its half width, in standard errors
ROUNDS = {"mean_squared_error": 1, "mean_absolute_error": 100, "huber": 40}


def answers(readings: Array, loss: str) -> Array:
    """Find the constant that makes the mean loss smallest, one for each row of readings.

    readings: (m, n)  n readings of each of m things
    loss: one of LOSSES; Huber's with width 1
    -> (m,)  in units of the readings; of many equally good ones the middle

    >>> [answers(np.array([READINGS]), loss).round(2).item() for loss in LOSSES]
    [3.04, 2.1, 2.3]
    """
    if loss == "mean_squared_error":
        return np.asarray(readings.mean(axis=1))
    median = np.median(readings, axis=1)
    return median if loss == "mean_absolute_error" else balanced(readings, median)


def answer(loss: str) -> float:
    """The length of the table, in metres, that a loss chooses from the five readings.

    loss: one of LOSSES

    Cited in: Loss functions and maximum likelihood

    >>> round(answer("mean_squared_error"), 2)
    3.04
    """
    return float(answers(np.array([READINGS]), loss)[0])


def balanced(readings: Array, guess: Array, *, steps: int = 60) -> Array:
    """Find where Huber's slopes, the errors cut off at 1, add up to 0, by halving an interval.

    readings: (m, n)
    guess: (m,)  the medians, from which the answer is at most 1 away
    -> (m,)

    >>> balanced(np.array([[0.0, 0.5, 100.0]]), np.array([0.5])).round(6)
    array([0.75])
    """
    low, high = guess - 1.0, guess + 1.0
    for _ in range(steps):
        middle = (low + high) / 2.0
        too_low = np.clip(readings - middle[:, np.newaxis], -1.0, 1.0).sum(axis=1) > 0.0
        low, high = np.where(too_low, middle, low), np.where(too_low, high, middle)
    found: Array = (low + high) / 2.0
    return found


class Read(NamedTuple):
    """The readings (5, 1), Huber's answer to each, and a spread and a corner for a pencil."""

    y: Array
    a: Array
    s: float
    c: float


def read() -> Read:
    """Put the five readings into a column, beside one answer to all of them.

    >>> read().a[0].round(3)
    array([2.3])
    """
    y = np.array([READINGS]).T
    return Read(y, np.full_like(y, answer("huber")), 2.0, 1.0)


def draw(noise: str, shape: tuple[int, int], *, rng: np.random.Generator) -> Array:
    """Draw errors around 0.

    noise: "normal" of standard deviation 1, "laplace" of scale 1, "contaminated": normal, but one
        in ten ten times as large, "uniform" between -1 and 1

    Raises ValueError if there is no such noise.

    >>> float(np.abs(draw("uniform", (2, 3), rng=np.random.default_rng(0))).max()) < 1.0
    True
    """
    if noise not in NOISES:
        raise ValueError(f"draw: no noise {noise!r}, expected one of {', '.join(NOISES)}")
    if noise == "uniform":
        return rng.uniform(-1.0, 1.0, size=shape)
    if noise == "laplace":
        return rng.laplace(size=shape)
    errors = rng.normal(size=shape)
    return errors if noise == "normal" else np.where(rng.random(shape) < 0.1, 10.0 * errors, errors)


class Miss(NamedTuple):
    """How far answers miss the truth: root of the mean square, with its interval at LEVEL."""

    mean: float
    low: float
    high: float


@cache
def miss(noise: str, loss: str, *, repeats: int = REPEATS) -> Miss:
    """Draw 25 readings of something that is 0, let the loss answer, and do so again and again.

    noise: one of NOISES
    loss: one of LOSSES

    Cited in: Loss functions and maximum likelihood

    >>> 0.19 < miss("normal", "mean_squared_error").mean < 0.21  # one over the root of 25
    True
    """
    squares = squared_misses(noise, loss, repeats)
    mean, half = squares.mean(), REACH * squares.std() / np.sqrt(repeats)
    low, middle, high = np.sqrt([mean - half, mean, mean + half])
    return Miss(float(middle), float(low), float(high))


def squared_misses(noise: str, loss: str, repeats: int = REPEATS) -> Array:
    """The squares of what an answer misses 0 by, (repeats,); all losses get the same readings.

    >>> squared_misses("uniform", "huber", 2).shape
    (2,)
    """
    return answers(draw(noise, (repeats, SAMPLE), rng=np.random.default_rng(0)), loss) ** 2


@cache
def lead(noise: str) -> float:
    """How sure the best loss is of its place: compared with the second, readings by readings.

    -> the difference of their mean squares over REACH of its standard errors; above 1 at LEVEL

    Cited in: Loss functions and maximum likelihood

    >>> lead("normal") > 1.0
    True
    """
    best, second, _ = sorted((squared_misses(noise, loss) for loss in LOSSES), key=np.mean)
    difference = second - best
    return float(difference.mean() / (REACH * difference.std() / np.sqrt(REPEATS)))


@cache
def behind(loss: str) -> float:
    """By which part a loss's answers miss by more than the best loss's, where it is worst.

    Cited in: Loss functions and maximum likelihood

    >>> behind("huber") < behind("mean_absolute_error") < behind("mean_squared_error")
    True
    """
    misses = [{each: miss(noise, each).mean for each in LOSSES} for noise in NOISES]
    return max(of[loss] / min(of.values()) for of in misses) - 1.0


@cache
def fit_surprise(noise: str, loss: str) -> float:
    """How well the density behind a loss fits errors, at the best of many scales.

    -> mean surprise about 100 000 errors, in nats; Huber's corner is at 1 scale

    Cited in: Loss functions and maximum likelihood

    >>> round(fit_surprise("normal", "mean_squared_error"), 2)  # log of root 2 pi e
    1.42
    """
    densities: dict[str, Callable[[Array], Array]] = {
        "mean_squared_error": lambda u: likelihoods.gaussian(u, 0.0 * u, 1.0),
        "mean_absolute_error": lambda u: likelihoods.laplace(u, 0.0 * u),
        "huber": lambda u: likelihoods.huber(u, 0.0 * u),
    }
    errors = draw(noise, (100_000, 1), rng=np.random.default_rng(0))
    scales = np.geomspace(0.3, 6.0, 41)
    with np.errstate(divide="ignore"):  # a scale under which an error is impossible is not the best
        return float(min(np.log(s) - np.mean(np.log(densities[loss](errors / s))) for s in scales))


@cache
def premium(corner: float = CORNER) -> float:
    """By which part Huber's answers to 25 Gaussian readings miss by more than the mean.

    corner: in standard deviations

    Cited in: Loss functions and maximum likelihood

    >>> premium(100.0) < 1e-9  # no reading is that far out: it is the mean
    True
    """
    errors = draw("normal", (REPEATS, SAMPLE), rng=np.random.default_rng(0))
    misses = corner * answers(errors / corner, "huber")
    return float(np.sqrt(np.mean(misses**2) / np.mean(errors.mean(axis=1) ** 2))) - 1.0


class Slopes(NamedTuple):
    """How far fitted lines miss the true slope of 1.

    share: (k,)  part of the points that are wild
    error: (k, runs)  absolute error of the slope
    """

    share: Array
    error: Array


@cache
def lines(loss: str, *, runs: int = RUNS, points: int = POINTS) -> Slopes:
    """Fit lines to points on y = x with normal errors of SPREAD, some of which are wild.

    A wild point's target is 10 too low if its x is in the upper half: someone forgot a 1.

    Cited in: Loss functions and maximum likelihood

    >>> lines("huber").error.shape
    (11, 30)
    """
    shares = np.linspace(0.0, 0.2, 11)
    errors = [
        [slope_error(loss, share, points, seed=seed) for seed in range(runs)] for share in shares
    ]
    return Slopes(shares, np.array(errors))


def slope_error(loss: str, share: float, points: int = POINTS, *, seed: int) -> float:
    """Draw one set of points, make a share of them wild, fit a line, and compare its slope.

    >>> slope_error("mean_squared_error", 0.0, 1000, seed=0) < 0.05
    True
    """
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(-1.0, 1.0, size=points))
    y = x + SPREAD * rng.normal(size=points)
    upper = rng.permutation(np.arange(points // 2, points))
    y[upper[: round(share * points)]] -= 10.0
    return abs(float(line(x, y, loss)[0]) - 1.0)


def line(x: Array, y: Array, loss: str) -> Array:
    """Fit a line by least squares again and again, each point weighed by how far it was missed.

    With weight cost'(e)/e at error e, where the rounds settle the gradient of the loss is 0.

    x, y: (n,)
    loss: one of LOSSES
    -> (2,)  slope and height at 0

    >>> x = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
    >>> line(x, np.array([1.0, 3.0, 5.0, 7.0, 99.0]), "mean_absolute_error").round(3)
    array([2., 1.])
    """
    columns = np.column_stack([x, np.ones_like(x)])
    found: Array = np.zeros(2)
    weights: Array = np.ones_like(y)
    for _ in range(ROUNDS[loss]):
        found[:] = np.linalg.solve(
            columns.T @ (weights[:, np.newaxis] * columns), columns.T @ (weights * y)
        )
        size = np.maximum(np.abs(y - columns @ found), 1e-9)
        weights = 1.0 / size if loss == "mean_absolute_error" else np.minimum(1.0, 1.0 / size)
    return found


@cache
def slope_with_wild_input(loss: str) -> float:
    """The slope fitted to points around a slope of 1, if the last x was typed 100 times too large.

    Cited in: Loss functions and maximum likelihood

    >>> slope_with_wild_input("huber") < 0.1
    True
    """
    x = np.linspace(-1.0, 1.0, POINTS)
    y = x + SPREAD * np.random.default_rng(0).normal(size=POINTS)
    x[-1] *= 100.0
    return float(line(x, y, loss)[0])


if __name__ == "__main__":
    for name in LOSSES:
        row = "  ".join(f"{noise} {miss(noise, name).mean:.3f}" for noise in NOISES)
        print(f"{name:20} {answer(name):.2f} m   {row}")
