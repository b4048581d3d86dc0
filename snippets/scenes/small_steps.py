r"""The small network's numbers for the cards of equations: its hidden units as steps.

Its second input is held, so that along the first it is a network with one input. See `small` for
what names them.
"""

from snippets import activations, approximation, layers, network


def one_hidden() -> dict[str, object]:
    """The small network's hidden layer along its first input, and the score of its first output."""
    net, x, _ = network.small()
    W1, b1, W2, b2 = net.parameters()
    b = layers.affine(x[:, 1:], W1[1:], b1)
    g = network.forward_pass(net, x).z[1]
    return {
        "x": x[0, 0],
        "w": W1[0],
        "b": b[0],
        "v": W2[:, 0],
        "c": b2[0],
        "g": g[0, 0],
        r"\varphi": activations.sigmoid,
    }


def unit() -> dict[str, object]:
    """The small network's first hidden unit along the first input."""
    net, x, _ = network.small()
    W1, b1, _, _ = net.parameters()
    b = layers.affine(x[:, 1:], W1[1:], b1)
    z = network.forward_pass(net, x).z[0]
    s = approximation.places(W1[0], b[0])
    return {"x": x[0, 0], "w": W1[0, 0], "b": b[0, 0], "z": z[0, 0], "s": s[0]}
