"""Small programs to differentiate: ordinary NumPy code that knows nothing of derivatives.

Given arrays they return arrays. Given dual numbers they return a value with its tangent, and given
Variables they leave a tape behind.
"""

from typing import Any, NamedTuple

import numpy as np

from snippets import network
from snippets.arrays import Array
from snippets.autodiff import Variable, grad
from snippets.gradcheck import central_difference
from snippets.primitives import sigmoid

NUDGE = 0.01  # of a number, where a slope is measured with a pencil
NAMES = ("W1", "b1", "W2", "b2")  # the small network's parameters, in their order


def shift(x: Any) -> Any:
    """Add 2: $a = x + 2$."""
    return x + 2.0


def times(a: Any, x: Any) -> Any:
    """Multiply entry by entry: $y = a x$."""
    return a * x


def diamond(x: Any) -> Any:
    r"""Use x twice: once to make a, once beside it.

    $a = x + 2, \quad y = a x$

    x: any shape
    -> the shape of x

    >>> diamond(3.0)
    15.0
    """
    a = shift(x)
    return times(a, x)


def mix(x: Any, W: Any) -> Any:
    r"""Let every output depend on every input.

    $y_i = \tanh \sum_j W_{ij} x_j$

    x: (n,)
    W: (m, n)
    -> (m,)

    >>> mix(np.array([1.0, 2.0]), np.array([[0.0, 0.0], [1.0, -0.5]]))
    array([0., 0.])
    """
    return np.tanh(np.sum(W * x, axis=1))


def mix_twice(x: Any, W: Any, V: Any) -> Any:
    r"""Mix, and mix what comes out: $y = \mathrm{mix}(x, W)$, then $z = \mathrm{mix}(y, V)$."""
    return mix(mix(x, W), V)


def energy(x: Any, W: Any) -> Any:
    r"""Turn the mixed outputs into a single number: $L = \sum_i y_i^2$."""
    return np.sum(np.square(mix(x, W)))


def affine(x: Any, W: Any, b: Any) -> Any:
    """Compute $z = xW + b$ as layers.affine does, which takes bare arrays only."""
    return x @ W + b


def funnel(x: Any, A: Any, B: Any) -> Any:
    r"""Go from n numbers through h to m.

    $y = \tanh(xA) B$

    x: (1, n)
    A: (n, h)
    B: (h, m)
    -> (1, m)
    """
    return np.tanh(x @ A) @ B


def product(x: Any) -> Any:
    r"""Multiply all entries, one after the other: Speelpenning's example.

    $y = x_1 x_2 \cdots x_n$

    x: (n,)
    -> ()

    >>> float(product(np.array([2.0, 3.0, 7.0])))
    42.0
    """
    y = x[0]
    for k in range(1, len(x)):
        y = y * x[k]
    return y


def two_layer_loss(W1: Any, b1: Any, W2: Any, b2: Any, x: Any, y: Any) -> Any:  # noqa: PLR0917
    r"""Run a network of two sigmoid layers and take its mean squared error.

    $L = \mathrm{mean}\,(\sigma(\sigma(xW^{(1)} + b^{(1)})W^{(2)} + b^{(2)}) - y)^2$

    W1, b1, W2, b2: (d, h), (h,), (h, k), (k,)
    x, y: (n, d), (n, k)
    -> ()
    """
    hidden = sigmoid(x @ W1 + b1)
    output = sigmoid(hidden @ W2 + b2)
    return np.mean(np.square(output - y))


def small_loss() -> Variable:
    """Run the small network on its example, with Variables for its 17 parameters.

    -> the loss, at the end of its tape

    >>> round(float(small_loss().value), 6)
    0.324322
    """
    net, x, y = network.small()
    named = zip(net.parameters(), NAMES, strict=True)
    W1, b1, W2, b2 = (Variable(parameter, name) for parameter, name in named)
    loss: Variable = two_layer_loss(W1, b1, W2, b2, x, y)
    return loss


class Comparison(NamedTuple):
    """One parameter's gradient: by the four equations, by the engine, by central differences."""

    name: str
    derived: Array
    engine: Array
    nudged: Array

    @property
    def largest(self) -> float:
        """The size of the largest slope."""
        return float(np.abs(self.derived).max())

    @property
    def engine_error(self) -> float:
        """How far the engine is off at most."""
        return float(np.abs(self.engine - self.derived).max())

    @property
    def nudging_error(self) -> float:
        """How far central differences are off at most."""
        return float(np.abs(self.nudged - self.derived).max())


def against_hand() -> list[Comparison]:
    """Compare engine and differences with the gradients derived by hand on the small network.

    -> a Comparison for each of W1, b1, W2, b2

    >>> all(one.engine_error < 1e-15 for one in against_hand())
    True
    """
    net, x, y = network.small()
    parameters = tuple(net.parameters())
    hand = network.backpropagate(net, x, y)
    derived = (hand.dW[0], hand.db[0], hand.dW[1], hand.db[1])
    engine = grad(two_layer_loss, parameters, x, y)
    nudged = map(nudge, range(len(parameters)))
    return list(map(Comparison, NAMES, derived, engine, nudged))


def nudge(which: int) -> Array:
    """The gradient of the small network's loss by one of its parameters, by differences."""
    net, x, y = network.small()
    parameters = net.parameters()

    def loss(values: Array) -> Any:
        moved = [*parameters[:which], values, *parameters[which + 1 :], x, y]
        return two_layer_loss(*moved)

    return central_difference(loss, parameters[which])


if __name__ == "__main__":
    print("diamond(3) =", diamond(3.0))
    print("small network's loss =", round(float(small_loss().value), 6))
