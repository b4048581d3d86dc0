r"""Preprocessing: inputs on a common scale, learned from the training data alone.

Each recipe is measured on training data and applied to all: test data that are scaled by their own
statistics are other data than the network will meet.
"""

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, Labels, expect


class Recipe(NamedTuple):
    r"""An affine change of the inputs, $x' = (x - m) A$.

    m: (d,)  subtracted from every row
    A: (d, d)  applied to what is left
    """

    m: Array
    A: Array


def apply(recipe: Recipe, x: Array) -> Array:
    r"""Change inputs by a recipe: $x' = (x - m) A$.

    x: (n, d)  inputs
    -> (n, d)

    Raises ValueError if x has another number of features than the recipe.

    >>> apply(Recipe(np.array([1.0]), np.array([[0.5]])), np.array([[1.0], [5.0]]))
    array([[0.],
           [2.]])
    """
    expect("apply: A (d, d), m (d,), x (n, d)", recipe.A, recipe.m, x)
    changed: Array = (x - recipe.m) @ recipe.A
    return changed


def standardize(x: Array) -> Recipe:
    r"""Give each feature mean 0 and (biased) variance 1; one that never changes is only shifted.

    $x'_{ij} = (x_{ij} - m_j) / s_j$

    x: (n, d)  training inputs

    Raises ValueError if x is not two-dimensional or holds NaN, as all recipes do.

    >>> x = np.array([[1.0, 7.0], [3.0, 7.0]])
    >>> apply(standardize(x), x)
    array([[-1.,  0.],
           [ 1.,  0.]])
    """
    expect_finite("standardize", x)
    return Recipe(x.mean(axis=0), divide_by(x.std(axis=0)))


def min_max(x: Array) -> Recipe:
    r"""Bring each feature to 0 .. 1: $x'_{ij} = (x_{ij} - \min_j) / (\max_j - \min_j)$.

    x: (n, d)  training inputs

    >>> x = np.array([[1.0, 7.0], [3.0, 7.0], [2.0, 7.0]])
    >>> apply(min_max(x), x)[:, 0]
    array([0. , 1. , 0.5])
    """
    expect_finite("min_max", x)
    return Recipe(x.min(axis=0), divide_by(np.ptp(x, axis=0)))


def whiten(x: Array, epsilon: float = 1e-8) -> Recipe:
    r"""Make features uncorrelated, each of variance 1, and otherwise as like the old as can be.

    $A = V \,\mathrm{diag}(\lambda + \epsilon)^{-1/2} V^\top$, with $V$ and $\lambda$ the
    eigenvectors and eigenvalues of the covariance (the ZCA choice among all whitenings)

    x: (n, d)  training inputs

    Source: Bell and Sejnowski 1997, "The independent components of natural scenes are edge filters"

    >>> x = np.array([[2.0, 0.0], [-2.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    >>> white = apply(whiten(x, 0.0), x)
    >>> (white.T @ white / 4).round(12)
    array([[1., 0.],
           [0., 1.]])
    """
    expect_finite("whiten", x)
    m = x.mean(axis=0)
    values, V = np.linalg.eigh((x - m).T @ (x - m) / len(x))
    A: Array = V / np.sqrt(values + epsilon) @ V.T
    return Recipe(m, A)


class Split(NamedTuple):
    """Row numbers of the two parts of a data set.

    train: (n,)
    test: (m,)
    """

    train: Labels
    test: Labels


def stratified_split(labels: Labels, *, share: float, rng: np.random.Generator) -> Split:
    """Deal rows into two parts at random so that both have the classes in the same proportion.

    labels: (n,)  class numbers
    share: of each class that goes to the test part, rounded to whole rows; between 0 and 1

    Raises ValueError if the share leaves one of the parts empty.

    >>> split = stratified_split(np.array([0] * 6 + [1] * 3), share=1 / 3,
    ...                          rng=np.random.default_rng(0))
    >>> len(split.train), len(split.test), sorted(np.array([0] * 6 + [1] * 3)[split.test])
    (6, 3, [np.int64(0), np.int64(0), np.int64(1)])
    """
    expect("stratified_split: labels (n,)", labels)
    train, test = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        count = round(share * len(rows))
        test.append(rows[:count])
        train.append(rows[count:])
    split = Split(rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(test)))
    if min(len(split.train), len(split.test)) == 0:
        raise ValueError(f"stratified_split: share = {share} leaves a part of {len(labels)} empty")
    return split


def divide_by(scale: Array) -> Array:
    """Write a division of each feature as a matrix; 0 divides nothing.

    >>> divide_by(np.array([2.0, 0.0]))
    array([[0.5, 0. ],
           [0. , 1. ]])
    """
    return np.diag(1.0 / np.where(scale > 0, scale, 1.0))


def expect_finite(function: str, x: Array) -> None:
    """Refuse what is no table of finite numbers, from which statistics would be useless.

    >>> expect_finite("min_max", np.array([[1.0, np.nan]]))
    Traceback (most recent call last):
    ValueError: min_max: x holds NaN or infinite numbers, expected finite ones
    """
    expect(f"{function}: x (n, d)", x)
    if not np.isfinite(x).all():
        raise ValueError(f"{function}: x holds NaN or infinite numbers, expected finite ones")


if __name__ == "__main__":
    generator = np.random.default_rng(0)
    inputs = generator.normal([5.0, -300.0], [0.1, 40.0], size=(6, 2))
    for measure in (standardize, min_max, whiten):
        print(measure.__name__, apply(measure(inputs), inputs).round(2).tolist())
