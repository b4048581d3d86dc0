r"""The box's four readings for the cards of equations: its line, its slopes, a step.

See `small` for what names them.
"""

from snippets import conditioning, layers, linear_models, losses, optimizers, readings


def inside() -> dict[str, object]:
    """The four readings, and the line that the box holds."""
    x, y = readings.box()
    w, b = readings.inside()
    a = layers.affine(x, w, b)
    L = losses.mean_squared_error(a, y)
    return {"x": x, "y": y, "w": w, "b": b, "a": a, "L": L}


def best() -> dict[str, object]:
    """The four readings, and the line with the least squared error."""
    x, y = readings.box()
    w, b = readings.line()
    X, Y, m_x, m_y = linear_models.centered(x, y)
    return {"x": x, "y": y, "w": w, "b": b, "m_x": m_x, "m_y": m_y, "X": X, "Y": Y}


def centered() -> dict[str, object]:
    """The four readings less their means, with the weight that the box holds and the best one."""
    x, y = readings.box()
    middle = linear_models.centered(x, y)
    X, Y = middle.X, middle.Y
    w, _ = readings.inside()
    line = readings.line()
    g = conditioning.gradient(X, Y, w)
    H = conditioning.hessian(X)
    L = conditioning.loss(X, Y, w)
    least = conditioning.loss(X, Y, line.W)
    parts = linear_models.factors(X)
    return {
        "X": X,
        "Y": Y,
        "Q": parts.Q,
        "R": parts.R,
        "w": w,
        r"w^\star": line.W,
        "g": g,
        "H": H,
        "L": L,
        r"L^\star": least,
    }


def meter() -> dict[str, object]:
    """What the best line says of the four readings, by a meter that errs by a tenth."""
    x, y = readings.box()
    a = linear_models.scores(readings.line(), x)
    L = losses.mean_squared_error(a, y)
    s = readings.METER
    p = readings.density(a, y, s)
    N = readings.mean_surprise(a, y, s)
    return {"a": a, "y": y, "s": s, "L": L, "p": p, "N": N}


def step() -> dict[str, object]:
    """One step on the four readings, from the weight of the first two of them."""
    x, y = readings.box()
    middle = linear_models.centered(x, y)
    start = readings.through(1, 2)
    line = readings.line()
    g = conditioning.gradient(middle.X, middle.Y, start.W)
    after = optimizers.sgd(start.W, g, None, rate=readings.RATE)
    H = conditioning.hessian(middle.X)
    bowl = conditioning.curvatures(middle.X)
    return {
        "w": start.W,
        "w_+": after[0],
        r"w^\star": line.W,
        "g": g,
        "H": H,
        "v": bowl.directions,
        r"\lambda": bowl.eigenvalues[0],
        r"\eta": readings.RATE,
    }
