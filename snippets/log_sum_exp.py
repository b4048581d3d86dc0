r"""Log-sum-exp: how softmax and its loss are computed so that no exponent overflows.

A function `naive_f` is the formula of `f` as it stands; what differs is the order of the steps.
"""

import numpy as np

from snippets.activations import log_softmax, sigmoid, softmax, softplus
from snippets.arrays import Array, expect


def log_sum_exp(z: Array) -> Array:
    r"""Find the logarithm of the sum of exponentials, a smooth maximum of each row.

    $s_i = \ln \sum_k e^{z_{ik}}$

    z: (n, k)  scores
    -> (n,)  at least the row's maximum, at most that plus ln k

    Takes the row's maximum out first, so that the largest exponent is 0.
    Raises ValueError if z is not two-dimensional.

    >>> log_sum_exp(np.array([[1000.0, 1000.0]])).round(4)
    array([1000.6931])
    """
    expect("log_sum_exp: z (n, k)", z)
    top: Array = z.max(axis=1)
    total: Array = np.exp(z - top[:, None]).sum(axis=1)
    return top + np.log(total)


def log_sum_exp_backward(upstream: Array, z: Array) -> Array:
    r"""Share the gradient among the scores as softmax does: $g_i p_{ik}$.

    >>> log_sum_exp_backward(np.array([2.0]), np.array([[0.0, 0.0]]))
    array([[1., 1.]])
    """
    expect("log_sum_exp_backward: z (n, k), upstream (n)", z, upstream)
    return upstream[:, None] * softmax(z)


def naive_log_sum_exp(z: Array) -> Array:
    r"""The same sum as the formula says it: infinite as soon as one score passes 709.

    z: (n, k)  scores
    -> (n,)

    >>> naive_log_sum_exp(np.array([[0.0, 0.0], [1000.0, 0.0]])).round(4)
    array([0.6931,    inf])
    """
    with np.errstate(over="ignore", divide="ignore"):
        total: Array = np.log(np.exp(z).sum(axis=1))
    return total


def naive_softmax(z: Array) -> Array:
    r"""Softmax as the formula says it: infinity over infinity, which is no number, beyond 709.

    z: (n, k)  scores
    -> (n, k)

    >>> naive_softmax(np.array([[0.0, 0.0], [1000.0, 0.0]]))
    array([[0.5, 0.5],
           [nan, 0. ]])
    """
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(z)
        p: Array = e / e.sum(axis=1, keepdims=True)
    return p


def surprise_at_no(z: Array) -> Array:
    r"""The loss of a score when the answer was no: $-\ln(1 - \sigma(z)) = \ln(1 + e^z)$.

    z: (n, k)  scores
    -> (n, k)  in nats

    >>> surprise_at_no(np.array([[40.0]]))
    array([[40.]])
    """
    return softplus(z)


def naive_surprise_at_no(z: Array) -> Array:
    r"""The same by way of a probability, which has been rounded to 1 from a score of 37 on.

    z: (n, k)  scores
    -> (n, k)  in nats

    >>> naive_surprise_at_no(np.array([[36.0, 40.0]])).round(1)
    array([[36., inf]])
    """
    with np.errstate(divide="ignore"):
        loss: Array = -np.log(1.0 - sigmoid(z))
    return loss


def one_two_three() -> Array:
    """Scores of one example whose softmax can be found without a calculator: 1/6, 1/3, 1/2.

    -> (1, 3)

    >>> softmax(one_two_three()).round(4)
    array([[0.1667, 0.3333, 0.5   ]])
    """
    z: Array = np.log(np.array([[1.0, 2.0, 3.0]]))
    return z


def first_failure(step: float = 0.01) -> float:
    """Walk up the scores until a sigmoid is rounded to 1, so that its surprise is infinite.

    step: from one score to the next
    -> the first score at which it happens

    >>> 36 < first_failure() < 37
    True
    """
    z = np.arange(0.0, 50.0, step)
    return float(z[np.isinf(naive_surprise_at_no(z))][0])


if __name__ == "__main__":
    for size in (1.0, 100.0, 1000.0):
        scores = size * np.array([[0.0, 0.5, 1.0]])
        print(f"scores up to {size:g}: naive {naive_softmax(scores)[0].round(4)}", end=", ")
        print(f"shifted {softmax(scores)[0].round(4)}, log {log_softmax(scores)[0].round(4)}")
