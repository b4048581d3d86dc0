"""Experiments: the seeded training runs whose numbers the chapters cite.

Each is computed once and shared by every page, figure and test that asks for it.
"""

import copy
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from snippets import datasets, optimizers, side_by_side
from snippets.arrays import Array, Labels
from snippets.datasets import Dataset
from snippets.network import Network, forward_pass, multilayer
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


class Starts(NamedTuple):
    """How many random starts ended with all examples right."""

    solved: int
    starts: int

    def interval(self, z: float = 1.96) -> tuple[float, float]:
        """Bound the probability that a start succeeds; z = 1.96 means at 95 %.

        Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference"

        >>> Starts(10, 10).interval()[0] > 0.7
        True
        """
        share, spread = self.solved / self.starts, z**2 / self.starts
        middle = (share + spread / 2) / (1 + spread)
        half = np.sqrt(spread * share * (1 - share) + spread**2 / 4) / (1 + spread)
        return float(middle - half), float(middle + half)


@cache
def xor_starts(hidden: int, starts: int = 100, *, steps: int = 300) -> Starts:
    """Train 2-hidden-1, tanh then sigmoid, on XOR from several random starts.

    Cited in: Multilayer perceptrons and forward propagation

    >>> xor_starts(2, starts=2)
    Starts(solved=1, starts=2)
    """
    x, labels = datasets.xor()
    y = labels[:, np.newaxis].astype(np.float64)
    networks = [xor_network(hidden, "tanh", seed=seed) for seed in range(starts)]
    p = side_by_side.train(networks, x, y, rate=2.0, steps=steps)
    solved = ((p >= 0.5) == (y == 1.0)).all(axis=(1, 2))
    return Starts(int(solved.sum()), starts)


@cache
def xor_without_activation() -> Run:
    """Train 2-2-1 on XOR with the hidden activation left out.

    Cited in: Multilayer perceptrons and forward propagation

    >>> round(float(xor_without_activation().loss[-1]), 4)
    0.6931
    """
    return train_xor(2, "identity", seed=0)


def xor_network(hidden: int, activation: str, *, seed: int) -> Network:
    """Draw an untrained 2-hidden-1 network with a sigmoid output."""
    rng = np.random.default_rng(seed)
    return multilayer([2, hidden, 1], hidden=activation, output="sigmoid", rng=rng)


def train_xor(hidden: int, activation: str, *, seed: int, steps: int = 300) -> Run:
    """Train 2-hidden-1 with a sigmoid output on XOR: full-batch steps at rate 2."""
    network = xor_network(hidden, activation, seed=seed)
    return train_two_classes(network, datasets.xor(), rate=2.0, epochs=steps, batch=4)


@cache
def moons_hidden(*hidden: int, seed: int = 3) -> Run:
    """Train 2-hidden-1, tanh then sigmoid, on two moons; any number of hidden layers.

    Cited in: Multilayer perceptrons and forward propagation

    >>> moons_hidden(3).accuracy
    1.0
    """
    data = datasets.moons(200, noise=0.1, rng=np.random.default_rng(0))
    network = multilayer([2, *hidden, 1], output="sigmoid", rng=np.random.default_rng(seed))
    return train_two_classes(network, data, rate=0.5, epochs=150, batch=20)


def train_two_classes(
    network: Network, data: Dataset, *, rate: float, epochs: int, batch: int
) -> Run:
    """Train a network with one sigmoid output on two classes, by sgd and cross-entropy."""
    history = fit(
        network,
        data.x,
        data.y[:, np.newaxis].astype(np.float64),
        loss="binary_cross_entropy",
        optimizer=partial(optimizers.sgd, rate=rate),
        epochs=epochs,
        batch=batch,
        rng=np.random.default_rng(0),
    )
    return Run(network, data.x, data.y, history.loss, accuracy(network, data.x, data.y))


class Votes(NamedTuple):
    """How several random starts ended.

    right: (starts,)  part of the points in the right class
    majority: (starts,)  part of the points on which most hidden units say what the network says
    """

    right: Array
    majority: Array


@cache
def moons_starts(starts: int = 10) -> Votes:
    """Train 2-3-1 on two moons from several random starts, and let the hidden units vote.

    Cited in: Multilayer perceptrons and forward propagation

    >>> moons_starts(4).right[-1].item()
    1.0
    """
    runs = [moons_hidden(3, seed=seed) for seed in range(starts)]
    return Votes(np.array([run.accuracy for run in runs]), np.array([majority(r) for r in runs]))


def majority(run: Run) -> float:
    """Ask how often the majority of a run's hidden units is the network's answer.

    A unit votes with the sign of what it adds to the score.
    -> share of the run's points, 0 to 1

    >>> majority(moons_hidden(3)) > 0.9
    True
    """
    added = forward_pass(run.network, run.x).a[1] * run.network.parameters()[2][:, 0]
    most = np.sign(added).sum(axis=1) > 0
    return float(np.mean(most == (run.network.forward(run.x)[:, 0] > 0.5)))


class Transposed(NamedTuple):
    """The accuracy of trained networks, (starts,), before and after one matrix is transposed."""

    right: Array
    wrong: Array


@cache
def transposed(starts: int = 10) -> Transposed:
    """Train 2-8-8-1 on two moons from several starts, then turn the 8 x 8 matrix over.

    Cited in: Multilayer perceptrons and forward propagation

    >>> transposed(1).right
    array([1.])
    """
    runs = [moons_hidden(8, 8, seed=seed) for seed in range(starts)]
    wrong = [with_transpose(run.network, 2) for run in runs]
    ends = [accuracy(network, run.x, run.y) for network, run in zip(wrong, runs, strict=True)]
    return Transposed(np.array([run.accuracy for run in runs]), np.array(ends))


def with_transpose(network: Network, which: int) -> Network:
    """Copy a network and transpose one of its parameters, a square matrix, in the copy."""
    wrong = copy.deepcopy(network)
    W = wrong.parameters()[which]
    W[...] = W.T.copy()
    return wrong


if __name__ == "__main__":
    for experiment in (xor, moons_hidden, xor_without_activation):
        run = experiment()
        print(f"{experiment.__name__:22} loss {run.loss[0]:.3f} -> {run.loss[-1]:.3f}", end=", ")
        print(f"accuracy {run.accuracy:.3f}")
