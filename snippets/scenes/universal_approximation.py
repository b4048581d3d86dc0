r"""Live values for the chapter on universal approximation: steps, bumps, lines and folds."""

import numpy as np

from snippets import activations, approximation, layers, linear_pieces


def one_hidden(rng: np.random.Generator) -> dict[str, object]:
    r"""A network with one input, one hidden layer and one output.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | input | () |
    | `w` | weights into the hidden units | (h,) |
    | `b` | their biases | (h,) |
    | `v` | weights out of the hidden units | (h,) |
    | `c` | bias of the output | () |
    | `g` | answer | () |
    | `\varphi` | activation | function |
    | `k` | hidden unit | index h |

    Numbers: small_steps.one_hidden
    """
    x = rng.normal(size=(1, 1))
    w = rng.normal(size=5)
    b = rng.normal(size=5)
    v = rng.normal(size=5)
    c = rng.normal()
    net = approximation.one_input(w, b, v, c, "tanh")
    g = net.forward(x)
    return {
        "x": x[0, 0],
        "w": w,
        "b": b,
        "v": v,
        "c": c,
        "g": g[0, 0],
        r"\varphi": activations.tanh,
    }


def curves(rng: np.random.Generator) -> dict[str, object]:
    r"""The curve that this chapter imitates.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | a place | () |
    | `f` | the wave | function |
    """
    x = rng.uniform(0.1, 0.9)
    return {"x": x, "f": approximation.wave}


def unit(rng: np.random.Generator) -> dict[str, object]:
    r"""One unit with one input.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | input | () |
    | `w` | weight | () |
    | `b` | bias | () |
    | `z` | score | () |
    | `s` | place of the step, where the score is 0 | () |

    Numbers: small_steps.unit
    """
    x = rng.normal(size=(1, 1))
    w = rng.normal(size=(1, 1))
    b = rng.normal(size=1)
    z = layers.affine(x, w, b)
    s = approximation.places(w[0], b)
    return {"x": x[0, 0], "w": w[0, 0], "b": b[0], "z": z[0, 0], "s": s[0]}


def bump(rng: np.random.Generator) -> dict[str, object]:
    r"""Two sigmoids that make a bump.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | input | () |
    | `w` | steepness | () |
    | `s` | where the bump begins and ends | (q,) |
    | `v` | height | () |
    | `g` | answer | () |
    | `\sigma` | sigmoid | function |
    """
    x = rng.normal(size=(1, 1))
    w = rng.uniform(1.5, 4.0)
    s = rng.normal(size=2)
    v = rng.normal()
    net = approximation.soft_bump(s[0], s[1], v, steepness=w)
    g = net.forward(x)
    return {"x": x[0, 0], "w": w, "s": s, "v": v, "g": g[0, 0], r"\sigma": activations.sigmoid}


def stairs(rng: np.random.Generator) -> dict[str, object]:
    r"""The stairs of seven pieces, made of six sigmoids.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | input | () |
    | `w` | steepness | () |
    | `c` | heights of the steps | (m,) |
    | `s` | places of the jumps | (h,) |
    | `g` | answer | () |
    | `\sigma` | sigmoid | function |
    | `k` | jump | index h |
    """
    x = rng.uniform(0.1, 0.9, size=(1, 1))
    w = rng.uniform(5.0, 20.0)
    t = approximation.middles(7)
    c = approximation.wave(t)
    ends = approximation.nodes(7)
    net = approximation.soft_stairs(approximation.wave, 7, steepness=w)
    g = net.forward(x)
    return {
        "x": x[0, 0],
        "w": w,
        "c": c,
        "s": ends[1:-1],
        "g": g[0, 0],
        r"\sigma": activations.sigmoid,
    }


def flat(rng: np.random.Generator) -> dict[str, object]:
    r"""The last step of the stairs, near the steepest place of the curve.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | a place near the left end of the last piece | () |
    | `u` | the left end of the piece | () |
    | `f` | the curve | function |
    | `g` | height of the step | () |
    | `K` | largest slope of the curve | () |
    | `\Delta` | width of a piece | () |
    """
    x = rng.uniform(0.9731, 0.9733, size=1)
    ends = approximation.nodes(37)
    curve = approximation.curve("wave")
    g = approximation.stairs(approximation.wave, x, 37)
    width = approximation.width(37)
    return {
        "x": x[0],
        "u": ends[-2],
        "f": approximation.wave,
        "g": g[0],
        "K": curve.steepest,
        r"\Delta": width,
    }


def polygon(rng: np.random.Generator) -> dict[str, object]:
    r"""Seven straight pieces under a curve that is not 0 at 0, made of seven ReLUs.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | input, in one of the last two pieces | () |
    | `t` | ends of the pieces | (q,) |
    | `r` | slopes of the pieces | (m,) |
    | `f` | the curve, here softplus | function |
    | `g` | answer | () |
    | `\varphi` | ReLU | function |
    | `k` | piece | index m |
    """
    x = rng.uniform(0.72, 0.98, size=(1, 1))
    t = approximation.nodes(7)
    r = approximation.slopes(activations.softplus, 7)
    net = approximation.polygon(activations.softplus, 7)
    g = net.forward(x)
    return {
        "x": x[0, 0],
        "t": t,
        "r": r,
        "f": activations.softplus,
        "g": g[0, 0],
        r"\varphi": activations.relu,
    }


def straight(rng: np.random.Generator) -> dict[str, object]:
    r"""One straight piece, where the curve bends most.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | a place near the middle of the piece | () |
    | `u` | left end of the piece | () |
    | `f` | the curve | function |
    | `g` | the line at x | () |
    | `M` | largest bend of the curve | () |
    | `\Delta` | width of a piece | () |
    """
    x = rng.uniform(0.246, 0.254, size=(1, 1))
    ends = approximation.nodes(30)
    curve = approximation.curve("wave")
    net = approximation.polygon(approximation.wave, 30)
    g = net.forward(x)
    width = approximation.width(30)
    return {
        "x": x[0, 0],
        "u": ends[7],
        "f": approximation.wave,
        "g": g[0, 0],
        "M": curve.bend,
        r"\Delta": width,
    }


def kinked(rng: np.random.Generator) -> dict[str, object]:
    r"""One hidden layer of ReLUs, their kinks anywhere.

    | symbol | meaning | shape |
    |---|---|---|
    | `w` | weights into the hidden units | (h,) |
    | `p` | straight pieces of the answer | () |
    | `E` | largest distance from the saw with eight pieces | () |
    """
    w = rng.uniform(0.5, 2.0, size=5)
    b = rng.uniform(-1.0, 1.0, size=5)
    v = rng.uniform(0.0001, 0.0002, size=5)
    net = approximation.one_input(w, b, v, 0.5, "relu")
    p = linear_pieces.count(net, -9.0, 9.0)
    E = approximation.largest_error(net, approximation.saw)
    return {"w": w, "p": p, "E": E}


def fold(rng: np.random.Generator) -> dict[str, object]:
    r"""The tent, which folds the interval from 0 to 1 onto itself.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | a place between 0 and 1 | () |
    | `T` | the tent | function |
    | `\varphi` | ReLU | function |
    """
    x = rng.uniform(0.1, 0.9)
    return {"x": x, "T": approximation.tent, r"\varphi": activations.relu}


def folded(rng: np.random.Generator) -> dict[str, object]:
    r"""Folds of folds, and their straight pieces.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | where the counting begins | () |
    | `p_k` | straight pieces after $k$ folds | family |
    | `k` | number of folds | label |
    """
    x = rng.uniform(0.001, 0.01)
    once = approximation.folds(1)
    twice = approximation.folds(2)
    thrice = approximation.folds(3)
    again = approximation.folds(4)
    p1 = linear_pieces.count(once, x, 1.0)
    p2 = linear_pieces.count(twice, x, 1.0)
    p3 = linear_pieces.count(thrice, x, 1.0)
    p4 = linear_pieces.count(again, x, 1.0)
    return {"x": x, "p_k": [p1, p2, p3, p4]}


def widths(rng: np.random.Generator) -> dict[str, object]:
    r"""Three layers of ReLUs of any width.

    | symbol | meaning | shape |
    |---|---|---|
    | `h_\ell` | units of layer $\ell$ | family |
    | `P` | bound on the straight pieces | () |
    | `\ell` | layer | label |
    | `D` | last layer | last \ell |
    """
    h = rng.integers(2, 30, size=3)
    P = linear_pieces.at_most(h[0], h[1], h[2])
    return {r"h_\ell": [h[0], h[1], h[2]], "P": P}


def squares(rng: np.random.Generator) -> dict[str, object]:
    r"""One hidden layer whose activation is the square.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | input | () |
    | `w` | weights into the hidden units | (h,) |
    | `b` | their biases | (h,) |
    | `v` | weights out of the hidden units | (h,) |
    | `c` | bias of the output | () |
    | `g` | answer | () |
    | `k` | hidden unit | index h |
    """
    x = rng.normal(size=(1, 1))
    w = rng.normal(size=(1, 5))
    b = rng.normal(size=5)
    v = rng.normal(size=(5, 1))
    c = rng.normal(size=1)
    z = layers.affine(x, w, b)
    a = approximation.parabola(z)
    g = layers.affine(a, v, c)
    return {"x": x[0, 0], "w": w[0], "b": b, "v": v[:, 0], "c": c[0], "g": g[0, 0]}


def waves(rng: np.random.Generator) -> dict[str, object]:
    r"""Two scores of one example, of which we take cosines.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (h,) |
    """
    x = rng.normal(size=(1, 3))
    W = rng.normal(size=(3, 2))
    b = rng.normal(size=2)
    z = layers.affine(x, W, b)
    return {"z": z[0]}
