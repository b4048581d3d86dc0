"""Linear pieces: where the output of a ReLU network with one input changes its slope.

Found exactly, layer by layer, and not by looking at a grid.
"""

import math

import numpy as np

from snippets.arrays import Array
from snippets.layers import Activation
from snippets.network import Network, multilayer

SAME = 1e-9  # slopes that differ by less, of the largest slope, count as one


def corners(network: Network, low: float, high: float) -> Array:
    """Find the places between low and high at which the slope of the output changes.

    network: one input, one output, ReLU wherever it bends
    -> (k,)  in rising order

    Raises ValueError if another activation occurs.

    >>> from snippets.approximation import folds
    >>> corners(folds(2), 0.0, 1.0)
    array([0.25, 0.5 , 0.75])
    """
    x = np.array([low, high])
    a = x[:, np.newaxis]
    for layer in network.layers:
        if isinstance(layer, Activation):
            expect_relu(layer)
            x, a = split(x, a)
        a = layer.forward(a)
    slopes = np.diff(a[:, 0]) / np.diff(x)
    return np.asarray(x[1:-1][np.abs(np.diff(slopes)) > SAME * np.abs(slopes).max()])


def split(x: Array, z: Array) -> tuple[Array, Array]:
    """Add the places at which a score crosses 0; in between all scores are straight.

    x: (n,)  places
    z: (n, h)  scores there
    -> (m,), (m, h)

    >>> split(np.array([0.0, 4.0]), np.array([[-1.0], [1.0]]))
    (array([0., 2., 4.]), array([[-1.],
           [ 0.],
           [ 1.]]))
    """
    here, there = z[:-1], z[1:]
    piece, unit = np.nonzero(here * there < 0.0)
    part = here[piece, unit] / (here - there)[piece, unit]
    every = np.unique(np.concatenate([x, x[piece] + part * np.diff(x)[piece]]))
    return every, np.column_stack([np.interp(every, x, scores) for scores in z.T])


def count(network: Network, low: float, high: float) -> int:
    """Count the straight pieces of the output between low and high.

    >>> from snippets.approximation import folds
    >>> [count(folds(times), 0.0, 1.0) for times in (1, 2, 3)]
    [2, 4, 8]
    """
    return len(corners(network, low, high)) + 1


def at_most(*widths: int) -> int:
    r"""Bound the pieces that ReLU layers of these widths can make of one input.

    $\prod_\ell (h_\ell + 1)$: each unit bends each straight piece below it at most once

    >>> at_most(7), at_most(2, 2, 2)
    (8, 27)
    """
    return math.prod(width + 1 for width in widths)


def expect_relu(layer: Activation) -> None:
    """Refuse an activation that has no straight pieces.

    >>> expect_relu(Activation("tanh"))
    Traceback (most recent call last):
    ValueError: linear_pieces: the activation is tanh, expected relu
    """
    if layer.name != "relu":
        raise ValueError(f"linear_pieces: the activation is {layer.name}, expected relu")


if __name__ == "__main__":
    for widths in ((8,), (8, 8), (8, 8, 8)):
        random = multilayer([1, *widths, 1], rng=np.random.default_rng(0), hidden="relu")
        for bias in random.parameters()[1::2]:
            bias[:] = np.random.default_rng(1).normal(size=bias.size)
        print(widths, "pieces:", count(random, -9.0, 9.0), "of at most", at_most(*widths))
