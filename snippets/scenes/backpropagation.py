r"""Live values for the chapter on backpropagation: networks forward, and the code's backward pass.

Every station between the parameters and the loss is a statement of its own, so that the checker
can replace any of them and measure how the loss responds.
"""

import numpy as np

from snippets import activations, backpropagation, layers, losses, network, optimizers


def batch(rng: np.random.Generator) -> dict[str, object]:
    r"""A network of three sigmoid layers on a batch, and its backward pass.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs | (n, d) |
    | `y` | targets | (n, C) |
    | `W^{(\ell)}` | weights of layer $\ell$ | family |
    | `b^{(\ell)}` | bias of layer $\ell$ | family row |
    | `z^{(\ell)}` | scores of layer $\ell$ | family |
    | `a^{(\ell)}` | activations of layer $\ell$; the inputs for $\ell = 0$ | family |
    | `\delta^{(\ell)}` | slopes of the loss in the scores of layer $\ell$ | family |
    | `\operatorname{dW}^{(\ell)}` | gradient of the weights, as the code finds it | family |
    | `\operatorname{db}^{(\ell)}` | gradient of the bias, as the code finds it | family row |
    | `L` | mean squared error | () |
    | `\sigma` | sigmoid | function |
    | `i` | example | index n |
    | `j` | unit of the layer below | index |
    | `k` | unit | index |
    | `\ell` | layer | label |
    | `D` | last layer | last \ell |

    Numbers: small_slopes.two_layers
    """
    x = rng.normal(size=(11, 2))
    y = rng.uniform(size=(11, 7))
    W1 = rng.normal(size=(2, 3))
    b1 = rng.normal(size=3)
    W2 = rng.normal(size=(3, 5))
    b2 = rng.normal(size=5)
    W3 = rng.normal(size=(5, 7))
    b3 = rng.normal(size=7)
    z1 = layers.affine(x, W1, b1)
    a1 = activations.sigmoid(z1)
    z2 = layers.affine(a1, W2, b2)
    a2 = activations.sigmoid(z2)
    z3 = layers.affine(a2, W3, b3)
    a3 = activations.sigmoid(z3)
    L = losses.mean_squared_error(a3, y)
    back = network.backpropagate_mlp([W1, W2, W3], [b1, b2, b3], x, y)
    return {
        "x": x,
        "y": y,
        r"W^{(\ell)}": [W1, W2, W3],
        r"b^{(\ell)}": [b1, b2, b3],
        r"z^{(\ell)}": [z1, z2, z3],
        r"a^{(\ell)}": {0: x, 1: a1, 2: a2, 3: a3},
        r"\delta^{(\ell)}": back.delta,
        r"\operatorname{dW}^{(\ell)}": back.dW,
        r"\operatorname{db}^{(\ell)}": back.db,
        "L": L,
        r"\sigma": activations.sigmoid,
    }


def one_example(rng: np.random.Generator) -> dict[str, object]:
    r"""A network of two sigmoid layers on one example, and its backward pass.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | input | (1, d) |
    | `y` | target | (1, C) |
    | `W^{(1)}` | weights of the hidden layer | (d, h) |
    | `W^{(2)}` | weights of the output layer | (h, C) |
    | `b^{(1)}` | bias of the hidden layer | row (h,) |
    | `b^{(2)}` | bias of the output layer | row (C,) |
    | `z^{(\ell)}` | scores of layer $\ell$ | family |
    | `a^{(\ell)}` | activations of layer $\ell$; the input for $\ell = 0$ | family |
    | `\delta^{(\ell)}` | slopes of the loss in the scores of layer $\ell$ | family |
    | `L` | mean squared error | () |
    | `\sigma` | sigmoid | function |
    | `i` | input | index d |
    | `j` | hidden unit | index h |
    | `k` | output | index C |
    | `\ell` | layer | label |

    Numbers: small_slopes.two_layers
    """
    x = rng.normal(size=(1, 2))
    y = rng.uniform(size=(1, 5))
    W1 = rng.normal(size=(2, 3))
    b1 = rng.normal(size=3)
    W2 = rng.normal(size=(3, 5))
    b2 = rng.normal(size=5)
    z1 = layers.affine(x, W1, b1)
    a1 = activations.sigmoid(z1)
    z2 = layers.affine(a1, W2, b2)
    a2 = activations.sigmoid(z2)
    L = losses.mean_squared_error(a2, y)
    back = network.backpropagate_mlp([W1, W2], [b1, b2], x, y)
    return {
        "x": x,
        "y": y,
        "W^{(1)}": W1,
        "W^{(2)}": W2,
        "b^{(1)}": b1,
        "b^{(2)}": b2,
        r"z^{(\ell)}": [z1, z2],
        r"a^{(\ell)}": {0: x, 1: a1, 2: a2},
        r"\delta^{(\ell)}": back.delta,
        "L": L,
        r"\sigma": activations.sigmoid,
    }


def square(rng: np.random.Generator) -> dict[str, object]:
    r"""A network whose second layer is square, on a batch, and its backward pass.

    | symbol | meaning | shape |
    |---|---|---|
    | `W^{(2)}` | weights of the output layer | (h, h) |
    | `z^{(1)}` | scores of the hidden layer | (n, h) |
    | `\delta^{(\ell)}` | slopes of the loss in the scores of layer $\ell$ | family |
    | `\sigma` | sigmoid | function |
    """
    x = rng.normal(size=(5, 2))
    y = rng.uniform(size=(5, 3))
    W1 = rng.normal(size=(2, 3))
    b1 = rng.normal(size=3)
    W2 = rng.normal(size=(3, 3))
    b2 = rng.normal(size=3)
    z1 = layers.affine(x, W1, b1)
    back = network.backpropagate_mlp([W1, W2], [b1, b2], x, y)
    return {
        "W^{(2)}": W2,
        "z^{(1)}": z1,
        r"\delta^{(\ell)}": back.delta,
        r"\sigma": activations.sigmoid,
    }


def shared(rng: np.random.Generator) -> dict[str, object]:
    r"""A network of two layers that share one weight matrix, on a batch, and its backward pass.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs | (n, h) |
    | `W` | weights of both layers | (h, h) |
    | `z^{(1)}` | scores of the first layer | (n, h) |
    | `z^{(2)}` | scores of the second layer | (n, h) |
    | `a^{(1)}` | activations of the first layer | (n, h) |
    | `\delta^{(\ell)}` | slopes of the loss in the scores of layer $\ell$ | family |
    | `L` | mean squared error | () |
    | `i` | example | index n |
    | `j` | unit of the layer below | index h |
    | `k` | unit | index h |
    """
    x = rng.normal(size=(5, 3))
    y = rng.uniform(size=(5, 3))
    W = rng.normal(size=(3, 3))
    b1 = rng.normal(size=3)
    b2 = rng.normal(size=3)
    z1 = layers.affine(x, W, b1)
    a1 = activations.sigmoid(z1)
    z2 = layers.affine(a1, W, b2)
    a2 = activations.sigmoid(z2)
    L = losses.mean_squared_error(a2, y)
    back = network.backpropagate_mlp([W, W], [b1, b2], x, y)
    return {
        "x": x,
        "W": W,
        "z^{(1)}": z1,
        "z^{(2)}": z2,
        "a^{(1)}": a1,
        r"\delta^{(\ell)}": back.delta,
        "L": L,
    }


def classifier(rng: np.random.Generator) -> dict[str, object]:
    r"""Probabilities from scores by softmax, and their cross-entropy to soft targets.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, C) |
    | `p` | probabilities | (n, C) |
    | `y` | targets; each row adds up to 1 | (n, C) |
    | `L` | cross-entropy | () |
    | `\delta` | slopes of the loss in the scores | (n, C) |
    | `i` | example | index n |
    | `k` | class | index C |
    | `m` | class | index C |

    Numbers: small_slopes.softmax
    """
    z = rng.normal(size=(5, 3))
    y = activations.softmax(rng.normal(size=(5, 3)))
    p = activations.softmax(z)
    L = losses.cross_entropy(p, y)
    delta = losses.softmax_cross_entropy_backward(1.0, z, y)
    return {"z": z, "p": p, "y": y, "L": L, r"\delta": delta}


def yes_or_no(rng: np.random.Generator) -> dict[str, object]:
    r"""Probabilities from scores by sigmoids, and their binary cross-entropy to soft targets.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, C) |
    | `p` | probabilities | (n, C) |
    | `y` | targets between 0 and 1 | (n, C) |
    | `L` | binary cross-entropy | () |

    Numbers: small_slopes.outputs
    """
    z = rng.normal(size=(5, 3))
    y = rng.uniform(size=(5, 3))
    p = activations.sigmoid(z)
    L = losses.binary_cross_entropy(p, y)
    return {"z": z, "p": p, "y": y, "L": L}


def columns(rng: np.random.Generator) -> dict[str, object]:
    r"""One example as a column and weights the other way round, as Nielsen writes them.

    | symbol | meaning | shape |
    |---|---|---|
    | `y` | target | (C, 1) |
    | `w^{(2)}` | weights of the output layer | (C, h) |
    | `b^{(2)}` | bias of the output layer | row (C,) |
    | `z^{(1)}` | scores of the hidden layer | (h, 1) |
    | `z^{(2)}` | scores of the output layer | (C, 1) |
    | `a^{(1)}` | activations of the hidden layer | (h, 1) |
    | `a^{(2)}` | activations of the output layer | (C, 1) |
    | `\delta^{(1)}` | slopes of the loss in the scores of the hidden layer | (h, 1) |
    | `\delta^{(2)}` | slopes of the loss in the scores of the output layer | (C, 1) |
    | `L` | mean squared error | () |
    | `\sigma` | sigmoid | function |
    | `j` | hidden unit | index h |
    | `k` | output | index C |

    Numbers: small_slopes.columns
    """
    x = rng.normal(size=(1, 2))
    y = rng.uniform(size=(1, 5))
    W1 = rng.normal(size=(2, 3))
    b1 = rng.normal(size=3)
    w2 = rng.normal(size=(5, 3))
    b2 = rng.normal(size=5)
    z1 = layers.affine(x, W1, b1)
    a1 = activations.sigmoid(z1)
    z2 = layers.affine(a1, w2.T, b2)
    a2 = activations.sigmoid(z2)
    L = losses.mean_squared_error(a2, y)
    back = network.backpropagate_mlp([W1, w2.T], [b1, b2], x, y)
    return {
        "y": y.T,
        "w^{(2)}": w2,
        "b^{(2)}": b2,
        "z^{(1)}": z1.T,
        "z^{(2)}": z2.T,
        "a^{(1)}": a1.T,
        "a^{(2)}": a2.T,
        r"\delta^{(1)}": back.delta[0].T,
        r"\delta^{(2)}": back.delta[1].T,
        "L": L,
        r"\sigma": activations.sigmoid,
    }


def descent(rng: np.random.Generator) -> dict[str, object]:
    r"""One step of gradient descent: the loss before and after it.

    | symbol | meaning | shape |
    |---|---|---|
    | `\eta` | rate | () |
    | `g` | slopes in all parameters | (P,) |
    | `L` | loss before the step | () |
    | `L_+` | loss after the step | () |

    Numbers: small_slopes.step
    """
    eta = rng.uniform()
    x = rng.normal(size=(5, 2))
    y = rng.uniform(size=(5, 3))
    W = rng.normal(size=(2, 3))
    b = rng.normal(size=3)
    before = network.backpropagate_mlp([W], [b], x, y)
    g = backpropagation.flat(before.dW[0], before.db[0])
    W_after = optimizers.sgd(W, before.dW[0], None, rate=eta)
    b_after = optimizers.sgd(b, before.db[0], None, rate=eta)
    after = network.backpropagate_mlp([W_after[0]], [b_after[0]], x, y)
    return {r"\eta": eta, "g": g, "L": before.loss, "L_+": after.loss}
