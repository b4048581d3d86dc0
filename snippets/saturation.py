"""Saturation, measured: how much gradient comes through depth, and which units stop learning.

Cited in: Activation functions.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from snippets import activations, datasets, deep_networks
from snippets.arrays import Array
from snippets.deep_networks import dense_layers, draw, hidden_activation, train
from snippets.network import backpropagate, forward_pass

SIGMOID_TWIN = deep_networks.SIGMOID_TWIN
SEEDS = 20
DEPTH, WIDTH = 30, 64
STUCK = 0.01  # a slope below this counts as none
POINTS, STEPS = 100, 300  # of the training on two moons
RATES = (0.1, 0.3, 1.0, 3.0, 5.0, 10.0)  # of networks with two hidden layers
DEEP_RATES = (0.1, 0.5)  # of networks with eight
DIGIT_RATES = (0.3, 1.0)  # of networks that learn from images of digits


@cache
def through_depth(activation: str) -> Array:
    r"""Measure the gradient in untrained networks of 30 layers of 64 units.

    $\lVert \delta^{(\ell)} \rVert / \lVert \delta^{(30)} \rVert$ on 16 random examples

    -> (seeds, 30)  the last layer first: column k is what is left k layers further back

    >>> bool((through_depth("sigmoid")[:, 10] < 1e-5).all())
    True
    """
    left: list[list[float]] = []
    for seed in range(SEEDS):
        network = draw(activation, (WIDTH, *DEPTH * [WIDTH], 1), seed=seed)
        back = backpropagate(network, *examples(seed))
        left.append([float(np.linalg.norm(one)) for one in back.delta[-2::-1]])
    sizes: Array = np.array(left)
    return np.asarray(sizes / sizes[:, :1])


def examples(seed: int) -> tuple[Array, Array]:
    """Draw 16 random examples and their targets.

    >>> [array.shape for array in examples(0)]
    [(16, 64), (16, 1)]
    """
    rng = np.random.default_rng(SEEDS + seed)
    return rng.normal(size=(16, WIDTH)), rng.normal(size=(16, 1))


class Moved(NamedTuple):
    """Shares of weights that a step changes, by however little."""

    first: float
    last: float


@cache
def moved(activation: str) -> Moved:
    """Measure which weights of the first and last hidden layer a step at rate 1 changes.

    The others move by less than double precision can add to them. Means over 20 deep networks.

    >>> moved("sigmoid").last
    1.0
    """
    shares: list[list[float]] = []
    for seed in range(SEEDS):
        network = draw(activation, (WIDTH, *DEPTH * [WIDTH], 1), seed=seed)
        back = backpropagate(network, *examples(seed))
        W = [layer.W for layer in dense_layers(network)]
        shares.append([float(np.mean(W[k] - back.dW[k] != W[k])) for k in (0, -2)])
    first, last = np.mean(shares, axis=0)
    return Moved(float(first), float(last))


class Enlarged(NamedTuple):
    """What larger weights do to untrained networks of ten layers.

    flat: (seeds,)  share of slopes below STUCK, over all units and examples, 0 to 1
    left: (seeds,)  size of the gradient in the first hidden layer, of that in the last
    """

    flat: Array
    left: Array


@cache
def enlarged(activation: str, factor: float) -> Enlarged:
    """Measure flat slopes and the gradient when the usual weights are multiplied by a factor.

    >>> tanh = enlarged("tanh", 8.0)
    >>> bool(tanh.flat.min() > 0.5), bool(tanh.left.min() > 100)
    (True, True)
    """
    shares: list[float] = []
    left: list[float] = []
    for seed in range(SEEDS):
        network = draw(activation, (WIDTH, *10 * [WIDTH], 1), seed=seed)
        for layer in dense_layers(network)[:-1]:
            layer.W *= factor
        x, y = examples(seed)
        z = np.stack(forward_pass(network, x).z[:-1])
        shares.append(float(np.mean(flat(hidden_activation(network), z))))
        delta = backpropagate(network, x, y).delta
        left.append(float(np.linalg.norm(delta[0]) / np.linalg.norm(delta[-2])))
    return Enlarged(np.array(shares), np.array(left))


def flat(activation: str, z: Array) -> NDArray[np.bool_]:
    """Say for each score whether the slope there is below STUCK.

    >>> flat("sigmoid", np.array([-5.0, 0.0, 4.0]))
    array([ True, False, False])
    """
    slope = getattr(activations, f"{activation}_backward")(np.ones_like(z), z)
    return np.asarray(np.abs(slope) < STUCK)


class Training(NamedTuple):
    """What became of the units of networks trained on two moons from random starts.

    A unit is stuck if its slope is below STUCK at every training point; a stuck ReLU is dead.

    start, end: (starts, layers)  share of each hidden layer that is stuck before and after
    woke: (layers,)  how many times a stuck unit of a layer was seen to come unstuck
    right: (starts,)  share of the points that end up in the right class
    apart: (starts,)  how far apart the largest and the smallest probability are in the end
    """

    start: Array
    end: Array
    woke: Array
    right: Array
    apart: Array


@cache
def training(
    activation: str,
    rate: float,
    *,
    hidden: tuple[int, ...] = (16, 16),
    starts: int = SEEDS,
    nudge: float = 0.0,
) -> Training:
    """Train on POINTS points of two moons: STEPS full batches from each start, a look every tenth.

    nudge: relative change of all inputs, to see whether a result hangs on the last digits

    >>> float(training("leaky_relu", 0.3).end.max())
    0.0
    """
    points, labels = datasets.moons(POINTS, noise=0.1, rng=np.random.default_rng(0))
    x = (1.0 + nudge) * (points - points.mean(axis=0)) / points.std(axis=0)
    y = labels[:, np.newaxis].astype(np.float64)
    networks = [draw(activation, (2, *hidden, 1), seed=seed) for seed in range(starts)]
    name = hidden_activation(networks[0])
    seen: list[list[NDArray[np.bool_]]] = []

    def look(step: int, z: list[Array]) -> None:
        if step % 10 == 0:
            seen.append([stuck(name, scores) for scores in z[:-1]])

    scores = train(networks, x, y, rate=rate, steps=STEPS, watch=look)
    first, last = (np.stack([one.mean(axis=1) for one in seen[k]], axis=1) for k in (0, -1))
    right = ((scores > 0.0) == (y == 1.0)).mean(axis=(1, 2))
    apart = np.ptp(activations.sigmoid(scores), axis=(1, 2))
    return Training(first, last, woken(seen), right, apart)


def woken(seen: list[list[NDArray[np.bool_]]]) -> Array:
    """Count, layer by layer, how often a stuck unit was unstuck at the next look.

    >>> woken([[np.array([[True, False]])], [np.array([[False, True]])]])
    array([1])
    """
    layers = [np.stack(looks) for looks in zip(*seen, strict=True)]
    return np.array([(looks[:-1] & ~looks[1:]).sum() for looks in layers])


def stuck(activation: str, z: Array) -> NDArray[np.bool_]:
    """Say for each unit whether no example moves it.

    z: (s, n, h)  scores of a layer in s networks
    -> (s, h)

    >>> stuck("relu", np.array([[[1.0, -1.0], [-1.0, -2.0]]]))
    array([[False,  True]])
    """
    return np.asarray(flat(activation, z).all(axis=1))


@cache
def one_sign(activation: str, batch: int) -> float:
    """Measure how many units have slopes of one sign in all of their incoming weights.

    Untrained 16-16-16-1 networks, the units of the second layer, whose inputs are activations.

    -> the share over 20 networks, 0 to 1

    >>> one_sign("sigmoid", 1)
    1.0
    """
    shares: list[float] = []
    for seed in range(SEEDS):
        rng = np.random.default_rng(SEEDS + seed)
        x, y = rng.normal(size=(batch, 16)), rng.normal(size=(batch, 1))
        network = draw(activation, (16, 16, 16, 1), seed=seed)
        dW = backpropagate(network, x, y).dW[1]
        shares.append(float(((dW >= 0).all(axis=0) | (dW <= 0).all(axis=0)).mean()))
    return float(np.mean(shares))


if __name__ == "__main__":
    for name in ("sigmoid", "gelu", "tanh", SIGMOID_TWIN, "relu"):
        medians = np.median(through_depth(name), axis=0)
        print(f"{name:24}", "left after 10 and 29 layers:", medians[[10, 29]])
