"""What backpropagation gives and costs: every slope three ways, its work, a step downhill."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from snippets import autodiff, optimizers, pencil
from snippets.activations import sigmoid
from snippets.arrays import Array
from snippets.initializers import glorot_normal
from snippets.layers import affine
from snippets.losses import mean_squared_error
from snippets.network import backpropagate, backpropagate_mlp, small
from snippets.operations import count

READER = (784, 128, 10)  # units of each layer of a network that reads digits


class ThreeWays(NamedTuple):
    """The slopes of the small network's loss by each of its 17 parameters, found three times.

    names: as the formulas write them, W1 first, then b1, W2, b2
    pencil, numpy, tape: (17,)  by loops over numbers, by arrays, by automatic differentiation
    spread: the largest difference between any two of the three
    """

    names: list[str]
    pencil: Array
    numpy: Array
    tape: Array
    spread: float


@cache
def three_ways() -> ThreeWays:
    """Find every slope of the small network by pencil, by NumPy and by the tape.

    Cited in: Backpropagation, step by step

    >>> three_ways().spread < 1e-12
    True
    """
    network, x, y = small()
    W1, b1, W2, b2 = network.parameters()
    hand = pencil.backpropagate(
        [W1.tolist(), W2.tolist()], [b1.tolist(), b2.tolist()], x[0].tolist(), y[0].tolist()
    )
    arrays = backpropagate_mlp([W1, W2], [b1, b2], x, y)
    by_hand = flat(hand.dW1, hand.delta1, hand.dW2, hand.delta2)
    by_arrays = flat(arrays.dW[0], arrays.db[0], arrays.dW[1], arrays.db[1])
    by_tape = flat(*autodiff.grad(lambda *p: plain_loss(x, y, p), (W1, b1, W2, b2)))
    spread = np.ptp([by_hand, by_arrays, by_tape], axis=0).max()
    names = [*entries("W1", W1), *entries("b1", b1), *entries("W2", W2), *entries("b2", b2)]
    return ThreeWays(names, by_hand, by_arrays, by_tape, float(spread))


def flat(*parts: ArrayLike) -> Array:
    """All entries of all parts in one row, each part row by row."""
    return np.concatenate([np.ravel(np.asarray(part, dtype=np.float64)) for part in parts])


def plain_loss(x: Array, y: Array, parameters: Sequence[Array]) -> Array:
    """The small network's loss in plain NumPy, which the tape can record."""
    W1, b1, W2, b2 = parameters
    a1 = 1 / (1 + np.exp(-(x @ W1 + b1)))
    a2 = 1 / (1 + np.exp(-(a1 @ W2 + b2)))
    loss: Array = ((a2 - y) ** 2).mean()
    return loss


def entries(letter: str, parameter: Array) -> list[str]:
    r"""The names of a parameter's entries, as a formula writes them.

    >>> entries("W1", np.zeros((1, 2)))
    ['$W^{(1)}_{11}$', '$W^{(1)}_{12}$']
    """
    indices = ["".join(str(axis + 1) for axis in place) for place in np.ndindex(parameter.shape)]
    return [f"${letter[0]}^{{({letter[1]})}}_{{{index}}}$" for index in indices]


class Work(NamedTuple):
    """Numbers multiplied for one batch, counted while the code ran.

    parameters: of the network
    forward: for the loss alone
    backward: for all slopes, once the forward pass is there
    """

    parameters: int
    forward: int
    backward: int


def work(sizes: Sequence[int], *, n: int) -> Work:
    """Count the multiplications of a forward and a backward pass on n examples.

    sizes: inputs, hidden units of each layer, outputs

    Cited in: Backpropagation, step by step

    >>> work([2, 3, 2], n=1).parameters
    17
    """
    weights, biases = [np.ones(p) for p in pairwise(sizes)], [np.ones(h) for h in sizes[1:]]
    x, y = np.ones((n, sizes[0])), np.ones((n, sizes[-1]))
    arrays, depth = [x, y, *weights, *biases], len(weights)
    forward = count(lambda x, y, *p: forward_loss(x, y, p[:depth], p[depth:]), *arrays)
    both = count(lambda x, y, *p: backpropagate_mlp(p[:depth], p[depth:], x, y), *arrays)
    size = sum(p.size for p in arrays[2:])
    return Work(size, forward.multiplications, both.multiplications - forward.multiplications)


def forward_loss(x: Array, y: Array, weights: Sequence[Array], biases: Sequence[Array]) -> float:
    """The mean squared error of sigmoid layers: the first half of `backpropagate_mlp`."""
    for W, b in zip(weights, biases, strict=True):
        x = sigmoid(affine(x, W, b))
    return mean_squared_error(x, y)


def share_of_layer(layer: int) -> float:
    """The part of the small network's squared gradient that one layer's parameters carry.

    layer: 1 or 2

    >>> round(share_of_layer(1) + share_of_layer(2), 9)
    1.0
    """
    back = backpropagate(*small())
    squares = [np.sum(W**2) + np.sum(b**2) for W, b in zip(back.dW, back.db, strict=True)]
    return float(squares[layer - 1] / sum(squares))


def left_of_delta(steps: int, *, seed: int, width: int = 16, n: int = 32) -> float:
    r"""How long $\delta^{(1)}$ is against $\delta^{(D)}$, some steps back through sigmoid layers.

    Random data, Glorot's weights, biases 0, all layers of one width.

    Cited in: Backpropagation, step by step

    >>> left_of_delta(0, seed=0)
    1.0
    """
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(n, width)), rng.uniform(size=(n, width))
    weights = [glorot_normal((width, width), rng=rng) for _ in range(steps + 1)]
    delta = backpropagate_mlp(weights, [np.zeros(width)] * (steps + 1), x, y).delta
    return float(np.linalg.norm(delta[0]) / np.linalg.norm(delta[-1]))


class Step(NamedTuple):
    """One step of gradient descent on the small network.

    before: the loss where the step begins
    fallen: by how much the step lowers it
    promised: rate times the sum of all squared slopes
    """

    before: float
    fallen: float
    promised: float


def one_step(rate: float) -> Step:
    """Move all 17 parameters once against their slopes, and measure what it brings.

    Cited in: Backpropagation, step by step

    >>> step = one_step(1e-4)
    >>> round(step.fallen / step.promised, 4)
    1.0
    """
    network, x, y = small()
    before = backpropagate(network, x, y).loss
    slopes = network.gradients()
    for parameter, slope in zip(network.parameters(), slopes, strict=True):
        parameter[...] = optimizers.sgd(parameter, slope, None, rate=rate)[0]
    fallen = before - mean_squared_error(network.forward(x), y)
    return Step(before, fallen, rate * sum(float(np.sum(slope**2)) for slope in slopes))


if __name__ == "__main__":
    ways = three_ways()
    for name, *slopes in zip(ways.names, ways.pencil, ways.numpy, ways.tape, strict=True):
        print(f"{name:14}", *(f"{slope: .9f}" for slope in slopes))
    print("largest difference", ways.spread)
    print(work([784, 128, 10], n=32), one_step(1.0))
