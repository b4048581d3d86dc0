r"""The small network's numbers for the cards of equations: its output layer as a regression.

What its hidden layer gives is here the input. See `small` for what names them.
"""

from snippets import activations, layers, log_sum_exp, losses, network


def yes_or_no() -> dict[str, object]:
    """The first output of the small network, as a logistic regression on its hidden layer."""
    net, x, y = network.small()
    hidden = network.forward_pass(net, x).a[1]
    _, _, W, b = net.parameters()
    w, bias, target = W[:, :1], b[:1], y[:, :1]
    z = layers.affine(hidden, w, bias)
    p = activations.sigmoid(z)
    L = losses.binary_cross_entropy(p, target)
    delta = losses.sigmoid_cross_entropy_backward(1.0, z, target)
    back = layers.affine_backward(delta, hidden, w, bias)
    return {
        "x": hidden,
        "w": w,
        "b": bias,
        "z": z,
        "p": p,
        "y": target,
        "L": L,
        r"\delta": delta,
        r"\mathrm{dw}": back[1],
        r"\mathrm{db}": back[2],
        r"\sigma": activations.sigmoid,
    }


def one_yes_or_no() -> dict[str, object]:
    """The score, the probability and the loss of the same."""
    net, x, y = network.small()
    forward = network.forward_pass(net, x)
    z = forward.z[1][:, :1]
    target = y[:, :1]
    p = activations.sigmoid(z)
    L = losses.binary_cross_entropy(p, target)
    return {"z": z, "p": p, "y": target, "L": L, r"\sigma": activations.sigmoid}


def both() -> dict[str, object]:
    """The two scores of the small network's outputs, as a softmax regression."""
    net, x, y = network.small()
    forward = network.forward_pass(net, x)
    z = forward.z[1]
    S = log_sum_exp.log_sum_exp(z)
    p = activations.softmax(z)
    L = losses.softmax_cross_entropy(z, y)
    delta = losses.softmax_cross_entropy_backward(1.0, z, y)
    return {
        "z": z,
        "S": S,
        "p": p,
        "y": y,
        "L": L,
        r"\delta": delta,
        "c": z[0, 1],
        r"\sigma": activations.sigmoid,
    }


def one_two_three() -> dict[str, object]:
    """Scores whose probabilities are one sixth, one third and one half."""
    z = log_sum_exp.one_two_three()
    p = activations.softmax(z)
    return {"z": z, "p": p, "c": z[0, 1]}
