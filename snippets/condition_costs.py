r"""What a condition number costs: steps of gradient descent, and digits of a closed form."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import numpy as np

from snippets import conditioning, linear_models
from snippets.arrays import Array
from snippets.linear_models import Linear

SEEDS = 20
CONDITIONS = (1.0, 10.0, 100.0)  # of the three bowls that the chapter walks down
FITS = linear_models.normal_equations, linear_models.least_squares
NEAR = 1e-10  # of the first distance: where a walk counts as arrived


class Steps(NamedTuple):
    """The length of a walk down a bowl.

    taken: until the distance to the minimum is `NEAR` of the first one
    predicted: from what each step leaves; 0 where it leaves nothing
    """

    taken: int
    predicted: float


@cache
def steps(condition: float, *, seed: int = 0) -> Steps:
    """Walk down a bowl of two weights at its best rate, from a start that all directions share.

    condition: of X'X, the square of that of X

    Cited in: Linear regression

    >>> steps(1.0)
    Steps(taken=1, predicted=0.0)
    """
    rng = np.random.default_rng(seed)
    X = conditioning.design(20, 2, condition=condition**0.5, rng=rng)
    directions = conditioning.curvatures(X).directions
    w, rate = directions.sum(axis=1, keepdims=True), conditioning.best_rate(X)
    Y, goal, taken = np.zeros((20, 1)), NEAR * float(np.linalg.norm(w)), 0
    while np.linalg.norm(w) > goal:
        w, taken = w - rate * conditioning.gradient(X, Y, w), taken + 1
    left = left_by_step(condition)
    return Steps(taken, float(np.log(NEAR) / np.log(left)) if left else 0.0)


def left_by_step(condition: float) -> float:
    r"""What a step at the best rate leaves of the distance in the slowest direction.

    $1 - \eta^\star \lambda_{\min} = (c - 1) / (c + 1)$ for a bowl of condition number c

    >>> left_by_step(1.0), left_by_step(3.0)
    (0.0, 0.5)
    """
    return (condition - 1.0) / (condition + 1.0)


class Error(NamedTuple):
    """The relative errors of the weights, a run each.

    normal: (SEEDS,)  by the normal equations
    qr: (SEEDS,)  by QR
    """

    normal: Array
    qr: Array


@cache
def errors(power: int, *, far: float = 0.0) -> Error:
    """Fit twice in float64 and compare with the exact fit, in fractions.

    power: the condition number of X is 10 to it
    far: how long the errors of the fit are, against its predictions

    Cited in: Linear regression

    >>> bool(np.median(errors(4).qr) < np.median(errors(4).normal))
    True
    """
    runs = []
    for seed in range(SEEDS):
        x, y = problem(10.0**power, far, np.random.default_rng(seed))
        truth = exact(x, y)
        runs.append([relative_error(fitted(fit, x, y), truth) for fit in FITS])
    return Error(*np.array(runs).T)


@cache
def turned(power: int, *, far: float = 0.0) -> Array:
    """How far the exact weights move if every input changes in its last digit, up or down.

    power, far: as in `errors`
    -> (SEEDS,)  relative to their length

    Cited in: Linear regression

    >>> bool(np.median(turned(4)) < np.median(turned(4, far=1.0)))
    True
    """
    moved = []
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        x, y = problem(10.0**power, far, rng)
        beside = np.nextafter(x, rng.choice([-np.inf, np.inf], size=x.shape))
        moved.append(relative_error(exact(beside, y), exact(x, y)))
    return np.array(moved)


def problem(condition: float, far: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw 12 examples of 3 features, with errors that no choice of weights can lessen.

    >>> [part.shape for part in problem(10.0, 1.0, np.random.default_rng(0))]
    [(12, 3), (12, 1)]
    """
    x = conditioning.design(12, 3, condition=condition, rng=rng)
    fitted = x @ rng.normal(size=(3, 1))
    rest = rng.normal(size=(12, 1))
    Q = linear_models.factors(np.hstack([np.ones((12, 1)), x])).Q
    rest = rest - Q @ (Q.T @ rest)
    return x, fitted + far * np.linalg.norm(fitted) / np.linalg.norm(rest) * rest


def fitted(fit: Callable[[Array, Array], Linear], x: Array, y: Array) -> Array:
    """The weights that a fit finds; zeros where rounding has left it no equations to solve.

    >>> fitted(linear_models.least_squares, np.array([[0.0], [1.0]]), np.array([[0.0], [2.0]]))
    array([[2.]])
    """
    try:
        return fit(x, y).W
    except np.linalg.LinAlgError:
        return np.zeros((x.shape[1], 1))


def relative_error(W: Array, truth: Array) -> float:
    """How far the weights are off, against their length: 1 for zeros.

    >>> relative_error(np.array([[1.1]]), np.array([[1.0]])) < 0.11
    True
    """
    return float(np.linalg.norm(W - truth) / np.linalg.norm(truth))


def exact(x: Array, y: Array) -> Array:
    """Solve the normal equations without a rounding: in fractions, rounded once at the end.

    x: (n, d)
    y: (n, 1)
    -> (d, 1)

    >>> exact(np.array([[0.0], [1.0], [2.0]]), np.array([[1.0], [2.0], [2.0]])).tolist()
    [[0.5]]
    """
    columns = [as_centered_fractions(column) for column in (*x.T, y[:, 0])]
    rows = [[dot(one, other) for other in columns] for one in columns[:-1]]
    for pivot in range(len(rows)):
        rows[pivot] = [entry / rows[pivot][pivot] for entry in rows[pivot]]
        for place, row in enumerate(rows):
            if place != pivot:
                pairs = zip(row, rows[pivot], strict=True)
                rows[place] = [entry - row[pivot] * above for entry, above in pairs]
    return np.array([[float(row[-1])] for row in rows])


def as_centered_fractions(column: Array) -> list[Fraction]:
    """Write floats as the fractions that they are, less their mean.

    >>> as_centered_fractions(np.array([0.5, 1.0]))
    [Fraction(-1, 4), Fraction(1, 4)]
    """
    numbers = [Fraction(number) for number in column.tolist()]
    mean = sum(numbers, Fraction(0)) / len(numbers)
    return [number - mean for number in numbers]


def dot(one: list[Fraction], other: list[Fraction]) -> Fraction:
    """Multiply entry by entry and add up.

    >>> dot([Fraction(1, 2)], [Fraction(2, 3)])
    Fraction(1, 3)
    """
    return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))


def digits(error: Array) -> float:
    """The digits that the median of relative errors leaves, from 0 to 16.

    >>> digits(np.array([1e-3, 1e-5, 1e-4]))
    4.0
    """
    return float(np.clip(-np.log10(np.maximum(np.median(error), 1e-16)), 0.0, 16.0))


if __name__ == "__main__":
    for exponent in (0, 4, 8):
        found = errors(exponent)
        print(
            f"1e{exponent}: normal {digits(found.normal):4.1f}, QR {digits(found.qr):4.1f} digits"
        )
    print([steps(10.0**p) for p in (0, 1, 2)])
