r"""Readings of a box: the numbers of the chapter on linear regression, small enough for a pencil.

The box holds the first hidden unit of the small network without its sigmoid. Its first input is
switched off, and the meter on its score errs.
"""

from typing import NamedTuple

import numpy as np

from snippets import linear_models, losses
from snippets.arrays import Array
from snippets.linear_models import Linear
from snippets.network import small

METER = 0.1  # the standard deviation of the meter's errors, where one is needed
RATE = 0.2  # of gradient descent, where one step is worked out
QUICK = 0.4  # its rate where it goes all the way
PATIENCE = 7000  # its steps on the patients' standardized inputs


class Readings(NamedTuple):
    """What was sent into the box, and what the meter said.

    x: (4, 1)
    y: (4, 1)
    """

    x: Array
    y: Array


def box() -> Readings:
    """List the four readings.

    >>> box().y.ravel().tolist()
    [-0.4, 0.0, 0.8, 1.2]
    """
    x, y = np.array([[-1.0], [0.0], [1.0], [2.0]]), np.array([[-0.4], [0.0], [0.8], [1.2]])
    return Readings(x, y)


def inside() -> Linear:
    """Open the box: the weight of the small network's second input, and the bias.

    >>> [part.tolist() for part in inside()]
    [[[0.55]], [0.1]]
    """
    W, b = small().network.parameters()[:2]
    return Linear(W[1:, :1], b[:1])


def line() -> Linear:
    """The line with the least squared error.

    >>> [part.round(9).tolist() for part in line()]
    [[[0.56]], [0.12]]
    """
    return linear_models.least_squares(*box())


def through(first: int, second: int) -> Linear:
    """The line through two of the readings, counted from 1.

    >>> [part.round(9).tolist() for part in through(2, 3)]
    [[[0.8]], [0.0]]
    """
    rows = [first - 1, second - 1]
    x, y = box()
    return linear_models.least_squares(x[rows], y[rows])


def loss(model: Linear) -> float:
    """The mean squared error of a line on the four readings.

    >>> round(loss(line()), 9)
    0.008
    """
    x, y = box()
    return losses.mean_squared_error(linear_models.scores(model, x), y)


def curvature() -> float:
    """How the slope of the loss grows with the weight, where each weight has its best bias.

    >>> curvature()
    2.5
    """
    X = linear_models.centered(*box()).X
    return float(2.0 * np.mean(X**2))


class ThreeWays(NamedTuple):
    """The best line, found three times, and the largest difference between any two findings."""

    normal: Linear
    qr: Linear
    descent: Linear
    spread: float


def three_ways() -> ThreeWays:
    """Find the best line by the normal equations, by QR, and by gradient descent.

    Cited in: Linear regression

    >>> three_ways().spread < 1e-10
    True
    """
    x, y = box()
    walked = linear_models.descend(x, y, loss="mean_squared_error", rate=QUICK, steps=40)
    found = linear_models.normal_equations(x, y), line(), walked.model
    rows = [np.concatenate([model.W[0], model.b]) for model in found]
    return ThreeWays(*found, float(np.ptp(rows, axis=0).max()))


def density(a: Array, y: Array, s: float) -> Array:
    r"""How dense the readings of a meter with normal errors are where it was read.

    $p_i = e^{-(y_i - a_i)^2 / (2 s^2)} / \sqrt{2 \pi s^2}$

    a: (n, 1)  what the box says
    y: (n, 1)  what the meter says
    s: positive
    -> (n, 1)

    >>> density(np.array([[1.0]]), np.array([[1.0]]), 1.0).round(6).tolist()
    [[0.398942]]
    """
    bell: Array = np.exp(-((y - a) ** 2) / (2.0 * s**2)) / np.sqrt(2.0 * np.pi * s**2)
    return bell


def mean_surprise(a: Array, y: Array, s: float) -> float:
    r"""The surprise per reading, if the meter's errors are normal with standard deviation s.

    $N = \frac{1}{2n} \sum_i [\ln(2 \pi s^2) + (y_i - a_i)^2 / s^2]$

    a: (n, 1)  what the box says
    y: (n, 1)  what the meter says
    s: positive
    -> ()  in nats

    >>> round(mean_surprise(np.array([[1.0]]), np.array([[1.0]]), 1.0), 6)
    0.918939
    """
    return losses.gaussian_nll(a, np.full(y.shape, s**2), y)


if __name__ == "__main__":
    for name, model in {"inside": inside(), "line": line(), "1 and 2": through(1, 2)}.items():
        print(f"{name:8} w {model.W[0, 0]:.2f}  b {model.b[0]:.2f}  loss {loss(model):.5f}")
