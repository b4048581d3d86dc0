r"""Backpropagation one number at a time: what a pencil does, with no array and no library.

Every name is the formula's, every loop a sum of the formula. `network.backpropagate_mlp` is the
same computation with arrays.
"""

import math
from typing import NamedTuple

Row = list[float]
Rows = list[Row]


class Slopes(NamedTuple):
    """The slopes of the loss: delta by the scores (and by the biases), dW by the weights."""

    delta1: Row
    delta2: Row
    dW1: Rows  # noqa: N815 (the letters of the formula)
    dW2: Rows  # noqa: N815 (as above)


def backpropagate(
    weights: list[Rows],
    biases: Rows,
    x: Row,
    y: Row,
) -> Slopes:
    r"""Find every slope of two sigmoid layers on one example.

    $L = \frac1C \sum_k (a^{(2)}_k - y_k)^2$

    weights: (d, h) and (h, C), as lists of rows
    biases: (h,) and (C,)
    x: (d,), y: (C,)  one example

    Both activations of this one are 1/2, so each sigmoid' is 1/4:

    >>> weights, biases = [[[0.0]], [[2.0]]], [[0.0], [-1.0]]
    >>> backpropagate(weights, biases, [3.0], [0.0])
    Slopes(delta1=[0.125], delta2=[0.25], dW1=[[0.375]], dW2=[[0.125]])
    """
    (W1, W2), (b1, b2) = weights, biases
    inputs, hidden, last = (range(len(row)) for row in (x, b1, y))
    z1 = [sum(x[i] * W1[i][j] for i in inputs) + b1[j] for j in hidden]
    a1 = [sigmoid(z) for z in z1]
    z2 = [sum(a1[j] * W2[j][k] for j in hidden) + b2[k] for k in last]
    a2 = [sigmoid(z) for z in z2]
    da2 = [2 / len(y) * (a2[k] - y[k]) for k in last]
    delta2 = [da2[k] * slope(z2[k]) for k in last]
    da1 = [sum(delta2[k] * W2[j][k] for k in last) for j in hidden]
    delta1 = [da1[j] * slope(z1[j]) for j in hidden]
    dW2 = [[a1[j] * delta2[k] for k in last] for j in hidden]
    dW1 = [[x[i] * delta1[j] for j in hidden] for i in inputs]
    return Slopes(delta1, delta2, dW1, dW2)


def sigmoid(z: float) -> float:
    r"""Squeeze one score into a probability: $\sigma(z) = 1 / (1 + e^{-z})$.

    >>> sigmoid(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-z))


def slope(z: float) -> float:
    r"""Find the slope of the sigmoid at a score: $\sigma'(z) = \sigma(z) (1 - \sigma(z))$.

    >>> slope(0.0)
    0.25
    """
    return sigmoid(z) * (1 - sigmoid(z))


if __name__ == "__main__":
    slopes = backpropagate([[[0.5], [-1.0]], [[2.0]]], [[0.1], [-0.3]], [1.0, 0.5], [1.0])
    for name, value in slopes._asdict().items():
        print(f"{name:6} {value}")
