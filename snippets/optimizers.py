r"""Optimizers: how a parameter moves when its gradient is known.

Each is a pure function (param, grad, state) -> (param, state). The state is None before the
first step; whoever calls it hands the last state back.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from snippets.arrays import Array, expect

Optimizer = Callable[[Array, Array, Any], tuple[Array, Any]]


def sgd(param: Array, grad: Array, state: None, *, rate: float) -> tuple[Array, None]:
    r"""Take a step against the gradient.

    $\theta_{t+1} = \theta_t - \eta g_t$

    param: (n, k)  parameters
    grad: (n, k)  gradient of the loss by the parameters
    rate: $\eta$, not negative
    -> (n, k)  parameters after the step, and the state, which stays None

    Raises ValueError if the shapes differ or the rate is negative.

    >>> sgd(np.array([1.0]), np.array([4.0]), None, rate=0.1)[0]
    array([0.6])
    """
    expect("sgd: param (...), grad (...)", param, grad)
    expect_rate("sgd", rate)
    return param - rate * grad, state


def expect_rate(function: str, rate: float) -> None:
    """Refuse a negative or undefined rate.

    >>> expect_rate("sgd", -0.1)
    Traceback (most recent call last):
    ValueError: sgd: rate is -0.1, expected 0 or more
    """
    if not rate >= 0.0:
        raise ValueError(f"{function}: rate is {rate}, expected 0 or more")


if __name__ == "__main__":
    theta = np.array([1.0, -2.0])
    for step in range(4):
        print(step, theta.round(4), "gradient of θ²/2:", theta.round(4))
        theta, _ = sgd(theta, theta, None, rate=0.5)
