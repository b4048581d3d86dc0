r"""Evaluation: how sure a mean over seeds is, and which class is taken for which.

A number from one training run is one draw. Several seeds give several; their spread says how far
the mean of ten more would lie.
"""

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, Labels, expect

# Student's t, 97.5 %, for 1 to 19 degrees of freedom: two to twenty values.
STUDENT = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093),
)


class Interval(NamedTuple):
    """A mean and the two ends between which it lies, at 95 %."""

    mean: float
    low: float
    high: float


def interval(values: Array) -> Interval:
    r"""Bound the mean of values that were drawn independently, at 95 %.

    $\bar v \pm t \, s / \sqrt n$, with $s$ the standard deviation of the $n$ values ($n - 1$ below)

    values: (n,)  two to twenty of them

    Raises ValueError for fewer or more.
    Source: Student 1908, "The probable error of a mean"

    >>> interval(np.array([1.0, 2.0, 3.0])).mean
    2.0
    """
    expect("interval: values (n,)", values)
    if not 2 <= len(values) <= len(STUDENT) + 1:
        raise ValueError(
            f"interval: {len(values)} values, expected 2 to {len(STUDENT) + 1}, as far as we know t"
        )
    mean, spread = float(values.mean()), float(values.std(ddof=1))
    half = STUDENT[len(values) - 2] * spread / len(values) ** 0.5
    return Interval(mean, mean - half, mean + half)


def confusion(labels: Labels, answers: Labels, *, classes: int) -> Labels:
    """Count how often examples of each class were given each answer.

    labels, answers: (n,)  class numbers
    classes: how many there are, C
    -> (C, C)  a row for each true class; what is right stands on the diagonal

    Raises ValueError if the two differ in length.

    >>> confusion(np.array([0, 1, 1]), np.array([0, 1, 0]), classes=2).tolist()
    [[1, 0], [1, 1]]
    """
    expect("confusion: labels (n,), answers (n,)", labels, answers)
    counts = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(counts, (labels, answers), 1)
    return counts


def nearest_mean(a: Array, labels: Labels, a_new: Array) -> Labels:
    r"""Name new examples after the class whose mean is nearest: straight cuts, nothing learned.

    $\arg\min_k \sum_j (a_{ij} - \bar a_{kj})^2$

    a: (n, h), labels: (n,)  examples, each class 0 to C - 1 at least once
    a_new: (m, h)
    -> (m,)

    Comparing this on inputs and on hidden activations says how well a layer has sorted the classes.

    >>> nearest_mean(np.array([[0.0], [2.0], [9.0]]), np.array([0, 0, 1]), np.array([[4.0], [6.0]]))
    array([0, 1])
    """
    expect("nearest_mean: a (n, h), labels (n,), a_new (m, h)", a, labels, a_new)
    means = np.array([a[labels == k].mean(axis=0) for k in range(int(labels.max()) + 1)])
    # |a - mean|^2 without |a|^2, which is the same for all classes.
    return np.asarray(((means**2).sum(axis=1) - 2.0 * a_new @ means.T).argmin(axis=1), np.int64)


def principal_components(a: Array, *, count: int = 2) -> Array:
    r"""Look at points from where they spread most: their shadows on the axes of largest variance.

    $(a - \bar a) V$, with $V$ the first right singular vectors of $a - \bar a$

    a: (n, h)
    count: how many axes, at most n and h
    -> (n, count)  each column has mean 0; of its two directions an axis points to the larger half
       of its weights

    Source: Pearson 1901, "On lines and planes of closest fit to systems of points in space"

    >>> principal_components(np.array([[1.0, 1.0], [3.0, 1.0], [8.0, 1.0]]), count=1).tolist()
    [[-3.0], [-1.0], [4.0]]
    """
    expect("principal_components: a (n, h)", a)
    away = a - a.mean(axis=0)
    axes = np.linalg.svd(away, full_matrices=False)[2][:count].T
    upright = np.where(axes.sum(axis=0) < 0.0, -1.0, 1.0)  # else an axis may point either way
    return np.asarray(away @ (axes * upright))


if __name__ == "__main__":
    right = np.array([0.97, 0.98, 0.96, 0.98, 0.97])
    print("mean {:.4f}, between {:.4f} and {:.4f}".format(*interval(right)))
    truth, said = np.array([0, 0, 1, 2, 2, 2]), np.array([0, 1, 1, 2, 2, 0])
    print(confusion(truth, said, classes=3))
