r"""Numbers for the cards of the chapter on the perceptron, small enough for a pencil.

See `small` for what names them.
"""

from snippets import layers, maximum_margin, neuron, perceptron_mistakes


def gate() -> dict[str, object]:
    """The AND gate in the middle of its training, on the four corners."""
    task = perceptron_mistakes.corners("---+")
    u = neuron.signed(task.x, task.y)
    path = neuron.walk(u)
    v = path.v[5]
    z = layers.affine(task.x, v[:2, None], v[2:])
    a = neuron.sides(task.x, v[:2], v[2])
    return {"x": task.x, "y": task.y, "w": v[:2], "b": v[2], "v": v, "z": z[:, 0], "a": a, "u": u}


def two_points() -> dict[str, object]:
    """One point of each class at a right angle, so that every bound is met; the rate is 2."""
    x = perceptron_mistakes.orthogonal(1)
    u = neuron.signed(x, x[:, 0])
    path = neuron.walk(u)
    rate = path.v[2][0]
    scaled = neuron.walk(u, rate=rate)
    best = maximum_margin.separator(u)
    longest = perceptron_mistakes.longest(u)
    return {
        "u": u,
        "v_t": path.v,
        "c_t": path.c,
        "q_t": scaled.v,
        r"\eta": rate,
        r"v_\star": best.v,
        r"\gamma": best.margin,
        "R": longest,
    }
