r"""Networks: layers in a row, and backpropagation through all of them.

`small()` is the book's protagonist: every chapter shows its idea on it first.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from snippets import losses
from snippets.activations import sigmoid, sigmoid_backward
from snippets.arrays import Array
from snippets.initializers import Initializer, glorot_normal, he_normal
from snippets.layers import Activation, Dense, Layer, affine


class Network:
    """Layers in a row: what leaves one enters the next.

    >>> network, x, y = small()
    >>> network.forward(x).round(4)
    array([[0.5332, 0.6563]])
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = list(layers)

    def forward(self, x: Array) -> Array:
        """Send a batch (n, d) through all layers."""
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, upstream: Array) -> Array:
        """Send the gradient of the outputs back through all layers, to that of the inputs."""
        for layer in reversed(self.layers):
            upstream = layer.backward(upstream)
        return upstream

    def backward_to_parameters(self, upstream: Array) -> None:
        """Fill the gradients as `backward` does, and spare the one that no training asks for.

        That is the gradient of the first layer's inputs, a third of the layer's multiplications.
        """
        first, *others = self.layers
        for layer in reversed(others):
            upstream = layer.backward(upstream)
        if isinstance(first, Dense):
            first.backward_to_parameters(upstream)
        else:
            first.backward(upstream)

    def parameters(self) -> list[Array]:
        """List the arrays that training changes, first layer first."""
        return [parameter for layer in self.layers for parameter in layer.parameters]

    def gradients(self) -> list[Array]:
        """List the gradients of the last backward pass in the order of the parameters."""
        return [gradient for layer in self.layers for gradient in layer.gradients]


def multilayer(
    sizes: Sequence[int],
    *,
    rng: np.random.Generator,
    hidden: str = "tanh",
    output: str = "identity",
    initializer: Initializer | None = None,
) -> Network:
    """Build a multilayer perceptron with random weights and biases 0.

    sizes: inputs, hidden units of each layer, outputs, as in [2, 8, 8, 1]
    hidden, output: names of activations; "identity" adds no layer
    initializer: from `initializers`; by default He's before a ReLU, Glorot's otherwise

    Raises ValueError if there are fewer than two sizes or one is below 1.

    >>> network = multilayer([2, 3, 1], rng=np.random.default_rng(0))
    >>> [parameter.shape for parameter in network.parameters()]
    [(2, 3), (3,), (3, 1), (1,)]
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"multilayer: sizes are {list(sizes)}, expected two or more, each >= 1")
    layers: list[Layer] = []
    for depth, shape in enumerate(pairwise(sizes), start=2):
        name = output if depth == len(sizes) else hidden
        draw = initializer or (he_normal if "relu" in name else glorot_normal)
        layers.append(Dense(draw(shape, rng=rng), np.zeros(shape[1])))
        layers += [] if name == "identity" else [Activation(name)]
    return Network(layers)


class Small(NamedTuple):
    """The protagonist with its one input x (1, 2) and its one target y (1, 2)."""

    network: Network
    x: Array
    y: Array


def small() -> Small:
    """Build the book's small network: 2-3-2, sigmoid in both layers.

    >>> parameter_count(small().network)
    17
    """
    W1 = np.array([[0.15, -0.40, 0.65], [0.55, 0.30, -0.25]])
    b1 = np.array([0.10, -0.20, 0.35])
    W2 = np.array([[0.45, -0.70], [-0.35, 0.60], [0.25, 0.80]])
    b2 = np.array([-0.15, 0.20])
    x, y = np.array([[0.80, -0.50]]), np.array([[1.0, 0.0]])
    layers: list[Layer] = [
        Dense(W1, b1),
        Activation("sigmoid"),
        Dense(W2, b2),
        Activation("sigmoid"),
    ]
    return Small(Network(layers), x, y)


def parameter_count(network: Network) -> int:
    r"""Count the numbers that training may change.

    $N_{\text{par}} = \sum_{\ell=1}^{D} (d_{\ell-1} d_\ell + d_\ell)$

    with $d_\ell$ the units of layer $\ell$, $d_0$ the inputs, in a network of dense layers

    >>> parameter_count(small().network)
    17
    """
    return sum(parameter.size for parameter in network.parameters())


class Forward(NamedTuple):
    """All intermediate values: z[0] is z^(1), a[0] is the input x, a[-1] the prediction."""

    z: list[Array]
    a: list[Array]


def forward_pass(network: Network, x: Array) -> Forward:
    """Send a batch through the network and keep what each dense layer and activation gave.

    >>> [z.round(4).tolist() for z in forward_pass(*small()[:2]).z]
    [[[-0.055, -0.67, 0.995]], [[0.1329, 0.6468]]]
    """
    z: list[Array] = []
    a = [x]
    for layer in network.layers:
        x = layer.forward(x)
        if isinstance(layer, Dense):
            z.append(x)
            a.append(x)
        else:
            a[-1] = x
    return Forward(z, a)


class Backward(NamedTuple):
    r"""The loss and its gradients; delta[0] is $\delta^{(1)} = \partial L/\partial z^{(1)}$."""

    loss: float
    delta: list[Array]
    dW: list[Array]  # noqa: N815 (the letters of the formula)
    db: list[Array]


def backpropagate(
    network: Network, x: Array, y: Array, *, loss: str = "mean_squared_error"
) -> Backward:
    """Differentiate the loss by everything that the network computed, in one backward pass.

    loss: the name of a function in `losses`

    >>> round(backpropagate(*small()).loss, 6)
    0.324322
    """
    loss_function, loss_backward = losses.pair(loss)
    prediction = network.forward(x)
    upstream = loss_backward(1.0, prediction, y)
    delta: list[Array] = []
    for layer in reversed(network.layers):
        if isinstance(layer, Dense):
            delta.insert(0, upstream)
        upstream = layer.backward(upstream)
    dense = [layer for layer in network.layers if isinstance(layer, Dense)]
    dW, db = ([layer.gradients[which] for layer in dense] for which in (0, 1))
    return Backward(loss_function(prediction, y), delta, dW, db)


def backpropagate_mlp(
    weights: Sequence[Array],
    biases: Sequence[Array],
    x: Array,
    y: Array,
) -> Backward:
    r"""Apply the four equations; sigmoid layers, mean squared error.

    $\delta^{(D)} = \nabla_a L \odot \sigma'(z^{(D)})$

    $\delta^{(\ell)} = \delta^{(\ell+1)} W^{(\ell+1)\top} \odot \sigma'(z^{(\ell)})$

    $\partial L/\partial W^{(\ell)} = a^{(\ell-1)\top} \delta^{(\ell)}$

    $\partial L/\partial b^{(\ell)}_k = \sum_i \delta^{(\ell)}_{ik}$

    >>> network, x, y = small()
    >>> W1, b1, W2, b2 = network.parameters()
    >>> back = backpropagate_mlp([W1, W2], [b1, b2], x, y)
    >>> round(back.loss, 6)
    0.324322
    """
    z: list[Array] = []
    a = [x]
    for W, b in zip(weights, biases, strict=True):
        z.append(affine(a[-1], W, b))
        a.append(sigmoid(z[-1]))
    upstream = losses.mean_squared_error_backward(1.0, a[-1], y)
    delta = [sigmoid_backward(upstream, z[-1])]
    for ell in reversed(range(1, len(weights))):
        upstream = delta[0] @ weights[ell].T
        delta.insert(0, sigmoid_backward(upstream, z[ell - 1]))
    dW = [below.T @ d for below, d in zip(a[:-1], delta, strict=True)]
    db = [d.sum(axis=0) for d in delta]
    return Backward(losses.mean_squared_error(a[-1], y), delta, dW, db)


if __name__ == "__main__":
    protagonist, inputs, targets = small()
    forward = forward_pass(protagonist, inputs)
    backward = backpropagate(protagonist, inputs, targets)
    for layer in (0, 1):
        print(f"z^({layer + 1}) =", forward.z[layer][0].round(4))
        print(f"a^({layer + 1}) =", forward.a[layer + 1][0].round(4))
    print("L     =", round(backward.loss, 4))
    for layer in (1, 0):
        print(f"δ^({layer + 1}) =", backward.delta[layer][0].round(4))
