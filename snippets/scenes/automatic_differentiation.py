r"""Live values for the chapter on automatic differentiation: derivatives pushed and pulled.

In this chapter $n$ counts the inputs of a function and $m$ its outputs, as the literature has it.
"""

import numpy as np

from snippets import (
    activations,
    autodiff,
    checkpointing,
    derivative_costs,
    dual,
    layers,
    primitives,
    programs,
)


def products(rng: np.random.Generator) -> dict[str, object]:
    r"""A function of several numbers with several results, pushed along and pulled back.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | inputs | (n,) |
    | `y` | outputs | (m,) |
    | `J` | Jacobian, a row for each output | (m, n) |
    | `\dot x` | tangent: how the inputs move | (n,) |
    | `\dot y` | how the outputs then move | (m,) |
    | `\bar y` | gradient with respect to the outputs | (m,) |
    | `\bar x` | gradient with respect to the inputs | (n,) |
    | `i` | output | index m |
    | `j` | input | index n |

    Numbers: small_pulls.pushed_and_pulled
    """
    x = rng.normal(size=3)
    W = rng.normal(size=(5, 3))
    x_dot = rng.normal(size=3)
    y_bar = rng.normal(size=5)
    y = programs.mix(x, W)
    J = dual.jacobian(programs.mix, x, W)
    y_dot = dual.jvp(programs.mix, x, x_dot, W)
    x_bar = autodiff.vjp(programs.mix, x, y_bar, W)
    return {
        "x": x,
        "y": y,
        "J": J,
        r"\dot x": x_dot,
        r"\dot y": y_dot,
        r"\bar y": y_bar,
        r"\bar x": x_bar,
    }


def chain(rng: np.random.Generator) -> dict[str, object]:
    r"""One function after another, $y = f(x)$ and $z = g(y)$, with the Jacobian of each.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | inputs | (n,) |
    | `y` | what is computed first | (h,) |
    | `z` | what is computed from it | (m,) |
    | `J_f` | Jacobian of the first function | (h, n) |
    | `J_g` | Jacobian of the second function | (m, h) |
    | `\bar z` | gradient with respect to the outputs | (m,) |
    | `\bar y` | gradient with respect to what lies between | (h,) |
    | `\bar x` | gradient with respect to the inputs | (n,) |
    | `\dot x` | tangent: how the inputs move | (n,) |
    | `\dot z` | how the outputs then move | (m,) |

    Numbers: small_pulls.chained
    """
    x = rng.normal(size=3)
    W = rng.normal(size=(7, 3))
    V = rng.normal(size=(5, 7))
    z_bar = rng.normal(size=5)
    x_dot = rng.normal(size=3)
    y = programs.mix(x, W)
    z = programs.mix(y, V)
    J_f = dual.jacobian(programs.mix, x, W)
    J_g = dual.jacobian(programs.mix, y, V)
    y_bar = autodiff.vjp(programs.mix, y, z_bar, V)
    x_bar = autodiff.vjp(programs.mix_twice, x, z_bar, W, V)
    z_dot = dual.jvp(programs.mix_twice, x, x_dot, W, V)
    return {
        "x": x,
        "y": y,
        "z": z,
        "J_f": J_f,
        "J_g": J_g,
        r"\bar z": z_bar,
        r"\bar y": y_bar,
        r"\bar x": x_bar,
        r"\dot x": x_dot,
        r"\dot z": z_dot,
    }


def diamond(rng: np.random.Generator) -> dict[str, object]:
    r"""A number that is used twice: $a = x + 2$, then $y = ax$.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | input | () |
    | `a` | what is computed first | () |
    | `y` | output | () |
    | `\dot x` | how fast $x$ moves | () |
    | `\dot a` | how fast $a$ then moves | () |
    | `\dot y` | how fast $y$ then moves | () |
    | `\bar y` | gradient with respect to $y$ | () |
    | `\bar a` | gradient with respect to $a$ | () |
    | `\bar x` | gradient with respect to $x$ | () |
    """
    x = rng.normal()
    x_dot = rng.normal()
    y_bar = rng.normal()
    a = programs.shift(x)
    y = programs.times(a, x)
    a_dot = dual.jvp(programs.shift, x, x_dot)
    y_dot = dual.jvp(programs.diamond, x, x_dot)
    a_bar = autodiff.vjp(programs.times, a, y_bar, x)
    x_bar = autodiff.vjp(programs.diamond, x, y_bar)
    return {
        "x": x,
        "a": a,
        "y": y,
        r"\dot x": x_dot,
        r"\dot a": a_dot,
        r"\dot y": y_dot,
        r"\bar y": y_bar,
        r"\bar a": a_bar,
        r"\bar x": x_bar,
    }


def elementwise(rng: np.random.Generator) -> dict[str, object]:
    r"""A sigmoid on each entry of a batch, and a gradient pulled back through it.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (B, h) |
    | `a` | activations | (B, h) |
    | `\dot z` | tangent: how the scores move | (B, h) |
    | `\dot a` | how the activations then move | (B, h) |
    | `\bar a` | gradient with respect to the activations | (B, h) |
    | `\bar z` | gradient with respect to the scores | (B, h) |
    | `\sigma` | sigmoid | function |

    Numbers: small_pulls.sigmoids
    """
    z = rng.normal(size=(7, 3))
    z_dot = rng.normal(size=(7, 3))
    a_bar = rng.normal(size=(7, 3))
    a = activations.sigmoid(z)
    a_dot = dual.jvp(primitives.sigmoid, z, z_dot)
    z_bar = autodiff.vjp(primitives.sigmoid, z, a_bar)
    return {
        "z": z,
        "a": a,
        r"\dot z": z_dot,
        r"\dot a": a_dot,
        r"\bar a": a_bar,
        r"\bar z": z_bar,
        r"\sigma": activations.sigmoid,
    }


def affine(rng: np.random.Generator) -> dict[str, object]:
    r"""The scores of one layer on a batch, and a gradient pulled back through them.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs | (B, d) |
    | `W` | weights | (d, h) |
    | `b` | bias | row (h,) |
    | `z` | scores | (B, h) |
    | `\bar z` | gradient with respect to the scores | (B, h) |
    | `\bar x` | gradient with respect to the inputs | (B, d) |
    | `\bar W` | gradient with respect to the weights | (d, h) |
    | `\bar b` | gradient with respect to the bias | row (h,) |
    | `i` | example | index B |
    | `j` | input | index d |
    | `k` | unit | index h |

    Numbers: small_pulls.pulled
    """
    x = rng.normal(size=(7, 2))
    W = rng.normal(size=(2, 3))
    b = rng.normal(size=3)
    z_bar = rng.normal(size=(7, 3))
    z = layers.affine(x, W, b)
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


def costs(rng: np.random.Generator) -> dict[str, object]:
    r"""A function from n numbers through h to m, and its multiplications as counted.

    | symbol | meaning | shape |
    |---|---|---|
    | `n` | how many inputs | () |
    | `h` | how many hidden units | () |
    | `m` | how many outputs | () |
    | `K_{\text{value}}` | multiplications of one evaluation | () |
    | `K_{\text{push}}` | multiplications of one push | () |
    | `K_{\text{pull}}` | multiplications of one pull | () |

    Numbers: small.counts
    """
    n = rng.integers(2, 40)
    h = rng.integers(2, 40)
    m = rng.integers(2, 40)
    counted = derivative_costs.funnel(n, h, m)
    return {
        "n": n,
        "h": h,
        "m": m,
        r"K_{\text{value}}": counted.value,
        r"K_{\text{push}}": counted.push,
        r"K_{\text{pull}}": counted.pull,
    }


def checkpoints(rng: np.random.Generator) -> dict[str, object]:
    r"""A chain of steps in segments, and what a sweep forward and back cost.

    | symbol | meaning | shape |
    |---|---|---|
    | `c` | how many segments | () |
    | `q` | steps in each segment | () |
    | `P` | most states held at one time | () |
    | `S` | evaluations of the step | () |
    """
    c = rng.integers(2, 20)
    q = rng.integers(2, 20)
    x = rng.normal(size=3)
    x_bar = rng.normal(size=3)
    run = checkpointing.sweep(activations.tanh, x, x_bar, segments=c, every=q)
    return {"c": c, "q": q, "P": run.peak, "S": run.evaluations}


def curvature(rng: np.random.Generator) -> dict[str, object]:
    r"""A loss of several numbers, its gradient, and the product of its Hessian with a vector.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | inputs | (n,) |
    | `v` | a direction | (n,) |
    | `L` | loss | () |
    | `g` | gradient of the loss | (n,) |
    | `u` | Hessian of the loss, times $v$ | (n,) |
    | `j` | input | index n |
    | `k` | input | index n |
    """
    x = rng.normal(size=3)
    W = rng.normal(size=(5, 3))
    v = rng.normal(size=3)
    L = programs.energy(x, W)
    g = autodiff.grad(programs.energy, x, W)
    u = autodiff.hessian_vector_product(programs.energy, x, v, W)
    return {"x": x, "v": v, "L": L, "g": g, "u": u}


def softmax(rng: np.random.Generator) -> dict[str, object]:
    r"""Softmax on a batch, and the gradient that the code sends back through it.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (B, C) |
    | `p` | probabilities | (B, C) |
    | `\bar p` | gradient with respect to the probabilities | (B, C) |
    | `\bar z` | gradient with respect to the scores | (B, C) |
    | `i` | example | index B |
    | `j` | class | index C |
    | `k` | class | index C |
    """
    z = rng.normal(size=(2, 3))
    p_bar = rng.normal(size=(2, 3))
    p = activations.softmax(z)
    z_bar = activations.softmax_backward(p_bar, z)
    return {"z": z, "p": p, r"\bar p": p_bar, r"\bar z": z_bar}
