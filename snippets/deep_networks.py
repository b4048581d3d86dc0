r"""Deep networks: drawn as usual, trained side by side, and a tanh network written in sigmoids.

`side_by_side` is quicker for two layers of tanh; here the depth and the activation are free.
"""

from collections.abc import Callable, Sequence

import numpy as np

from snippets import activations, initializers
from snippets.arrays import Array, expect
from snippets.layers import Activation, Dense, Layer
from snippets.network import Network, multilayer

SIGMOID_TWIN = "sigmoid, weights × 4"  # the same function as a tanh network, in sigmoids
SATURATING = ("identity", "sigmoid", "tanh")  # those for which Glorot's weights are usual

Watch = Callable[[int, list[Array]], object]


def draw(activation: str, sizes: tuple[int, ...], *, seed: int) -> Network:
    """Draw an untrained network with the weights that are usual for its activation.

    That is Glorot's for sigmoid and tanh, He's for ReLU and its relatives; biases are 0.

    >>> len(draw("elu", (2, 3, 3, 1), seed=0).layers)
    5
    """
    if activation == SIGMOID_TWIN:
        return as_sigmoids(draw("tanh", sizes, seed=seed))
    usual = initializers.glorot_normal if activation in SATURATING else initializers.he_normal
    rng = np.random.default_rng(seed)
    return multilayer(sizes, rng=rng, hidden=activation, initializer=usual)


def dense_layers(network: Network) -> list[Dense]:
    """List the layers with weights, first layer first.

    >>> network = multilayer([2, 3, 1], rng=np.random.default_rng(0))
    >>> [layer.W.shape for layer in dense_layers(network)]
    [(2, 3), (3, 1)]
    """
    return [layer for layer in network.layers if isinstance(layer, Dense)]


def hidden_activation(network: Network) -> str:
    """Name the one activation that stands between all dense layers, and only there.

    Raises ValueError if the network is built in another way.

    >>> hidden_activation(multilayer([2, 3, 3, 1], rng=np.random.default_rng(0), hidden="elu"))
    'elu'
    """
    bends = network.layers[1::2]
    names = {layer.name for layer in bends if isinstance(layer, Activation)}
    as_many = len(dense_layers(network)) == len(network.layers[::2]) == len(bends) + 1
    if len(names) != 1 or not as_many:
        raise ValueError(
            f"hidden_activation: found {sorted(names)}, expected one between any two dense layers"
        )
    return names.pop()


def as_sigmoids(network: Network) -> Network:
    r"""Write a tanh network with sigmoids: other weights, the same function.

    $\tanh(z) = 2 \sigma(2z) - 1$, so what enters a bend is doubled, and what leaves it is doubled
    again and shifted by 1: between two bends the weights are multiplied by 4.

    Raises ValueError if the hidden activation is not tanh.

    >>> rng = np.random.default_rng(0)
    >>> network, x = multilayer([2, 5, 5, 3], rng=rng), rng.normal(size=(7, 2))
    >>> bool(np.allclose(as_sigmoids(network).forward(x), network.forward(x)))
    True
    """
    if (name := hidden_activation(network)) != "tanh":
        raise ValueError(f"as_sigmoids: the hidden activation is {name}, expected tanh")
    first, *others = dense_layers(network)
    scores = [(first.W, first.b)]
    scores += [(2.0 * layer.W, layer.b - layer.W.sum(axis=0)) for layer in others]
    layers: list[Layer] = []
    for W, b in scores[:-1]:
        layers += [Dense(2.0 * W, 2.0 * b), Activation("sigmoid")]
    return Network([*layers, Dense(*scores[-1])])


@np.errstate(over="ignore", invalid="ignore")  # too high a rate is one of the things to try
def train(
    networks: Sequence[Network],
    x: Array,
    y: Array,
    *,
    rate: float,
    steps: int,
    watch: Watch | None = None,
    slope: Callable[[Array, Array], Array] | None = None,
) -> Array:
    r"""Train copies of networks by full-batch gradient descent on the binary cross-entropy.

    $\delta^{(D)} = (\sigma(z^{(D)}) - y)/n, \quad
    \delta^{(\ell)} = \delta^{(\ell+1)} W^{(\ell+1)\top} \odot \varphi'(z^{(\ell)})$

    networks: s of them, of one shape and one hidden activation, their outputs scores
    x: (n, d)
    y: (n, 1)  targets between 0 and 1
    watch: is told the steps done, from 0 on, and the scores z of all layers, each (s, n, h)
    slope: a backward pass in place of the activation's own, to try one with a mistake in it
    -> (s, n, 1)  the scores that the networks end with

    Raises ValueError if x and y differ in length.

    >>> rng = np.random.default_rng(0)
    >>> nets = [multilayer([1, 4, 4, 1], rng=rng) for _ in range(5)]
    >>> train(nets, np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]]), rate=1.0, steps=3).shape
    (5, 2, 1)
    """
    expect("deep_networks.train: x (n, d), y (n, 1)", x, y)
    name = hidden_activation(networks[0])
    bend = getattr(activations, name)
    slope = slope or getattr(activations, f"{name}_backward")
    W, b = stacked(networks)
    watch = watch or (lambda _step, _z: None)
    for step in range(steps):
        z, a = forward(W, b, x, bend)
        watch(step, z)
        delta = (activations.sigmoid(z[-1]) - y) / y.size
        for ell in reversed(range(len(W))):
            dW, db = a[ell].mT @ delta, delta.sum(axis=1, keepdims=True)
            if ell:
                delta = slope(delta @ W[ell].mT, z[ell - 1])
            W[ell] -= rate * dW
            b[ell] -= rate * db
    z, _ = forward(W, b, x, bend)
    watch(steps, z)
    return z[-1]


def forward(
    W: Sequence[Array], b: Sequence[Array], x: Array, bend: Callable[[Array], Array]
) -> tuple[list[Array], list[Array]]:
    """Compute the scores of every layer, and what enters every layer."""
    z: list[Array] = []
    a = [np.broadcast_to(x, (len(W[0]), *x.shape))]
    for weights, bias in zip(W, b, strict=True):
        z.append(a[-1] @ weights + bias)
        a.append(bend(z[-1]))
    return z, a[:-1]


def stacked(networks: Sequence[Network]) -> tuple[list[Array], list[Array]]:
    """Copy the parameters of the networks into arrays with an axis for the networks.

    -> weights (s, d, h) and biases (s, 1, h), a layer each
    """
    columns = [*zip(*(dense_layers(network) for network in networks), strict=True)]
    W = [np.stack([layer.W for layer in column]) for column in columns]
    b = [np.stack([layer.b[np.newaxis] for layer in column]) for column in columns]
    return W, b


if __name__ == "__main__":
    tanh = multilayer([2, 4, 4, 1], rng=np.random.default_rng(0))
    point = np.array([[0.80, -0.50]])
    for model in (tanh, as_sigmoids(tanh)):
        largest = max(float(np.abs(layer.W).max()) for layer in dense_layers(model))
        answer = model.forward(point)[0, 0]
        print(f"{hidden_activation(model):8} largest weight {largest:.2f}, answer {answer:.6f}")
