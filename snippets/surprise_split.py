r"""The split of a loss: what no model can know, and what this one has yet to learn.

Sixteen places on a grid, 25 rows at each. In two quarters of the grid a yes comes with
probability 0.9, in the other two with 0.2. A network is trained on the 400 rows.
"""

from functools import cache, partial
from itertools import product
from typing import NamedTuple

import numpy as np

from snippets import empirical, network, optimizers, training
from snippets.arrays import Array, Labels

EDGE = (-1.5, -0.5, 0.5, 1.5)
ROWS, STEPS, RUNS = 25, 1000, 5
LIKELY, UNLIKELY = 0.9, 0.2


def chances() -> Array:
    """The chances of yes and of no, in the likely and in the unlikely quarters.

    Cited in: Information theory for networks

    >>> chances().sum(axis=1)
    array([1., 1.])
    """
    return np.array([[p, 1.0 - p] for p in (LIKELY, UNLIKELY)])


def world(*, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Draw a yes or a no for each row.

    -> x (400, 2), y (400,)

    >>> x, y = world(rng=np.random.default_rng(0))
    >>> x.shape, y.shape
    ((400, 2), (400,))
    """
    x = np.repeat(np.array(list(product(EDGE, EDGE))), ROWS, axis=0)
    p = np.where(x[:, 0] * x[:, 1] > 0.0, LIKELY, UNLIKELY)
    return x, np.asarray(rng.random(len(x)) < p, dtype=np.int64)


class Split(NamedTuple):
    """The training loss and its two limits, in bits.

    loss: (runs, STEPS + 1)  on the training rows, from before the first step on
    known, shared: (runs,)  H(Y | X) and I(X; Y) of the training rows
    """

    loss: Array
    known: Array
    shared: Array


@cache
def split(hidden: int = 16) -> Split:
    """Train networks with one hidden layer and keep every loss.

    Cited in: Information theory for networks

    >>> split().loss.shape
    (5, 1001)
    """
    loss, known, shared = zip(*(one(hidden, seed=seed) for seed in range(RUNS)), strict=True)
    return Split(np.array(loss), np.array(known), np.array(shared))


def one(hidden: int, *, seed: int) -> tuple[Array, float, float]:
    """Make one world, one network, and one row of each part of Split."""
    rng = np.random.default_rng(seed)
    x, y = world(rng=rng)
    net = network.multilayer([2, hidden, 1], rng=rng, output="sigmoid")
    loss = [bits(net, x, y)]
    training.fit(
        net,
        x,
        y[:, np.newaxis].astype(np.float64),
        loss="binary_cross_entropy",
        optimizer=partial(optimizers.adam, rate=0.03),
        epochs=STEPS,
        batch=len(x),
        rng=rng,
        callback=lambda _epoch, trained, _loss: loss.append(bits(trained, x, y)),
    )
    places = empirical.labels(x)
    return (
        np.array(loss),
        empirical.entropy(y, places),
        empirical.mutual_information(places, y),
    )


def bits(net: network.Network, x: Array, y: Labels) -> float:
    """Average the surprise of a network's one probability about yes and no."""
    p = net.forward(x)
    return empirical.cross_entropy(y, np.hstack([1.0 - p, p]))


if __name__ == "__main__":
    found = split()
    for step in (0, 10, 100, STEPS):
        print(f"step {step:4}  loss {found.loss[:, step].mean():.3f} bits")
    print(f"floor      {found.known.mean():.3f} bits")
