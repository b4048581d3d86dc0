r"""The small network's numbers for the cards of equations: what is pushed and pulled through it.

See `small` for what names them.
"""

import numpy as np

from snippets import activations, autodiff, dual, layers, network, primitives, programs


def pulled() -> dict[str, object]:
    """The hidden layer of the small network, and its delta pulled back through it."""
    net, x, y = network.small()
    W, b, _, _ = net.parameters()
    z = layers.affine(x, W, b)
    slopes = network.backpropagate(net, x, y)
    z_bar = slopes.delta[0]
    back = autodiff.vjp(programs.affine, (x, W, b), z_bar)
    return {
        "x": x,
        "W": W,
        "b": b,
        "z": z,
        r"\bar z": z_bar,
        r"\bar x": back[0],
        r"\bar W": back[1],
        r"\bar b": back[2],
    }


def pushed_and_pulled(rng: np.random.Generator) -> dict[str, object]:
    """The small network's first weights before tanh; what is pushed and pulled is drawn."""
    net, x, _ = network.small()
    W1, _, _, _ = net.parameters()
    u = x[0]
    x_dot = rng.normal(size=2)
    y_bar = rng.normal(size=3)
    y = programs.mix(u, W1.T)
    J = dual.jacobian(programs.mix, u, W1.T)
    y_dot = dual.jvp(programs.mix, u, x_dot, W1.T)
    x_bar = autodiff.vjp(programs.mix, u, y_bar, W1.T)
    return {
        "x": u,
        "y": y,
        "J": J,
        r"\dot x": x_dot,
        r"\dot y": y_dot,
        r"\bar y": y_bar,
        r"\bar x": x_bar,
    }


def chained(rng: np.random.Generator) -> dict[str, object]:
    """The small network's weights, each layer before tanh; what is pulled is drawn."""
    net, x, _ = network.small()
    W1, _, W2, _ = net.parameters()
    z_bar = rng.normal(size=2)
    y = programs.mix(x[0], W1.T)
    J_f = dual.jacobian(programs.mix, x[0], W1.T)
    J_g = dual.jacobian(programs.mix, y, W2.T)
    y_bar = autodiff.vjp(programs.mix, y, z_bar, W2.T)
    x_bar = autodiff.vjp(programs.mix_twice, x[0], z_bar, W1.T, W2.T)
    return {
        "x": x[0],
        "J_f": J_f,
        "J_g": J_g,
        r"\bar z": z_bar,
        r"\bar y": y_bar,
        r"\bar x": x_bar,
    }


def sigmoids(rng: np.random.Generator) -> dict[str, object]:
    """The small network's hidden scores; how they move, and what is pulled back, is drawn."""
    net, x, _ = network.small()
    forward = network.forward_pass(net, x)
    z = forward.z[0]
    z_dot = rng.normal(size=(1, 3))
    a_bar = rng.normal(size=(1, 3))
    a_dot = dual.jvp(primitives.sigmoid, z, z_dot)
    z_bar = autodiff.vjp(primitives.sigmoid, z, a_bar)
    return {
        "z": z,
        "a": forward.a[1],
        r"\dot z": z_dot,
        r"\dot a": a_dot,
        r"\bar a": a_bar,
        r"\bar z": z_bar,
        r"\sigma": activations.sigmoid,
    }
