r"""Live values for the chapter on linear regression: lines, fits, steps, directions."""

import numpy as np

from snippets import conditioning, layers, linear_models, losses, optimizers, readings


def line(rng: np.random.Generator) -> dict[str, object]:
    r"""A line, the readings it is meant for, and its loss.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | inputs, an example a row | (n, 1) |
    | `y` | targets | (n, 1) |
    | `w` | weight | (1, 1) |
    | `b` | bias | row (1,) |
    | `a` | predictions | (n, 1) |
    | `L` | mean squared error | () |
    | `i` | example | index n |

    Numbers: small_fit.inside
    """
    x = rng.normal(size=(7, 1))
    y = rng.normal(size=(7, 1))
    w = rng.normal(size=(1, 1))
    b = rng.normal(size=1)
    a = layers.affine(x, w, b)
    L = losses.mean_squared_error(a, y)
    return {"x": x, "y": y, "w": w, "b": b, "a": a, "L": L}


def best_line(rng: np.random.Generator) -> dict[str, object]:
    r"""The line with the least squared error, found through QR.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | inputs, an example a row | (n, 1) |
    | `y` | targets | (n, 1) |
    | `m_x` | mean of the inputs | row (1,) |
    | `m_y` | mean of the targets | row (1,) |
    | `X` | inputs less their mean | (n, 1) |
    | `Y` | targets less their mean | (n, 1) |
    | `w` | best weight | (1, 1) |
    | `b` | best bias | row (1,) |
    | `i` | example | index n |

    Numbers: small_fit.best
    """
    x = rng.normal(1.0, 2.0, size=(7, 1))
    y = rng.normal(3.0, 1.0, size=(7, 1))
    fit = linear_models.least_squares(x, y)
    middle = linear_models.centered(x, y)
    return {
        "x": x,
        "y": y,
        "m_x": middle.x_mean,
        "m_y": middle.y_mean,
        "X": middle.X,
        "Y": middle.Y,
        "w": fit.W,
        "b": fit.b,
    }


def weights(rng: np.random.Generator) -> dict[str, object]:
    r"""Any weights on centered data, their loss, and the best ones, found through QR.

    | symbol | meaning | shape |
    |---|---|---|
    | `X` | inputs less their means | (n, d) |
    | `Y` | targets less their mean | (n, 1) |
    | `w` | weights | (d, 1) |
    | `w^\star` | the best weights | (d, 1) |
    | `g` | gradient, as the code finds it | (d, 1) |
    | `H` | how the gradient turns when the weights move | (d, d) |
    | `Q` | columns of length 1, at right angles | (n, d) |
    | `R` | zeros below the diagonal | (d, d) |
    | `L` | mean squared error of $w$ | () |
    | `L^\star` | mean squared error of $w^\star$ | () |
    | `i` | example | index n |
    | `j` | input | index d |
    | `k` | input | index d |

    Numbers: small_fit.centered
    """
    x = rng.normal(1.0, 2.0, size=(7, 3))
    y = rng.normal(size=(7, 1))
    middle = linear_models.centered(x, y)
    w = rng.normal(size=(3, 1))
    L = conditioning.loss(middle.X, middle.Y, w)
    g = conditioning.gradient(middle.X, middle.Y, w)
    H = conditioning.hessian(middle.X)
    fit = linear_models.least_squares(x, y)
    least = conditioning.loss(middle.X, middle.Y, fit.W)
    parts = linear_models.factors(middle.X)
    return {
        "X": middle.X,
        "Y": middle.Y,
        "Q": parts.Q,
        "R": parts.R,
        "w": w,
        r"w^\star": fit.W,
        "g": g,
        "H": H,
        "L": L,
        r"L^\star": least,
    }


def meter(rng: np.random.Generator) -> dict[str, object]:
    r"""Predictions, and readings by a meter whose errors are normal.

    | symbol | meaning | shape |
    |---|---|---|
    | `a` | predictions | (n, 1) |
    | `y` | readings | (n, 1) |
    | `s` | standard deviation of the meter's errors | () |
    | `L` | mean squared error | () |
    | `p` | density of each reading | (n, 1) |
    | `N` | mean surprise of a reading | () |
    | `i` | example | index n |

    Numbers: small_fit.meter
    """
    a = rng.normal(size=(7, 1))
    y = rng.normal(size=(7, 1))
    s = rng.uniform(0.5, 2.0)
    L = losses.mean_squared_error(a, y)
    p = readings.density(a, y, s)
    N = readings.mean_surprise(a, y, s)
    return {"a": a, "y": y, "s": s, "L": L, "p": p, "N": N}


def step(rng: np.random.Generator) -> dict[str, object]:
    r"""One step of gradient descent on centered data, seen along a direction of the bowl.

    | symbol | meaning | shape |
    |---|---|---|
    | `w` | weights before the step | (d, 1) |
    | `w_+` | weights after the step | (d, 1) |
    | `w^\star` | the best weights | (d, 1) |
    | `g` | gradient before the step, as the code finds it | (d, 1) |
    | `H` | how the gradient turns when the weights move | (d, d) |
    | `v` | a direction of length 1 that $H$ only stretches | (d, 1) |
    | `\lambda` | how much it stretches it | () |
    | `\eta` | rate | () |

    Numbers: small_fit.step
    """
    x = rng.normal(1.0, 2.0, size=(7, 3))
    y = rng.normal(size=(7, 1))
    middle = linear_models.centered(x, y)
    w = rng.normal(size=(3, 1))
    eta = rng.uniform(0.01, 0.1)
    g = conditioning.gradient(middle.X, middle.Y, w)
    after = optimizers.sgd(w, g, None, rate=eta)
    fit = linear_models.normal_equations(x, y)
    H = conditioning.hessian(middle.X)
    bowl = conditioning.curvatures(middle.X)
    return {
        "w": w,
        "w_+": after[0],
        r"w^\star": fit.W,
        "g": g,
        "H": H,
        "v": bowl.directions[:, 1:2],
        r"\lambda": bowl.eigenvalues[1],
        r"\eta": eta,
    }


def bowl(rng: np.random.Generator) -> dict[str, object]:
    r"""The bowl of the loss: its curvatures, the rates it allows, its condition number.

    | symbol | meaning | shape |
    |---|---|---|
    | `X` | inputs less their means | (n, d) |
    | `R` | triangle of $X = QR$ | (d, d) |
    | `H` | how the gradient turns when the weights move | (d, d) |
    | `v` | the direction of the smallest curvature, of length 1 | (d, 1) |
    | `\lambda` | eigenvalues, the smallest first | (d,) |
    | `\eta_{\text{max}}` | the rate from which on steps lead away | () |
    | `\eta^\star` | the rate at which the slowest direction is fastest | () |
    | `\kappa` | condition number | function |
    """
    x = rng.normal(1.0, 2.0, size=(7, 3))
    y = rng.normal(size=(7, 1))
    middle = linear_models.centered(x, y)
    H = conditioning.hessian(middle.X)
    curved = conditioning.curvatures(middle.X)
    parts = linear_models.factors(middle.X)
    largest = conditioning.largest_rate(middle.X)
    best = conditioning.best_rate(middle.X)
    return {
        "X": middle.X,
        "R": parts.R,
        "H": H,
        "v": curved.directions[:, :1],
        r"\lambda": curved.eigenvalues,
        r"\eta_{\text{max}}": largest,
        r"\eta^\star": best,
        r"\kappa": conditioning.condition_number,
    }


def factored(rng: np.random.Generator) -> dict[str, object]:
    r"""Centered inputs as a product of two matrices, and the weights by the normal equations.

    | symbol | meaning | shape |
    |---|---|---|
    | `X` | inputs less their means | (n, d) |
    | `Y` | targets less their mean | (n, 1) |
    | `Q` | columns of length 1, at right angles | (n, d) |
    | `R` | zeros below the diagonal | (d, d) |
    | `w` | the best weights | (d, 1) |
    """
    x = rng.normal(1.0, 2.0, size=(7, 3))
    y = rng.normal(size=(7, 1))
    middle = linear_models.centered(x, y)
    parts = linear_models.factors(middle.X)
    fit = linear_models.normal_equations(x, y)
    return {"X": middle.X, "Y": middle.Y, "Q": parts.Q, "R": parts.R, "w": fit.W}


def penalized(rng: np.random.Generator) -> dict[str, object]:
    r"""The best weights where long weights cost something.

    | symbol | meaning | shape |
    |---|---|---|
    | `X` | inputs less their means | (n, d) |
    | `Y` | targets less their mean | (n, 1) |
    | `\alpha` | strength of the penalty | () |
    | `w` | the best weights | (d, 1) |
    | `L` | mean squared error of $w$ | () |
    | `j` | input | index d |
    """
    x = rng.normal(1.0, 2.0, size=(7, 3))
    y = rng.normal(size=(7, 1))
    alpha = rng.uniform(0.5, 2.0)
    middle = linear_models.centered(x, y)
    fit = linear_models.normal_equations(x, y, alpha)
    w = fit.W
    L = conditioning.loss(middle.X, middle.Y, w)
    return {"X": middle.X, "Y": middle.Y, r"\alpha": alpha, "w": w, "L": L}
