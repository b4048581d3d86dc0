"""Training: initialize, forward, loss, backward, update, repeat.

`fit` is the loop; what it calls is in `network`, `losses` and `optimizers`.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from snippets import datasets, losses, optimizers
from snippets.arrays import Array, Labels, one_hot
from snippets.network import Network, multilayer
from snippets.optimizers import Optimizer

Callback = Callable[[int, Network, float], object]


class History(NamedTuple):
    """What a training run leaves behind.

    loss: (epochs,)  mean over the examples of an epoch, each met with the parameters of its step
    steps: how many times the parameters were changed
    """

    loss: Array
    steps: int


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
) -> History:
    """Train a network in place by mini-batches, every example once an epoch, in random order.

    x: (n, d)  inputs
    y: (n, k)  targets, as the loss wants them
    loss: the name of a function in `losses`
    optimizer: (param, grad, state) -> (param, state), as partial(optimizers.sgd, rate=0.1)
    batch: examples a step; n or more takes all of them at once
    callback: is told (epoch, network, loss) after each epoch, from 1; True ends the training

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
    if len(x) != len(y) or epochs < 1 or batch < 1:
        raise ValueError(
            f"fit: {len(x)} inputs, {len(y)} targets, epochs = {epochs}, batch = {batch}; "
            "expected as many targets as inputs, epochs and batch >= 1"
        )
    means: list[float] = []
    state, steps = None, 0
    for epoch in range(1, epochs + 1):
        total = 0.0
        for rows in batches(len(x), batch, rng=rng):
            value = differentiate(network, x[rows], y[rows], loss=loss)
            steps += 1
            if not np.isfinite(value):
                raise FloatingPointError(f"fit: the loss is {value} at step {steps}, epoch {epoch}")
            state = update(network, optimizer, state)
            total += value * len(rows)
        means.append(total / len(x))
        if callback is not None and callback(epoch, network, means[-1]) is True:
            break
    return History(np.array(means, dtype=np.float64), steps)


def differentiate(network: Network, x: Array, y: Array, *, loss: str) -> float:
    """Forward, loss, backward: the network then holds the gradients of the loss it returns.

    >>> network = multilayer([2, 1], rng=np.random.default_rng(0))
    >>> network.parameters()[0][:] = 0.0
    >>> differentiate(network, np.ones((1, 2)), np.ones((1, 1)), loss="mean_squared_error")
    1.0
    >>> network.gradients()[0].tolist()
    [[-2.0], [-2.0]]
    """
    loss_function, loss_backward = losses.pair(loss)
    prediction = network.forward(x)
    network.backward(loss_backward(1.0, prediction, y))
    return loss_function(prediction, y)


def update(network: Network, optimizer: Optimizer, state: Any) -> Any:
    """Let the optimizer move all parameters, as one vector, by their gradients.

    state: from the last update; None at first
    -> the state after this one
    """
    theta = np.concatenate([parameter.ravel() for parameter in network.parameters()])
    slope = np.concatenate([gradient.ravel() for gradient in network.gradients()])
    theta, state = optimizer(theta, slope, state)
    start = 0
    for parameter in network.parameters():
        parameter[...] = theta[start : start + parameter.size].reshape(parameter.shape)
        start += parameter.size
    return state


def batches(n: int, size: int, *, rng: np.random.Generator) -> Iterator[Labels]:
    """Deal the row numbers 0 .. n - 1 out in random order, `size` at a time; the last may be less.

    >>> [len(rows) for rows in batches(10, 4, rng=np.random.default_rng(0))]
    [4, 4, 2]
    """
    order = rng.permutation(n)
    for start in range(0, n, size):
        yield order[start : start + size]


def classes(scores: Array) -> Labels:
    """Say which class each row of outputs speaks for.

    scores: (n, k)  the largest wins; if k = 1 a probability, class 1 from 1/2 on
    -> (n,)  class numbers

    >>> classes(np.array([[0.1, 0.9], [3.0, -1.0]])), classes(np.array([[0.7], [0.2]]))
    (array([1, 0]), array([1, 0]))
    """
    if scores.shape[1] == 1:
        return np.asarray(scores[:, 0] >= 0.5, dtype=np.int64)
    return np.asarray(scores.argmax(axis=1), dtype=np.int64)


def accuracy(network: Network, x: Array, y: Labels | Array) -> float:
    """Count which part of the examples a network puts into the right class.

    x: (n, d)  inputs
    y: (n,)  class numbers, or targets (n, k) as `fit` takes them
    -> from 0 to 1

    Raises ValueError if x and y differ in length.
    """
    if len(x) != len(y):
        raise ValueError(f"accuracy: {len(x)} inputs, {len(y)} targets, expected as many")
    labels = y if y.ndim == 1 else classes(y.astype(np.float64))
    return float(np.mean(classes(network.forward(x)) == labels))


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
