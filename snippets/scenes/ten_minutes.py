"""Live values for the ten questions of "Ten minutes of maths"."""

import numpy as np

from snippets import activations, layers, losses


def layer(rng: np.random.Generator) -> dict[str, object]:
    r"""Several units, several examples.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | inputs, an example a row | (n, d) |
    | `W` | weights, a column for each unit | (d, h) |
    | `b` | bias | row (h,) |
    | `z` | scores | (n, h) |
    | `i` | example | index n |
    | `j` | input | index d |
    | `k` | unit | index h |

    Numbers: small.layer
    """
    x = rng.normal(size=(5, 2))
    W = rng.normal(size=(2, 3))
    b = rng.normal(size=3)
    z = layers.affine(x, W, b)
    return {"x": x, "W": W, "b": b, "z": z}


def error(rng: np.random.Generator) -> dict[str, object]:
    r"""Two answers, two truths, and how far they are apart.

    | symbol | meaning | shape |
    |---|---|---|
    | `a` | answers | (n, k) |
    | `y` | truths | (n, k) |
    | `L` | mean squared error | () |
    | `i` | example | index n |
    | `j` | output | index k |

    Numbers: small_slopes.two_layers
    """
    a = rng.normal(size=(3, 2))
    y = rng.normal(size=(3, 2))
    L = losses.mean_squared_error(a, y)
    return {"a": a, "y": y, "L": L}


def chain(rng: np.random.Generator) -> dict[str, object]:
    r"""A score, squashed, then compared with the truth.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | score | (1, 1) |
    | `a` | what the sigmoid makes of it | (1, 1) |
    | `y` | truth | (1, 1) |
    | `L` | squared error | () |
    | `\sigma` | sigmoid | function |

    Numbers: small_slopes.one_output
    """
    z = rng.normal(size=(1, 1))
    y = rng.uniform(size=(1, 1))
    a = activations.sigmoid(z)
    L = losses.mean_squared_error(a, y)
    return {"z": z, "a": a, "y": y, "L": L, r"\sigma": activations.sigmoid}


def surprise(rng: np.random.Generator) -> dict[str, object]:
    r"""Probabilities of two things that happened, and the cross-entropy of having said so.

    | symbol | meaning | shape |
    |---|---|---|
    | `p` | probability that was given to the class of each example | (n, k) |
    | `y` | one-hot target of each example | (n, k) |
    | `L` | cross-entropy | () |
    | `i` | example | index n |
    | `j` | class | index k |

    Numbers: small_slopes.softmax
    """
    p = activations.softmax(rng.normal(size=(3, 2)))
    y = activations.softmax(rng.normal(size=(3, 2)))
    L = losses.cross_entropy(p, y)
    return {"p": p, "y": y, "L": L}
