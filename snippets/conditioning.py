r"""Conditioning: how stretched the bowl of a squared loss is, and what gradient descent does on it.

Inputs X and targets Y are centered, so that the weights alone remain (see linear_models.centered).
"""

from typing import NamedTuple

import numpy as np

from snippets import optimizers
from snippets.arrays import Array, expect


def loss(X: Array, Y: Array, w: Array) -> float:
    r"""The mean squared error of the weights on centered data, each with its best bias.

    $L = \frac1n \lVert Xw - Y \rVert^2$

    X: (n, d)  centered inputs
    Y: (n, 1)  centered targets
    w: (d, 1)  weights
    -> ()

    >>> loss(np.array([[-1.0], [1.0]]), np.array([[-3.0], [3.0]]), np.array([[1.0]]))
    4.0
    """
    expect("loss: X (n, d), w (d, k), Y (n, k)", X, w, Y)
    return float(np.mean((X @ w - Y) ** 2))


def gradient(X: Array, Y: Array, w: Array) -> Array:
    r"""The slopes of `loss` in the weights.

    $g = \frac2n X^\top (Xw - Y)$

    X: (n, d)  centered inputs
    Y: (n, 1)  centered targets
    w: (d, 1)  weights
    -> (d, 1)

    >>> gradient(np.array([[-1.0], [1.0]]), np.array([[-3.0], [3.0]]), np.array([[1.0]]))
    array([[-4.]])
    """
    expect("gradient: X (n, d), w (d, k), Y (n, k)", X, w, Y)
    slopes: Array = 2.0 / Y.size * X.T @ (X @ w - Y)
    return slopes


def hessian(X: Array) -> Array:
    r"""How the gradient of `loss` turns when the weights move: $H = \frac2n X^\top X$.

    X: (n, d)  centered inputs
    -> (d, d)

    >>> hessian(np.array([[-1.0], [1.0]]))
    array([[2.]])
    """
    expect("hessian: X (n, d)", X)
    return np.asarray(2.0 / len(X) * X.T @ X)


class Curvatures(NamedTuple):
    r"""The directions in which the bowl curves without turning the gradient aside.

    eigenvalues: (d,)  the curvature along each, the smallest first
    directions: (d, d)  a column each, of length 1, at right angles
    """

    eigenvalues: Array
    directions: Array


def curvatures(X: Array) -> Curvatures:
    r"""Find the eigenvalues and eigenvectors of the bowl: $H q_j = \lambda_j q_j$.

    X: (n, d)  centered inputs

    >>> curvatures(np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 2.0], [0.0, -2.0]])).eigenvalues
    array([1., 4.])
    """
    return Curvatures(*np.linalg.eigh(hessian(X)))


def condition_number(A: Array) -> float:
    r"""How much more a matrix stretches one direction than another.

    $\kappa(A) = \max_v \lVert Av \rVert / \min_v \lVert Av \rVert$ over all $v$ of length 1

    A: (n, d)
    -> ()

    >>> condition_number(np.array([[3.0, 0.0], [0.0, 0.5]]))
    6.0
    """
    return float(np.linalg.cond(A))


def largest_rate(X: Array) -> float:
    r"""The rate from which on gradient descent on `loss` moves away: $2 / \lambda_{\max}$.

    X: (n, d)  centered inputs

    >>> largest_rate(np.array([[-1.0], [1.0]]))
    1.0
    """
    return float(2.0 / curvatures(X).eigenvalues[-1])


def best_rate(X: Array) -> float:
    r"""The rate at which the slowest direction is fastest: $2 / (\lambda_{\max}+\lambda_{\min})$.

    X: (n, d)  centered inputs

    >>> best_rate(np.array([[-1.0], [1.0]]))
    0.5
    """
    eigenvalues = curvatures(X).eigenvalues
    return float(2.0 / (eigenvalues[-1] + eigenvalues[0]))


def walk(X: Array, Y: Array, start: Array, *, rate: float, steps: int) -> Array:
    r"""Take steps of gradient descent on `loss` and keep every place.

    $w \leftarrow w - \eta \frac2n X^\top (Xw - Y)$

    X: (n, d)  centered inputs
    Y: (n, 1)  centered targets
    start: (d, 1)  weights
    -> (steps + 1, d)

    >>> X = np.array([[-1.0], [1.0]])
    >>> walk(X, 3.0 * X, np.array([[0.0]]), rate=0.25, steps=2).ravel().tolist()
    [0.0, 1.5, 2.25]
    """
    w, places = start, [start[:, 0]]
    for _ in range(steps):
        w = optimizers.sgd(w, gradient(X, Y, w), None, rate=rate)[0]
        places.append(w[:, 0])
    return np.array(places)


def design(n: int, d: int, *, condition: float, rng: np.random.Generator) -> Array:
    r"""Draw centered inputs of a wanted condition number, in random directions.

    $X = \sqrt n \, U S V^\top$ with orthonormal columns of $U$ that sum to 0, orthogonal $V$, and
    stretches $S$ from 1 down to $1/\kappa$, each smaller than the last by the same factor

    condition: $\kappa(X)$, at least 1
    -> (n, d)  n > d

    Raises ValueError if the condition number is below 1 or n <= d.

    >>> X = design(7, 2, condition=10.0, rng=np.random.default_rng(0))
    >>> round(condition_number(X), 9)
    10.0
    """
    if condition < 1.0 or n <= d:
        raise ValueError(f"design: condition = {condition}, n = {n}, expected >= 1 and n > d = {d}")
    drawn = rng.normal(size=(n, d))
    U = np.linalg.qr(drawn - drawn.mean(axis=0))[0]
    V = np.linalg.qr(rng.normal(size=(d, d)))[0]
    X: Array = np.sqrt(n) * U * np.geomspace(1.0, 1.0 / condition, d) @ V.T
    return X


if __name__ == "__main__":
    generator = np.random.default_rng(0)
    for kappa in (1.0, 10.0, 100.0):
        inputs = design(20, 2, condition=kappa, rng=generator)
        print(f"condition {kappa:3.0f}: of X'X {condition_number(inputs.T @ inputs):6.0f}, "
              f"rate below {largest_rate(inputs):.3f}")  # fmt: skip
