r"""Empirical information: entropies of the columns of a list, in bits.

All n rows of the list are equally likely. A column holds a label, a whole number, for each row:
which input, which class, which pattern of units. Entropies are then a matter of counting. What is
no label becomes one by `labels`; what is a continuous number, by `bins` first.
"""

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, Labels, expect


class Days(NamedTuple):
    """Eight days: the weather, whether there was an umbrella, and what somebody believes.

    weather: (8,)  0 is sun, 1 rain, 2 snow
    umbrella: (8,)  0 is no, 1 yes
    belief: (8, 3)  probabilities of sun, rain and snow, each day the same
    """

    weather: Labels
    umbrella: Labels
    belief: Array


def days() -> Days:
    """List eight days whose surprises come out even.

    >>> entropy(days().weather)
    1.5
    """
    weather = np.array([0, 0, 0, 0, 1, 1, 2, 2], dtype=np.int64)
    umbrella = np.array([0, 0, 0, 1, 0, 1, 0, 1], dtype=np.int64)
    return Days(weather, umbrella, np.tile([0.25, 0.25, 0.5], (8, 1)))


def labels(rows: Array) -> Labels:
    """Number the different rows of an array: equal rows get equal labels.

    rows: (n, k)
    -> (n,)

    >>> labels(np.array([[0.0, 1.0], [0.0, 0.0], [0.0, 1.0]]))
    array([1, 0, 1])
    """
    expect("labels: rows (n, k)", rows)
    found: Labels = np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1)
    return found


def bins(a: Array, width: float) -> Array:
    r"""Cut the number line into equal bins from 0 on and say in which bin each number lies.

    $t = \lfloor a / h \rfloor$

    a: (n, k)
    width: ()  the bin width $h$, above 0
    -> (n, k)

    Raises ValueError if the width is not above 0.

    >>> bins(np.array([[0.30, -0.30, 0.74]]), 0.25)
    array([[ 1., -2.,  2.]])
    """
    if not width > 0.0:
        raise ValueError(f"bins: width is {width}, expected above 0")
    return np.floor(a / width)


def pair(x: Labels, y: Labels) -> Labels:
    """Label the pairs of two columns.

    x: (n,)
    y: (n,)
    -> (n,)

    >>> pair(np.array([3, 3, 5]), np.array([1, 2, 1]))
    array([0, 1, 2])
    """
    expect("pair: x (n), y (n)", x, y)
    return labels(np.stack([x, y], axis=1).astype(np.float64))


def shares(y: Labels) -> Array:
    """Count which part of the rows has each label, smallest label first.

    y: (n,)
    -> (k,)  above 0, with the sum 1

    >>> shares(np.array([2, 7, 2, 2]))
    array([0.75, 0.25])
    """
    return np.asarray(np.unique(y, return_counts=True)[1] / len(y), dtype=np.float64)


def joint(x: Labels, y: Labels) -> Array:
    """Count which part of the rows has each pair of labels.

    x: (n,)
    y: (n,)
    -> (a, b)  one row for each label in x, one column for each in y

    >>> joint(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]))
    array([[0.25, 0.25],
           [0.  , 0.5 ]])
    """
    expect("joint: x (n), y (n)", x, y)
    row, column = (np.unique(one, return_inverse=True)[1].reshape(-1) for one in (x, y))
    table = np.zeros((row.max() + 1, column.max() + 1))
    np.add.at(table, (row, column), 1.0 / len(x))
    return table


def shares_given(y: Labels, x: Labels) -> Array:
    """Count for each row how often each label of y comes in the rows with the same x.

    y: (n,)
    x: (n,)
    -> (n, k)  each row sums to 1; rows with the same x are equal

    >>> shares_given(np.array([0, 1, 1]), np.array([4, 4, 5]))
    array([[0.5, 0.5],
           [0.5, 0.5],
           [0. , 1. ]])
    """
    table = joint(x, y)
    which = np.unique(x, return_inverse=True)[1].reshape(-1)
    return np.asarray((table / table.sum(axis=1, keepdims=True))[which])


def entropy(y: Labels, given: Labels | None = None) -> float:
    r"""Average the surprise about a column, or what is left of it once another is known.

    $H(Y) = -\sum_k p_k \log_2 p_k$ and $H(Y \mid X) = H(X, Y) - H(X)$

    y: (n,)
    given: (n,)
    -> ()  bits, between 0 and the logarithm of the number of labels

    Source: Shannon 1948, "A mathematical theory of communication", section 6

    >>> entropy(np.array([0, 0, 1, 2])), entropy(np.array([0, 0, 1, 2]), np.array([0, 0, 0, 1]))
    (1.5, 0.6887218755408672)
    """
    if given is not None:
        return entropy(pair(given, y)) - entropy(given)
    p = shares(y)
    return float(-(p * np.log2(p)).sum()) + 0.0


def cross_entropy(y: Labels, q: Array) -> float:
    r"""Average the surprise about a column for someone who gave each label a probability.

    $L = -\frac{1}{n} \sum_i \log_2 q_{i, y_i}$

    y: (n,)  labels 0, 1, ..., C - 1
    q: (n, C)  probabilities; each row sums to 1
    -> ()  bits

    >>> cross_entropy(np.array([0, 1]), np.array([[0.5, 0.5], [0.75, 0.25]]))
    1.5
    """
    expect("cross_entropy: y (n), q (n, C)", y, q)
    return float(-np.log2(q[np.arange(len(y)), y]).mean())


def constant_cross_entropy(y: Labels, q: Array) -> float:
    r"""Average the surprise about a column for someone who says the same in every row.

    $L = -\frac{1}{n} \sum_i \log_2 q_{y_i}$

    y: (n,)  labels 0, 1, ..., C - 1
    q: (C,)  probabilities with the sum 1
    -> ()  bits

    >>> constant_cross_entropy(np.array([0, 1]), np.array([0.5, 0.5]))
    1.0
    """
    return cross_entropy(y, np.tile(q, (len(y), 1)))


def divergence(p: Array, q: Array) -> Array:
    r"""Count the bits that a wrong belief costs.

    $D_{\mathrm{KL}}(p \parallel q) = \sum_k p_k \log_2 (p_k / q_k)$

    p: (..., k)  probabilities, sum 1 along k
    q: (..., k)
    -> (...)  bits, never negative

    Source: Kullback and Leibler 1951

    >>> divergence(np.array([0.5, 0.5]), np.array([0.25, 0.75]))
    np.float64(0.20751874963942185)
    """
    ratio = np.divide(p, q, out=np.ones_like(p), where=p > 0)
    return np.asarray((p * np.log2(ratio)).sum(axis=-1))[()]


def mutual_information(x: Labels, y: Labels) -> float:
    r"""Count how many bits about one column the other one gives.

    $I(X; Y) = \sum_{x,y} p_{xy} \log_2 \frac{p_{xy}}{p_x p_y}$, over the pairs that occur

    x: (n,)
    y: (n,)
    -> ()  bits, never negative, 0 only if the columns are independent

    >>> mutual_information(np.array([0, 0, 1, 1]), np.array([5, 5, 7, 7]))
    1.0
    """
    both = pair(x, y)
    once = np.unique(both, return_index=True)[1]
    p_xy, p_x, p_y = (share_of_own(one)[once] for one in (both, x, y))
    return float((p_xy * np.log2(p_xy / (p_x * p_y))).sum()) + 0.0


def share_of_own(y: Labels) -> Array:
    """Say for each row which part of all rows has the same label.

    y: (n,)
    -> (n,)

    >>> share_of_own(np.array([2, 7, 2, 2]))
    array([0.75, 0.25, 0.75, 0.75])
    """
    return shares(y)[np.unique(y, return_inverse=True)[1].reshape(-1)]


if __name__ == "__main__":
    weather, umbrella, _ = days()
    print(f"weather          {entropy(weather):.3f} bits")
    print(f"left by umbrella {entropy(weather, umbrella):.3f} bits")
    print(f"umbrella tells   {mutual_information(weather, umbrella):.3f} bits")
