"""Experiments: the seeded training runs whose numbers the chapters cite.

Each is computed once and shared by every page, figure and test that asks for it.
"""

from functools import cache, partial
from typing import NamedTuple

import numpy as np

from snippets import datasets, optimizers
from snippets.arrays import Array, Labels, one_hot
from snippets.network import Network, multilayer
from snippets.training import accuracy, fit


class Run(NamedTuple):
    """A trained network with its data and how it got there.

    x: (n, d)  inputs
    y: (n,)  class numbers
    loss: (epochs,)  mean loss of every epoch
    accuracy: part of x that ends up in the right class, 0 to 1
    """

    network: Network
    x: Array
    y: Labels
    loss: Array
    accuracy: float


@cache
def xor() -> Run:
    """Train 2-2-1, tanh then sigmoid, on XOR: just enough hidden units to bend the plane.

    Cited in: Multilayer perceptrons and forward propagation

    >>> xor().accuracy
    1.0
    """
    x, y = datasets.xor()
    network = multilayer([2, 2, 1], output="sigmoid", rng=np.random.default_rng(4))
    history = fit(
        network,
        x,
        y[:, np.newaxis].astype(np.float64),
        loss="binary_cross_entropy",
        optimizer=partial(optimizers.sgd, rate=0.5),
        epochs=1000,
        batch=4,
        rng=np.random.default_rng(0),
    )
    return Run(network, x, y, history.loss, accuracy(network, x, y))


@cache
def moons() -> Run:
    """Train 2-16-2, tanh then softmax, on two moons in batches of 20.

    Cited in: Your first network

    >>> moons().accuracy > 0.97
    True
    """
    x, y = datasets.moons(200, noise=0.1, rng=np.random.default_rng(0))
    network = multilayer([2, 16, 2], rng=np.random.default_rng(1))
    history = fit(
        network,
        x,
        one_hot(y, 2),
        loss="softmax_cross_entropy",
        optimizer=partial(optimizers.sgd, rate=0.5),
        epochs=100,
        batch=20,
        rng=np.random.default_rng(2),
    )
    return Run(network, x, y, history.loss, accuracy(network, x, y))


if __name__ == "__main__":
    for experiment in (xor, moons):
        run = experiment()
        print(f"{experiment.__name__:6} loss {run.loss[0]:.3f} -> {run.loss[-1]:.3f}", end=", ")
        print(f"accuracy {run.accuracy:.3f}")
