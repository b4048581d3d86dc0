r"""What hidden units answer to: their classes, their weights as pictures, the network without them.

The images are handed in as rows of pixels, since this house reads no files.

Cited in: Multilayer perceptrons and forward propagation.
"""

import copy
from collections.abc import Sequence
from functools import partial

import numpy as np

from snippets import optimizers
from snippets.arrays import Array, Labels, one_hot
from snippets.layers import Dense, Layer
from snippets.network import Network, forward_pass, multilayer
from snippets.training import classes, fit

WIDTHS = (1.0, 1.5, 2.0)  # of the drawn edges' windows, in pixels
ANGLES = 12  # between 0 and a half turn
CHOSEN_ON = 400  # images on which a unit is chosen for a digit; others judge it


def train(
    x: Array, labels: Labels, sizes: Sequence[int], *, seed: int, order: Labels | None = None
) -> Network:
    """Train a network with tanh units to name classes: 30 epochs of sgd, 20 examples a step.

    x: (n, d); labels: (n,)
    order: if given, pixel m of every image is what was pixel order[m]; the start moves with it

    >>> x = np.array([[0.0, 1.0], [1.0, 0.0]])
    >>> train(x, np.array([0, 1]), [2, 3, 2], seed=0).forward(x).argmax(axis=1)
    array([0, 1])
    """
    rng = np.random.default_rng(seed)
    network = multilayer(sizes, rng=rng)
    if order is not None:
        x, network = x[:, order], reordered(network, order)
    fit(
        network,
        x,
        one_hot(labels, sizes[-1]),
        loss="softmax_cross_entropy",
        optimizer=partial(optimizers.sgd, rate=0.5),
        epochs=30,
        batch=20,
        rng=rng,
    )
    return network


def pairs(
    x: Array, labels: Labels, sizes: Sequence[int], *, seeds: int
) -> tuple[list[Network], list[Network]]:
    """Draw networks from the seeds 0, 1, ... and train each.

    x: (n, d); labels: (n,)
    -> as they were drawn, and as `train` leaves them

    >>> before, after = pairs(np.eye(2), np.array([0, 1]), [2, 3, 2], seeds=2)
    >>> len(before), len(after)
    (2, 2)
    """
    starts = [multilayer(sizes, rng=np.random.default_rng(seed)) for seed in range(seeds)]
    return starts, [train(x, labels, sizes, seed=seed) for seed in range(seeds)]


def reordered(network: Network, order: Labels) -> Network:
    """Copy a network that shall meet its inputs in another order: each weight goes along.

    >>> net = multilayer([3, 2], rng=np.random.default_rng(0))
    >>> x, order = np.array([[1.0, 2.0, 3.0]]), np.array([2, 0, 1])
    >>> bool(np.allclose(reordered(net, order).forward(x[:, order]), net.forward(x)))
    True
    """
    moved = copy.deepcopy(network)
    W = moved.parameters()[0]
    W[...] = W[order]
    return moved


def tuning(a: Array, labels: Labels) -> Array:
    """Average what each unit answers over the examples of each class.

    a: (n, h)  activations
    labels: (n,)  class numbers, each of 0 to C - 1 at least once
    -> (C, h)

    >>> tuning(np.array([[1.0], [3.0], [5.0]]), np.array([0, 0, 1])).tolist()
    [[2.0], [5.0]]
    """
    return np.array([a[labels == k].mean(axis=0) for k in range(int(labels.max()) + 1)])


def class_share(a: Array, labels: Labels) -> Array:
    r"""Say which part of a unit's variance lies between the classes and not within them.

    $\sum_k n_k (\bar a_k - \bar a)^2 / \sum_i (a_i - \bar a)^2$

    a: (n, h)  activations, none of them constant
    labels: (n,)  class numbers
    -> (h,)  1 if the class decides what the unit answers, 0 if it says nothing about its mean

    Source: Pearson's correlation ratio, 1905

    >>> class_share(np.array([[1.0, 1.0], [1.0, 2.0], [3.0, 1.0], [3.0, 2.0]]),
    ...             np.array([0, 0, 1, 1])).tolist()
    [1.0, 0.0]
    """
    away = tuning(a, labels) - a.mean(axis=0)
    between = np.bincount(labels) @ away**2
    share: Array = between / (a.var(axis=0) * len(a))
    return share


def telling(a: Array, labels: Labels) -> Array:
    r"""Say how well each unit alone tells each class from all others; its no may be the sign.

    $\max(q, 1 - q)$, with $q$ the chance that an example of the class gets the higher answer of
    two, the other being of another class (equal answers count one half)

    a: (n, h)  activations, or inputs
    labels: (n,)  class numbers
    -> (C, h)  1/2 is a coin, 1 never errs

    Source: Hanley and McNeil 1982, "The meaning and use of the area under a ROC curve"

    >>> telling(np.array([[3.0, 1.0], [2.0, 1.0], [1.0, 2.0]]), np.array([0, 1, 1])).tolist()
    [[1.0, 0.75], [1.0, 0.75]]
    """
    members = one_hot(labels, int(labels.max()) + 1)
    n = members.sum(axis=0)[:, np.newaxis]
    ranks = np.column_stack([midranks(column) for column in a.T])
    wins = members.T @ ranks - n * (n + 1) / 2
    q = wins / (n * (len(a) - n))
    return np.asarray(np.maximum(q, 1 - q))


def detectors(a: Array, labels: Labels, a_new: Array, labels_new: Labels) -> Array:
    """Choose for each class the unit that tells it best, and judge it on other examples.

    a: (n, h), labels: (n,)  to choose by; a_new: (m, h), labels_new: (m,)  to judge by
    -> (C,)  as `telling`

    >>> a, labels = np.array([[3.0, 1.0], [2.0, 1.0], [1.0, 2.0]]), np.array([0, 1, 1])
    >>> detectors(a, labels, a[::-1], labels).tolist()
    [1.0, 1.0]
    """
    chosen = telling(a, labels).argmax(axis=1)
    return np.asarray(telling(a_new, labels_new)[np.arange(len(chosen)), chosen])


def midranks(values: Array) -> Array:
    """Rank values from 1, equal ones by the middle of their places.

    >>> midranks(np.array([5.0, 3.0, 5.0])).tolist()
    [2.5, 1.0, 2.5]
    """
    ordered = np.sort(values)
    first, last = (np.searchsorted(ordered, values, side=side) for side in ("left", "right"))
    return np.asarray((first + last + 1) / 2)


def edges(side: int) -> Array:
    r"""Draw straight edges: bright on one side, dark on the other, fading away from their centre.

    $u e^{-(u^2 + v^2)/(2 s^2)}$, with $u$ across the edge and $v$ along it

    side: of the square images, in pixels
    -> (edges, side^2)  each with mean 0 and length 1; 12 angles, 3 widths s, a centre between
       any four pixels

    >>> edges(8).shape
    (1764, 64)
    """
    rows, columns = np.indices((side, side))
    places = np.arange(side - 1) + 0.5
    turn, s, y, x = np.meshgrid(np.pi * np.arange(ANGLES) / ANGLES, WIDTHS, places, places)
    turn, s, y, x = (part.reshape(-1, 1, 1) for part in (turn, s, y, x))
    across = np.cos(turn) * (columns - x) + np.sin(turn) * (rows - y)
    window = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * s**2))
    return standardized((across * window).reshape(len(turn), -1))


def standardized(images: Array) -> Array:
    """Shift each row to mean 0 and scale it to length 1."""
    shifted = images - images.mean(axis=1, keepdims=True)
    return np.asarray(shifted / np.linalg.norm(shifted, axis=1, keepdims=True))


def edge_share(W: Array) -> Array:
    """Say which part of the variance of each unit's weights its best straight edge explains.

    W: (side^2, h)  weights, a unit a column
    -> (h,)  squared correlation with the best of `edges`

    >>> edge_share(3 * edges(8)[:2].T + 1).round(6).tolist()
    [1.0, 1.0]
    """
    match = edges(round(np.sqrt(len(W)))) @ standardized(W.T).T
    return np.asarray((match**2).max(axis=0))


def neighbour_likeness(W: Array) -> Array:
    """Correlate each weight of an image with its neighbours to the right and below.

    W: (side^2, h)  weights, a unit a column
    -> (h,)  near 0 for noise, near 1 for a smooth image

    >>> neighbour_likeness(np.array([[1.0], [-1.0], [-1.0], [1.0]])).round(6).tolist()
    [-1.0]
    """
    side = round(np.sqrt(len(W)))
    images = W.T.reshape(-1, side, side)
    pairs = (images[:, :, :-1], images[:, :, 1:]), (images[:, :-1], images[:, 1:])
    first, second = (np.hstack([p[k].reshape(len(images), -1) for p in pairs]) for k in (0, 1))
    return np.array([np.corrcoef(a, b)[0, 1] for a, b in zip(first, second, strict=True)])


def blurred_noise(side: int, units: int, *, blur: float, rng: np.random.Generator) -> Array:
    """Draw images of noise, blurred, that know nothing of edges.

    blur: standard deviation of the blur, in pixels, above 0
    -> (side^2, units)

    >>> blurred_noise(8, 5, blur=0.5, rng=np.random.default_rng(0)).shape
    (64, 5)
    """
    away = np.subtract.outer(np.arange(side), np.arange(side))
    smear = np.exp(-(away**2) / (2 * blur**2))
    images = smear @ rng.normal(size=(units, side, side)) @ smear
    return np.asarray(images.reshape(units, -1).T)


def held(network: Network, x: Array, labels: Labels, units: Sequence[int]) -> float:
    """Count what is right while some units of the first hidden layer stay at their means.

    x: (n, d); labels: (n,)
    units: which, from 0
    -> part of the examples in the right class, 0 to 1

    >>> net = multilayer([2, 3, 2], rng=np.random.default_rng(0))
    >>> held(net, np.eye(2), np.array([0, 1]), [0, 1, 2])  # the two images look alike
    0.5
    """
    return float(np.mean(held_answers(network, x, units) == labels))


def held_answers(network: Network, x: Array, units: Sequence[int]) -> Labels:
    """Ask for the classes while some units of the first hidden layer stay at their means.

    x: (n, d)
    units: which, from 0
    -> (n,)

    >>> net = multilayer([2, 3, 2], rng=np.random.default_rng(0))
    >>> held_answers(net, np.eye(2), [0, 1, 2]).tolist()  # the two images look alike
    [1, 1]
    """
    a = forward_pass(network, x).a[1].copy()
    a[:, list(units)] = a.mean(axis=0)[list(units)]
    return classes(Network(after_first(network)).forward(a))


def after_first(network: Network) -> list[Layer]:
    """List the layers behind the first hidden layer and its activation."""
    dense = [k for k, layer in enumerate(network.layers) if isinstance(layer, Dense)]
    return network.layers[dense[1] :]


if __name__ == "__main__":
    generator = np.random.default_rng(0)
    noise = generator.normal(size=(64, 200))
    blurred = blurred_noise(8, 200, blur=0.53, rng=generator)
    for name, images in (("noise", noise), ("blurred", blurred)):
        likeness, share = np.median(neighbour_likeness(images)), np.median(edge_share(images))
        print(f"{name:8} neighbours alike {likeness:.2f}, best edge explains {share:.0%}")
