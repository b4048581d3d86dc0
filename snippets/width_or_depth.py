r"""Width or depth: networks of one budget, trained on curves from many random starts.

Cited in: Universal approximation.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from snippets import activations, schedules
from snippets.approximation import curve
from snippets.arrays import Array
from snippets.deep_networks import forward, stacked
from snippets.network import Network, multilayer
from snippets.optimizers import adam

STARTS = 20
STEPS = 800
RATES = (0.01, 0.03, 0.1)  # the same three are tried for every network
BUDGET = 251  # weights and biases at most
SHAPES: tuple[tuple[int, ...], ...] = ((83,), (13, 13), (10, 10, 10))  # within the budget
TAUGHT = np.linspace(0.0, 1.0, 64)[:, np.newaxis]
ASKED = np.linspace(-1.0, 2.0, 1501)[:, np.newaxis]
INSIDE = slice(500, 1001)  # where ASKED lies between 0 and 1


class Runs(NamedTuple):
    """What networks of one shape learned of a curve, with the best of the rates.

    rate: the rate with the smallest median error
    answers: (starts, 1501)  from -1 to 2; taught was from 0 to 1
    error: (starts,)  root of the mean squared error between 0 and 1
    largest: (starts,)  largest error between 0 and 1
    """

    rate: float
    answers: Array
    error: Array
    largest: Array


@cache
def learned(name: str, hidden: tuple[int, ...]) -> Runs:
    """Train a ReLU network on 64 points of a curve from 20 starts: Adam, 800 full batches.

    name: of a curve in `approximation`
    hidden: units of each hidden layer

    >>> learned("parabola", (3,)).error.shape
    (20,)
    """
    return min((at_rate(name, hidden, rate) for rate in RATES), key=median_error)


def median_error(runs: Runs) -> float:
    """Take the middle of the errors, by which the rates are compared."""
    return float(np.median(runs.error))


def at_rate(name: str, hidden: tuple[int, ...], rate: float) -> Runs:
    """Train at one rate, which falls to 0 along half a cosine."""
    f = curve(name).f
    networks = [draw(hidden, seed=seed) for seed in range(STARTS)]
    W, b = train(networks, scaled(TAUGHT), f(TAUGHT), rate=rate)
    z, _ = forward(W, b, scaled(ASKED), activations.relu)
    answers = z[-1][:, :, 0]
    miss = answers[:, INSIDE] - f(ASKED[INSIDE, 0])
    return Runs(rate, answers, np.sqrt(np.mean(miss**2, axis=1)), np.abs(miss).max(axis=1))


def scaled(x: Array) -> Array:
    """Put the interval from 0 to 1 onto that from -1 to 1, as one does with inputs.

    >>> scaled(np.array([0.0, 0.5]))
    array([-1.,  0.])
    """
    return 2.0 * x - 1.0


def draw(hidden: tuple[int, ...], *, seed: int) -> Network:
    r"""Draw a ReLU network with He's weights and biases from $\pm 1/\sqrt d$, d the fan in.

    With biases of 0 all kinks of the first layer would lie in one place.

    >>> [array.shape for array in draw((3,), seed=0).parameters()]
    [(1, 3), (3,), (3, 1), (1,)]
    """
    rng = np.random.default_rng(seed)
    network = multilayer([1, *hidden, 1], rng=rng, hidden="relu")
    for W, b in zip(network.parameters()[::2], network.parameters()[1::2], strict=True):
        b[:] = rng.uniform(-1.0, 1.0, size=b.size) / np.sqrt(len(W))
    return network


def train(
    networks: Sequence[Network], x: Array, y: Array, *, rate: float
) -> tuple[list[Array], list[Array]]:
    """Train copies side by side by Adam on the mean squared error.

    x: (n, d)
    y: (n, 1)
    -> weights and biases, an array a layer, with an axis for the networks
    """
    W, b = stacked(networks)
    theta = [*W, *b]
    states: list[Any] = [None] * len(theta)
    for step in range(STEPS):
        now = schedules.cosine(step, rate=rate, steps=STEPS)
        slopes = gradients(W, b, x, y)
        moves = [
            adam(p, g, state, rate=now) for p, g, state in zip(theta, slopes, states, strict=True)
        ]
        theta, states = [move[0] for move in moves], [move[1] for move in moves]
        W, b = theta[: len(W)], theta[len(W) :]
    return W, b


def gradients(W: Sequence[Array], b: Sequence[Array], x: Array, y: Array) -> list[Array]:
    """Differentiate each network's mean squared error by its weights, then by its biases."""
    z, a = forward(W, b, x, activations.relu)
    delta = 2.0 * (z[-1] - y) / y.size
    dW: list[Array] = []
    db: list[Array] = []
    for ell in reversed(range(len(W))):
        dW.insert(0, a[ell].mT @ delta)
        db.insert(0, delta.sum(axis=1, keepdims=True))
        if ell:
            delta = activations.relu_backward(delta @ W[ell].mT, z[ell - 1])
    return [*dW, *db]


if __name__ == "__main__":
    for shape in SHAPES:
        for title in ("wave", "saw"):
            runs = learned(title, shape)
            print(title, shape, f"rate {runs.rate}, median error {np.median(runs.error):.4f}")
