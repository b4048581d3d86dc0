"""What descent does with the weights of a logistic regression when a line separates its classes.

Here there is no bias: the line goes through the origin. A signed example is an example of class 1,
or one of class 0 mirrored at the origin; a line separates the classes if it has all signed
examples on one side.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from snippets.activations import sigmoid, softplus
from snippets.arrays import Array, Labels, expect
from snippets.datasets import Dataset
from snippets.losses import softmax_cross_entropy, softmax_cross_entropy_with_gradient
from snippets.maximum_margin import separator

DECADES = (1, 10, 100, 1_000, 10_000, 100_000)
IMAGES = 400  # of digits, to learn from
FINE = tuple(sorted({round(10.0 ** (k / 12)) for k in range(61)}))  # twelve looks a decade


def eight_points() -> Dataset:
    """List four points of each class, which many lines through the origin separate.

    >>> eight_points().x.shape, int(eight_points().y.sum())
    ((8, 2), 4)
    """
    one = [[1.0, -0.5], [0.3, 2.5], [1.9, 2.2], [0.6, 3.4]]
    zero = [[0.2, -2.9], [-1.0, -0.4], [-1.2, -3.0], [-0.9, -1.6]]
    y = np.repeat(np.array([1, 0], dtype=np.int64), 4)
    return Dataset(np.array([*one, *zero]), y)


def signed(x: Array, y: Labels) -> Array:
    r"""Mirror the examples of class 0 at the origin: $u_i = (2 y_i - 1) x_i$.

    x: (n, d)  inputs
    y: (n,)  0 or 1
    -> (n, d)

    >>> signed(np.array([[2.0], [3.0]]), np.array([1, 0]))
    array([[ 2.],
           [-3.]])
    """
    expect("signed: x (n, d), y (n,)", x, y)
    return (2.0 * y[:, None] - 1.0) * x


def signed_scores(u: Array, w: Array) -> Array:
    r"""How far each score is on its right side: $q_i = u_i \cdot w$, positive where it is.

    u: (n, d)  signed examples
    w: (d,)  weights
    -> (n,)

    >>> signed_scores(np.array([[1.0, 2.0]]), np.array([3.0, -1.0]))
    array([1.])
    """
    expect("signed_scores: u (n, d), w (d,)", u, w)
    q: Array = u @ w
    return q


def scaled_loss(t: float, q: Array) -> float:
    r"""The loss when all weights have become t times as large.

    $L = \frac1n \sum_i \ln(1 + e^{-t q_i})$

    t: the factor
    q: (n,)  signed scores before that: positive where the answer is right

    >>> round(scaled_loss(0.0, np.array([1.0, 2.0])), 4)
    0.6931
    """
    return float(softplus(-t * q).mean())


def length_on_a_ray(gamma: float, tau: float) -> float:
    r"""How long the weight of one example has become when the loss is $e^{-q}$ and steps are small.

    $\rho = \frac1\gamma \ln(1 + \gamma^2 \tau)$, which solves
    $d\rho/d\tau = \gamma e^{-\gamma \rho}$ from 0

    gamma: the example's distance from the origin
    tau: steps times rate

    >>> length_on_a_ray(2.0, 0.0)
    0.0
    """
    return float(np.log1p(gamma**2 * tau)) / gamma


class Path(NamedTuple):
    """The weights on their way, and how they compare with the maximum margin.

    steps: (m,)  after how many steps
    w: (m, 2)  the weights
    loss, norm, angle: (m,)  the loss, the weights' length, degrees from the maximum margin
    """

    steps: Array
    w: Array
    loss: Array
    norm: Array
    angle: Array

    def decades(self) -> "Path":
        """Keep the looks after 1, 10, 100, ... steps."""
        kept = np.isin(self.steps, DECADES)
        return Path(*(part[kept] for part in self))


@cache
def descent(at: tuple[int, ...] = FINE, rate: float = 1.0) -> Path:
    """Descend on the eight points from weights of 0, and look after some numbers of steps.

    Cited in: Logistic and softmax regression

    >>> descent((1, 10)).norm.round(2)
    array([1.06, 1.85])
    """
    u = signed(*eight_points())
    best, w = separator(u), descend(u[None], at, rate)[:, 0]
    norm = np.linalg.norm(w, axis=1)
    angle = np.degrees(np.arccos(np.clip(w @ best.v / norm, -1.0, 1.0)))
    loss = softplus(-w @ u.T).mean(axis=1)
    return Path(np.array(at), w, loss, norm, angle)


def descend(u: Array, at: Sequence[int], rate: float) -> Array:
    r"""Descend on several sets of signed examples side by side, each from weights of 0.

    $w \leftarrow w + \frac\eta n \sum_i \sigma(-u_i \cdot w) \, u_i$

    u: (r, n, d)  r sets
    at: after how many steps to look, in growing order
    -> (m, r, d)  the weights at each look

    >>> descend(np.ones((1, 1, 1)), (1,), rate=2.0)
    array([[[1.]]])
    """
    w, seen, wanted = np.zeros((len(u), 1, u.shape[2])), [], set(at)
    turned = u.transpose(0, 2, 1)
    for step in range(1, at[-1] + 1):
        pull = sigmoid(-(w @ turned))
        w = w + rate / u.shape[1] * (pull @ u)
        if step in wanted:
            seen.append(w[:, 0])
    return np.array(seen)


class Growth(NamedTuple):
    r"""How the weights grew in many runs, each on other points.

    per_decade: (m - 1, r)  by how much longer the weights got while the steps grew tenfold, as a
        part of $\ln 10 / \gamma$
    angle: (m, r)  degrees from the maximum margin
    """

    per_decade: Array
    angle: Array


@cache
def growth(runs: int = 20, at: tuple[int, ...] = DECADES) -> Growth:
    """Descend on sets of twenty random points that a random line separates with some room.

    Cited in: Logistic and softmax regression

    >>> growth(2, (1, 10)).angle.shape
    (2, 2)
    """
    u = np.array([random_signed(seed) for seed in range(runs)])
    w, best = descend(u, at, rate=1.0), [separator(points) for points in u]
    norm = np.linalg.norm(w, axis=2)
    cosine = (w * [b.v for b in best]).sum(axis=2) / norm
    per_decade = np.diff(norm, axis=0) * [b.margin for b in best] / np.log(10.0)
    return Growth(per_decade, np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def random_signed(seed: int, *, n: int = 20, room: float = 0.3) -> Array:
    """Draw signed examples of two inputs, none nearer than some room to a random line.

    >>> random_signed(0, n=5).shape
    (5, 2)
    """
    rng = np.random.default_rng(seed)
    turn = rng.uniform(0.0, 2.0 * np.pi)
    across = np.array([np.cos(turn), np.sin(turn)])
    points = rng.normal(size=(20 * n, 2))
    points = points * np.sign(points @ across)[:, None]
    u: Array = points[points @ across > room][:n]
    return u


def distances(seed: int) -> Array:
    """How far random points are from the line of maximum margin, the closest first.

    Cited in: Logistic and softmax regression

    >>> distances(0).shape
    (20,)
    """
    u = random_signed(seed)
    return np.sort(u @ separator(u).v)


class Look(NamedTuple):
    """A softmax regression after some steps, on the data it learns and on data it never saw."""

    step: int
    loss: float
    right: float
    new_loss: float
    new_right: float
    norm: float


def watch(learn: Dataset, new: Dataset, *, rate: float, at: Sequence[int]) -> list[Look]:
    """Train a softmax regression on all examples at once, and look at it after some steps.

    learn, new: x (n, d), y (n,)  class numbers

    >>> points = Dataset(np.array([[1.0], [-1.0]]), np.array([1, 0]))
    >>> [look.right for look in watch(points, points, rate=1.0, at=[1])]
    [1.0]
    """
    y, y_new = np.eye(learn.y.max() + 1)[learn.y], np.eye(learn.y.max() + 1)[new.y]
    W, b, looks = np.zeros((learn.x.shape[1], y.shape[1])), np.zeros(y.shape[1]), []
    for step in range(at[-1] + 1):
        z = learn.x @ W + b
        loss, delta = softmax_cross_entropy_with_gradient(z, y)
        if step in at:
            ahead = new.x @ W + b
            right = [float((a.argmax(1) == d.y).mean()) for a, d in ((z, learn), (ahead, new))]
            fresh = softmax_cross_entropy(ahead, y_new)
            looks.append(Look(step, loss, right[0], fresh, right[1], float(np.linalg.norm(W))))
        W, b = W - rate * learn.x.T @ delta, b - rate * delta.sum(axis=0)
    return looks


if __name__ == "__main__":
    way = descent(FINE[: FINE.index(1000) + 1]).decades()
    for steps, loss, norm, angle in zip(way.steps, way.loss, way.norm, way.angle, strict=True):
        print(f"{steps:6} steps: loss {loss:.5f}, length {norm:.2f}, {angle:.1f} degrees off")
