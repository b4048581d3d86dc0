"""Training: initialize, forward, loss, backward, update, repeat.

`fit` is the loop; what it calls is in `network`, `losses` and `optimizers`.
"""

import math
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from snippets import datasets, losses, optimizers
from snippets.arrays import Array, Labels, flatten, one_hot, unflatten
from snippets.network import Network, multilayer
from snippets.optimizers import Optimizer
from snippets.regularizers import EarlyStopping

Callback = Callable[[int, Network, float], object]


class History(NamedTuple):
    """What a training run leaves behind.

    loss: (epochs,)  mean over the examples of an epoch, each met with the parameters of its step
    steps: how many times the parameters were changed
    """

    loss: Array
    steps: int


@np.errstate(over="ignore", invalid="ignore")  # the loss itself will tell
def fit(
    network: Network,
    x: Array,
    y: Array,
    *,
    loss: str,
    optimizer: Optimizer,
    epochs: int,
    batch: int,
    rng: np.random.Generator,
    callback: Callback | None = None,
    schedule: Callable[[int], float] | None = None,
) -> History:
    """Train a network in place by mini-batches, every example once an epoch, in random order.

    x: (n, d)  inputs
    y: (n, k)  targets, as the loss wants them
    loss: the name of a function in `losses`
    optimizer: (param, grad, state) -> (param, state), as partial(optimizers.sgd, rate=0.1)
    batch: examples a step; n or more takes all of them at once
    callback: is told (epoch, network, loss) after each epoch, from 1; True ends the training
    schedule: the step, from 0 -> the rate with which the optimizer is called

    Raises ValueError if x and y differ in length or epochs or batch are below 1, and
    FloatingPointError, naming the step, as soon as a loss is NaN or infinite.

    >>> x, labels = datasets.xor()
    >>> network = multilayer([2, 4, 2], rng=np.random.default_rng(0))
    >>> step = partial(optimizers.sgd, rate=1.0)
    >>> history = fit(network, x, one_hot(labels, 2), loss="softmax_cross_entropy",
    ...               optimizer=step, epochs=100, batch=4, rng=np.random.default_rng(1))
    >>> accuracy(network, x, labels)
    1.0
    """
    expect_run(x, y, epochs=epochs, batch=batch)
    means: list[float] = []
    state, steps = None, 0
    for epoch in range(1, epochs + 1):
        theta, total = flatten(network.parameters()), 0.0
        for rows in batches(len(x), batch, rng=rng):
            inputs, targets = x.take(rows, axis=0), y.take(rows, axis=0)
            value = differentiate(network, inputs, targets, loss=loss)
            if not math.isfinite(value):
                raise FloatingPointError(f"fit: loss {value} at step {steps + 1}, epoch {epoch}")
            rated = partial(optimizer, rate=schedule(steps)) if schedule else optimizer
            theta, state = update(network, rated, theta, state)
            steps += 1
            total += value * len(rows)
        means.append(total / len(x))
        if callback is not None and callback(epoch, network, means[-1]) is True:
            break
    return History(np.array(means), steps)


def differentiate(network: Network, x: Array, y: Array, *, loss: str) -> float:
    """Forward, loss, backward: the network then holds the gradients of the loss it returns.

    >>> network = multilayer([2, 1], rng=np.random.default_rng(0))
    >>> network.parameters()[0][:] = 0.0
    >>> differentiate(network, np.ones((1, 2)), np.ones((1, 1)), loss="mean_squared_error")
    1.0
    >>> network.gradients()[0].tolist()
    [[-2.0], [-2.0]]
    """
    value, slope = losses.with_gradient(loss)(network.forward(x), y)
    network.backward_to_parameters(slope)
    return value


def update(network: Network, optimizer: Optimizer, theta: Array, state: Any) -> tuple[Array, Any]:
    """Let the optimizer move all parameters, as one vector, by their gradients.

    theta: (p,)  the network's parameters end to end
    state: from the last update; None at first
    -> both after this one; the network has the new parameters

    >>> network = multilayer([2, 1], rng=np.random.default_rng(0))
    >>> step = partial(optimizers.sgd, rate=0.5)
    >>> update(network, step, np.array([3.0, 4.0, 5.0]), None)  # the gradients are still 0
    (array([3., 4., 5.]), None)
    >>> network.parameters()[1]
    array([5.])
    """
    theta, state = optimizer(theta, flatten(network.gradients()), state)
    unflatten(theta, into=network.parameters())
    return theta, state


def batches(n: int, size: int, *, rng: np.random.Generator) -> Iterator[Labels]:
    """Deal the row numbers 0 .. n - 1 out in random order, `size` at a time; the last may be less.

    >>> [len(rows) for rows in batches(10, 4, rng=np.random.default_rng(0))]
    [4, 4, 2]
    """
    order = rng.permutation(n)
    for start in range(0, n, size):
        yield order[start : start + size]


def classes(scores: Array, *, threshold: float = 0.5) -> Labels:
    """Say which class each row of outputs speaks for.

    scores: (n, k)  the largest wins; if k = 1, it is class 1 from the threshold on
    threshold: 1/2 for a probability, 0 for a score that goes into sigmoid_cross_entropy
    -> (n,)  class numbers

    >>> classes(np.array([[0.1, 0.9], [3.0, -1.0]])), classes(np.array([[0.7], [0.2]]))
    (array([1, 0]), array([1, 0]))
    """
    if scores.shape[1] == 1:
        return np.asarray(scores[:, 0] >= threshold, dtype=np.int64)
    return np.asarray(scores.argmax(axis=1), dtype=np.int64)


def accuracy(network: Network, x: Array, y: Labels | Array, *, threshold: float = 0.5) -> float:
    """Count which part of the examples a network puts into the right class.

    x: (n, d)  inputs
    y: (n,)  class numbers, or targets (n, k) as `fit` takes them
    threshold: as for `classes`, of the network's outputs
    -> from 0 to 1

    Raises ValueError if x and y differ in length.

    >>> network = Network([])
    >>> accuracy(network, np.array([[0.9, 0.1], [0.8, 0.2]]), np.array([0, 1]))
    0.5
    """
    expect_run(x, y)
    labels = y if y.ndim == 1 else classes(y.astype(np.float64))
    answers = classes(network.forward(x), threshold=threshold)
    return float(np.mean(answers == labels))


class Validation:
    """A callback of `fit` that watches data which are never trained on.

    x, y: inputs (n, d) and targets (n, k)
    loss: the name of a function in `losses`
    patience: end the training after so many epochs without a new best; None never does

    After the training, `losses` holds one loss an epoch, and `restore` brings back the best
    parameters.

    >>> x = np.array([[1.0]])
    >>> watch = Validation(x, x, loss="mean_squared_error", patience=1)
    >>> watch(1, Network([]), 0.0), watch(2, Network([]), 0.0), watch.losses
    (False, True, [0.0, 0.0])
    """

    def __init__(self, x: Array, y: Array, *, loss: str, patience: int | None = None) -> None:
        expect_run(x, y)
        self.x, self.y, self.loss = x, y, losses.pair(loss)[0]
        self.stopping = EarlyStopping(sys.maxsize if patience is None else patience)
        self.losses: list[float] = []

    def __call__(self, _epoch: int, network: Network, _loss: float) -> bool:
        """Measure the loss on the data and say whether to end the training."""
        self.losses.append(self.loss(network.forward(self.x), self.y))
        return self.stopping.enough(self.losses[-1], network.parameters())

    def restore(self, network: Network) -> None:
        """Give the network the parameters of the best epoch."""
        self.stopping.restore(network.parameters())


def expect_run(x: Array, y: Array | Labels, *, epochs: int = 1, batch: int = 1) -> None:
    """Refuse data and counts with which nothing can be learned.

    >>> expect_run(np.ones((3, 2)), np.ones((2, 1)))
    Traceback (most recent call last):
    ValueError: 3 inputs and 2 targets, expected as many, and at least one
    """
    if len(x) != len(y) or len(x) == 0:
        raise ValueError(
            f"{len(x)} inputs and {len(y)} targets, expected as many, and at least one"
        )
    if epochs < 1 or batch < 1:
        raise ValueError(f"epochs = {epochs} and batch = {batch}, expected at least 1 of each")


if __name__ == "__main__":
    inputs, numbers = datasets.moons(200, noise=0.1, rng=np.random.default_rng(0))
    model = multilayer([2, 16, 2], rng=np.random.default_rng(1))
    record = fit(
        model,
        inputs,
        one_hot(numbers, 2),
        loss="softmax_cross_entropy",
        optimizer=partial(optimizers.sgd, rate=0.5),
        epochs=100,
        batch=20,
        rng=np.random.default_rng(2),
        callback=lambda epoch, _, mean: print(epoch, round(mean, 4)) if epoch % 20 == 0 else None,
    )
    print(f"accuracy {accuracy(model, inputs, numbers):.3f} after {record.steps} steps")
