r"""Live values for the chapter on forward propagation: from one number to a whole network."""

import numpy as np

from snippets import activations, arrays, layers, network


def one_number(rng: np.random.Generator) -> dict[str, object]:
    r"""A neuron with one input.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | input | () |
    | `w` | weight | () |
    | `b` | bias | () |
    | `z` | score | () |

    Numbers: small.one_number
    """
    x = rng.normal(size=(1, 1))
    w = rng.normal(size=(1, 1))
    b = rng.normal(size=1)
    z = layers.affine(x, w, b)
    return {"x": x[0, 0], "w": w[0, 0], "b": b[0], "z": z[0, 0]}


def neuron(rng: np.random.Generator) -> dict[str, object]:
    r"""A neuron with several inputs, on one example.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | inputs | (d,) |
    | `w` | weights, one for each input | (d,) |
    | `b` | bias | () |
    | `z` | score | () |
    | `j` | input | index d |

    Numbers: small.neuron
    """
    x = rng.normal(size=(1, 5))
    w = rng.normal(size=(5, 1))
    b = rng.normal(size=1)
    z = layers.affine(x, w, b)
    return {"x": x[0], "w": w[:, 0], "b": b[0], "z": z[0, 0]}


def one_example(rng: np.random.Generator) -> dict[str, object]:
    r"""A layer of several units on one example, by rows and by columns.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | input | (1, d) |
    | `W` | weights, a column for each unit | (d, h) |
    | `b` | bias | (1, h) |
    | `z` | scores | (1, h) |

    Numbers: small.as_rows
    """
    x = rng.normal(size=(1, 2))
    W = rng.normal(size=(2, 3))
    b = rng.normal(size=(1, 3))
    z = layers.affine(x, W, b[0])
    return {"x": x, "W": W, "b": b, "z": z}


def segment(rng: np.random.Generator) -> dict[str, object]:
    r"""A point between two inputs, sent through an affine layer, and through one with tanh.

    | symbol | meaning | shape |
    |---|---|---|
    | `u` | one end of the segment | (1, d) |
    | `v` | the other end | (1, d) |
    | `t` | part of the way from one to the other | () |
    | `f` | an affine layer | function |
    | `g` | the same layer with tanh behind it | function |
    """
    u = rng.normal(size=(1, 2))
    v = rng.normal(size=(1, 2))
    t = rng.uniform(0.2, 0.8)
    affine = layers.Dense(rng.normal(size=(2, 3)), rng.normal(size=3))
    straight = network.Network([affine])
    bent = network.Network([affine, layers.Activation("tanh")])
    return {"u": u, "v": v, "t": t, "f": straight.forward, "g": bent.forward}


def units(rng: np.random.Generator) -> dict[str, object]:
    r"""A layer of several units on one example, entry by entry.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | inputs | (d,) |
    | `W` | weights, a column for each unit | (d, h) |
    | `b` | bias, one for each unit | (h,) |
    | `z` | scores, one for each unit | (h,) |
    | `j` | input | index d |
    | `k` | unit | index h |

    Numbers: small.units
    """
    x = rng.normal(size=(1, 2))
    W = rng.normal(size=(2, 3))
    b = rng.normal(size=3)
    z = layers.affine(x, W, b)
    return {"x": x[0], "W": W, "b": b, "z": z[0]}


def layer(rng: np.random.Generator) -> dict[str, object]:
    r"""A layer on a batch.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs, an example a row | (n, d) |
    | `W` | weights, a column for each unit | (d, h) |
    | `b` | bias, the same for every example | row (h,) |
    | `z` | scores | (n, h) |
    | `a` | activations | (n, h) |
    | `\varphi` | the activation; here the sigmoid | function |
    | `i` | example | index n |
    | `j` | input | index d |
    | `k` | unit | index h |

    Numbers: small.layer
    """
    x = rng.normal(size=(5, 2))
    W = rng.normal(size=(2, 3))
    b = rng.normal(size=3)
    z = layers.affine(x, W, b)
    net = network.Network([layers.Dense(W, b), layers.Activation("sigmoid")])
    forward = network.forward_pass(net, x)
    return {"x": x, "W": W, "b": b, "z": z, "a": forward.a[1], r"\varphi": activations.sigmoid}


def deep(rng: np.random.Generator) -> dict[str, object]:
    r"""A network of four sigmoid layers on a batch.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs | (n, d) |
    | `W^{(\ell)}` | weights of layer $\ell$ | family |
    | `b^{(\ell)}` | bias of layer $\ell$ | family row |
    | `z^{(\ell)}` | scores of layer $\ell$ | family |
    | `a^{(\ell)}` | activations of layer $\ell$; the inputs for $\ell = 0$ | family |
    | `\varphi` | the activation; here the sigmoid | function |
    | `\ell` | layer | label |

    Numbers: small_slopes.two_layers
    """
    x = rng.normal(size=(13, 2))
    W1 = rng.normal(size=(2, 3))
    b1 = rng.normal(size=3)
    W2 = rng.normal(size=(3, 5))
    b2 = rng.normal(size=5)
    W3 = rng.normal(size=(5, 7))
    b3 = rng.normal(size=7)
    W4 = rng.normal(size=(7, 11))
    b4 = rng.normal(size=11)
    net = network.Network(
        [
            layers.Dense(W1, b1),
            layers.Activation("sigmoid"),
            layers.Dense(W2, b2),
            layers.Activation("sigmoid"),
            layers.Dense(W3, b3),
            layers.Activation("sigmoid"),
            layers.Dense(W4, b4),
            layers.Activation("sigmoid"),
        ]
    )
    forward = network.forward_pass(net, x)
    return {
        "x": x,
        r"W^{(\ell)}": [W1, W2, W3, W4],
        r"b^{(\ell)}": [b1, b2, b3, b4],
        r"z^{(\ell)}": [forward.z[0], forward.z[1], forward.z[2], forward.z[3]],
        r"a^{(\ell)}": {
            0: forward.a[0],
            1: forward.a[1],
            2: forward.a[2],
            3: forward.a[3],
            4: forward.a[4],
        },
        r"\varphi": activations.sigmoid,
    }


def two_layers(rng: np.random.Generator) -> dict[str, object]:
    r"""A network of two layers, tanh between them, on a batch.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs | (n, d) |
    | `W^{(1)}` | weights of the hidden layer | (d, h) |
    | `W^{(2)}` | weights of the output layer | (h, C) |
    | `b^{(1)}` | bias of the hidden layer | row (h,) |
    | `b^{(2)}` | bias of the output layer | row (C,) |
    | `z^{(1)}` | scores of the hidden layer | (n, h) |
    | `z^{(2)}` | scores of the output layer | (n, C) |
    | `\varphi` | the activation; here tanh | function |

    Numbers: small.tanh_between
    """
    x = rng.normal(size=(7, 2))
    W1 = rng.normal(size=(2, 3))
    b1 = rng.normal(size=3)
    W2 = rng.normal(size=(3, 5))
    b2 = rng.normal(size=5)
    net = network.Network([layers.Dense(W1, b1), layers.Activation("tanh"), layers.Dense(W2, b2)])
    forward = network.forward_pass(net, x)
    return {
        "x": x,
        "W^{(1)}": W1,
        "W^{(2)}": W2,
        "b^{(1)}": b1,
        "b^{(2)}": b2,
        "z^{(1)}": forward.z[0],
        "z^{(2)}": forward.z[1],
        r"\varphi": activations.tanh,
    }


def shuffled(rng: np.random.Generator) -> dict[str, object]:
    r"""A layer on a batch whose columns are put in another order, its weights along with them.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs, an example a row | (n, d) |
    | `W` | weights, a column for each unit | (d, h) |
    | `b` | bias, the same for every example | row (h,) |
    | `z` | scores | (n, h) |
    | `P` | zeros, and a single 1 in each row and column: the new order | (d, d) |
    """
    x = rng.normal(size=(7, 5))
    W = rng.normal(size=(5, 3))
    b = rng.normal(size=3)
    order = rng.permutation(5)
    P = arrays.one_hot(order, 5)
    z = layers.affine(x, W, b)
    return {"x": x, "W": W, "b": b, "z": z, "P": P.T}
