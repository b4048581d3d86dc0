r"""Approximation: networks with one input whose weights are read off the curve that they imitate.

All curves live on the interval from 0 to 1, cut into m pieces of width $\Delta = 1/m$.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, expect
from snippets.layers import Activation, Dense, Layer
from snippets.network import Network

Function = Callable[[Array], Array]
PLACES = 20_001  # where errors are measured, from 0 to 1
CLOSE = 0.01  # the distance that the chapter asks for


class Curve(NamedTuple):
    r"""A curve to imitate, with what its error bounds need.

    steepest: $K$, the largest size of the slope
    bend: $M$, the largest size of the slope of the slope; infinite where there is a corner
    """

    f: Function
    steepest: float
    bend: float


def wave(x: Array) -> Array:
    r"""Climb from 0 to 1 in a wave.

    $f(x) = x + \frac12 \sin 2 \pi x$

    x: (n,)
    -> (n,)

    >>> wave(np.array([0.0, 0.25, 1.0])).round(6)
    array([0.  , 0.75, 1.  ])
    """
    return np.asarray(x + np.sin(2.0 * np.pi * x) / 2.0)


def parabola(x: Array) -> Array:
    """Square each entry.

    x: (n,)
    -> (n,)

    >>> parabola(np.array([0.5]))
    array([0.25])
    """
    return np.asarray(x**2)


def tent(x: Array) -> Array:
    r"""Fold the interval from 0 to 1 onto itself: up to 1 in the middle, and down again.

    $T(x) = \min(2x, 2 - 2x)$

    x: (n,)
    -> (n,)

    >>> tent(np.array([0.0, 0.25, 0.5, 0.75, 1.0]))
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    return np.minimum(2.0 * x, 2.0 - 2.0 * x)


def saw(x: Array) -> Array:
    """Fold three times: four teeth, eight straight pieces.

    x: (n,)
    -> (n,)

    >>> saw(np.array([0.0, 0.125, 0.25, 0.375]))
    array([0., 1., 0., 1.])
    """
    return tent(tent(tent(x)))


CURVES = {
    "wave": Curve(wave, 1.0 + np.pi, 2.0 * np.pi**2),
    "parabola": Curve(parabola, 2.0, 2.0),
    "saw": Curve(saw, 8.0, np.inf),
}


def curve(name: str) -> Curve:
    """Look a curve up by its name: wave, parabola or saw.

    >>> curve("parabola").bend
    2.0
    """
    return CURVES[name]


def nodes(pieces: int) -> Array:
    """List the ends of the pieces.

    -> (m + 1,)

    Raises ValueError if there is not at least one piece.

    >>> nodes(4)
    array([0.  , 0.25, 0.5 , 0.75, 1.  ])
    """
    if pieces < 1:
        raise ValueError(f"nodes: pieces is {pieces}, expected 1 or more")
    return np.linspace(0.0, 1.0, pieces + 1)


def middles(pieces: int) -> Array:
    """List the middles of the pieces.

    -> (m,)

    >>> middles(4)
    array([0.125, 0.375, 0.625, 0.875])
    """
    ends = nodes(pieces)
    return (ends[1:] + ends[:-1]) / 2.0


def width(pieces: int) -> float:
    r"""Divide the interval from 0 to 1 evenly: $\Delta = 1/m$.

    >>> width(4)
    0.25
    """
    return 1.0 / pieces


def slopes(f: Function, pieces: int) -> Array:
    r"""Measure how steep the line is that joins the ends of each piece.

    $r_k = (f(t_{k+1}) - f(t_k)) / \Delta$

    -> (m,)

    >>> slopes(parabola, 2)
    array([0.5, 1.5])
    """
    t = nodes(pieces)
    return np.asarray(np.diff(f(t)) / np.diff(t))


def places(w: Array, b: Array) -> Array:
    """Find the input at which each unit's score is 0, for units with one input.

    $s = -b/w$

    w, b: (h,)
    -> (h,)

    >>> places(np.array([2.0]), np.array([-1.0]))
    array([0.5])
    """
    expect("places: w (h,), b (h,)", w, b)
    return np.asarray(-b / w)


def stairs(f: Function, x: Array, pieces: int) -> Array:
    """Answer everywhere in a piece what the curve is in the piece's middle.

    x: (n,)  outside of 0 to 1 the first and the last step go on
    -> (n,)

    >>> stairs(parabola, np.array([0.1, 0.6]), 2)
    array([0.0625, 0.5625])
    """
    return f(middles(pieces))[np.searchsorted(nodes(pieces)[1:-1], x, side="right")]


def one_input(w: Array, b: Array, v: Array, c: float, activation: str) -> Network:
    r"""Build a network with one input, one hidden layer and one output.

    $g(x) = c + \sum_k v_k \varphi(w_k x + b_k)$

    w, b, v: (h,)  weights into the hidden units, their biases, weights out of them
    c: bias of the output

    >>> one_input(np.ones(1), np.zeros(1), np.full(1, 3.0), 0.5, "relu").forward(np.ones((1, 1)))
    array([[3.5]])
    """
    expect("one_input: w (h,), b (h,), v (h,)", w, b, v)
    out = Dense(v[:, np.newaxis], np.array([c]))
    return Network([Dense(w[np.newaxis], b), Activation(activation), out])


def soft_bump(left: float, right: float, height: float, *, steepness: float) -> Network:
    r"""Stand up between two places: a step up and, from there, a step down.

    $g(x) = v \sigma(w(x - l)) - v \sigma(w(x - r))$

    >>> soft_bump(0.4, 0.6, 3.0, steepness=100.0).forward(np.array([[0.2], [0.5]])).round(3)
    array([[0.],
           [3.]])
    """
    w, ends = np.full(2, steepness), np.array([left, right])
    return one_input(w, -w * ends, height * np.array([1.0, -1.0]), 0.0, "sigmoid")


def soft_stairs(f: Function, pieces: int, *, steepness: float) -> Network:
    r"""Build the stairs of m pieces from m - 1 sigmoids, one for each jump.

    $g(x) = c_1 + \sum_{k=1}^{m-1} (c_{k+1} - c_k) \sigma(w (x - s_k))$

    with $c_k$ the curve in the middle of piece k, $s_k$ the place between pieces k and k + 1

    >>> soft_stairs(parabola, 2, steepness=100.0).forward(np.array([[0.1], [0.6]])).round(3)
    array([[0.062],
           [0.562]])
    """
    heights, w = f(middles(pieces)), np.full(pieces - 1, steepness)
    jumps, places = np.diff(heights), nodes(pieces)[1:-1]
    return one_input(w, -w * places, jumps, float(heights[0]), "sigmoid")


def polygon(f: Function, pieces: int) -> Network:
    r"""Join the points of the curve at the ends of the pieces, with one ReLU for each piece.

    $g(x) = f(t_1) + r_1 \varphi(x - t_1) + \sum_{k=2}^{m} (r_k - r_{k-1}) \varphi(x - t_k)$

    with $t_k$ the left end of piece k, $r_k$ the slope of the line above it

    >>> polygon(parabola, 2).forward(np.array([[0.25], [0.5], [1.0]])).ravel()
    array([0.125, 0.25 , 1.   ])
    """
    t = nodes(pieces)
    turns = np.diff(slopes(f, pieces), prepend=0.0)
    return one_input(np.ones(pieces), 0.0 - t[:-1], turns, float(f(t[:1])[0]), "relu")


def folds(times: int) -> Network:
    r"""Fold the interval from 0 to 1 again and again, with two ReLUs for each fold.

    $T(x) = 2 \varphi(x) - 4 \varphi(x - \frac12)$, then T of that, and so on

    Source: Telgarsky 2016, "Benefits of depth in neural networks"

    >>> folds(3).forward(np.array([[0.0], [0.125], [0.25]])).ravel()
    array([0., 1., 0.])
    """
    out, twice = np.array([[2.0], [-4.0]]), np.ones((1, 2))
    layers: list[Layer] = [Dense(twice, np.array([0.0, -0.5])), Activation("relu")]
    for _ in range(times - 1):
        layers += [Dense(out @ twice, np.array([0.0, -0.5])), Activation("relu")]
    return Network([*layers, Dense(out, np.zeros(1))])


def largest_error(g: Function | Network, f: Function) -> float:
    """Measure how far two curves are apart where they are farthest apart, from 0 to 1.

    >>> round(largest_error(polygon(parabola, 2), parabola), 6)
    0.0625
    """
    x = np.linspace(0.0, 1.0, PLACES)
    answers = g.forward(x[:, np.newaxis])[:, 0] if isinstance(g, Network) else g(x)
    return float(np.abs(answers - f(x)).max())


def flat_error(f: Function, pieces: int) -> float:
    """Measure the largest error of hard stairs.

    >>> flat_error(parabola, 2)
    0.4375
    """
    return largest_error(partial(stairs, f, pieces=pieces), f)


def flat_pieces(name: str, within: float = CLOSE) -> float:
    r"""Solve the bound of flat pieces for their number, to be rounded up: $K / (2 d)$.

    name: of a curve
    within: the distance d that is asked for

    >>> flat_pieces("parabola", 0.25)
    4.0
    """
    return curve(name).steepest / (2.0 * within)


def straight_pieces(name: str, within: float = CLOSE) -> float:
    r"""Solve the bound of straight pieces for their number, to be rounded up: $\sqrt{M / (8 d)}$.

    name: of a curve
    within: the distance d that is asked for

    >>> straight_pieces("parabola", 0.0625)
    2.0
    """
    return float(np.sqrt(curve(name).bend / (8.0 * within)))


def boxes(pieces: int, dimensions: int) -> int:
    """Count the boxes of a grid with as many pieces along each of the dimensions.

    >>> boxes(5, 2)
    25
    """
    return int(pieces**dimensions)


if __name__ == "__main__":
    for m in (4, 16, 64):
        print(f"{m:3} flat pieces: largest error {flat_error(wave, m):.4f}")
        print(f"{m:3} straight pieces: {largest_error(polygon(wave, m), wave):.4f}")
