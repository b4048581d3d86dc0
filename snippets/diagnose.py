"""Diagnoses: what to look at when a network does not learn, with findings in words.

Source of the list: Karpathy 2019, "A recipe for training neural networks".
"""

import copy
import math
from typing import NamedTuple

import numpy as np

from snippets import datasets, losses
from snippets.arrays import Array, flatten, one_hot
from snippets.layers import Activation, Dense
from snippets.network import Network, backpropagate, multilayer
from snippets.optimizers import Optimizer
from snippets.training import differentiate, update


class Finding(NamedTuple):
    """What a test of a network found.

    fine: whether there is nothing to worry about
    words: the finding as a sentence
    measured: the number, or numbers, behind it
    """

    fine: bool
    words: str
    measured: list[float]


def loss_at_start(
    network: Network, x: Array, y: Array, *, loss: str, tolerance: float = 0.3
) -> Finding:
    r"""Compare the first loss with that of knowing nothing but the mean target.

    A network that has seen nothing should not be surer, and so not be worse, than that.

    tolerance: how far above it may be, as a share of it

    >>> network = multilayer([3, 3], rng=np.random.default_rng(0))
    >>> x, y = np.eye(3), np.eye(3)
    >>> loss_at_start(network, 0.1 * x, y, loss="softmax_cross_entropy").words
    'the first loss is 1.13, near 1.1, that of not knowing'
    >>> loss_at_start(network, 9.0 * x, y, loss="softmax_cross_entropy").fine
    False
    """
    first = losses.pair(loss)[0](network.forward(x), y)
    ignorant = loss_of_ignorance(y, loss=loss)
    fine = first <= (1.0 + tolerance) * ignorant
    words = f"the first loss is {first:.3g}, " + (
        f"near {ignorant:.3g}, that of not knowing"
        if fine
        else f"far above {ignorant:.3g}, that of not knowing: the first weights are too large"
    )
    return Finding(fine, words, [first, ignorant])


def loss_of_ignorance(y: Array, *, loss: str) -> float:
    r"""Compute the loss of predicting the mean target for every example.

    For the two losses of scores, these are the logarithms of its probabilities.

    y: (n, k)  targets

    >>> round(loss_of_ignorance(np.eye(4), loss="softmax_cross_entropy"), 6)  # ln 4
    1.386294
    """
    mean = np.broadcast_to(y.mean(axis=0), y.shape)
    known = {
        "softmax_cross_entropy": "cross_entropy",
        "sigmoid_cross_entropy": "binary_cross_entropy",
    }
    return losses.pair(known.get(loss, loss))[0](mean, y)


@np.errstate(over="ignore", invalid="ignore")  # the loss itself will tell
def overfit(
    network: Network,
    x: Array,
    y: Array,
    *,
    loss: str,
    optimizer: Optimizer,
    steps: int = 500,
    share: float = 0.05,
) -> Finding:
    """Try to learn a few examples by heart, on a copy: what cannot do that has a bug.

    x, y: a handful of examples
    share: of the first loss that may be left

    >>> from functools import partial
    >>> from snippets.optimizers import adam
    >>> x, y = np.eye(3, 2), np.eye(3)
    >>> network = multilayer([2, 16, 3], rng=np.random.default_rng(0))
    >>> step = partial(adam, rate=0.05)
    >>> overfit(network, x, y, loss="softmax_cross_entropy", optimizer=step).fine
    True
    """
    trial, state = copy.deepcopy(network), None
    theta = flatten(trial.parameters())
    first = last = differentiate(trial, x, y, loss=loss)
    for _ in range(steps):
        theta, state = update(trial, optimizer, theta, state)
        last = differentiate(trial, x, y, loss=loss)
        if not math.isfinite(last):
            break
    fine = last <= share * first
    words = f"{len(x)} examples: the loss went from {first:.3g} to {last:.3g} in {steps} steps" + (
        "" if fine else ", but a network should be able to learn so few by heart"
    )
    return Finding(fine, words, [first, last])


def stuck_units(network: Network, x: Array, *, most: float = 0.1) -> list[Finding]:
    r"""Count, activation by activation, the units that no example in the batch can move.

    A unit is stuck if the activation's slope is below 0.01 for all examples: a dead ReLU, a
    saturated sigmoid or tanh.

    most: the share of a layer's units that may be
    -> a finding for each activation that works entry by entry

    >>> network = Network([Dense(np.eye(2), np.array([0.0, -9.0])), Activation("relu")])
    >>> stuck_units(network, np.eye(2))[0].words
    'activation 1 (relu): 1 of 2 units are stuck'
    """
    findings: list[Finding] = []
    for layer in network.layers:
        x = layer.forward(x)
        if isinstance(layer, Activation) and not layer.name.endswith("softmax"):
            slope = np.abs(layer.backward(np.ones_like(x)))
            stuck = int(np.sum(slope.max(axis=0) < 0.01))
            name = f"activation {len(findings) + 1} ({layer.name})"
            words = f"{name}: {stuck} of {x.shape[1]} units are stuck"
            findings.append(Finding(stuck <= most * x.shape[1], words, [stuck, x.shape[1]]))
    return findings


def step_ratios(network: Network, x: Array, y: Array, *, loss: str, rate: float) -> list[Finding]:
    r"""Compare the length of each layer's first step of sgd with that of its weights.

    $\eta \lVert \partial L / \partial W \rVert / \lVert W \rVert$ should be about 0.001: steps far
    longer throw away what there is, far shorter ones never arrive.

    -> a finding for each dense layer; fine between 1e-5 and 1e-1

    >>> from snippets.network import small
    >>> network, x, y = small()
    >>> print(step_ratios(network, x, y, loss="mean_squared_error", rate=0.01)[0].words)
    layer 1: a step moves the weights by 5e-04 of their length
    """
    back = backpropagate(network, x, y, loss=loss)
    dense = [layer for layer in network.layers if isinstance(layer, Dense)]
    findings = []
    for number, (layer, gradient) in enumerate(zip(dense, back.dW, strict=True), start=1):
        length = max(float(np.linalg.norm(layer.W)), np.finfo(np.float64).tiny)
        ratio = rate * float(np.linalg.norm(gradient)) / length
        words = f"layer {number}: a step moves the weights by {ratio:.0e} of their length"
        findings.append(Finding(1e-5 <= ratio <= 1e-1, words, [ratio]))
    return findings


def first_not_finite(network: Network, x: Array) -> Finding:
    """Find the first place on the way through a network where a number is NaN or infinite.

    >>> from snippets.network import small
    >>> network, x, _ = small()
    >>> network.parameters()[2][0, 0] = np.nan
    >>> first_not_finite(network, x).words
    'layer 3 (Dense) has parameters that are not finite'
    """
    if not np.isfinite(x).all():
        return Finding(False, "the inputs are not finite", [0])
    for number, layer in enumerate(network.layers, start=1):
        name = f"layer {number} ({type(layer).__name__})"
        if not all(np.isfinite(parameter).all() for parameter in layer.parameters):
            return Finding(False, f"{name} has parameters that are not finite", [number])
        with np.errstate(over="ignore", invalid="ignore"):
            x = layer.forward(x)
        if not np.isfinite(x).all():
            return Finding(False, f"{name} is the first whose output is not finite", [number])
    return Finding(True, "all parameters and outputs are finite", [])


if __name__ == "__main__":
    inputs, labels = datasets.blobs(90, noise=0.5, rng=np.random.default_rng(0))
    model, targets = multilayer([2, 20, 3], rng=np.random.default_rng(1)), one_hot(labels, 3)
    model.parameters()[0][:] *= 20.0  # the mistake
    findings = [
        loss_at_start(model, inputs, targets, loss="softmax_cross_entropy"),
        *stuck_units(model, inputs),
        *step_ratios(model, inputs, targets, loss="softmax_cross_entropy", rate=0.1),
        first_not_finite(model, inputs),
    ]
    for finding in findings:
        print("fine:   " if finding.fine else "look at:", finding.words)
