"""Live values for the conventions: what each loss is a mean over, rows against columns."""

import numpy as np

from snippets import activations, layers, losses


def regression(rng: np.random.Generator) -> dict[str, object]:
    r"""Predictions of numbers and their loss.

    | symbol | meaning | shape |
    |---|---|---|
    | `a` | predictions | (n, k) |
    | `y` | targets | (n, k) |
    | `L` | mean squared error | () |
    | `i` | example | index n |
    | `j` | output | index k |

    Numbers: small_slopes.two_layers
    """
    a = rng.normal(size=(5, 3))
    y = rng.normal(size=(5, 3))
    L = losses.mean_squared_error(a, y)
    return {"a": a, "y": y, "L": L}


def classification(rng: np.random.Generator) -> dict[str, object]:
    r"""Probabilities of classes and their loss.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, C) |
    | `p` | probabilities | (n, C) |
    | `y` | targets, a row of probabilities for each example | (n, C) |
    | `L` | cross-entropy | () |
    | `i` | example | index n |
    | `k` | class | index C |

    Numbers: small_slopes.softmax
    """
    z = rng.normal(size=(5, 3))
    y = activations.softmax(rng.normal(size=(5, 3)))
    p = activations.softmax(z)
    L = losses.cross_entropy(p, y)
    return {"z": z, "p": p, "y": y, "L": L}


def yes_or_no(rng: np.random.Generator) -> dict[str, object]:
    r"""Probabilities of yes, each on its own, and their loss.

    | symbol | meaning | shape |
    |---|---|---|
    | `p` | probabilities of yes | (n, k) |
    | `y` | targets between 0 and 1 | (n, k) |
    | `L` | binary cross-entropy | () |
    | `i` | example | index n |
    | `j` | output | index k |

    Numbers: small_slopes.outputs
    """
    p = rng.uniform(size=(5, 3))
    y = rng.uniform(size=(5, 3))
    L = losses.binary_cross_entropy(p, y)
    return {"p": p, "y": y, "L": L}


def layer(rng: np.random.Generator) -> dict[str, object]:
    r"""One affine layer on a batch.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs, an example a row | (n, d) |
    | `W` | weights, a column for each unit | (d, h) |
    | `b` | bias, the same for every example | row (h,) |
    | `z` | scores | (n, h) |

    Numbers: small.layer
    """
    x = rng.normal(size=(7, 2))
    W = rng.normal(size=(2, 3))
    b = rng.normal(size=3)
    z = layers.affine(x, W, b)
    return {"x": x, "W": W, "b": b, "z": z}
