r"""Live values for the chapter on the perceptron: a neuron, its mistakes, and the race they run."""

import numpy as np

from snippets import layers, maximum_margin, neuron, perceptron_mistakes


def unit(rng: np.random.Generator) -> dict[str, object]:
    r"""A neuron on one example.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | inputs | (d,) |
    | `w` | weights, one for each input | (d,) |
    | `b` | bias | () |
    | `z` | score | () |
    | `j` | input | index d |

    Numbers: small.neuron
    """
    x = rng.normal(size=(1, 5))
    w = rng.normal(size=(5, 1))
    b = rng.normal(size=1)
    z = layers.affine(x, w, b)
    return {"x": x[0], "w": w[:, 0], "b": b[0], "z": z[0, 0]}


def steps(rng: np.random.Generator) -> dict[str, object]:
    r"""A neuron with a step, on several examples.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n,) |
    | `a` | answers, -1 or 1 | (n,) |
    | `i` | example | index n |

    Numbers: small_perceptron.gate
    """
    x = rng.normal(size=(13, 2))
    w = rng.normal(size=2)
    b = rng.uniform(-0.3, 0.3, size=1)
    z = layers.affine(x, w[:, None], b)
    a = neuron.sides(x, w, b[0])
    return {"z": z[:, 0], "a": a}


def answers(rng: np.random.Generator) -> dict[str, object]:
    r"""A neuron on several examples of two classes, and what becomes of them once signed.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | inputs, an example a row | (n, d) |
    | `y` | classes, -1 or 1 | (n,) |
    | `w` | weights | (d,) |
    | `b` | bias | () |
    | `v` | weights and bias in one row | (m,) |
    | `z` | scores | (n,) |
    | `u` | signed examples | (n, m) |
    | `i` | example | index n |

    Numbers: small_perceptron.gate
    """
    x = rng.normal(size=(13, 2))
    v = rng.normal(size=3)
    truth = rng.normal(size=2)
    lean = rng.uniform(-0.3, 0.3)
    y = neuron.sides(x, truth, lean)
    z = layers.affine(x, v[:2, None], v[2:])
    u = neuron.signed(x, y)
    return {"x": x, "y": y, "w": v[:2], "b": v[2], "v": v, "z": z[:, 0], "u": u}


def learning(rng: np.random.Generator) -> dict[str, object]:
    r"""The perceptron rule, mistake by mistake, on signed examples that a line separates.

    A bound that is never nearly met is tested by nothing, so these examples nearly meet it.

    | symbol | meaning | shape |
    |---|---|---|
    | `u` | signed examples | (n, m) |
    | `v_t` | weights and bias after mistake $t$; 0 for $t = 0$ | family |
    | `c_t` | the culprit of mistake $t$: a signed example | family |
    | `q_t` | as $v_t$, with the rate $\eta$ | family |
    | `\eta` | rate | () |
    | `v_\star` | the best separator, of length 1 | (m,) |
    | `\gamma` | its margin | () |
    | `R` | length of the longest signed example | () |
    | `T` | number of mistakes | last t |
    | `i` | example | index n |
    | `t` | mistake | label |

    Numbers: small_perceptron.two_points
    """
    size = rng.lognormal(1.0, 2.0)
    rate = rng.uniform(0.2, 3.0)
    u = perceptron_mistakes.nearly_worst(4, 5, size, rng=rng)
    path = neuron.walk(u)
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


def exclusive_or(rng: np.random.Generator) -> dict[str, object]:
    r"""XOR's four signed examples, in any order, and any weights.

    | symbol | meaning | shape |
    |---|---|---|
    | `u` | signed examples | (n, m) |
    | `v` | weights and bias | (m,) |
    | `i` | example | index n |
    """
    task = perceptron_mistakes.corners("-++-")
    u = neuron.signed(task.x, task.y)
    order = rng.permutation(4)
    v = rng.normal(size=3)
    return {"u": u[order], "v": v}


def downhill(rng: np.random.Generator) -> dict[str, object]:
    r"""The mean charge of signed examples at some weights.

    | symbol | meaning | shape |
    |---|---|---|
    | `u` | signed examples | (n, m) |
    | `v` | weights and bias | (m,) |
    | `L` | mean charge | () |
    | `i` | example | index n |
    | `k` | entry of the weights | index m |
    """
    x = rng.normal(size=(7, 2))
    truth = rng.normal(size=2)
    lean = rng.uniform(-0.3, 0.3)
    v = rng.normal(size=3)
    y = neuron.sides(x, truth, lean)
    u = neuron.signed(x, y)
    L = neuron.perceptron_loss(v, u)
    return {"u": u, "v": v, "L": L}


def elsewhere(rng: np.random.Generator) -> dict[str, object]:
    r"""The perceptron rule from another start than 0.

    | symbol | meaning | shape |
    |---|---|---|
    | `v_t` | weights and bias after mistake $t$ | family |
    | `c_t` | the culprit of mistake $t$ | family |
    | `v_\star` | the best separator, of length 1 | (m,) |
    | `\gamma` | its margin | () |
    | `R` | length of the longest signed example | () |
    | `T` | number of mistakes | last t |
    | `t` | mistake | label |
    """
    size = rng.lognormal(1.0, 2.0)
    u = perceptron_mistakes.nearly_worst(4, 5, size, rng=rng)
    start = perceptron_mistakes.wrong_start(u, rng=rng)
    path = neuron.walk(u, start=start)
    best = maximum_margin.separator(u)
    longest = perceptron_mistakes.longest(u)
    return {"v_t": path.v, "c_t": path.c, r"v_\star": best.v, r"\gamma": best.margin, "R": longest}
