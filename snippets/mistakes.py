r"""Backpropagation with one line wrong: five mistakes that people make, each trained for real.

Each pass below is the four equations of `network.backpropagate_mlp` with one line changed. None
raises an error where the hidden layers are of one size. `planted_bugs` holds such lines against a
gradient check; here we watch what a training run shows of them.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from snippets import datasets, initializers
from snippets.activations import sigmoid, sigmoid_backward
from snippets.arrays import Array
from snippets.losses import mean_squared_error, mean_squared_error_backward
from snippets.network import backpropagate, small

Arrays = Sequence[Array]

SIZES = (2, 8, 8, 1)
POINTS, STEPS, RATE = 60, 500, 3.0


class Lines(NamedTuple):
    """The lines in which the five passes differ; as they stand here they are right."""

    start: Callable[[Array, Array], Array] = lambda a, y: mean_squared_error_backward(1.0, a, y)
    down: Callable[[Array, Array], Array] = lambda delta, W: delta @ W.T
    bend: Callable[[Array, Array], Array] = sigmoid_backward
    bias: Callable[[Array], Array] = lambda delta: delta.sum(axis=0)
    update_first: bool = False


NONE, RIGHT = "no mistake", Lines()
MISTAKES = {
    "dropped transpose": Lines(down=lambda d, W: d @ (W if W.shape[0] == W.shape[1] else W.T)),
    "forgotten σ′": Lines(bend=lambda upstream, _z: upstream),
    "sum for mean": Lines(start=lambda a, y: 2 * (a - y) / y.shape[1]),
    "bias over the wrong axis": Lines(bias=lambda delta: delta.sum(axis=1, keepdims=True)),
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
        moved = rate * a[layer].T @ delta[0] if lines.update_first else 0.0
        delta.insert(0, lines.bend(lines.down(delta[0], weights[layer] - moved), z[layer - 1]))
    return [below.T @ d for below, d in zip(a[:-1], delta, strict=True)], [*map(lines.bias, delta)]


class Run(NamedTuple):
    """What STEPS steps of gradient descent along some slopes came to.

    loss: on the points trained on
    right: part of 200 new points on the right side; nan where the network cannot take them
    """

    loss: float
    right: float


def train(lines: Lines, *, seed: int, steps: int = STEPS, rate: float = RATE) -> Run:
    """Train sigmoid layers of SIZES on two moons with the slopes that these lines give."""
    rng = np.random.default_rng(seed)
    x, y = moons(POINTS, rng)
    weights = starts(rng)
    biases = [np.zeros((1, W.shape[1])) for W in weights]
    for _ in range(steps):
        dW, db = slopes(lines, weights, biases, x, y, rate=rate)
        weights = [W - rate * slope for W, slope in zip(weights, dW, strict=True)]
        biases = [b - rate * slope for b, slope in zip(biases, db, strict=True)]
    loss = mean_squared_error(forward(weights, biases, x)[1][-1], y)
    return Run(loss, right(weights, biases, *moons(200, rng)))


def starts(rng: np.random.Generator) -> list[Array]:
    """Draw the first weights, twice as large as Glorot's, since a sigmoid is flatter than tanh."""
    return [2.0 * initializers.glorot_normal(shape, rng=rng) for shape in pairwise(SIZES)]


def moons(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Two moons around the origin, with targets (n, 1) of 0 and 1."""
    x, labels = datasets.moons(n, noise=0.15, rng=rng)
    return x - np.array([0.5, 0.25]), labels[:, np.newaxis].astype(np.float64)


def right(weights: Arrays, biases: Arrays, x: Array, y: Array) -> float:
    """The part of the points that the network puts on the right side."""
    if any(len(b) not in (1, len(x)) for b in biases):
        return float("nan")
    return float(np.mean((forward(weights, biases, x)[1][-1] > 0.5) == (y > 0.5)))


@cache
def trained(seeds: int = 7) -> dict[str, list[Run]]:
    """The runs of the right lines and of each mistake, from the same starts on the same points."""
    passes = {NONE: RIGHT, **MISTAKES}
    return {
        name: [train(lines, seed=seed) for seed in range(seeds)] for name, lines in passes.items()
    }


def median(name: str) -> Run:
    """The median loss and the median share of new points of a mistake's runs.

    Cited in: Backpropagation, step by step

    >>> median("sum for mean").loss
    0.5
    """
    runs = trained()[name]
    return Run(*(float(np.median(column)) for column in zip(*runs, strict=True)))


def too_early(rate: float) -> float:
    """How far the first layer's slopes are off if later weights move first, relative in length.

    rate: of the step that they take too early

    >>> too_early(0.0)
    0.0
    """
    rng = np.random.default_rng(0)
    x, y = moons(POINTS, rng)
    weights = starts(rng)
    biases = [np.zeros((1, W.shape[1])) for W in weights]
    wanted = slopes(RIGHT, weights, biases, x, y)[0][0]
    early = slopes(Lines(update_first=True), weights, biases, x, y, rate=rate)[0][0]
    return float(np.linalg.norm(early - wanted) / np.linalg.norm(wanted))


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
    for mistake, found in trained().items():
        losses = " ".join(f"{run.loss:.4f}" for run in found)
        print(f"{mistake:26} {losses}")
