"""Many small networks of one shape, trained side by side: an axis for the random starts.

What `training.fit` does to one network, one array operation does here to all of them. The rows of
an experiment over a hundred starts are then as cheap as a few; a test holds both ways equal.
"""

from collections.abc import Sequence

import numpy as np

from snippets.activations import sigmoid
from snippets.arrays import Array, expect
from snippets.network import Network, multilayer


def train(networks: Sequence[Network], x: Array, y: Array, *, rate: float, steps: int) -> Array:
    r"""Train copies of 2-layer networks, tanh then sigmoid, by full-batch gradient descent.

    $\delta^{(2)} = (p - y)/n, \quad \delta^{(1)} = \delta^{(2)} W^{(2)\top} \odot (1 - a \odot a)$

    networks: s of them, each d-h-k
    x: (n, d)
    y: (n, k)  targets between 0 and 1
    rate, steps: of the descent on the binary cross-entropy, a mean over all entries
    -> (s, n, k)  the probabilities that each network ends with

    Raises ValueError if x and y differ in length.

    >>> rng = np.random.default_rng(0)
    >>> nets = [multilayer([1, 2, 1], output="sigmoid", rng=rng) for _ in range(5)]
    >>> train(nets, np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]]), rate=1.0, steps=3).shape
    (5, 2, 1)
    """
    expect("side_by_side.train: x (n, d), y (n, k)", x, y)
    W1, b1, W2, b2 = stacked(networks)
    for _ in range(steps):
        a = np.tanh(x @ W1 + b1)
        p = sigmoid(a @ W2 + b2)
        delta2 = (p - y) / y.size
        delta1 = (delta2 @ W2.mT) * (1.0 - a * a)
        W2 -= rate * (a.mT @ delta2)
        b2 -= rate * delta2.sum(axis=1, keepdims=True)
        W1 -= rate * (x.T @ delta1)
        b1 -= rate * delta1.sum(axis=1, keepdims=True)
    return sigmoid(np.tanh(x @ W1 + b1) @ W2 + b2)


def stacked(networks: Sequence[Network]) -> list[Array]:
    """Copy the parameters of the networks into arrays with an axis for the networks.

    -> (s, d, h), (s, 1, h), (s, h, k), (s, 1, k)

    >>> nets = [multilayer([2, 3, 1], rng=np.random.default_rng(seed)) for seed in range(5)]
    >>> [array.shape for array in stacked(nets)]
    [(5, 2, 3), (5, 1, 3), (5, 3, 1), (5, 1, 1)]
    """
    columns = zip(*(network.parameters() for network in networks), strict=True)
    return [np.stack([np.atleast_2d(array) for array in column]) for column in columns]


if __name__ == "__main__":
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    either = np.array([[0.0], [1.0], [1.0], [0.0]])
    for hidden in (2, 3, 4):
        starts = [
            multilayer([2, hidden, 1], output="sigmoid", rng=np.random.default_rng(seed))
            for seed in range(100)
        ]
        ends = train(starts, corners, either, rate=2.0, steps=300)
        solved = ((ends > 0.5) == (either > 0.5)).all(axis=(1, 2)).sum()
        print(f"{hidden} hidden units: {solved} of 100 starts solve XOR")
