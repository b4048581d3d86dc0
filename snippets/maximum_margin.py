r"""The maximum margin: the separator farthest from all examples, or the proof that there is none.

Both are one search: for the shortest mixture of the signed examples. If it is not 0, it points
along the best separator, and its length is the margin. If it is 0, its shares are the proof.
"""

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, expect
from snippets.neuron import signed

ROUND_OFF = 1e-12  # of the squared length of the longest row: less than this is 0


class Mixture(NamedTuple):
    """A weighted mean of rows.

    share: (n,)  of each row; none is negative, together they are 1
    mean: (m,)
    """

    share: Array
    mean: Array


class Separator(NamedTuple):
    """The best separator.

    v: (m,)  weights and bias in one row of length 1; all 0 if nothing separates the classes
    margin: of the example that is closest, with the bias as one more weight; 0 if nothing does
    share: (n,)  how much each example holds the separator in its place
    """

    v: Array
    margin: float
    share: Array


def shortest_mixture(u: Array) -> Mixture:
    r"""Find the weighted mean of rows that is closest to 0.

    $\min \lVert \sum_i \alpha_i u_i \rVert$ over $\alpha_i \ge 0$, $\sum_i \alpha_i = 1$

    u: (n, m)

    Adds the row that lies farthest back, then drops the rows that it makes superfluous, until
    none lies farther back than the mean itself.
    Source: Wolfe 1976, "Finding the nearest point in a polytope"

    >>> shortest_mixture(np.array([[2.0, 0.0], [0.0, 2.0], [3.0, 3.0]])).mean
    array([1., 1.])
    """
    expect("shortest_mixture: u (n, m)", u)
    least = nothing(u)
    share = np.zeros(len(u))
    share[np.argmin(np.sum(u**2, axis=1))] = 1.0
    while True:
        mean = share @ u
        behind = int(np.argmin(u @ mean))
        if u[behind] @ mean >= mean @ mean - least or share[behind] > 0.0:
            return Mixture(share, mean)
        share = balance(u, share, [*np.flatnonzero(share), behind])


def nothing(u: Array) -> float:
    """Say which squared length is round-off, beside that of the longest row.

    >>> nothing(np.array([[3.0, 4.0], [1.0, 0.0]])) == ROUND_OFF * 25.0
    True
    """
    return ROUND_OFF * float(np.sum(u**2, axis=1).max())


def balance(u: Array, share: Array, rows: list[int]) -> Array:
    """Move to the shortest mixture of some rows, dropping each row whose share would fall below 0.

    u: (n, m)
    share: (n,)  where the mixture is now
    rows: those that it may use

    >>> balance(np.array([[2.0, 0.0], [0.0, 2.0]]), np.array([1.0, 0.0]), [0, 1])
    array([0.5, 0.5])
    """
    while True:
        wanted = np.zeros(len(u))
        wanted[rows] = flat_shares(u[rows])
        if wanted.min() >= 0.0:
            return wanted
        falling = [i for i in rows if wanted[i] < 0.0]
        part = {i: share[i] / (share[i] - wanted[i]) for i in falling}
        first = min(falling, key=part.__getitem__)
        share = share + part[first] * (wanted - share)
        share[first] = 0.0
        rows = [i for i in rows if i != first]


def flat_shares(u: Array) -> Array:
    r"""Solve for the shares, of any sign, whose mixture is shortest.

    $\sum_k (u_i \cdot u_k) \alpha_k$ is the same for all $i$, and $\sum_k \alpha_k = 1$

    u: (k, m)
    -> (k,)

    >>> flat_shares(np.array([[1.0, 0.0], [3.0, 0.0]])).round(9)
    array([ 1.5, -0.5])
    """
    gram, ones = u @ u.T, np.ones((len(u), 1))
    # In units of the longest row, so that the ones beside the products are of their size.
    corner = np.block([[gram / (gram.max() or 1.0), ones], [ones.T, np.zeros((1, 1))]])
    wanted = np.append(np.zeros(len(u)), 1.0)
    solution: Array = np.linalg.lstsq(corner, wanted)[0][:-1]
    return solution


def separator(u: Array) -> Separator:
    r"""Find the vector of length 1 with the largest margin over signed examples.

    $\gamma = \max_{\lVert v \rVert = 1} \min_i u_i \cdot v$

    u: (n, m)  as `neuron.signed` gives them, so that the bias is one more weight

    >>> separator(np.array([[3.0, 4.0], [6.0, 9.0]])).margin
    5.0
    """
    share, mean = shortest_mixture(u)
    length = float(np.linalg.norm(mean))
    if length**2 <= nothing(u):
        return Separator(np.zeros(u.shape[1]), 0.0, share)
    v: Array = mean / length
    return Separator(v, float(np.min(u @ v)), share)


if __name__ == "__main__":
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    for name, signs in {"and": [-1.0, -1.0, -1.0, 1.0], "xor": [-1.0, 1.0, 1.0, -1.0]}.items():
        best = separator(signed(corners, np.array(signs)))
        print(f"{name}: margin {best.margin:.4f}, shares {best.share.round(3)}")
