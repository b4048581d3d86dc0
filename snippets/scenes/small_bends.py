r"""The small network's numbers for the cards of equations: its hidden scores, bent.

See `small` for what names them.
"""

from snippets import activations, network


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
