r"""Normalization: give scores mean 0 and variance 1, then let the network choose others.

Batch norm does so for each unit over the batch, layer norm for each example over its units, group
norm for each example over each group of units; RMS norm only divides by the root mean square.
The variance is the biased one ($1/n$). $\gamma$ scales, $\beta$ shifts.
"""

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, expect


def standardized(x: Array, axis: int = 0, epsilon: float = 1e-5) -> Array:
    r"""Subtract the mean along an axis and divide by the standard deviation.

    $\hat x = (x - m) / \sqrt{v + \epsilon}$, $m$ and $v$ the mean and the biased variance

    x: (n, k)  any numbers
    -> (n, k)

    >>> standardized(np.array([[1.0], [3.0]]), epsilon=0.0)
    array([[-1.],
           [ 1.]])
    """
    centered: Array = x - x.mean(axis=axis, keepdims=True)
    variance: Array = np.mean(centered**2, axis=axis, keepdims=True)
    return centered / np.sqrt(variance + epsilon)


def standardized_backward(upstream: Array, x: Array, axis: int = 0, epsilon: float = 1e-5) -> Array:
    r"""Take from the gradient what would only move the mean or the variance.

    $\partial L/\partial x = (g - \overline{g} - \hat x \, \overline{g \hat x}) /
    \sqrt{v + \epsilon}$, bars for means along the axis

    >>> standardized_backward(np.array([[5.0], [5.0]]), np.array([[1.0], [3.0]]), epsilon=0.0)
    array([[0.],
           [0.]])
    """
    expect("standardized_backward: x (...), upstream (...)", x, upstream)
    hat = standardized(x, axis, epsilon)
    shift: Array = np.mean(upstream, axis=axis, keepdims=True)
    scale: Array = np.mean(upstream * hat, axis=axis, keepdims=True)
    deviation: Array = np.sqrt(x.var(axis=axis, keepdims=True) + epsilon)
    return (upstream - shift - hat * scale) / deviation


def batch_norm(x: Array, gamma: Array, beta: Array, epsilon: float = 1e-5) -> Array:
    r"""Standardize each unit over the batch, as in training.

    $y_{ik} = \gamma_k \hat x_{ik} + \beta_k$, mean and variance over the examples $i$

    x: (n, k)  scores
    gamma: (k,)  scales
    beta: (k,)  shifts
    -> (n, k)

    Raises ValueError if the shapes do not fit.
    Source: Ioffe and Szegedy 2015, "Batch normalization", algorithm 1

    >>> x = np.array([[1.0], [3.0]])
    >>> batch_norm(x, np.array([2.0]), np.array([5.0]), epsilon=0.0)
    array([[3.],
           [7.]])
    """
    expect("batch_norm: x (n, k), gamma (k,), beta (k,)", x, gamma, beta)
    return gamma * standardized(x, 0, epsilon) + beta


def batch_norm_backward(
    upstream: Array, x: Array, gamma: Array, beta: Array, epsilon: float = 1e-5
) -> tuple[Array, Array, Array]:
    r"""Send the gradient to scores, scales and shifts; every example moves mean and variance.

    $\partial L/\partial\gamma_k = \sum_i g_{ik} \hat x_{ik}, \quad
    \partial L/\partial\beta_k = \sum_i g_{ik}$

    >>> g, x = np.array([[1.0], [0.0]]), np.array([[1.0], [3.0]])
    >>> batch_norm_backward(g, x, np.array([2.0]), np.array([0.0]), epsilon=0.0)[1:]
    (array([-1.]), array([1.]))
    """
    expect(
        "batch_norm_backward: x (n, k), gamma (k,), beta (k,), upstream (n, k)",
        x, gamma, beta, upstream,
    )  # fmt: skip
    dx = standardized_backward(upstream * gamma, x, 0, epsilon)
    return dx, *scale_and_shift(upstream, standardized(x, 0, epsilon))


class Running(NamedTuple):
    """What batch norm remembers of all batches, to be used when there is only one example.

    mean: (k,)
    variance: (k,)  the unbiased one, 1 / (n - 1)
    """

    mean: Array
    variance: Array


def running_statistics(running: Running, x: Array, momentum: float = 0.1) -> Running:
    r"""Take a batch into the running averages: $r \leftarrow (1 - c) r + c \cdot$ new.

    x: (n, k)  scores of at least two examples
    momentum: $c$, the weight of the new, as PyTorch has it; other libraries mean 1 - c

    Raises ValueError if there is only one example, which has no unbiased variance.

    >>> at_first = Running(np.zeros(1), np.ones(1))
    >>> running_statistics(at_first, np.array([[1.0], [3.0]]))
    Running(mean=array([0.2]), variance=array([1.1]))
    """
    expect("running_statistics: x (n, k), mean (k,), variance (k,)", x, *running)
    if len(x) < 2:
        raise ValueError("running_statistics: x has 1 row, expected 2 or more")
    return Running(
        (1.0 - momentum) * running.mean + momentum * x.mean(axis=0),
        (1.0 - momentum) * running.variance + momentum * x.var(axis=0, ddof=1),
    )


def batch_norm_eval(
    x: Array, gamma: Array, beta: Array, running: Running, epsilon: float = 1e-5
) -> Array:
    r"""Normalize each example by the running statistics, whatever else is in the batch.

    $y_{ik} = \gamma_k (x_{ik} - m_k) / \sqrt{v_k + \epsilon} + \beta_k$

    x: (n, k)  scores
    gamma: (k,)  scales
    beta: (k,)  shifts
    -> (n, k)

    >>> remembered = Running(np.array([1.0]), np.array([4.0]))
    >>> batch_norm_eval(np.array([[5.0]]), np.array([3.0]), np.array([0.5]), remembered, 0.0)
    array([[6.5]])
    """
    expect("batch_norm_eval: x (n, k), gamma (k,), beta (k,)", x, gamma, beta)
    return gamma * (x - running.mean) / np.sqrt(running.variance + epsilon) + beta


def layer_norm(x: Array, gamma: Array, beta: Array, epsilon: float = 1e-5) -> Array:
    r"""Standardize each example over its units.

    $y_{ik} = \gamma_k \hat x_{ik} + \beta_k$, mean and variance over the units $k$

    x: (n, k)  scores
    gamma: (k,)  scales
    beta: (k,)  shifts
    -> (n, k)

    Raises ValueError if the shapes do not fit.
    Source: Ba, Kiros and Hinton 2016, "Layer normalization"

    >>> layer_norm(np.array([[1.0, 3.0]]), np.array([2.0, 2.0]), np.zeros(2), epsilon=0.0)
    array([[-2.,  2.]])
    """
    expect("layer_norm: x (n, k), gamma (k,), beta (k,)", x, gamma, beta)
    return gamma * standardized(x, 1, epsilon) + beta


def layer_norm_backward(
    upstream: Array, x: Array, gamma: Array, beta: Array, epsilon: float = 1e-5
) -> tuple[Array, Array, Array]:
    """Send the gradient to scores, scales and shifts; every unit moves its row's mean.

    >>> g, x = np.array([[1.0, 0.0]]), np.array([[1.0, 3.0]])
    >>> layer_norm_backward(g, x, np.ones(2), np.zeros(2), epsilon=0.0)[1].tolist()
    [-1.0, 0.0]
    """
    return group_norm_backward(upstream, x, gamma, beta, epsilon=epsilon)


def group_norm(
    x: Array, gamma: Array, beta: Array, groups: int = 1, *, epsilon: float = 1e-5
) -> Array:
    r"""Standardize each example over each group of neighbouring units.

    $y_{ik} = \gamma_k \hat x_{ik} + \beta_k$, mean and variance over the group of unit $k$

    x: (n, k)  scores
    gamma: (k,)  scales
    beta: (k,)  shifts
    -> (n, k)

    Raises ValueError if the shapes do not fit, or the units are not a multiple of the groups.
    Source: Wu and He 2018, "Group normalization"

    >>> x = np.array([[1.0, 3.0, 10.0, 30.0]])
    >>> group_norm(x, np.ones(4), np.zeros(4), groups=2, epsilon=0.0)
    array([[-1.,  1., -1.,  1.]])
    """
    expect("group_norm: x (n, k), gamma (k,), beta (k,)", x, gamma, beta)
    hat = standardized(in_groups(x, groups), 2, epsilon).reshape(x.shape)
    return gamma * hat + beta


def group_norm_backward(
    upstream: Array,
    x: Array,
    gamma: Array,
    beta: Array,
    groups: int = 1,
    *,
    epsilon: float = 1e-5,
) -> tuple[Array, Array, Array]:
    """Send the gradient to scores, scales and shifts, group by group.

    >>> g, x = np.array([[1.0, 0.0, 1.0, 1.0]]), np.array([[1.0, 3.0, 10.0, 30.0]])
    >>> group_norm_backward(g, x, np.ones(4), np.zeros(4), 2, epsilon=0.0)[1].tolist()
    [-1.0, 0.0, -1.0, 1.0]
    """
    expect(
        "group_norm_backward: x (n, k), gamma (k,), beta (k,), upstream (n, k)",
        x, gamma, beta, upstream,
    )  # fmt: skip
    grouped = in_groups(x, groups)
    hat = standardized(grouped, 2, epsilon).reshape(x.shape)
    dx = standardized_backward(in_groups(upstream * gamma, groups), grouped, 2, epsilon)
    return dx.reshape(x.shape), *scale_and_shift(upstream, hat)


def rms_norm(x: Array, gamma: Array, epsilon: float = 1e-5) -> Array:
    r"""Divide each example by the root mean square of its units; the mean stays.

    $y_{ik} = \gamma_k x_{ik} / \sqrt{\overline{x^2} + \epsilon}$, the mean over the units $k$

    x: (n, k)  scores
    gamma: (k,)  scales
    -> (n, k)

    Raises ValueError if the shapes do not fit.
    Source: Zhang and Sennrich 2019, "Root mean square layer normalization"

    >>> rms_norm(np.array([[1.0, 7.0]]), np.array([5.0, 5.0]), epsilon=0.0)
    array([[1., 7.]])
    """
    expect("rms_norm: x (n, k), gamma (k,)", x, gamma)
    return gamma * x / root_mean_square(x, epsilon)


def rms_norm_backward(
    upstream: Array, x: Array, gamma: Array, epsilon: float = 1e-5
) -> tuple[Array, Array]:
    """Send the gradient to scores and scales; what would only lengthen the row is lost.

    >>> rms_norm_backward(np.array([[1.0, 1.0]]), np.array([[3.0, 3.0]]), np.ones(2), 0.0)
    (array([[0., 0.]]), array([1., 1.]))
    """
    expect("rms_norm_backward: x (n, k), gamma (k,), upstream (n, k)", x, gamma, upstream)
    root = root_mean_square(x, epsilon)
    hat, g = x / root, upstream * gamma
    along: Array = np.mean(g * hat, axis=1, keepdims=True)
    return (g - hat * along) / root, scale_and_shift(upstream, hat)[0]


def root_mean_square(x: Array, epsilon: float) -> Array:
    """Compute the length of each row in units of the root of its size.

    >>> root_mean_square(np.array([[1.0, 7.0]]), 0.0)
    array([[5.]])
    """
    mean: Array = np.mean(x**2, axis=1, keepdims=True)
    return np.sqrt(mean + epsilon)


def scale_and_shift(upstream: Array, hat: Array) -> tuple[Array, Array]:
    """Sum the gradients of scales and shifts over the examples that they were used for.

    >>> scale_and_shift(np.array([[2.0], [3.0]]), np.array([[-1.0], [1.0]]))
    (array([1.]), array([5.]))
    """
    return np.sum(upstream * hat, axis=0), np.sum(upstream, axis=0)


def in_groups(x: Array, groups: int) -> Array:
    """View rows (n, k) as (n, groups, k / groups).

    >>> in_groups(np.zeros((5, 6)), 4)
    Traceback (most recent call last):
    ValueError: group_norm: 6 units in 4 groups, expected groups of one size
    """
    if groups < 1 or x.shape[1] % groups:
        raise ValueError(
            f"group_norm: {x.shape[1]} units in {groups} groups, expected groups of one size"
        )
    return x.reshape(len(x), groups, -1)


if __name__ == "__main__":
    scores = np.array([[1.0, 200.0, 3.0], [2.0, 300.0, 5.0], [3.0, 100.0, 1.0]])
    ones, none = np.ones(3), np.zeros(3)
    print("batch norm\n", batch_norm(scores, ones, none).round(3))
    print("layer norm\n", layer_norm(scores, ones, none).round(3))
    print("RMS norm\n", rms_norm(scores, ones).round(3))
