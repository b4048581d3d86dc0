r"""Width or depth: networks of one budget, trained on curves from many random starts.

Cited in: Universal approximation.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from snippets import activations, linear_pieces, schedules
from snippets.approximation import curve, wave
from snippets.arrays import Array
from snippets.deep_networks import forward, stacked
from snippets.network import Network, multilayer
from snippets.optimizers import adam

STARTS = 20
STEPS = 1200
RATES = (0.003, 0.01, 0.03, 0.1)  # the same four are tried for every network
ROOM = 16_000  # numbers of a layer that are computed side by side: more do not fit into the cache
BUDGET = 181  # weights and biases at most
LOST = 0.1  # an error from which on we say that a curve was not learned
SHAPES: tuple[tuple[int, ...], ...] = ((60,), (11, 11), (8, 8, 8))  # within the budget
TAUGHT = np.linspace(0.0, 1.0, 41)[:, np.newaxis]
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
def learned(name: str, hidden: tuple[int, ...], steps: int = STEPS) -> Runs:
    """Train a ReLU network on 41 points of a curve from 20 starts by Adam, at the best rate.

    name: of a curve in `approximation`
    hidden: units of each hidden layer
    steps: full batches

    >>> learned("parabola", (3,), 10).error.shape
    (20,)
    """
    return min((at_rate(name, hidden, rate, steps) for rate in RATES), key=median_error)


def median_error(runs: Runs) -> float:
    """Take the middle of the errors, by which the rates are compared."""
    return float(np.median(runs.error))


def at_rate(name: str, hidden: tuple[int, ...], rate: float, steps: int) -> Runs:
    """Train at one rate, which falls to 0 along half a cosine."""
    f = curve(name).f
    networks = [draw(hidden, seed=seed) for seed in range(STARTS)]
    answers = np.empty((STARTS, len(ASKED)))
    group = max(1, ROOM // (len(TAUGHT) * max(hidden)))
    for k in range(0, STARTS, group):
        W, b = train(networks[k : k + group], scaled(TAUGHT), f(TAUGHT), rate=rate, steps=steps)
        answers[k : k + group] = forward(W, b, scaled(ASKED), activations.relu)[0][-1][:, :, 0]
    miss = answers[:, INSIDE] - f(ASKED[INSIDE, 0])
    return Runs(rate, answers, np.sqrt(np.mean(miss**2, axis=1)), np.abs(miss).max(axis=1))


class Started(NamedTuple):
    """Straight pieces between 0 and 1 before training, and the error after it, start by start."""

    pieces: Array
    error: Array


@cache
def started(*, drawn: bool, centred: bool) -> Started:
    """Train 60 ReLUs on the wave from ten starts, and count their pieces before.

    drawn: draw the biases; else they start at 0
    centred: put the inputs onto -1 to 1; else they stay between 0 and 1

    >>> float(started(drawn=False, centred=False).pieces.max())
    1.0
    """
    put = scaled if centred else np.asarray
    networks = [draw((60,), seed=seed, drawn=drawn) for seed in range(STARTS // 2)]
    low, high = put(np.array([0.0, 1.0]))
    pieces = [float(linear_pieces.count(network, low, high)) for network in networks]
    W, b = train(networks, put(TAUGHT), wave(TAUGHT), rate=0.03, steps=STEPS)
    answers = forward(W, b, put(ASKED[INSIDE]), activations.relu)[0][-1]
    miss = answers - wave(ASKED[INSIDE])
    return Started(np.array(pieces), np.sqrt(np.mean(miss**2, axis=(1, 2))))


def scaled(x: Array) -> Array:
    """Put the interval from 0 to 1 onto that from -1 to 1, as one does with inputs.

    >>> scaled(np.array([0.0, 0.5]))
    array([-1.,  0.])
    """
    return 2.0 * x - 1.0


def draw(hidden: tuple[int, ...], *, seed: int, drawn: bool = True) -> Network:
    r"""Draw a ReLU network with He's weights and biases from $\pm 1/\sqrt d$, d the fan in.

    drawn: if not, the biases are 0, and all kinks of the first layer lie in one place

    >>> [array.shape for array in draw((3,), seed=0).parameters()]
    [(1, 3), (3,), (3, 1), (1,)]
    """
    rng = np.random.default_rng(seed)
    network = multilayer([1, *hidden, 1], rng=rng, hidden="relu")
    for W, b in zip(network.parameters()[::2], network.parameters()[1::2], strict=True):
        b[:] = drawn * rng.uniform(-1.0, 1.0, size=b.size) / np.sqrt(len(W))
    return network


def train(
    networks: Sequence[Network], x: Array, y: Array, *, rate: float, steps: int
) -> tuple[list[Array], list[Array]]:
    """Train copies side by side by Adam on the mean squared error.

    x: (n, d)
    y: (n, 1)
    -> weights and biases, an array a layer, with an axis for the networks
    """
    shapes = [array.shape[1:] for layers in stacked(networks[:1]) for array in layers]
    theta, state = flat([array for layers in stacked(networks) for array in layers]), None
    W, b = unflat(theta, shapes)  # views: they move with theta
    for step in range(steps):
        now = schedules.cosine(step, rate=rate, steps=steps)
        theta[:], state = adam(theta, flat(gradients(W, b, x, y)), state, rate=now)
    return W, b


def flat(arrays: Sequence[Array]) -> Array:
    """Lay what belongs to one network end to end, so that one update moves all of it.

    >>> flat([np.ones((2, 1, 3)), np.zeros((2, 1, 1))])
    array([[1., 1., 1., 0.],
           [1., 1., 1., 0.]])
    """
    return np.concatenate([array.reshape(len(array), -1) for array in arrays], axis=1)


def unflat(theta: Array, shapes: Sequence[tuple[int, ...]]) -> tuple[list[Array], list[Array]]:
    """Cut parameters that lie end to end into weights, the first half, and biases.

    >>> W, b = unflat(np.arange(8.0).reshape(2, 4), [(1, 3), (1, 1)])
    >>> W[0].shape, b[0].ravel()
    ((2, 1, 3), array([3., 7.]))
    """
    ends = np.cumsum([math.prod(shape) for shape in shapes])
    parts = np.split(theta, ends[:-1], axis=1)
    arrays = [p.reshape(-1, *shape) for p, shape in zip(parts, shapes, strict=True)]
    return arrays[: len(arrays) // 2], arrays[len(arrays) // 2 :]


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
