r"""Optimizers: how parameters move when the gradient of the loss is known.

Each is a pure function (param, grad, state) -> (param, state). The state is None before the
first step; whoever calls it hands the last state back. `param` may be one array of the network
or all of it in one vector: every entry moves by itself. Other conventions of momentum are in
`momentum`, limits on the gradient in `clipping`.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from snippets.arrays import Array, expect

Optimizer = Callable[..., tuple[Array, Any]]


class Moments(NamedTuple):
    """Running averages of the gradient (m) and of its square (v), and the steps taken (t)."""

    m: Array
    v: Array
    t: int


def sgd(param: Array, grad: Array, state: None, *, rate: float) -> tuple[Array, None]:
    r"""Take a step against the gradient.

    $\theta_{t+1} = \theta_t - \eta g_t$

    param: (n, k)  parameters
    grad: (n, k)  gradient of the loss by the parameters
    rate: $\eta$, not negative
    -> (n, k)  parameters after the step, and the state, which stays None

    Raises ValueError if the shapes differ or the rate is negative, as all functions here do.
    Source: Robbins and Monro 1951, "A stochastic approximation method"

    >>> sgd(np.array([1.0]), np.array([4.0]), None, rate=0.1)
    (array([0.6]), None)
    """
    expect("sgd: param (...), grad (...)", param, grad)
    expect_rate("sgd", rate)
    return param - rate * grad, state


def heavy_ball(
    param: Array, grad: Array, state: Array | None, *, rate: float, momentum: float = 0.9
) -> tuple[Array, Array]:
    r"""Let a velocity collect the gradients, and step against it; the rate stands outside.

    $v_{t+1} = \beta v_t + g_t, \quad \theta_{t+1} = \theta_t - \eta v_{t+1}$

    param, grad: (n, k)
    rate, momentum: $\eta \ge 0$, $0 \le \beta < 1$
    -> (n, k), and the velocity (n, k), which is 0 at first

    Source: Polyak 1964, "Some methods of speeding up the convergence of iteration methods"

    >>> heavy_ball(np.array([1.0]), np.array([4.0]), np.array([2.0]), rate=0.1, momentum=0.5)
    (array([0.5]), array([5.]))
    """
    expect("heavy_ball: param (...), grad (...)", param, grad)
    expect_rate("heavy_ball", rate, momentum)
    velocity = momentum * (0.0 if state is None else state) + grad
    return param - rate * velocity, velocity


def nesterov(
    param: Array, grad: Array, state: Array | None, *, rate: float, momentum: float = 0.9
) -> tuple[Array, Array]:
    r"""Step against the velocity as it will be: the parameters are always the look-ahead point.

    $v_{t+1} = \beta v_t + g_t, \quad \theta_{t+1} = \theta_t - \eta (g_t + \beta v_{t+1})$

    param, grad: (n, k)
    rate, momentum: $\eta \ge 0$, $0 \le \beta < 1$
    -> (n, k), and the velocity (n, k), which is 0 at first

    Equals `momentum.nesterov_look_ahead` after a change of variables.
    Source: Nesterov 1983; in this form, PyTorch's, Sutskever et al. 2013

    >>> nesterov(np.array([1.0]), np.array([4.0]), np.array([2.0]), rate=0.1, momentum=0.5)
    (array([0.35]), array([5.]))
    """
    expect("nesterov: param (...), grad (...)", param, grad)
    expect_rate("nesterov", rate, momentum)
    velocity = momentum * (0.0 if state is None else state) + grad
    return param - rate * (grad + momentum * velocity), velocity


def adagrad(
    param: Array, grad: Array, state: Array | None, *, rate: float, epsilon: float = 1e-10
) -> tuple[Array, Array]:
    r"""Divide each entry's step by the root of all its squared gradients so far.

    $s_{t+1} = s_t + g_t^2, \quad \theta_{t+1} = \theta_t - \eta g_t / (\sqrt{s_{t+1}} + \epsilon)$

    param, grad: (n, k)
    -> (n, k), and the sum of squares (n, k)

    Source: Duchi, Hazan and Singer 2011, "Adaptive subgradient methods"

    >>> adagrad(np.array([1.0]), np.array([4.0]), np.array([9.0]), rate=0.5)
    (array([0.6]), array([25.]))
    """
    expect("adagrad: param (...), grad (...)", param, grad)
    expect_rate("adagrad", rate)
    total = (0.0 if state is None else state) + grad**2
    return param - rate * grad / (np.sqrt(total) + epsilon), total


def rmsprop(
    param: Array,
    grad: Array,
    state: Array | None,
    *,
    rate: float,
    decay: float = 0.99,
    epsilon: float = 1e-8,
) -> tuple[Array, Array]:
    r"""Divide each entry's step by the root of its mean squared gradient of late.

    $v_{t+1} = \rho v_t + (1 - \rho) g_t^2, \quad
    \theta_{t+1} = \theta_t - \eta g_t / (\sqrt{v_{t+1}} + \epsilon)$

    param, grad: (n, k)
    decay: $\rho$
    -> (n, k), and the mean square (n, k)

    Source: Tieleman and Hinton 2012, "Neural networks for machine learning", lecture 6.5

    >>> rmsprop(np.array([1.0]), np.array([4.0]), np.array([2.0]), rate=0.3, decay=0.5)
    (array([0.6]), array([9.]))
    """
    expect("rmsprop: param (...), grad (...)", param, grad)
    expect_rate("rmsprop", rate, decay)
    square = decay * (0.0 if state is None else state) + (1.0 - decay) * grad**2
    return param - rate * grad / (np.sqrt(square) + epsilon), square


class Adadelta(NamedTuple):
    """Running averages of the squared gradient (v) and of the squared step (u)."""

    v: Array
    u: Array


def adadelta(
    param: Array,
    grad: Array,
    state: Adadelta | None,
    *,
    rate: float = 1.0,
    decay: float = 0.9,
    epsilon: float = 1e-6,
) -> tuple[Array, Adadelta]:
    r"""Measure each step in units of the steps before, so that a rate of 1 suits all.

    $v_{t+1} = \rho v_t + (1 - \rho) g_t^2, \quad
    d_t = g_t \sqrt{u_t + \epsilon} / \sqrt{v_{t+1} + \epsilon}$

    $u_{t+1} = \rho u_t + (1 - \rho) d_t^2, \quad \theta_{t+1} = \theta_t - \eta d_t$

    param, grad: (n, k)
    decay: $\rho$
    -> (n, k), and both averages (n, k), which are 0 at first

    Source: Zeiler 2012, "Adadelta: an adaptive learning rate method", algorithm 1

    >>> theta, state = adadelta(np.array([1.0]), np.array([2.0]), None, epsilon=0.0)
    >>> theta, state.v
    (array([1.]), array([0.4]))
    """
    expect("adadelta: param (...), grad (...)", param, grad)
    expect_rate("adadelta", rate, decay)
    v, u = state or Adadelta(np.zeros_like(param), np.zeros_like(param))
    v = decay * v + (1.0 - decay) * grad**2
    step = grad * np.sqrt((u + epsilon) / (v + epsilon))
    return param - rate * step, Adadelta(v, decay * u + (1.0 - decay) * step**2)


def adam(
    param: Array,
    grad: Array,
    state: Moments | None,
    *,
    rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
) -> tuple[Array, Moments]:
    r"""Step against the mean gradient in units of its root mean square, both made unbiased.

    $m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t, \quad v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2$

    $\theta_{t+1} = \theta_t - \eta \frac{m_t / (1 - \beta_1^t)}{\sqrt{v_t / (1 - \beta_2^t)} +
    \epsilon}$

    param, grad: (n, k)
    -> (n, k), and the moments, which are 0 at first

    Source: Kingma and Ba 2014, "Adam: a method for stochastic optimization", algorithm 1

    >>> adam(np.array([1.0]), np.array([-4.0]), None, rate=0.5)[0].round(6)
    array([1.5])
    """
    expect("adam: param (...), grad (...)", param, grad)
    expect_rate("adam", rate, beta1, beta2)
    m, v, t = moments(grad, state, beta1, beta2)
    root = math.sqrt(1.0 - beta2**t)  # both corrections are numbers: they need not touch the arrays
    step = (rate * root / (1.0 - beta1**t)) * m / (np.sqrt(v) + root * epsilon)
    return param - step, Moments(m, v, t)


def adamw(
    param: Array,
    grad: Array,
    state: Moments | None,
    *,
    rate: float = 0.001,
    weight_decay: float = 0.01,
    **options: float,
) -> tuple[Array, Moments]:
    r"""Shrink the parameters first, then step as Adam does: the decay is not rescaled.

    $\theta_t \leftarrow (1 - \eta \alpha) \theta_t$, then Adam

    param, grad: (n, k)
    weight_decay: $\alpha$
    options: beta1, beta2, epsilon of `adam`
    -> (n, k), and the moments

    Source: Loshchilov and Hutter 2017, "Decoupled weight decay regularization", algorithm 2

    >>> adamw(np.array([1.0]), np.array([-4.0]), None, rate=0.5, weight_decay=0.2)[0].round(6)
    array([1.4])
    """
    expect_rate("adamw", rate)
    return adam((1.0 - rate * weight_decay) * param, grad, state, rate=rate, **options)


def nadam(
    param: Array,
    grad: Array,
    state: Moments | None,
    *,
    rate: float = 0.002,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
) -> tuple[Array, Moments]:
    r"""Let Adam look one step ahead, as Nesterov's momentum does; the momentum is constant.

    $\theta_{t+1} = \theta_t - \eta \left[ \frac{\beta_1 m_t}{1 - \beta_1^{t+1}} +
    \frac{(1 - \beta_1) g_t}{1 - \beta_1^t} \right] / (\sqrt{v_t / (1 - \beta_2^t)} + \epsilon)$

    param, grad: (n, k)
    -> (n, k), and the moments as in `adam`

    PyTorch lets the momentum grow with t; `momentum.nadam_scheduled` does as well.
    Source: Dozat 2016, "Incorporating Nesterov momentum into Adam", algorithm 2

    >>> nadam(np.array([1.0]), np.array([-4.0]), None, rate=0.5, beta1=0.0)[0].round(6)
    array([1.5])
    """
    expect("nadam: param (...), grad (...)", param, grad)
    expect_rate("nadam", rate, beta1, beta2)
    m, v, t = moments(grad, state, beta1, beta2)
    ahead = beta1 / (1.0 - beta1 ** (t + 1)) * m + (1.0 - beta1) / (1.0 - beta1**t) * grad
    unbiased = np.sqrt(v / (1.0 - beta2**t))
    return param - rate * ahead / (unbiased + epsilon), Moments(m, v, t)


def moments(grad: Array, state: Moments | None, beta1: float, beta2: float) -> Moments:
    """Take one gradient into the running averages of it and of its square.

    >>> moments(np.array([4.0]), None, 0.5, 0.75)
    Moments(m=array([2.]), v=array([4.]), t=1)
    """
    m, v, t = state or Moments(np.zeros_like(grad), np.zeros_like(grad), 0)
    return Moments(beta1 * m + (1.0 - beta1) * grad, beta2 * v + (1.0 - beta2) * grad**2, t + 1)


def expect_rate(function: str, rate: float, *fractions: float) -> None:
    """Refuse a rate that is negative or no number, and fractions outside 0 <= f < 1.

    >>> expect_rate("sgd", -0.1)
    Traceback (most recent call last):
    ValueError: sgd: rate is -0.1, expected 0 or more
    >>> expect_rate("heavy_ball", 0.1, 1.0)
    Traceback (most recent call last):
    ValueError: heavy_ball: momentum or decay is 1.0, expected 0 <= it < 1
    """
    if not rate >= 0.0:
        raise ValueError(f"{function}: rate is {rate}, expected 0 or more")
    for fraction in fractions:
        if not 0.0 <= fraction < 1.0:
            raise ValueError(f"{function}: momentum or decay is {fraction}, expected 0 <= it < 1")


if __name__ == "__main__":
    # A valley 100 times steeper across than along: loss = (x**2 + 100 * y**2) / 2.
    steepness = np.array([1.0, 100.0])
    recipes: list[tuple[Optimizer, float]] = [(sgd, 0.018), (heavy_ball, 0.018), (adam, 0.3)]
    for optimizer, rate in recipes:
        theta, state = np.array([4.0, 1.0]), None
        for _ in range(50):
            theta, state = optimizer(theta, steepness * theta, state, rate=rate)
        print(f"{optimizer.__name__:10} after 50 steps: {theta.round(4)}")
