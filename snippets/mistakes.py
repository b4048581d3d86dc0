r"""Backpropagation with one line wrong: five mistakes that people make, each trained for real.

Each pass below is the four equations of `network.backpropagate_mlp` with one line changed. None
raises an error where the hidden layers are of one size. `planted_bugs` holds such lines against a
gradient check; here we watch what training shows of them. All runs train at once: every array may
have runs as its first axis, and a transpose turns the last two.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from snippets import datasets, initializers
from snippets.activations import sigmoid, sigmoid_backward
from snippets.arrays import Array
from snippets.losses import mean_squared_error_backward
from snippets.network import backpropagate, small

Arrays = Sequence[Array]

SIZES = (2, 8, 8, 1)
POINTS, NEW_POINTS = 60, 1000
RUNS, STEPS, RATE = 20, 500, 3.0


class Lines(NamedTuple):
    """The lines in which the five passes differ; as they stand here they are right."""

    start: Callable[[Array, Array], Array] = lambda a, y: 2 * (a - y) / (y.shape[-2] * y.shape[-1])
    down: Callable[[Array, Array], Array] = lambda delta, W: delta @ W.mT
    bend: Callable[[Array, Array], Array] = sigmoid_backward
    bias: Callable[[Array], Array] = lambda delta: delta.sum(axis=-2, keepdims=True)
    update_first: bool = False


NONE, RIGHT = "no mistake", Lines()
MISTAKES = {
    "dropped transpose": Lines(down=lambda d, W: d @ (W if W.shape[-2] == W.shape[-1] else W.mT)),
    "forgotten σ′": Lines(bend=lambda upstream, _z: upstream),
    "sum for mean": Lines(start=lambda a, y: 2 * (a - y) / y.shape[-1]),
    "bias over the wrong axis": Lines(bias=lambda delta: delta.sum(axis=-1, keepdims=True)),
    "weights updated too early": Lines(update_first=True),
}


def forward(weights: Arrays, biases: Arrays, x: Array) -> tuple[list[Array], list[Array]]:
    """The scores z and activations a of every layer; a bias may be anything that broadcasts."""
    z: list[Array] = []
    a = [x]
    for W, b in zip(weights, biases, strict=True):
        z.append(a[-1] @ W + b)
        a.append(sigmoid(z[-1]))
    return z, a


def slopes(
    lines: Lines, weights: Arrays, biases: Arrays, x: Array, y: Array, *, rate: float = 0.0
) -> tuple[list[Array], list[Array]]:
    """The slopes by all weights and biases, as these lines compute them.

    rate: by how much a weight has already moved where `update_first` is the mistake
    """
    z, a = forward(weights, biases, x)
    delta = [sigmoid_backward(lines.start(a[-1], y), z[-1])]
    for layer in range(len(weights) - 1, 0, -1):
        moved = rate * a[layer].mT @ delta[0] if lines.update_first else 0.0
        delta.insert(0, lines.bend(lines.down(delta[0], weights[layer] - moved), z[layer - 1]))
    return [below.mT @ d for below, d in zip(a[:-1], delta, strict=True)], [*map(lines.bias, delta)]


class Start(NamedTuple):
    """Where training begins, for every run at once.

    weights: (runs, d, h) each
    x, y: (runs, n, d), (runs, n, 1)  points to learn
    new_x, new_y: (runs, m, d), (runs, m, 1)  points to try
    """

    weights: list[Array]
    x: Array
    y: Array
    new_x: Array
    new_y: Array


def drawn(seed: int) -> Start:
    """Draw one run's points and weights, twice Glorot's, as a sigmoid is flatter than tanh."""
    rng = np.random.default_rng(seed)
    x, y = moons(POINTS, rng)
    weights = [2.0 * initializers.glorot_normal(shape, rng=rng) for shape in pairwise(SIZES)]
    return Start(weights, x, y, *moons(NEW_POINTS, rng))


def moons(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Two moons around the origin, with targets (n, 1) of 0 and 1."""
    x, labels = datasets.moons(n, noise=0.15, rng=rng)
    return x - np.array([0.5, 0.25]), labels[:, np.newaxis].astype(np.float64)


@cache
def starts(runs: int = RUNS) -> Start:
    """Stack the starts of all runs; run number s has seed s."""
    each = [drawn(seed) for seed in range(runs)]
    weights = [np.stack(layer) for layer in zip(*(one.weights for one in each), strict=True)]
    return Start(
        weights, *(np.stack(part) for part in zip(*(one[1:] for one in each), strict=True))
    )


class Runs(NamedTuple):
    """What training along some slopes came to.

    loss: (runs,)  on the points trained on
    right: (runs,)  part of the new points on the right side; nan where a network cannot take them
    """

    loss: Array
    right: Array


def train(
    lines: Lines,
    *,
    runs: int = RUNS,
    steps: int = STEPS,
    rate: float = RATE,
    frozen: int = 0,
) -> Runs:
    """Train sigmoid layers of SIZES on two moons with the slopes that these lines give.

    frozen: how many layers, from the first on, never move
    """
    weights, x, y, *new = starts(runs)
    biases = [np.zeros((1, 1, W.shape[-1])) for W in weights]
    rates = [0.0] * frozen + [rate] * (len(weights) - frozen)
    for _ in range(steps):
        dW, db = slopes(lines, weights, biases, x, y, rate=rate)
        weights = [W - r * slope for r, W, slope in zip(rates, weights, dW, strict=True)]
        biases = [b - r * slope for r, b, slope in zip(rates, biases, db, strict=True)]
    loss = ((forward(weights, biases, x)[1][-1] - y) ** 2).mean(axis=(-2, -1))
    return Runs(loss, right(weights, biases, *new))


def right(weights: Arrays, biases: Arrays, x: Array, y: Array) -> Array:
    """The part of the points that each network puts on the right side."""
    if any(b.shape[-2] > 1 for b in biases):
        return np.full(len(x), np.nan)
    sides = (forward(weights, biases, x)[1][-1] > 0.5) == (y > 0.5)
    share: Array = sides.mean(axis=(-2, -1))
    return share


@cache
def trained(name: str = NONE, *, steps: int = STEPS, rate: float = RATE, frozen: int = 0) -> Runs:
    """Train with a mistake, or with none; all begin at the same starts.

    name: a key of MISTAKES, or NONE
    """
    lines = {NONE: RIGHT, **MISTAKES}[name]
    return train(lines, steps=steps, rate=rate, frozen=frozen)


class Median(NamedTuple):
    """The median over all runs of what `Runs` holds."""

    loss: float
    right: float


def median(name: str = NONE, *, steps: int = STEPS, rate: float = RATE, frozen: int = 0) -> Median:
    """The median loss and the median share of new points of a mistake's runs.

    Cited in: Backpropagation, step by step

    >>> round(median("sum for mean").loss, 6)
    0.5
    """
    return Median(
        *(float(np.median(part)) for part in trained(name, steps=steps, rate=rate, frozen=frozen))
    )


def hidden(name: str) -> int:
    """Count the runs of a mistake whose loss lies in the range of the right pass.

    Cited in: Backpropagation, step by step

    >>> hidden(NONE) == RUNS
    True
    """
    usual, found = trained().loss, trained(name).loss
    return int(np.sum((usual.min() <= found) & (found <= usual.max())))


def worse(name: str) -> int:
    """Count the runs that end with a larger loss than the right pass from the same start.

    Cited in: Backpropagation, step by step

    >>> worse(NONE)
    0
    """
    return int(np.sum(trained(name).loss > trained().loss))


def too_early(rate: float) -> float:
    """How far the first layer's slopes are off at the first step if later weights move before.

    rate: of the step that they take too early

    -> the median over the starts of the difference, relative in length

    >>> too_early(0.0)
    0.0
    """
    weights, x, y, *_ = starts()
    biases = [np.zeros((1, 1, W.shape[-1])) for W in weights]
    wanted = slopes(RIGHT, weights, biases, x, y)[0][0]
    early = slopes(Lines(update_first=True), weights, biases, x, y, rate=rate)[0][0]
    return float(np.median(lengths(early - wanted) / lengths(wanted)))


def lengths(matrices: Array) -> Array:
    """The length of each matrix of a stack, all its entries in one row.

    >>> lengths(np.array([[[3.0, 4.0]], [[0.0, 2.0]]]))
    array([5., 2.])
    """
    found: Array = np.sqrt((matrices**2).sum(axis=(-2, -1)))
    return found


def error_for_delta() -> Array:
    r"""By how much hidden slopes grow if the error goes back where delta is due: small network.

    $\frac{\sum_k \epsilon_k W_{jk}}{\sum_k \epsilon_k \sigma'(z_k) W_{jk}}$ for hidden unit $j$,
    with the slope of the loss $\epsilon_k = \partial L / \partial a_k$

    -> (3,)  a factor for each hidden unit

    >>> error_for_delta() > 4  # sigma' is at most a quarter
    array([ True,  True,  True])
    """
    net, x, y = small()
    W2 = net.parameters()[2]
    error = mean_squared_error_backward(1.0, net.forward(x), y)
    factor: Array = (error @ W2.T / (backpropagate(net, x, y).delta[1] @ W2.T))[0]
    return factor


if __name__ == "__main__":
    for mistake in (NONE, *MISTAKES):
        print(f"{mistake:26} loss {median(mistake).loss:.4f}   right {median(mistake).right:.1%}")
