r"""How good a difference can be: truncation falls with the step, round-off rises.

A difference of order p with step h is off by about

    E(h) = eps A / h  +  B h^p
           round-off     truncation

where eps = 2^-52 and A, B belong to the function and to the difference. It is an estimate, not a
bound: round-off counts the last rounding of f and no other, truncation its first term:

    forward   p = 1   A = |f|       B = |f''| / 2
    central   p = 2   A = |f| / 2   B = |f'''| / 6
    Richardson p = 4  A = 3 |f| / 2  B = |f'''''| / 480
"""

from collections.abc import Callable
from math import factorial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from snippets import gradcheck
from snippets.gradcheck_report import Array


class Estimate(NamedTuple):
    """What the error of a difference is made of: its order and the two constants of E(h)."""

    order: int
    A: float
    B: float


def total_error(
    h: npt.ArrayLike, order: int, A: float, B: float, epsilon: float = gradcheck.EPSILON
) -> Array:
    r"""Estimate the error of a difference with step h.

    $E(h) = \epsilon A / h + B h^p$

    h: any shape
    epsilon: the distance from 1 to the next number, 2^-52 in float64
    -> the shape of h

    >>> [f"{total_error(h, 2, A=1.0, B=1.0):.0e}" for h in (1e-4, 1e-8)]
    ['1e-08', '2e-08']
    """
    h = np.asarray(h, dtype=np.float64)
    error: Array = epsilon * A / h + B * h**order
    return error


def best_step(order: int, A: float, B: float, epsilon: float = gradcheck.EPSILON) -> float:
    r"""The step at which the estimate is smallest.

    $h_\star = (\epsilon A / (pB))^{1/(p+1)}$

    >>> [f"{best_step(p, 1.0, 1.0):.0e}" for p in (1, 2, 4)]
    ['1e-08', '5e-06', '6e-04']
    """
    return float((epsilon * A / (order * B)) ** (1 / (order + 1)))


def taylor_coefficients(
    f: Callable[[Any], Any], x: float, count: int, *, radius: float, points: int = 64
) -> Array:
    r"""The first Taylor coefficients of f at x, without any subtraction of near-equal numbers.

    $f^{(k)}(x) / k! = \frac{1}{m r^k} \sum_{j} f(x + r e^{i \theta_j}) e^{-i k \theta_j}$,
    the mean over m points of a circle: Cauchy's integral formula by the trapezoidal rule.

    f: computes with complex numbers, has no singularity within the radius
    -> (count,)  k = 0, 1, ...

    Source: Fornberg 1981, ACM Transactions on Mathematical Software 7(4)

    >>> taylor_coefficients(np.exp, 0.0, 4, radius=1.0).round(12).tolist()
    [1.0, 1.0, 0.5, 0.166666666667]
    """
    angles = 2 * np.pi * np.arange(points) / points
    values = np.array([f(x + radius * np.exp(1j * angle)) for angle in angles])
    turns = np.exp(-1j * np.outer(np.arange(count), angles))
    coefficients: Array = np.real(turns @ values) / points / radius ** np.arange(count)
    return coefficients


def derivatives(f: Callable[[Any], Any], x: float, count: int, *, radius: float = 0.5) -> Array:
    r"""The value of f at x and its first derivatives, $k!$ times the Taylor coefficients.

    f: computes with complex numbers, has no singularity within the radius
    -> (count,)  k = 0, 1, ...

    >>> derivatives(lambda x: x**4, 1.0, 5).round(9).tolist()
    [1.0, 4.0, 12.0, 24.0, 24.0]
    """
    coefficients = taylor_coefficients(f, x, count, radius=radius)
    scaled: Array = coefficients * [factorial(k) for k in range(count)]
    return scaled


def estimates(f: Callable[[Any], Any], x: float, *, radius: float = 0.5) -> dict[str, Estimate]:
    """The estimates for forward, central and Richardson differences of f at x.

    -> by the name of the function in gradcheck
    """
    c = np.abs(derivatives(f, x, 6, radius=radius))
    return {
        "forward_difference": Estimate(1, c[0], c[2] / 2),
        "central_difference": Estimate(2, c[0] / 2, c[3] / 6),
        "richardson": Estimate(4, 3 * c[0] / 2, c[5] / 480),
    }


def errors(
    difference: Callable[..., Array],
    f: Callable[[Any], Any],
    x: float,
    steps: npt.ArrayLike,
    *,
    slope: float,
) -> Array:
    r"""The relative error of a difference at each step, against the known slope of f at x.

    steps: (m,)
    -> (m,)

    >>> cube = lambda x: x * x * x
    >>> errors(gradcheck.central_difference, cube, 1.0, [1.0, 0.5], slope=3.0).round(6).tolist()
    [0.333333, 0.083333]
    """
    measured = np.array([difference(f, x, h) for h in np.asarray(steps)])
    relative: Array = np.abs(measured - slope) / abs(slope)
    return relative


if __name__ == "__main__":
    for name, estimate in estimates(np.exp, 1.0).items():
        print(f"{name:20} best step {best_step(*estimate):.0e}")
