"""The file that a reader of "Your first network" types, and the changes its exercises ask for.

It repeats the program of that page on purpose, number for number, so that the page can say what
becomes of each change; a test holds the two together.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array

RATE = 0.5
STEPS = 1601
POINTS = 200


class Trained(NamedTuple):
    """How a network ended.

    loss: mean cross-entropy at the last step, in nats
    right: share of the points on the right side of the boundary, 0 to 1
    """

    loss: float
    right: float


class Line(NamedTuple):
    """The best straight line.

    tried: how many lines were looked at
    right: share of the points on the right side of the best one, 0 to 1
    """

    tried: int
    right: float


def two_moons(*, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw the page's points: every second one on the lower moon.

    -> x (n, 2), y (n, 1)  of zeros and ones, n = 200

    >>> x, y = two_moons(rng=np.random.default_rng(0))
    >>> x.shape, float(y.mean())
    ((200, 2), 0.5)
    """
    turn = np.pi * rng.random((POINTS, 1))
    moon = np.hstack([np.cos(turn), np.sin(turn)]) + 0.1 * rng.normal(size=(POINTS, 2))
    y = np.arange(POINTS, dtype=np.float64).reshape(-1, 1) % 2
    return np.where(y == 0, moon, np.array([1, 0.5]) - moon), y


@cache
def train(hidden: int = 8, bend: bool = True, forget_slope: bool = False, seed: int = 0) -> Trained:
    """Train as the page's file does, or with one thing changed.

    hidden: units of the first layer
    bend: False leaves the tanh away, so that both layers are straight
    forget_slope: True leaves the tanh's slope out of the backward pass, as a bug

    >>> train().right
    1.0
    >>> train(bend=False).right < 0.9
    True
    """
    rng = np.random.default_rng(seed)
    x, y = two_moons(rng=rng)
    W1, b1 = rng.normal(size=(2, hidden)), np.zeros(hidden)
    W2, b2 = rng.normal(size=(hidden, 1)), np.zeros(1)
    for _ in range(STEPS):
        a = np.tanh(x @ W1 + b1) if bend else x @ W1 + b1
        p = 1 / (1 + np.exp(-(a @ W2 + b2)))
        loss, right = -np.mean(np.log(np.where(y == 1, p, 1 - p))), np.mean((p > 0.5) == y)
        delta2 = (p - y) / len(x)
        delta1 = (delta2 @ W2.T) * (1 - a**2 if bend and not forget_slope else 1)
        W2, b2 = W2 - RATE * a.T @ delta2, b2 - RATE * delta2.sum(axis=0)
        W1, b1 = W1 - RATE * x.T @ delta1, b1 - RATE * delta1.sum(axis=0)
    return Trained(float(loss), float(right))


@cache
def best_line(directions: int = 360) -> Line:
    """Try every way to cut the page's points in two by a straight line, in steps of half a degree.

    directions: how many, over half a turn; in each, every gap between two points is tried

    >>> 0.85 < best_line().right < 0.95
    True
    """
    x, y = two_moons(rng=np.random.default_rng(0))
    best = 0.0
    for angle in np.linspace(0, np.pi, directions, endpoint=False):
        order = np.argsort(x @ np.array([np.cos(angle), np.sin(angle)]))
        orange = np.cumsum(y[order, 0])[:-1]  # on the near side of each gap
        blue = np.arange(1, POINTS) - orange
        right = (blue + (y.sum() - orange)) / POINTS  # blue near, orange far
        best = max(best, float(right.max()), float(1 - right.min()))
    return Line(directions * (POINTS - 1), best)


if __name__ == "__main__":
    print("the best straight line ", best_line())
    print("as on the page         ", train())
    print("two hidden units       ", train(hidden=2))
    print("without the bend       ", train(bend=False))
    print("with the slope forgotten", train(forget_slope=True))
