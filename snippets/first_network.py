"""The file that a reader of "Your first network" types, and the changes its exercises ask for.

It repeats the program of that page on purpose, number for number, so that the page can say what
becomes of each change; a test holds the two together.
"""

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array

RATE = 0.5
STEPS = 1601
POINTS = 200


class Moment(NamedTuple):
    """A network in the middle of its training.

    step: how many updates are behind it
    W1, b1, W2, b2: (2, h), (h,), (h, 1), (1,)  its parameters
    loss: mean cross-entropy, in nats
    right: share of the points on the right side of the boundary, 0 to 1
    """

    step: int
    W1: Array
    b1: Array
    W2: Array
    b2: Array
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


def moments(
    *, hidden: int = 8, bend: bool = True, forget_slope: bool = False, seed: int = 0
) -> Iterator[Moment]:
    """Train as the page's file does, or with one thing changed, and show every step.

    hidden: units of the first layer
    bend: False leaves the tanh away, so that both layers are straight
    forget_slope: True leaves the tanh's slope out of the backward pass, as a bug

    >>> round(next(moments()).loss, 3)
    1.084
    """
    rng = np.random.default_rng(seed)
    x, y = two_moons(rng=rng)
    W1, b1 = rng.normal(size=(2, hidden)), np.zeros(hidden)
    W2, b2 = rng.normal(size=(hidden, 1)), np.zeros(1)
    for step in range(STEPS):
        a = np.tanh(x @ W1 + b1) if bend else x @ W1 + b1
        p = 1 / (1 + np.exp(-(a @ W2 + b2)))
        loss, right = -np.mean(np.log(np.where(y == 1, p, 1 - p))), np.mean((p > 0.5) == y)
        yield Moment(step, W1, b1, W2, b2, float(loss), float(right))
        delta2 = (p - y) / len(x)
        delta1 = (delta2 @ W2.T) * (1 - a**2 if bend and not forget_slope else 1)
        W2, b2 = W2 - RATE * a.T @ delta2, b2 - RATE * delta2.sum(axis=0)
        W1, b1 = W1 - RATE * x.T @ delta1, b1 - RATE * delta1.sum(axis=0)


@cache
def train(hidden: int = 8, bend: bool = True, forget_slope: bool = False, seed: int = 0) -> Moment:
    """Go to the last step, with the choices of `moments`.

    >>> train().right
    1.0
    >>> train(bend=False).right < 0.9
    True
    """
    last = deque(moments(hidden=hidden, bend=bend, forget_slope=forget_slope, seed=seed), maxlen=1)
    return last.pop()


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
    print(f"the best straight line    right {best_line().right:.3f}")
    for name, run in {
        "as on the page": train(),
        "two hidden units": train(hidden=2),
        "without the bend": train(bend=False),
        "with the slope forgotten": train(forget_slope=True),
    }.items():
        print(f"{name:25} right {run.right:.3f}   loss {run.loss:.3f}")
