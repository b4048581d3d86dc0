r"""Mismatches: what it costs to put the wrong loss behind an output, measured.

Every task is made so that a linear model with the right output unit can state the true answer. All
pairs see the same data, start at the same small weights, make as many steps, and each gets the
best of five rates, chosen on other data than those that judge it.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from snippets import activations, losses, optimizers
from snippets.activations import sigmoid, softmax
from snippets.arrays import Array, one_hot
from snippets.network import multilayer
from snippets.training import fit

EXAMPLES, NEW, SEEDS, STEPS = 200, 2000, 5, 200
RATES = (0.1, 0.3, 1.0, 3.0, 10.0)
FAST = (1.0, 3.0, 10.0, 30.0, 100.0)  # rates for a start that is certain and wrong
CLASSES, MOST = 5, 20_000


class Pair(NamedTuple):
    """An output unit and a loss, names in `activations` and `losses`."""

    output: str
    loss: str


class Task(NamedTuple):
    """What is asked, and by which number answers are judged.

    draw: (x, rng) -> targets (n, k)
    cost: (answers, targets) -> a number; large is bad
    """

    draw: Callable[[Array, np.random.Generator], Array]
    cost: Callable[[Array, Array], float]


def number(x: Array, rng: np.random.Generator) -> Array:
    """Targets around a line, on both sides of 0 and 1."""
    noise = 0.5 * rng.normal(size=(len(x), 1))
    return np.asarray(1.0 + 2.0 * x[:, :1] - x[:, 1:] + noise)


def yes_or_no(x: Array, rng: np.random.Generator) -> Array:
    """A yes with the probability that a logistic model gives."""
    p = sigmoid(2.0 * x[:, :1] - x[:, 1:])
    return np.asarray(rng.random(p.shape) < p, dtype=np.float64)


def one_of(x: Array, rng: np.random.Generator) -> Array:
    """One class of five, with the probabilities that a softmax gives."""
    angles = 2.0 * np.pi * np.arange(CLASSES) / CLASSES
    p = softmax(3.0 * x @ np.array([np.cos(angles), np.sin(angles)]))
    labels = (rng.random((len(x), 1)) > p.cumsum(axis=1)[:, :-1]).sum(axis=1)
    return one_hot(labels, CLASSES)


def several(x: Array, rng: np.random.Generator) -> Array:
    """Three labels, each on or off for itself."""
    p = sigmoid(x @ np.array([[2.0, 0.0, 2.0], [0.0, 2.0, -2.0]]) + 0.5)
    return np.asarray(rng.random(p.shape) < p, dtype=np.float64)


def distance(a: Array, y: Array) -> float:
    """The root of the mean squared error."""
    return float(np.sqrt(np.mean((a - y) ** 2)))


def surprise(p: Array, y: Array) -> float:
    """The mean surprise about yes or no; what lies outside 0.001 to 0.999 is moved there."""
    return losses.binary_cross_entropy(np.clip(p, 1e-3, 1.0 - 1e-3), y)


def surprise_of_class(p: Array, y: Array) -> float:
    """The mean surprise about the class, after each row was made to add up to 1."""
    positive = np.maximum(p, 1e-3)
    return losses.cross_entropy(positive / positive.sum(axis=1, keepdims=True), y)


TASKS = {
    "number": Task(number, distance),
    "yes or no": Task(yes_or_no, surprise),
    "one of five": Task(one_of, surprise_of_class),
    "several labels": Task(several, surprise),
}
MATCHED = {
    "number": Pair("identity", "mean_squared_error"),
    "yes or no": Pair("sigmoid", "binary_cross_entropy"),
    "one of five": Pair("softmax", "cross_entropy"),
    "several labels": Pair("sigmoid", "binary_cross_entropy"),
}


class Result(NamedTuple):
    """What a pair came to on new data, mean over five seeds.

    cost: as the task counts it
    odd: part of the answers that are no probabilities: outside 0 to 1
    each: (seeds,)  the cost of each seed
    """

    cost: float
    odd: float
    each: Array


@cache
def result(task: str, output: str, loss: str) -> Result:
    """Train a pair on a task, at each of five rates, and keep the best on data held out for that.

    task: a key of TASKS

    Cited in: Loss functions and maximum likelihood

    >>> 0.4 < result("number", *MATCHED["number"]).cost < 0.6  # the noise has 0.5
    True
    """
    runs = np.array(
        [
            [trained(task, Pair(output, loss), rate=rate, seed=seed) for seed in range(SEEDS)]
            for rate in RATES
        ]
    )
    best = runs[np.argmin(np.nan_to_num(runs[:, :, 0].mean(axis=1), nan=np.inf))]
    return Result(float(best[:, 1].mean()), float(best[:, 2].mean()), best[:, 1])


def worse(task: str, output: str, loss: str) -> int:
    """In how many of the five seeds a pair cost more than the right one.

    Cited in: Loss functions and maximum likelihood

    >>> worse("number", *MATCHED["number"])
    0
    """
    return int(np.sum(result(task, output, loss).each > result(task, *MATCHED[task]).each))


@np.errstate(over="ignore", invalid="ignore")  # a rate that is too high will not be the best
def trained(task: str, pair: Pair, *, rate: float, seed: int) -> tuple[float, float, float]:
    """Train one linear model from small weights.

    -> its cost on data to choose a rate by, on new data, and the odd part of the latter answers
    """
    rng = np.random.default_rng(seed)
    x, new = rng.normal(size=(EXAMPLES, 2)), rng.normal(size=(NEW, 2))
    draw, cost = TASKS[task]
    y, new_y = draw(x, rng), draw(new, rng)
    start = 0.1 * rng.normal(size=(2, y.shape[1]))
    W, b = descend(pair, x, y, rate=rate, start=start)
    held = rng.normal(size=(NEW, 2))
    chosen, answers = (getattr(activations, pair.output)(one @ W + b) for one in (held, new))
    odd = float(np.mean((answers < 0.0) | (answers > 1.0)))
    return cost(chosen, draw(held, rng)), cost(answers, new_y), odd


def descend(
    pair: Pair, x: Array, y: Array, *, rate: float, start: Array | None = None, steps: int = STEPS
) -> tuple[Array, Array]:
    """Train the weights (d, k) and bias (k,) of a linear model with an output unit.

    start: (d, k)  first weights, 0 if not given

    >>> x = np.array([[-1.0], [0.0], [1.0]])
    >>> W, b = descend(MATCHED["number"], x, 2.0 * x + 1.0, rate=0.3)
    >>> W.round(6).item(), b.round(6).item()
    (2.0, 1.0)
    """
    W = np.zeros((x.shape[1], y.shape[1])) if start is None else start
    b = np.zeros(y.shape[1])
    for _ in range(steps):
        delta = delta_at(pair, x @ W + b, y)
        W, b = W - rate * x.T @ delta, b - rate * delta.sum(axis=0)
    return W, b


def delta_at(pair: Pair, z: Array, y: Array) -> Array:
    """The gradient of the loss at the scores, through the output unit.

    >>> delta_at(Pair("sigmoid", "binary_cross_entropy"), np.array([[0.0]]), np.array([[1.0]]))
    array([[-0.5]])
    """
    output, pull = (getattr(activations, pair.output + end) for end in ("", "_backward"))
    delta: Array = pull(losses.pair(pair.loss)[1](1.0, output(z), y), z)
    return delta


@cache
def steps_to_recover(loss: str, rates: tuple[float, ...] = (1.0,)) -> tuple[int, ...]:
    """Start a sigmoid certain and wrong; count steps until it is better than a coin.

    The weights start at minus four times the true ones; better than a coin: a mean surprise
    below log 2. Each seed gets the best of the rates.
    -> one number for each seed

    Cited in: Loss functions and maximum likelihood
    """
    pair, found = Pair("sigmoid", loss), []
    for seed in range(SEEDS):
        best = MOST
        for rate in rates:
            best = recovery(pair, best, rate=rate, seed=seed)
        found.append(best)
    return tuple(found)


def recovery(pair: Pair, most: int, *, rate: float, seed: int) -> int:
    """Count the steps of one run, but not beyond `most`.

    >>> recovery(MATCHED["yes or no"], 3, rate=1.0, seed=0)
    3
    """
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(EXAMPLES, 2))
    y = yes_or_no(x, rng)
    W, b = np.array([[-8.0], [4.0]]), np.zeros(1)
    for step in range(most):
        if losses.sigmoid_cross_entropy(x @ W + b, y) < np.log(2.0):
            return step
        delta = delta_at(pair, x @ W + b, y)
        W, b = W - rate * x.T @ delta, b - rate * delta.sum(axis=0)
    return most


@cache
def missed_by_output(divide: bool) -> Array:
    """Learn two waves with one hidden layer, the second wave in a unit 100 times smaller.

    divide: both targets by their standard deviation, before training
    -> (seeds, 2)  mean squared error of each output over its variance; 1 is what its mean misses

    For each seed the rate with the smallest loss counts, of four from 0.3 to 0.01, 1000 steps each.

    Cited in: Loss functions and maximum likelihood

    >>> bool(missed_by_output(True).max() < 0.1)
    True
    """
    x = np.linspace(-1.0, 1.0, 100)[:, np.newaxis]
    y = np.hstack([np.sin(4.0 * x), 100.0 * np.cos(4.0 * x)])
    y = y / y.std(axis=0) if divide else y
    rates = (0.3, 0.1, 0.03, 0.01)
    ends = [[waves(x, y, rate=rate, seed=seed) for rate in rates] for seed in range(SEEDS)]
    best = [min(of, key=lambda e: float(np.nan_to_num(e, nan=np.inf).sum())) for of in ends]
    return np.asarray(best / y.var(axis=0))


def waves(x: Array, y: Array, *, rate: float, seed: int) -> Array:
    """Train 1-16-k and give the mean squared error of each output, (k,); nan if it diverged."""
    network = multilayer([1, 16, y.shape[1]], rng=np.random.default_rng(seed))
    try:
        fit(
            network,
            x,
            y,
            loss="mean_squared_error",
            optimizer=partial(optimizers.sgd, rate=rate),
            epochs=1000,
            batch=len(x),
            rng=np.random.default_rng(0),
        )
    except FloatingPointError:
        return np.full(y.shape[1], np.nan)
    return np.asarray(((network.forward(x) - y) ** 2).mean(axis=0))


if __name__ == "__main__":
    for name, pair in MATCHED.items():
        print(f"{name:15} {pair.output:9} {pair.loss:22} {result(name, *pair).cost:.3f}")
