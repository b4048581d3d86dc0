r"""Live values for the chapter on activation functions."""

import numpy as np

from snippets import activations, deep_networks, layers, losses, network


def score(rng: np.random.Generator) -> dict[str, object]:
    r"""One score, and the smooth functions that may bend it.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | score | () |
    | `\sigma` | sigmoid | function |
    | `\operatorname{tanh}` | hyperbolic tangent | function |
    | `\operatorname{softplus}` | softplus | function |
    | `\operatorname{SiLU}` | sigmoid linear unit | function |
    | `\operatorname{GELU}` | Gaussian error linear unit | function |
    | `\Phi` | share of a standard normal below a number | function |

    Numbers: small_bends.score
    """
    z = rng.normal(size=(1, 1))
    return {
        "z": z[0, 0],
        r"\sigma": activations.sigmoid,
        r"\operatorname{tanh}": activations.tanh,
        r"\operatorname{softplus}": activations.softplus,
        r"\operatorname{SiLU}": activations.silu,
        r"\operatorname{GELU}": activations.gelu,
        r"\Phi": activations.normal_below,
    }


def scores(rng: np.random.Generator) -> dict[str, object]:
    r"""Scores of both signs, and the functions that treat the two signs differently.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n,) |
    | `\operatorname{ReLU}` | rectified linear unit | function |
    | `\operatorname{leaky}` | leaky ReLU | function |
    | `\operatorname{ELU}` | exponential linear unit | function |
    | `i` | one of the scores | index n |

    Numbers: small_bends.scores
    """
    z = rng.normal(size=11)
    return {
        "z": z,
        r"\operatorname{ReLU}": activations.relu,
        r"\operatorname{leaky}": activations.leaky_relu,
        r"\operatorname{ELU}": activations.elu,
    }


def no_bend(rng: np.random.Generator) -> dict[str, object]:
    r"""Three affine layers on a batch, with nothing between them.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs | (n, d) |
    | `W^{(\ell)}` | weights of layer $\ell$ | family |
    | `b^{(\ell)}` | bias of layer $\ell$ | family row |
    | `z^{(\ell)}` | scores of layer $\ell$ | family |
    | `\ell` | layer | label |
    | `i` | example | index n |
    | `j` | input | index d |
    | `k` | output | index |

    Numbers: small_bends.no_bend
    """
    x = rng.normal(size=(7, 2))
    W1 = rng.normal(size=(2, 3))
    b1 = rng.normal(size=3)
    W2 = rng.normal(size=(3, 5))
    b2 = rng.normal(size=5)
    W3 = rng.normal(size=(5, 11))
    b3 = rng.normal(size=11)
    z1 = layers.affine(x, W1, b1)
    z2 = layers.affine(z1, W2, b2)
    z3 = layers.affine(z2, W3, b3)
    return {
        "x": x,
        r"W^{(\ell)}": [W1, W2, W3],
        r"b^{(\ell)}": [b1, b2, b3],
        r"z^{(\ell)}": [z1, z2, z3],
    }


def chain(rng: np.random.Generator) -> dict[str, object]:
    r"""Three sigmoid layers of one unit each, one behind the other.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | input | (1, 1) |
    | `w^{(\ell)}` | weight of layer $\ell$ | family |
    | `z^{(\ell)}` | score of layer $\ell$ | family |
    | `a^{(\ell)}` | activation of layer $\ell$ | family |
    | `\ell` | layer | label |
    | `\sigma` | sigmoid | function |

    Numbers: small_bends.chain
    """
    x = rng.normal(size=(1, 1))
    w1 = rng.normal(size=(1, 1))
    w2 = rng.normal(size=(1, 1))
    w3 = rng.normal(size=(1, 1))
    b = rng.normal(size=1)
    z1 = layers.affine(x, w1, b)
    a1 = activations.sigmoid(z1)
    z2 = layers.affine(a1, w2, b)
    a2 = activations.sigmoid(z2)
    z3 = layers.affine(a2, w3, b)
    a3 = activations.sigmoid(z3)
    return {
        "x": x,
        r"w^{(\ell)}": [w1, w2, w3],
        r"z^{(\ell)}": [z1, z2, z3],
        r"a^{(\ell)}": [a1, a2, a3],
        r"\sigma": activations.sigmoid,
    }


def rows(rng: np.random.Generator) -> dict[str, object]:
    r"""The scores of a layer and their softmax.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, C) |
    | `p` | probabilities, a row sums to 1 | (n, C) |
    | `i` | example | index n |
    | `j` | class | index C |
    | `k` | class | index C |

    Numbers: small_bends.rows
    """
    z = rng.normal(size=(5, 3))
    p = activations.softmax(z)
    return {"z": z, "p": p}


def rectified(rng: np.random.Generator) -> dict[str, object]:
    r"""A layer of ReLUs under an output layer and a loss.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs | (n, d) |
    | `W` | weights of the layer of ReLUs | (d, h) |
    | `b` | its bias | row (h,) |
    | `z` | its scores | (n, h) |
    | `a` | its activations | (n, h) |
    | `L` | loss | () |
    | `i` | example | index n |
    | `j` | input | index d |
    | `k` | unit | index h |

    Numbers: small_bends.rectified
    """
    x = rng.normal(size=(7, 2))
    W = rng.normal(size=(2, 3))
    b = rng.normal(size=3)
    W2 = rng.normal(size=(3, 5))
    b2 = rng.normal(size=5)
    y = rng.normal(size=(7, 5))
    z = layers.affine(x, W, b)
    a = activations.relu(z)
    z2 = layers.affine(a, W2, b2)
    L = losses.mean_squared_error(z2, y)
    return {"x": x, "W": W, "b": b, "z": z, "a": a, "L": L}


def twins(rng: np.random.Generator) -> dict[str, object]:
    r"""A tanh network with two hidden layers, and the same function written in sigmoids.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs | (n, d) |
    | `W^{(\ell)}` | weights of layer $\ell$ of the tanh network | family |
    | `V^{(\ell)}` | weights of layer $\ell$ of the sigmoid network | family |
    | `b^{(\ell)}` | bias of layer $\ell$ of the tanh network | family row |
    | `c^{(\ell)}` | bias of layer $\ell$ of the sigmoid network | family row |
    | `z^{(\ell)}` | scores of the tanh network | family |
    | `a^{(\ell)}` | activations of the tanh network | family |
    | `s^{(\ell)}` | activations of the sigmoid network | family |
    | `\ell` | layer | label |
    | `i` | example | index |
    | `j` | unit of the layer below | index |
    | `k` | unit | index |
    """
    x = rng.normal(size=(7, 2))
    tanh = layers.Activation("tanh")
    first = layers.Dense(rng.normal(size=(2, 3)), rng.normal(size=3))
    second = layers.Dense(rng.normal(size=(3, 5)), rng.normal(size=5))
    third = layers.Dense(rng.normal(size=(5, 11)), rng.normal(size=11))
    net = network.Network([first, tanh, second, layers.Activation("tanh"), third])
    twin = deep_networks.as_sigmoids(net)
    forward = network.forward_pass(net, x)
    other = network.forward_pass(twin, x)
    ours = deep_networks.dense_layers(net)
    theirs = deep_networks.dense_layers(twin)
    return {
        "x": x,
        r"W^{(\ell)}": [ours[0].W, ours[1].W, ours[2].W],
        r"V^{(\ell)}": [theirs[0].W, theirs[1].W, theirs[2].W],
        r"b^{(\ell)}": [ours[0].b, ours[1].b, ours[2].b],
        r"c^{(\ell)}": [theirs[0].b, theirs[1].b, theirs[2].b],
        r"z^{(\ell)}": {1: forward.z[0], 2: forward.z[1], 3: forward.z[2]},
        r"a^{(\ell)}": {1: forward.a[1], 2: forward.a[2], 3: forward.a[3]},
        r"s^{(\ell)}": {1: other.a[1], 2: other.a[2], 3: other.a[3]},
    }
