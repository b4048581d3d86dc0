r"""The small network's numbers for the cards of equations: its hidden scores, bent.

See `small` for what names them.
"""

from snippets import activations, layers, losses, network


def score() -> dict[str, object]:
    """The score of the small network's third hidden unit, and the smooth bends."""
    net, x, _ = network.small()
    forward = network.forward_pass(net, x)
    return {
        "z": forward.z[0][0, 2],
        r"\sigma": activations.sigmoid,
        r"\operatorname{tanh}": activations.tanh,
        r"\operatorname{softplus}": activations.softplus,
        r"\operatorname{SiLU}": activations.silu,
        r"\operatorname{GELU}": activations.gelu,
        r"\Phi": activations.normal_below,
    }


def scores() -> dict[str, object]:
    """The three scores of the small network's hidden layer, and the bends with two sides."""
    net, x, _ = network.small()
    forward = network.forward_pass(net, x)
    return {
        "z": forward.z[0][0],
        r"\operatorname{ReLU}": activations.relu,
        r"\operatorname{leaky}": activations.leaky_relu,
        r"\operatorname{ELU}": activations.elu,
    }


def no_bend() -> dict[str, object]:
    """The small network's layers with nothing between them, and its first layer once more."""
    net, x, _ = network.small()
    W1, b1, W2, b2 = net.parameters()
    z1 = layers.affine(x, W1, b1)
    z2 = layers.affine(z1, W2, b2)
    z3 = layers.affine(z2, W1, b1)
    return {
        "x": x,
        r"W^{(\ell)}": [W1, W2, W1],
        r"b^{(\ell)}": [b1, b2, b1],
        r"z^{(\ell)}": [z1, z2, z3],
    }


def rows() -> dict[str, object]:
    """The small network's two scores, made probabilities by softmax."""
    net, x, _ = network.small()
    forward = network.forward_pass(net, x)
    z = forward.z[1]
    p = activations.softmax(z)
    return {"z": z, "p": p}


def rectified() -> dict[str, object]:
    """The small network with ReLUs in its hidden layer and nothing at its output."""
    net, x, y = network.small()
    W, b, W2, b2 = net.parameters()
    z = layers.affine(x, W, b)
    a = activations.relu(z)
    z2 = layers.affine(a, W2, b2)
    L = losses.mean_squared_error(z2, y)
    return {"x": x, "W": W, "b": b, "z": z, "a": a, "L": L}


def chain() -> dict[str, object]:
    """The first input of the small network, and three of its weights in a row."""
    net, inputs, _ = network.small()
    W1, b1, W2, _ = net.parameters()
    x, w1, w2, b = inputs[:, :1], W1[:1, :1], W2[:1, :1], b1[:1]
    z1 = layers.affine(x, w1, b)
    a1 = activations.sigmoid(z1)
    z2 = layers.affine(a1, w2, b)
    a2 = activations.sigmoid(z2)
    z3 = layers.affine(a2, w1, b)
    a3 = activations.sigmoid(z3)
    return {
        "x": x,
        r"w^{(\ell)}": [w1, w2, w1],
        r"z^{(\ell)}": [z1, z2, z3],
        r"a^{(\ell)}": [a1, a2, a3],
        r"\sigma": activations.sigmoid,
    }
