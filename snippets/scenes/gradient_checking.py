r"""Live values for the chapter on gradient checking: measured slopes, and their error estimated."""

import numpy as np

from snippets import activations, gradcheck, layers, losses, network, network_checks, roundoff


def slope(rng: np.random.Generator) -> dict[str, object]:
    r"""A smooth function of one weight, and four ways to measure its slope.

    | symbol | meaning | shape |
    |---|---|---|
    | `w` | weight | () |
    | `h` | step | () |
    | `f` | function of the weight | function |
    | `S_+` | forward difference of f at w, by its step | function |
    | `S` | central difference of f at w, by its step | function |
    | `R` | Richardson's combination, by its step | function |
    | `S_{\text{im}}` | complex step of f at w, by its step | function |
    """
    w = rng.uniform(0.2, 0.9)
    h = rng.uniform(0.3, 0.5)
    forward = gradcheck.of_step(gradcheck.forward_difference, activations.tanh, w)
    central = gradcheck.of_step(gradcheck.central_difference, activations.tanh, w)
    extrapolated = gradcheck.of_step(gradcheck.richardson, activations.tanh, w)
    imaginary = gradcheck.of_step(gradcheck.unguarded_complex_step, activations.tanh, w)
    return {
        "w": w,
        "h": h,
        "f": activations.tanh,
        "S_+": forward,
        "S": central,
        "R": extrapolated,
        r"S_{\text{im}}": imaginary,
    }


def estimate(rng: np.random.Generator) -> dict[str, object]:
    r"""What the error of a central difference is made of.

    | symbol | meaning | shape |
    |---|---|---|
    | `h` | step | () |
    | `A` | size of the round-off, half the value of the function | () |
    | `B` | size of the truncation, a sixth of the third derivative | () |
    | `\epsilon` | distance from 1 to the next number of 64 bits | () |
    | `E` | estimate of the error | () |
    | `h_\star` | step with the smallest estimate | () |
    | `E_\star` | the smallest estimate | () |
    """
    h = rng.uniform(0.5, 0.9)
    A = rng.uniform(1.0, 2.0)
    B = rng.uniform(2.0, 3.0)
    epsilon = rng.uniform(1e-3, 2e-3)
    E = roundoff.total_error(h, 2, A, B, epsilon)
    best = roundoff.best_step(2, A, B, epsilon)
    smallest = roundoff.total_error(best, 2, A, B, epsilon)
    return {
        "h": h,
        "A": A,
        "B": B,
        r"\epsilon": epsilon,
        "E": E,
        r"h_\star": best,
        r"E_\star": smallest,
    }


def kink(rng: np.random.Generator) -> dict[str, object]:
    r"""ReLU measured with a step that reaches over its kink.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | score, closer to 0 than the step | () |
    | `h` | step | () |
    | `S` | central difference of ReLU at z, by its step | function |
    """
    z = rng.uniform(-0.4, 0.4)
    h = rng.uniform(0.5, 0.9)
    central = gradcheck.of_step(gradcheck.central_difference, activations.relu, z)
    return {"z": z, "h": h, "S": central}


def two_gradients(rng: np.random.Generator) -> dict[str, object]:
    r"""A gradient, a wrong copy of it, and how far they are apart.

    | symbol | meaning | shape |
    |---|---|---|
    | `g` | gradient under test | (p,) |
    | `m` | slopes measured | (p,) |
    | `c` | guard | () |
    | `\rho` | relative error | (p,) |
    | `k` | entry | index p |
    """
    g = rng.normal(size=7)
    m = rng.normal(size=7)
    c = rng.uniform(0.3, 0.5)
    rho = gradcheck.relative_error(g, m, c)
    return {"g": g, "m": m, "c": c, r"\rho": rho}


def direction(rng: np.random.Generator) -> dict[str, object]:
    r"""The loss of one layer, measured along a direction in the space of its weights.

    | symbol | meaning | shape |
    |---|---|---|
    | `W` | weights | (d, k) |
    | `V` | direction | (d, k) |
    | `h` | step | () |
    | `L` | loss | () |
    | `S_V` | central difference of the loss along the direction | () |
    | `i` | input | index d |
    | `j` | output | index k |
    """
    x = rng.normal(size=(5, 2))
    y = rng.normal(size=(5, 3))
    W = rng.normal(size=(2, 3))
    b = rng.normal(size=3)
    V = rng.normal(size=(2, 3))
    h = rng.uniform(0.1, 0.2)
    z = layers.affine(x, W, b)
    a = activations.sigmoid(z)
    L = losses.mean_squared_error(a, y)
    net = network.Network([layers.Dense(W, b), layers.Activation("sigmoid")])
    f = network_checks.parameter_loss(net, 0, x, y)
    measured = gradcheck.directional_derivative(f, W, V, h)
    return {"W": W, "V": V, "h": h, "L": L, "S_V": measured}
