r"""Clipping: limits on the gradient, against the one batch that would throw everything away."""

from collections.abc import Sequence

import numpy as np

from snippets.arrays import Array


def clip_by_value(grad: Array, limit: float) -> Array:
    r"""Cut every entry off at a limit; this may turn the gradient.

    $g_i \leftarrow \min(\max(g_i, -c), c)$

    grad: (n, k)
    limit: c, positive
    -> (n, k)

    Raises ValueError if the limit is not positive.

    >>> clip_by_value(np.array([3.0, -0.5, -2.0]), 1.0)
    array([ 1. , -0.5, -1. ])
    """
    expect_limit("clip_by_value", limit)
    return np.clip(grad, -limit, limit)


def global_norm(grads: Sequence[Array]) -> float:
    r"""Measure the length of all gradients together, as if they were one vector.

    $\lVert g \rVert = \sqrt{\sum_i g_i^2}$, over the entries of all arrays

    >>> global_norm([np.array([3.0]), np.array([[0.0, 4.0]])])
    5.0
    """
    return float(np.sqrt(sum(float(np.sum(grad**2)) for grad in grads)))


def clip_by_global_norm(grads: Sequence[Array], limit: float) -> list[Array]:
    r"""Shorten all gradients by one factor if together they are too long; the direction stays.

    $g \leftarrow g \cdot \min(1, c / \lVert g \rVert)$

    grads: the gradients of all parameters
    limit: c, positive
    -> as many arrays of the same shapes, together no longer than c

    Raises ValueError if the limit is not positive.
    Source: Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent networks"

    >>> clip_by_global_norm([np.array([3.0]), np.array([4.0])], 2.5)
    [array([1.5]), array([2.])]
    """
    expect_limit("clip_by_global_norm", limit)
    norm = global_norm(grads)
    factor = limit / norm if norm > limit else 1.0
    return [factor * grad for grad in grads]


def expect_limit(function: str, limit: float) -> None:
    """Refuse a limit that would leave no gradient, or that is no number.

    >>> expect_limit("clip_by_value", 0.0)
    Traceback (most recent call last):
    ValueError: clip_by_value: limit is 0.0, expected > 0
    """
    if not limit > 0.0:
        raise ValueError(f"{function}: limit is {limit}, expected > 0")


if __name__ == "__main__":
    slopes = [np.array([3.0, -4.0]), np.array([12.0])]
    print("length         ", global_norm(slopes))
    print("by value, 3.5  ", [clip_by_value(slope, 3.5).tolist() for slope in slopes])
    print("by length, 6.5 ", [slope.tolist() for slope in clip_by_global_norm(slopes, 6.5)])
