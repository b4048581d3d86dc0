r"""The small network's numbers for the cards of equations: its losses and their slopes.

See `small` for what names them.
"""

import numpy as np

from snippets import activations, backpropagation, layers, losses, network, optimizers


def two_layers() -> dict[str, object]:
    """The small network on its one example, forward and backward."""
    net, x, y = network.small()
    W1, b1, W2, b2 = net.parameters()
    z1 = layers.affine(x, W1, b1)
    a1 = activations.sigmoid(z1)
    z2 = layers.affine(a1, W2, b2)
    a2 = activations.sigmoid(z2)
    L = losses.mean_squared_error(a2, y)
    back = network.backpropagate(net, x, y)
    return {
        "x": x,
        "y": y,
        r"W^{(\ell)}": [W1, W2],
        r"b^{(\ell)}": [b1, b2],
        "W^{(1)}": W1,
        "W^{(2)}": W2,
        "b^{(1)}": b1,
        "b^{(2)}": b2,
        r"z^{(\ell)}": [z1, z2],
        r"a^{(\ell)}": {0: x, 1: a1, 2: a2},
        "a": a2,
        r"\delta^{(\ell)}": back.delta,
        r"\operatorname{dW}^{(\ell)}": back.dW,
        r"\operatorname{db}^{(\ell)}": back.db,
        "L": L,
        r"\sigma": activations.sigmoid,
        r"\varphi": activations.sigmoid,
    }


def columns() -> dict[str, object]:
    """The small network on its one example, as columns."""
    net, x, y = network.small()
    W1, b1, W2, b2 = net.parameters()
    w2 = W2.T
    z1 = layers.affine(x, W1, b1)
    a1 = activations.sigmoid(z1)
    z2 = layers.affine(a1, w2.T, b2)
    a2 = activations.sigmoid(z2)
    L = losses.mean_squared_error(a2, y)
    back = network.backpropagate(net, x, y)
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


def one_output() -> dict[str, object]:
    """The first output of the small network and its target."""
    net, x, y = network.small()
    forward = network.forward_pass(net, x)
    z = forward.z[1][:, :1]
    target = y[:, :1]
    a = activations.sigmoid(z)
    L = losses.mean_squared_error(a, target)
    return {"z": z, "a": a, "y": target, "L": L, r"\sigma": activations.sigmoid}


def softmax() -> dict[str, object]:
    """The small network's two scores, made probabilities by softmax."""
    net, x, y = network.small()
    forward = network.forward_pass(net, x)
    z = forward.z[1]
    p = activations.softmax(z)
    L = losses.cross_entropy(p, y)
    delta = losses.softmax_cross_entropy_backward(1.0, z, y)
    return {"z": z, "p": p, "y": y, "L": L, r"\delta": delta}


def outputs() -> dict[str, object]:
    """The small network's two outputs and their targets."""
    net, x, y = network.small()
    forward = network.forward_pass(net, x)
    z = forward.z[1]
    p = activations.sigmoid(z)
    L = losses.binary_cross_entropy(p, y)
    return {"z": z, "p": p, "y": y, "L": L}


def step(rng: np.random.Generator) -> dict[str, object]:
    """One step of the small network against its 17 slopes, at a rate drawn at random."""
    eta = rng.uniform()
    net, x, y = network.small()
    W1, b1, W2, b2 = net.parameters()
    before = network.backpropagate(net, x, y)
    g = backpropagation.flat(before.dW[0], before.db[0], before.dW[1], before.db[1])
    W1_after = optimizers.sgd(W1, before.dW[0], None, rate=eta)
    b1_after = optimizers.sgd(b1, before.db[0], None, rate=eta)
    W2_after = optimizers.sgd(W2, before.dW[1], None, rate=eta)
    b2_after = optimizers.sgd(b2, before.db[1], None, rate=eta)
    after = network.backpropagate_mlp([W1_after[0], W2_after[0]], [b1_after[0], b2_after[0]], x, y)
    return {r"\eta": eta, "g": g, "L": before.loss, "L_+": after.loss}
