r"""Layers: parts that remember what went through them forward, to send gradients back.

The functions are the formulas; the classes keep the arguments between the two passes.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from snippets import activations
from snippets.arrays import Array, expect


def affine(x: Array, W: Array, b: Array) -> Array:
    r"""Weigh the inputs, add them up, shift them.

    $z = xW + b$

    x: (n, d)  batch of inputs
    W: (d, h)  weights
    b: (h,)  bias, the same for every row
    -> (n, h)  scores

    Raises ValueError if the shapes do not fit.

    >>> x, W = np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]])
    >>> affine(x, W, np.array([0.5]))
    array([[11.5]])
    """
    expect("affine: x (n, d), W (d, h), b (h,)", x, W, b)
    z: Array = x @ W + b
    return z


def affine_backward(
    upstream: Array,
    x: Array,
    W: Array,
    b: Array,
) -> tuple[Array, Array, Array]:
    r"""Send the gradient of the scores back to inputs, weights, bias.

    $\partial L/\partial x = g W^\top, \quad
    \partial L/\partial W = x^\top g, \quad
    \partial L/\partial b_k = \sum_i g_{ik}$, with $g$ the upstream

    upstream: (n, h)
    -> (n, d), (d, h), (h,)

    >>> x, W = np.array([[2.0, 3.0]]), np.array([[4.0], [5.0]])
    >>> affine_backward(np.array([[1.0]]), x, W, np.array([0.0]))[0]
    array([[4., 5.]])
    """
    shapes = "affine_backward: x (n, d), W (d, h), b (h,), upstream (n, h)"
    expect(shapes, x, W, b, upstream)
    dx: Array = upstream @ W.T
    dW: Array = x.T @ upstream
    db: Array = upstream.sum(axis=0)
    return dx, dW, db


class Layer(Protocol):
    """What a network asks of each of its layers.

    backward is the vector-Jacobian product of the last forward; it fills `gradients`, which
    stand in the order of `parameters`.
    """

    @property
    def parameters(self) -> list[Array]:
        """The arrays that training changes in place."""
        ...

    @property
    def gradients(self) -> list[Array]:
        """The gradients of the last backward pass by them."""
        ...

    def forward(self, x: Array) -> Array:
        """Map a batch of inputs to a batch of outputs."""
        ...

    def backward(self, upstream: Array) -> Array:
        """Map the gradient of the outputs to the gradient of the inputs."""
        ...


class Dense:
    r"""A fully connected layer, $z = xW + b$.

    W: (d, h)  weights
    b: (h,)  bias

    The layer owns its parameters: it keeps copies, which training changes in place.
    Raises ValueError if W and b do not fit.

    >>> layer = Dense(np.array([[3.0], [4.0]]), np.array([0.5]))
    >>> layer.forward(np.array([[1.0, 2.0]]))
    array([[11.5]])
    >>> layer.backward(np.array([[1.0]]))
    array([[3., 4.]])
    >>> layer.gradients
    [array([[1.],
           [2.]]), array([1.])]
    """

    def __init__(self, W: Array, b: Array) -> None:
        expect("Dense: W (d, h), b (h,)", W, b)
        self.W, self.b = np.array(W, dtype=np.float64), np.array(b, dtype=np.float64)
        self.parameters = [self.W, self.b]
        self.gradients = [np.zeros_like(self.W), np.zeros_like(self.b)]
        self.x = np.zeros((0, len(self.W)))  # nothing yet: a backward pass refuses it

    def forward(self, x: Array) -> Array:
        """Compute the scores and remember the inputs."""
        self.x = x
        return affine(x, self.W, self.b)

    def backward(self, upstream: Array) -> Array:
        """Keep the gradients of W and b, hand back that of the inputs."""
        dx, *self.gradients = affine_backward(upstream, self.x, self.W, self.b)
        return dx

    def backward_to_parameters(self, upstream: Array) -> None:
        """Keep the gradients of W and b only; that of the inputs would cost as much again."""
        expect("Dense: x (n, d), W (d, h), upstream (n, h)", self.x, self.W, upstream)
        self.gradients = [self.x.T @ upstream, upstream.sum(axis=0)]


class Activation:
    r"""A function from `activations`, entry by entry (softmax: row by row), $a = \varphi(z)$.

    name: "sigmoid", "tanh", "relu", ...; whatever has a `_backward` in `activations`

    Raises ValueError if there is no such function.

    >>> Activation("relu").forward(np.array([[-1.0, 2.0]]))
    array([[0., 2.]])
    >>> Activation("rellu")
    Traceback (most recent call last):
    ValueError: Activation: no function 'rellu' with a backward in snippets.activations
    """

    def __init__(self, name: str) -> None:
        if not hasattr(activations, f"{name}_backward"):
            raise ValueError(
                f"Activation: no function {name!r} with a backward in snippets.activations"
            )
        self.name = name
        self.function = getattr(activations, name)
        self.function_backward = getattr(activations, f"{name}_backward")
        self.parameters: list[Array] = []
        self.gradients: list[Array] = []
        self.z = np.zeros((0, 0))  # nothing yet: a backward pass refuses it

    def forward(self, z: Array) -> Array:
        """Apply the function and remember its argument."""
        self.z = z
        a: Array = self.function(z)
        return a

    def backward(self, upstream: Array) -> Array:
        """Multiply the gradient by the function's Jacobian."""
        dz: Array = self.function_backward(upstream, self.z)
        return dz


class Residual:
    r"""Layers with a path around them, $y = x + f(x)$: the gradient always finds a way back.

    layers: those of f; what comes out must have the shape of what went in

    Raises ValueError in the forward pass if it has not.
    Source: He, Zhang, Ren and Sun 2015, "Deep residual learning for image recognition"

    >>> block = Residual([Dense(np.array([[3.0]]), np.array([0.5])), Activation("relu")])
    >>> block.forward(np.array([[2.0], [-1.0]]))
    array([[ 8.5],
           [-1. ]])
    >>> block.backward(np.array([[1.0], [1.0]]))
    array([[4.],
           [1.]])
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = list(layers)

    @property
    def parameters(self) -> list[Array]:
        """Those of all layers on the way."""
        return [parameter for layer in self.layers for parameter in layer.parameters]

    @property
    def gradients(self) -> list[Array]:
        """The gradients by them."""
        return [gradient for layer in self.layers for gradient in layer.gradients]

    def forward(self, x: Array) -> Array:
        """Send the batch through the layers and add it to what comes out."""
        y = x
        for layer in self.layers:
            y = layer.forward(y)
        expect("Residual: x (n, d), y (n, d)", x, y)
        return x + y

    def backward(self, upstream: Array) -> Array:
        """Add the gradient that goes around to the one that goes through."""
        through = upstream
        for layer in reversed(self.layers):
            through = layer.backward(through)
        return upstream + through


if __name__ == "__main__":
    batch = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]])
    dense = Dense(np.array([[0.5, -1.0], [1.0, 2.0]]), np.array([0.1, 0.2]))
    print("z =", dense.forward(batch).tolist())
    print("dL/dx =", dense.backward(np.ones((3, 2))).tolist())
    print("dL/dW, dL/db =", [gradient.tolist() for gradient in dense.gradients])
