r"""The small network's numbers for the cards of equations: its forward pass.

A scene is checked with numbers drawn at random. A line `Numbers: small.layer` in its docstring says
with which numbers its equations are worked out for a reader with a pencil; its own table says what
the symbols mean. These fixed numbers check nothing.
"""

from snippets import activations, derivative_costs, layers, network, operations, vectorization


def one_number() -> dict[str, object]:
    """The first input of the small network, with its weight and bias in the first hidden unit."""
    net, x, _ = network.small()
    W, b, _, _ = net.parameters()
    z = layers.affine(x[:, :1], W[:1, :1], b[:1])
    return {"x": x[0, 0], "w": W[0, 0], "b": b[0], "z": z[0, 0]}


def neuron() -> dict[str, object]:
    """The first hidden unit of the small network."""
    net, x, _ = network.small()
    W, b, _, _ = net.parameters()
    z = layers.affine(x, W, b)
    return {"x": x[0], "w": W[:, 0], "b": b[0], "z": z[0, 0]}


def as_rows() -> dict[str, object]:
    """The hidden layer of the small network, its bias as a row."""
    net, x, _ = network.small()
    W, b, _, _ = net.parameters()
    z = layers.affine(x, W, b)
    return {"x": x, "W": W, "b": b[None, :], "z": z}


def units() -> dict[str, object]:
    """The hidden layer of the small network."""
    net, x, _ = network.small()
    W, b, _, _ = net.parameters()
    z = layers.affine(x, W, b)
    return {"x": x[0], "W": W, "b": b, "z": z[0]}


def layer() -> dict[str, object]:
    """The hidden layer of the small network on its one example."""
    net, x, _ = network.small()
    W, b, _, _ = net.parameters()
    z = layers.affine(x, W, b)
    forward = network.forward_pass(net, x)
    by_loops = operations.count(vectorization.affine_loops, x, W, b)
    at_once = operations.count(layers.affine, x, W, b)
    return {
        "x": x,
        "W": W,
        "b": b,
        "z": z,
        "a": forward.a[1],
        r"\varphi": activations.sigmoid,
        r"\sigma": activations.sigmoid,
        r"N_{\text{loops}}": by_loops.calls,
        r"N_{\text{mul}}": at_once.multiplications,
    }


def counts() -> dict[str, object]:
    """The small network: two inputs, three hidden units, two outputs; one example."""
    net, x, _ = network.small()
    W1, _, W2, _ = net.parameters()
    parameters = network.parameter_count(net)
    dense = network.Network([net.layers[0], net.layers[2]])
    work = operations.count(dense.forward, x)
    cost = derivative_costs.funnel(W1.shape[0], W1.shape[1], W2.shape[1])
    return {
        "x": x,
        r"d_{\ell}": {0: W1.shape[0], 1: W1.shape[1], 2: W2.shape[1]},
        r"N_{\text{par}}": parameters,
        r"N_{\text{mul}}": work.multiplications,
        "n": W1.shape[0],
        "h": W1.shape[1],
        "m": W2.shape[1],
        r"K_{\text{value}}": cost.value,
        r"K_{\text{push}}": cost.push,
        r"K_{\text{pull}}": cost.pull,
    }


def tanh_between() -> dict[str, object]:
    """The small network's weights with tanh between its layers, on its one example."""
    net, x, _ = network.small()
    W1, b1, W2, b2 = net.parameters()
    z1 = layers.affine(x, W1, b1)
    z2 = layers.affine(activations.tanh(z1), W2, b2)
    return {
        "x": x,
        "W^{(1)}": W1,
        "W^{(2)}": W2,
        "b^{(1)}": b1,
        "b^{(2)}": b2,
        "z^{(1)}": z1,
        "z^{(2)}": z2,
        r"\varphi": activations.tanh,
    }
