"""How many mistakes the perceptron makes: against its bound, in other orders, on other data."""

from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np

from snippets import datasets
from snippets.arrays import Array, Labels
from snippets.maximum_margin import separator
from snippets.neuron import sides, signed, walk

GAPS = (0.5, 0.2, 0.05, 0.0)  # how far the points of a trial keep from the line at least
RATES = (0.01, 0.1, 1.0, 10.0, 100.0)  # that change nothing, but for round-off
POINTS, NEW, PASSES = 200, 2000, 20  # of two clouds that overlap

# Two classes that a line separates, to one digit so that a pencil can follow.
TWELVE = np.array(
    [
        [1.1, 0.3],
        [-0.5, -0.2],
        [1.4, -0.6],
        [-1.8, -1.4],
        [1.7, -1.8],
        [-1.3, -1.8],
        [-0.5, -1.4],
        [1.4, 1.2],
        [-1.1, 1.7],
        [0.5, 0.1],
        [0.6, -1.4],
        [-0.9, 1.1],
    ]
)
TWELVE_SIDES = np.array([1, 1, -1, 1, -1, -1, -1, 1, 1, 1, -1, 1], dtype=np.float64)


class Task(NamedTuple):
    """Examples of two classes.

    x: (n, d)  inputs
    y: (n,)  -1 or 1
    """

    x: Array
    y: Array


def twelve(shift: float = 0.0) -> Task:
    """Give the twelve points of the chapter, moved away from the origin if asked.

    Cited in: The neuron and the perceptron

    shift: added to every input

    >>> twelve().x.shape
    (12, 2)
    """
    return Task(TWELVE + shift, TWELVE_SIDES.copy())


def corners(answers: str) -> Task:
    """Give the corners 00, 01, 10, 11 of a square with the answers of a logical function.

    Cited in: The neuron and the perceptron

    answers: four of + and -, for 00, 01, 10 and 11

    >>> corners("---+").y
    array([-1., -1., -1.,  1.])
    """
    return Task(datasets.xor().x, np.array([1.0 if sign == "+" else -1.0 for sign in answers]))


def task(n: int, d: int, *, gap: float, rng: np.random.Generator) -> Task:
    """Draw normal inputs and a line at random, without the inputs that lie near the line.

    gap: distance from the line that every input keeps

    >>> task(5, 2, gap=0.1, rng=np.random.default_rng(0)).y
    array([-1.,  1., -1.,  1.,  1.])
    """
    w, b = rng.normal(size=d), float(rng.uniform(-0.5, 0.5))
    w /= np.linalg.norm(w)
    x = np.zeros((0, d))
    while len(x) < n:
        more = rng.normal(size=(n, d))
        x = np.concatenate([x, more[np.abs(more @ w + b) >= gap]])
    return Task(x[:n], sides(x[:n], w, b))


def longest(u: Array) -> float:
    r"""Measure the longest signed example, its 1 for the bias included: $R$.

    $R = \max_i \lVert u_i \rVert$

    u: (n, m)
    -> ()

    >>> longest(np.array([[3.0, 4.0], [1.0, 1.0]]))
    5.0
    """
    return float(np.linalg.norm(u, axis=1).max())


def bound(u: Array) -> float:
    r"""Bound the mistakes by the best separator there is: $(R / \gamma)^2$, infinite if none is.

    u: (n, m)  signed examples
    -> ()

    >>> round(bound(np.array([[1.0, 1.0], [1.0, -1.0]])), 9)
    2.0
    """
    margin = separator(u).margin
    return (longest(u) / margin) ** 2 if margin > 0.0 else np.inf


class Ended(NamedTuple):
    """How the perceptron rule ended on one task.

    mistakes: until a whole pass was without any
    right: how many examples were on their right side, before the first mistake and after each
    longest: R
    margin: of the best separator
    bound: on the mistakes, with that separator
    """

    mistakes: int
    right: list[int]
    longest: float
    margin: float
    bound: float


@cache
def on_twelve(shift: float = 0.0) -> Ended:
    """Run the perceptron rule on the twelve points, moved away from the origin if asked.

    Cited in: The neuron and the perceptron

    >>> on_twelve().mistakes
    9
    """
    return ended(signed(*twelve(shift)))


def ended(u: Array) -> Ended:
    """Run the perceptron rule on signed examples that a line separates.

    >>> ended(np.array([[1.0, 1.0], [1.0, -1.0]])).right
    [0, 1, 2]
    """
    path = walk(u, passes=100_000)
    right = [int(np.sum(u @ v > 0.0)) for v in path.v.values()]
    return Ended(len(path.c), right, longest(u), separator(u).margin, bound(u))


class Trials(NamedTuple):
    """Mistakes and their bound, one of each a seed.

    mistakes, bound: (seeds,)
    share: (seeds,)  of the mistakes allowed, how many were made, 0 to 1
    """

    mistakes: Labels
    bound: Array
    share: Array


@cache
def trials(gap: float, d: int = 2, n: int = 40, seeds: int = 100) -> Trials:
    """Run the perceptron rule on many tasks of one kind, until it makes no mistake.

    Cited in: The neuron and the perceptron

    >>> bool((trials(0.5, seeds=3).share <= 1.0).all())
    True
    """
    tasks = [task(n, d, gap=gap, rng=np.random.default_rng(seed)) for seed in range(seeds)]
    signs = [signed(*one) for one in tasks]
    mistakes = np.array([len(walk(u, passes=100_000).c) for u in signs])
    bounds = np.array([bound(u) for u in signs])
    return Trials(mistakes, bounds, mistakes / bounds)


def all_trials(d: int) -> Trials:
    """Put the trials with d inputs together, whatever their gap.

    Cited in: The neuron and the perceptron

    >>> all_trials(2).share.shape
    (400,)
    """
    return Trials(*map(np.concatenate, zip(*[trials(gap, d) for gap in GAPS], strict=True)))


@cache
def orders(count: int = 1000) -> Labels:
    """Count the mistakes on the twelve points, met in many random orders.

    Cited in: The neuron and the perceptron

    -> (count,)

    >>> orders(3).shape
    (3,)
    """
    u = signed(*twelve())
    shuffled = [np.random.default_rng(seed).permutation(u) for seed in range(count)]
    return np.array([len(walk(one).c) for one in shuffled])


def most_mistakes(u: Array) -> int:
    """Count the mistakes under the unkindest teacher, who may show any wrong example at any time.

    Follows all weights that any sequence of mistakes can reach, in whole numbers: no round-off.

    u: (n, m)  signed examples that something separates, as whole numbers

    >>> most_mistakes(np.array([[1.0, 1.0], [1.0, -1.0]]))
    2
    """
    whole = np.rint(u).astype(np.int64)
    reached, mistakes = np.zeros((1, u.shape[1]), dtype=np.int64), 0
    while True:
        at, culprit = np.nonzero(reached @ whole.T <= 0)
        if at.size == 0:
            return mistakes
        reached = np.unique(reached[at] + whole[culprit], axis=0)
        mistakes += 1


@cache
def unkindest() -> int:
    """Count the mistakes that no order of the twelve points and no teacher can exceed.

    Cited in: The neuron and the perceptron

    In tenths, which changes no mistake and makes the points whole numbers.
    """
    return most_mistakes(10.0 * signed(*twelve()))


def nearly_worst(n: int, m: int, size: float, *, rng: np.random.Generator) -> Array:
    r"""Draw signed examples on which the perceptron makes almost as many mistakes as it may.

    Any two of the first n - 1 stand at slightly more than a right angle, so that each has its
    mistake; the last one lies deep on its right side.

    m: at least n - 1
    size: length of the examples, but for a few per cent
    -> (n, m)

    >>> u = nearly_worst(3, 3, 5.0, rng=np.random.default_rng(0))
    >>> (u @ u.T > 0).tolist()
    [[True, False, True], [False, True, True], [True, True, True]]
    """
    directions = np.linalg.qr(rng.normal(size=(m, m)))[0][: n - 1]
    middle = directions.mean(axis=0)
    deep = 0.9 * middle / np.linalg.norm(middle)
    u: Array = size * np.vstack([directions - 0.05 * middle, deep])
    return u * rng.uniform(0.97, 1.0, size=(n, 1))


def wrong_start(u: Array, *, rng: np.random.Generator) -> Array:
    """Draw a start about half as long as the examples, hardly on the wrong side of each of them.

    u: (n, m)  as `nearly_worst` draws them, n < m
    -> (m,)

    >>> u = nearly_worst(3, 4, 5.0, rng=np.random.default_rng(0))
    >>> bool((u @ wrong_start(u, rng=np.random.default_rng(1)) < 0.0).all())
    True
    """
    across = np.linalg.qr(u.T, mode="complete")[0][:, len(u) :]
    far = rng.uniform(0.4, 0.6) * np.linalg.norm(u[0])
    start: Array = far * across[:, 0] - 0.02 * u.mean(axis=0)
    return start


def orthogonal(doublings: int) -> Array:
    r"""Place points such that any two of them, with a 1 appended, stand at a right angle.

    doublings: k
    -> (n, n - 1)  entries -1 and 1, n = 2^k, any two rows with the dot product -1

    Source: Sylvester 1867; the rows of his matrices without their first column

    >>> orthogonal(2)
    array([[ 1.,  1.,  1.],
           [-1.,  1., -1.],
           [ 1., -1., -1.],
           [-1., -1.,  1.]])
    """
    H = np.ones((1, 1))
    for _ in range(doublings):
        H = np.block([[H, H], [H, -H]])
    return H[:, 1:]


def gate_mistakes(rate: float) -> int:
    """Count the mistakes on the AND gate at some rate, round-off included.

    Cited in: The neuron and the perceptron

    >>> gate_mistakes(1.0), gate_mistakes(0.5)
    (18, 18)
    """
    return len(walk(signed(*corners("---+")), rate=rate).c)


def xor_with_product() -> Ended:
    """Learn XOR of inputs -1 and 1 with their product as a third input.

    Cited in: The neuron and the perceptron

    >>> xor_with_product().mistakes
    4
    """
    x = orthogonal(2)
    return ended(signed(x, -x[:, 2]))


class Functions(NamedTuple):
    """Of all ways to label the corners of a cube, how many one neuron computes."""

    computed: int
    all: int


@cache
def functions(inputs: int) -> Functions:
    """Ask for each function of some on-off inputs whether one neuron computes it.

    Cited in: The neuron and the perceptron

    >>> functions(2)
    Functions(computed=14, all=16)
    """
    corners = np.array(list(product([0.0, 1.0], repeat=inputs)))
    labels = [np.array(signs) for signs in product([-1.0, 1.0], repeat=len(corners))]
    found = sum(separator(signed(corners, y)).margin > 0.0 for y in labels)
    return Functions(found, len(labels))


class Overlapping(NamedTuple):
    """What weights are worth after training on classes that overlap, on new points, one a seed.

    last, mean, best: (seeds,)  share right by the last weights, by the mean of the weights over
        all looks, by the line that made the classes
    """

    last: Array
    mean: Array
    best: Array


@cache
def overlapping(seeds: int = 100, *, passes: int = PASSES) -> Overlapping:
    """Train on two clouds that no line separates, and stop after some passes.

    Cited in: The neuron and the perceptron

    >>> overlapping(2).last.shape
    (2,)
    """
    shares = np.array([overlapping_once(np.random.default_rng(s), passes) for s in range(seeds)])
    return Overlapping(*shares.T)


def overlapping_once(rng: np.random.Generator, passes: int) -> tuple[float, float, float]:
    """Train once on POINTS points of two clouds; -> shares of NEW new points right."""
    x, y = clouds(POINTS, rng)
    new, truth = clouds(NEW, rng)
    u, v, total = signed(x, y), np.zeros(3), np.zeros(3)
    for example in np.tile(u, (passes, 1)):
        if example @ v <= 0.0:
            v = v + example
        total += v
    weights = v, total, np.array([1.0, 0.0, 0.0])
    last, mean, best = (float(np.mean(signed(new, truth) @ one > 0.0)) for one in weights)
    return last, mean, best


def clouds(n: int, rng: np.random.Generator) -> Task:
    """Draw two round clouds whose centers lie 1 to the right and 1 to the left of the origin."""
    data = datasets.blobs(n, noise=1.0, rng=rng, centers=2, radius=1.0)
    order = rng.permutation(n)
    return Task(data.x[order], np.where(data.y[order] == 0, 1.0, -1.0))


if __name__ == "__main__":
    for gap in GAPS:
        seen = trials(gap)
        print(f"gap {gap:4}: median mistakes {np.median(seen.mistakes):5.1f}", end=", ")
        print(f"median bound {np.median(seen.bound):7.1f}")
