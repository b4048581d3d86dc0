"""One layer's weighted sums by loops: three loops, two, one; layers.affine needs none.

All four forms compute $z_{ik} = b_k + \\sum_j x_{ij} W_{jk}$ with the same multiplications and
additions. They differ in how often Python has to ask for them.
"""

import numpy as np

from snippets.arrays import Array
from snippets.layers import affine


def affine_loops(x: Array, W: Array, b: Array) -> Array:
    r"""Weighted sums, one number at a time.

    $z_{ik} = b_k + \sum_j x_{ij} W_{jk}$

    x: (n, d)  batch of inputs
    W: (d, h)  weights, a column for each unit
    b: (h,)    bias
    -> (n, h)  weighted sums
    """
    z = np.zeros((len(x), len(b)))
    for i in range(z.shape[0]):
        for k in range(z.shape[1]):
            z[i, k] = b[k]
            for j in range(x.shape[1]):
                z[i, k] = z[i, k] + x[i, j] * W[j, k]
    return z


def affine_units(x: Array, W: Array, b: Array) -> Array:
    r"""Weighted sums, one example and one unit at a time: a dot product each.

    $z_{ik} = x_{i:} W_{:k} + b_k$

    x: (n, d)  batch of inputs
    W: (d, h)  weights, a column for each unit
    b: (h,)    bias
    -> (n, h)  weighted sums
    """
    z = np.zeros((len(x), len(b)))
    for i in range(z.shape[0]):
        for k in range(z.shape[1]):
            z[i, k] = x[i] @ W[:, k] + b[k]
    return z


def affine_examples(x: Array, W: Array, b: Array) -> Array:
    r"""Weighted sums, one example at a time: a vector times a matrix each.

    $z_{i:} = x_{i:} W + b$

    x: (n, d)  batch of inputs
    W: (d, h)  weights, a column for each unit
    b: (h,)    bias
    -> (n, h)  weighted sums
    """
    z = np.zeros((len(x), len(b)))
    for i in range(z.shape[0]):
        z[i] = x[i] @ W + b
    return z


FORMS = (affine_loops, affine_units, affine_examples, affine)

if __name__ == "__main__":
    rng = np.random.default_rng(1)
    batch, weights, bias = rng.normal(size=(7, 5)), rng.normal(size=(5, 3)), rng.normal(size=3)
    for form in FORMS:
        gap = np.abs(form(batch, weights, bias) - affine(batch, weights, bias)).max()
        print(f"{form.__name__:16} differs from affine by at most {gap:.1e}")
