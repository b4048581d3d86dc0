"""Live values for the chapter on information theory: columns of a list, counted."""

import numpy as np

from snippets import activations, arrays, empirical, layers


def column(rng: np.random.Generator) -> dict[str, object]:
    r"""One column of a list whose rows are equally likely.

    | symbol | meaning | shape |
    |---|---|---|
    | `Y` | a label for each row | (n,) |
    | `p` | share of the rows with each label | (C,) |
    | `H` | entropy, in bits | function |
    | `k` | label | index C |

    Numbers: small_bits.days
    """
    Y = rng.integers(0, 4, size=97)
    p = empirical.shares(Y)
    return {"Y": Y, "p": p, "H": empirical.entropy}


def beliefs(rng: np.random.Generator) -> dict[str, object]:
    r"""What comes, and what someone believes who is nearly right.

    | symbol | meaning | shape |
    |---|---|---|
    | `Y` | a label for each row | (n,) |
    | `p` | share of the rows with each label | (C,) |
    | `q` | believed probability of each label | (C,) |
    | `y` | 1 for the label of the row, else 0 | (n, C) |
    | `L` | cross-entropy: mean surprise of the believer, in bits | () |
    | `H` | entropy, in bits | function |
    | `D_{\mathrm{KL}}` | KL divergence, in bits | function |
    | `i` | row | index n |
    | `k` | label | index C |

    Numbers: small_bits.days
    """
    Y = rng.integers(0, 4, size=97)
    p = empirical.shares(Y)
    q = activations.softmax(rng.normal(scale=0.2, size=(1, 4)))[0]
    y = arrays.one_hot(Y, 4)
    L = empirical.constant_cross_entropy(Y, q)
    return {
        "Y": Y,
        "p": p,
        "q": q,
        "y": y,
        "L": L,
        "H": empirical.entropy,
        r"D_{\mathrm{KL}}": empirical.divergence,
    }


def pair(rng: np.random.Generator) -> dict[str, object]:
    r"""Two columns of one list.

    | symbol | meaning | shape |
    |---|---|---|
    | `X` | a label for each row | (n,) |
    | `Y` | another label for each row | (n,) |
    | `Z` | both labels as one | (n,) |
    | `p_{XY}` | share of the rows with each pair of labels | (m, C) |
    | `p_X` | share of the rows with each label of X | (m,) |
    | `p_Y` | share of the rows with each label of Y | (C,) |
    | `H` | entropy, in bits | function |
    | `I` | mutual information, in bits | function |
    | `j` | label of X | index m |
    | `k` | label of Y | index C |

    Numbers: small_bits.days
    """
    X = rng.integers(0, 6, size=197)
    Y = rng.integers(0, 4, size=197)
    Z = empirical.pair(X, Y)
    p_XY = empirical.joint(X, Y)
    p_X = empirical.shares(X)
    p_Y = empirical.shares(Y)
    return {
        "X": X,
        "Y": Y,
        "Z": Z,
        "p_{XY}": p_XY,
        "p_X": p_X,
        "p_Y": p_Y,
        "H": empirical.entropy,
        "I": empirical.mutual_information,
    }


def classifier(rng: np.random.Generator) -> dict[str, object]:
    r"""A list of inputs and classes, and a model that answers each input with probabilities.

    | symbol | meaning | shape |
    |---|---|---|
    | `X` | input of each row, as a label | (n,) |
    | `Y` | class of each row | (n,) |
    | `y` | 1 for the class of the row, else 0 | (n, C) |
    | `p` | share of each class in the rows with the same input | (n, C) |
    | `q` | the model's answer to the input of the row | (n, C) |
    | `L` | cross-entropy: mean surprise of the model, in bits | () |
    | `H` | entropy, in bits | function |
    | `I` | mutual information, in bits | function |
    | `D_{\mathrm{KL}}` | KL divergence, in bits | function |
    | `i` | row | index n |
    | `k` | class | index C |

    Numbers: small_bits.forecasts
    """
    X = rng.integers(0, 6, size=197)
    Y = rng.integers(0, 4, size=197)
    y = arrays.one_hot(Y, 4)
    p = empirical.shares_given(Y, X)
    answers = activations.softmax(rng.normal(scale=0.3, size=(6, 4)))
    q = answers[X]
    L = empirical.cross_entropy(Y, q)
    return {
        "X": X,
        "Y": Y,
        "y": y,
        "p": p,
        "q": q,
        "L": L,
        "H": empirical.entropy,
        "I": empirical.mutual_information,
        r"D_{\mathrm{KL}}": empirical.divergence,
    }


def merging(rng: np.random.Generator) -> dict[str, object]:
    r"""Layers of step units on a list of inputs, with a class for each row.

    | symbol | meaning | shape |
    |---|---|---|
    | `X` | input of each row, as a label | (n,) |
    | `Y` | class of each row | (n,) |
    | `T^{(\ell)}` | pattern of layer $\ell$ for each row | family |
    | `H` | entropy, in bits | function |
    | `I` | mutual information, in bits | function |
    | `\ell` | layer | label |

    Numbers: small_bits.steps
    """
    different = rng.normal(size=(31, 2))
    which = rng.integers(0, 31, size=97)
    x = different[which]
    W1 = rng.normal(size=(2, 7))
    b1 = rng.normal(size=7)
    W2 = rng.normal(size=(7, 5))
    a1 = activations.step(layers.affine(x, W1, b1))
    b2 = rng.normal(size=5)
    a2 = activations.step(layers.affine(a1, W2, b2))
    X = empirical.labels(x)
    Y = rng.integers(0, 3, size=97)
    T1 = empirical.labels(a1)
    T2 = empirical.labels(a2)
    return {
        "X": X,
        "Y": Y,
        r"T^{(\ell)}": [T1, T2],
        "H": empirical.entropy,
        "I": empirical.mutual_information,
    }


def rulers(rng: np.random.Generator) -> dict[str, object]:
    r"""A layer of smooth units on different inputs, exact and in bins of two widths.

    | symbol | meaning | shape |
    |---|---|---|
    | `X` | input of each row: all different | (n,) |
    | `T` | exact values of the layer, as a label for each row | (n,) |
    | `F` | fine bins: half as wide | (n,) |
    | `G` | coarse bins | (n,) |
    | `b` | biases, one for each of m units | (m,) |
    | `H` | entropy, in bits | function |
    | `I` | mutual information, in bits | function |

    Numbers: small_bits.smooth
    """
    x = rng.normal(size=(97, 2))
    W = rng.normal(size=(2, 3))
    b = rng.normal(size=3)
    a = activations.tanh(layers.affine(x, W, b))
    X = empirical.labels(x)
    T = empirical.labels(a)
    F = empirical.labels(empirical.bins(a, 0.25))
    G = empirical.labels(empirical.bins(a, 0.5))
    return {
        "X": X,
        "T": T,
        "F": F,
        "G": G,
        "b": b,
        "H": empirical.entropy,
        "I": empirical.mutual_information,
    }
