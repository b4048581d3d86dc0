r"""Two dense layers with hand-written passes, a formula a field, so that one can be replaced.

    z1 = x W1 + b1,  a1 = tanh(z1),  z2 = a1 W2 + b2,  L = mean (z2 - y)^2

Four examples, four hidden units and four outputs are meant: where all sizes are equal, no shape
error helps against a wrong formula.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from snippets import activations, losses
from snippets.arrays import Array
from snippets.layers import affine

Parameters = list[Array]  # W1 (3, 4), b1 (4,), W2 (4, 4), b2 (4,)


class Lines(NamedTuple):
    """Both passes, a formula a field: forward the first two, backward the others."""

    activate: Callable[[Array], Array] = activations.tanh
    measure: Callable[[Array, Array], float] = losses.mean_squared_error
    start: Callable[[Array, Array], Array] = lambda z2, y: 2 * (z2 - y) / z2.size
    down: Callable[[Array, Array], Array] = lambda delta, W: delta @ W.T
    bend: Callable[[Array, Array], Array] = activations.tanh_backward
    weights: Callable[[Array, Array], Array] = lambda below, delta: below.T @ delta
    bias: Callable[[Array], Array] = lambda delta: delta.sum(axis=0)


class Case(NamedTuple):
    """Lines that someone wrote, and where and how they are checked."""

    lines: Lines
    x: Array  # (n, 3)
    y: Array  # (n, 4)
    parameters: Parameters
    wrong: bool = True  # whether these lines have a bug that training would meet
    penalty: float = 0.0  # of the squared weights, in the loss only
    dtype: Any = np.float64  # of the loss


def loss(case: Case, parameters: Parameters) -> float:
    """The mean squared error of the two layers, with a penalty if the case has one."""
    x, y, W1, b1, W2, b2 = (part.astype(case.dtype) for part in (case.x, case.y, *parameters))
    a1 = case.lines.activate(affine(x, W1, b1))
    squares = float(np.sum(W1**2) + np.sum(W2**2))
    return case.lines.measure(affine(a1, W2, b2), y) + case.penalty * squares


def gradient(case: Case, parameters: Parameters) -> Parameters:
    """The gradients by all four parameters."""
    lines, x = case.lines, case.x
    W1, b1, W2, b2 = parameters
    z1 = affine(x, W1, b1)
    a1 = lines.activate(z1)
    delta2 = lines.start(affine(a1, W2, b2), case.y)
    delta1 = lines.bend(lines.down(delta2, W2), z1)
    dW1, db1 = lines.weights(x, delta1), lines.bias(delta1)
    dW2, db2 = lines.weights(a1, delta2), lines.bias(delta2)
    return [dW1, db1, dW2, db2]


def generic(**line: Callable[..., Any]) -> Case:
    """The given lines in place of the right ones, at a point far from any symmetry."""
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(4, 3)), rng.normal(size=(4, 4))
    parameters = [0.6 * rng.normal(size=shape) for shape in ((3, 4), (4,), (4, 4), (4,))]
    return Case(Lines(**line), x, y, parameters)


def loss_by(case: Case, which: int) -> Callable[[Array], float]:
    """The loss as a function of one of the four parameters."""
    before, after = case.parameters[:which], case.parameters[which + 1 :]
    return lambda value: loss(case, [*before, value, *after])


if __name__ == "__main__":
    right = generic()
    for name, array in zip(
        ("W1", "b1", "W2", "b2"), gradient(right, right.parameters), strict=True
    ):
        print(f"dL/d{name} =", array.round(3).tolist())
