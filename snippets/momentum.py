r"""Momentum: one idea under one name, and the recurrences that papers and libraries mean by it.

`optimizers.heavy_ball` keeps the rate outside the velocity and `optimizers.nesterov` lives at the
look-ahead point, both as PyTorch does. Here are the others, with the change of variables that
turns each into those.
"""

from typing import Any

import numpy as np

from snippets.arrays import Array, expect
from snippets.optimizers import Moments, expect_rate, heavy_ball, moments, sgd


def heavy_ball_rate_inside(
    param: Array, grad: Array, state: Array | None, *, rate: float, momentum: float = 0.9
) -> tuple[Array, Array]:
    r"""Let the velocity be the step itself: the rate stands inside.

    $v_{t+1} = \beta v_t - \eta g_t, \quad \theta_{t+1} = \theta_t + v_{t+1}$

    param, grad: (n, k)
    rate, momentum: $\eta \ge 0$, $0 \le \beta < 1$
    -> (n, k), and the velocity (n, k), which is 0 at first

    While the rate is constant, this is `heavy_ball` with the velocity $-\eta v$. When the rate
    changes, the steps already in the velocity keep the old rate.
    Source: Sutskever et al. 2013, "On the importance of initialization and momentum", equation 1

    >>> heavy_ball_rate_inside(np.array([1.0]), np.array([4.0]), None, rate=0.1)
    (array([0.6]), array([-0.4]))
    """
    expect("heavy_ball_rate_inside: param (...), grad (...)", param, grad)
    expect_rate("heavy_ball_rate_inside", rate, momentum)
    velocity = momentum * (0.0 if state is None else state) - rate * grad
    return param + velocity, velocity


def heavy_ball_averaged(
    param: Array, grad: Array, state: Array | None, *, rate: float, momentum: float = 0.9
) -> tuple[Array, Array]:
    r"""Let the velocity be a running average of the gradients.

    $v_{t+1} = \beta v_t + (1 - \beta) g_t, \quad \theta_{t+1} = \theta_t - \eta v_{t+1}$

    param, grad: (n, k)
    rate, momentum: $\eta \ge 0$, $0 \le \beta < 1$
    -> (n, k), and the velocity (n, k), which is 0 at first

    This is `heavy_ball` at the rate $(1 - \beta) \eta$, with the velocity $(1 - \beta) v$.

    >>> heavy_ball_averaged(np.array([1.0]), np.array([4.0]), None, rate=0.1, momentum=0.5)
    (array([0.8]), array([2.]))
    """
    expect("heavy_ball_averaged: param (...), grad (...)", param, grad)
    expect_rate("heavy_ball_averaged", rate, momentum)
    velocity = momentum * (0.0 if state is None else state) + (1.0 - momentum) * grad
    return param - rate * velocity, velocity


def look_ahead(param: Array, state: Array | None, *, momentum: float = 0.9) -> Array:
    r"""Name the point at which `nesterov_look_ahead` wants the gradient: $\theta_t + \beta v_t$.

    >>> look_ahead(np.array([1.0]), np.array([-0.4]), momentum=0.5)
    array([0.8])
    """
    return param if state is None else param + momentum * state


def nesterov_look_ahead(
    param: Array, grad: Array, state: Array | None, *, rate: float, momentum: float = 0.9
) -> tuple[Array, Array]:
    r"""Correct the course with the gradient of the place where the velocity leads.

    $v_{t+1} = \beta v_t - \eta \nabla L(\theta_t + \beta v_t), \quad
    \theta_{t+1} = \theta_t + v_{t+1}$

    param: (n, k)
    grad: (n, k)  the gradient at `look_ahead(param, state, momentum=momentum)`
    rate, momentum: $\eta \ge 0$, $0 \le \beta < 1$
    -> (n, k), and the velocity (n, k), which is 0 at first

    While the rate is constant, `optimizers.nesterov` walks through the look-ahead points of this
    one, with the velocity $-v / \eta$.
    Source: Sutskever et al. 2013, equations 3 and 4

    >>> nesterov_look_ahead(np.array([1.0]), np.array([4.0]), np.array([-0.4]), rate=0.1)
    (array([0.24]), array([-0.76]))
    """
    return heavy_ball_rate_inside(param, grad, state, rate=rate, momentum=momentum)


def nadam_scheduled(
    param: Array,
    grad: Array,
    state: tuple[Moments, float] | None,
    *,
    rate: float = 0.002,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
    slowness: float = 0.004,
) -> tuple[Array, tuple[Moments, float]]:
    r"""Take `nadam`'s step with a momentum that grows with t, as PyTorch does.

    $\mu_t = \beta_1 (1 - \tfrac12 \, 0.96^{t \psi}), \quad
    \theta_{t+1} = \theta_t - \eta \left[ \frac{\mu_{t+1} m_t}{1 - \prod_{i \le t+1} \mu_i} +
    \frac{(1 - \mu_t) g_t}{1 - \prod_{i \le t} \mu_i} \right] /
    (\sqrt{v_t / (1 - \beta_2^t)} + \epsilon)$

    param, grad: (n, k)
    slowness: $\psi$
    -> (n, k), and the moments with the product of all momenta so far

    The average m itself is taken with the constant $\beta_1$.
    Source: Dozat 2016, "Incorporating Nesterov momentum into Adam", section 3

    >>> nadam_scheduled(np.array([1.0]), np.array([-4.0]), None, rate=0.5)[0].round(4)
    array([1.5282])
    """
    expect("nadam_scheduled: param (...), grad (...)", param, grad)
    expect_rate("nadam_scheduled", rate, beta1, beta2)
    before, product = state or (None, 1.0)
    m, v, t = moments(grad, before, beta1, beta2)
    now, then = (beta1 * (1.0 - 0.5 * 0.96 ** (s * slowness)) for s in (t, t + 1))
    product *= now
    ahead = then / (1.0 - product * then) * m + (1.0 - now) / (1.0 - product) * grad
    unbiased = np.sqrt(v / (1.0 - beta2**t))
    return param - rate * ahead / (unbiased + epsilon), (Moments(m, v, t), product)


if __name__ == "__main__":
    # Down the parabola x**2 / 2, whose gradient is x.
    for optimizer in (sgd, heavy_ball, heavy_ball_rate_inside, heavy_ball_averaged):
        x = np.array([1.0])
        state: Any = None
        walk = []
        for _ in range(6):
            x, state = optimizer(x, x, state, rate=0.2)
            walk.append(round(float(x[0]), 3))
        print(f"{optimizer.__name__:22}", walk)
