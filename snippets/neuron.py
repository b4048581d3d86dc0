r"""A neuron: a weighted sum, a bend, and the smallest rule of learning that provably ends.

Classes are -1 and 1 here, so that $y (x \cdot w + b)$ is positive exactly when the answer is right.
"""

from typing import NamedTuple

import numpy as np

from snippets import activations
from snippets.arrays import Array, expect


def neuron(x: Array, w: Array, b: Array, activation: str = "sigmoid") -> Array:
    r"""Weigh the inputs, add them up, shift them, bend the sum.

    $a_i = \varphi(\sum_j x_{ij} w_j + b)$

    x: (n, d)  inputs
    w: (d,)  weights
    b: ()  bias
    -> (n,)

    Raises ValueError if the shapes do not fit.
    Source: McCulloch and Pitts 1943; Rosenblatt 1958

    >>> neuron(np.array([[1.0, 2.0]]), np.array([3.0, -1.0]), np.array(-1.0))
    array([0.5])
    """
    expect("neuron: x (n, d), w (d,), b ()", x, w, b)
    a: Array = getattr(activations, activation)(x @ w + b)
    return a


def sides(x: Array, w: Array, b: float) -> Array:
    r"""Say on which side of its line a neuron sees each example.

    $y_i = 1$ where $x_i \cdot w + b > 0$, else $y_i = -1$

    x: (n, d)  inputs
    w: (d,)  weights
    -> (n,)  -1 or 1; on the line it is -1

    Raises ValueError if the shapes do not fit.

    >>> sides(np.array([[3.0], [1.0], [-2.0]]), np.array([2.0]), -2.0)
    array([ 1., -1., -1.])
    """
    expect("sides: x (n, d), w (d,)", x, w)
    return np.where(x @ w + b > 0.0, 1.0, -1.0)


class Perceptron(NamedTuple):
    """What the perceptron rule found.

    w: (d,)  weights
    b: bias
    mistakes: how many examples were met on the wrong side, or on the line, and learned from
    passes: how often the data were gone through
    separated: whether the last pass was without a mistake
    """

    w: Array
    b: float
    mistakes: int
    passes: int
    separated: bool


def perceptron(x: Array, y: Array, *, passes: int = 1000) -> Perceptron:
    r"""Add each example that is not on its right side to the weights, until none is left.

    $w \leftarrow w + y_i x_i, \quad b \leftarrow b + y_i$ whenever $y_i (x_i \cdot w + b) \le 0$

    x: (n, d)  inputs
    y: (n,)  -1 or 1
    passes: give up after so many

    Raises ValueError if a class is not -1 or 1.
    Source: Rosenblatt 1962, "Principles of Neurodynamics"; his machine of 1958 learned otherwise

    >>> perceptron(np.array([[2.0], [-1.0]]), np.array([1.0, -1.0]))
    Perceptron(w=array([2.]), b=1.0, mistakes=1, passes=2, separated=True)
    """
    expect_signs("perceptron", x, y)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, 0
    for number in range(1, passes + 1):
        before = mistakes
        for inputs, sign in zip(x, y.tolist(), strict=True):
            if sign * (inputs @ w + b) <= 0.0:
                w, b = w + sign * inputs, b + sign
                mistakes += 1
        if mistakes == before:
            return Perceptron(w, b, mistakes, number, True)
    return Perceptron(w, b, mistakes, passes, False)


def signed(x: Array, y: Array) -> Array:
    r"""Append a 1 to each example, for the bias, and turn it around if its class is -1.

    $u_i = y_i (x_{i1}, \dots, x_{id}, 1)$, so that $y_i (x_i \cdot w + b) = u_i \cdot (w, b)$

    x: (n, d)  inputs
    y: (n,)  -1 or 1
    -> (n, m)  m = d + 1

    Raises ValueError if a class is not -1 or 1.

    >>> signed(np.array([[2.0, 5.0], [3.0, 4.0]]), np.array([1.0, -1.0]))
    array([[ 2.,  5.,  1.],
           [-3., -4., -1.]])
    """
    expect_signs("signed", x, y)
    return y[:, np.newaxis] * np.column_stack([x, np.ones(len(x))])


class Path(NamedTuple):
    """The way of the perceptron rule, a step a mistake.

    v: weights and bias in one row, by how many mistakes are behind them; v[0] is the start
    c: for each mistake, from 1, the culprit: the signed example that was on the wrong side
    culprit: for each mistake, the number of that example, from 0
    passes: how often the examples were gone through
    separated: whether the last pass was without a mistake
    """

    v: dict[int, Array]
    c: dict[int, Array]
    culprit: list[int]
    passes: int
    separated: bool


def walk(u: Array, *, rate: float = 1.0, start: Array | None = None, passes: int = 1000) -> Path:
    r"""Follow the perceptron rule on signed examples, and keep every step.

    $v_t = v_{t-1} + \eta u_i$ for the next example with $u_i \cdot v_{t-1} \le 0$

    u: (n, m)  as `signed` gives them
    rate: $\eta$
    start: (m,)  $v_0$; 0 if not given
    passes: give up after so many

    >>> walk(np.array([[2.0, 1.0], [1.0, -1.0]])).v
    {0: array([0., 0.]), 1: array([2., 1.])}
    """
    expect("walk: u (n, m)", u)
    v, c = {0: np.zeros(u.shape[1]) if start is None else start}, dict[int, Array]()
    culprit: list[int] = []
    for number in range(1, passes + 1):
        before = len(c)
        for i, example in enumerate(u):
            t = len(c)
            if example @ v[t] <= 0.0:
                v[t + 1], c[t + 1] = v[t] + rate * example, example
                culprit.append(i)
        if len(c) == before:
            return Path(v, c, culprit, number, True)
    return Path(v, c, culprit, passes, False)


def perceptron_loss(v: Array, u: Array) -> float:
    r"""Charge each example on the wrong side by how far its score is from 0, on average.

    $L = \frac{1}{n} \sum_i \max(0, -u_i \cdot v)$

    v: (m,)  weights and bias
    u: (n, m)  signed examples
    -> ()

    >>> perceptron_loss(np.array([1.0, 0.0]), np.array([[3.0, 1.0], [-2.0, 1.0]]))
    1.0
    """
    expect("perceptron_loss: v (m,), u (n, m)", v, u)
    return float(np.maximum(0.0, -(u @ v)).mean())


def margin(x: Array, y: Array, w: Array, b: float) -> float:
    r"""Measure how far the closest example is from the line, negative if on the wrong side.

    $\gamma = \min_i y_i (x_i \cdot w + b) / \lVert (w, b) \rVert$, with the bias as one more weight

    x: (n, d)  inputs
    y: (n,)  -1 or 1
    w: (d,)  weights
    -> ()

    >>> margin(np.array([[2.0], [-1.0]]), np.array([1.0, -1.0]), np.array([1.0]), 0.0)
    1.0
    """
    expect_signs("margin", x, y)
    length = np.sqrt(w @ w + b**2)
    return float(np.min(y * (x @ w + b)) / length)


def mistake_bound(x: Array, y: Array, w: Array, b: float) -> float:
    r"""Bound how many mistakes the perceptron can make, given any line that separates the data.

    $\text{mistakes} \le (R / \gamma)^2$ with $R = \max_i \lVert (x_i, 1) \rVert$, $\gamma$ the
    margin of $(w, b)$

    x: (n, d)  inputs
    y: (n,)  -1 or 1
    w: (d,)  weights of a line that separates the classes
    -> ()

    Raises ValueError if the line does not separate them.
    Source: Novikoff 1962, "On convergence proofs on perceptrons"

    >>> mistake_bound(np.array([[2.0], [-1.0]]), np.array([1.0, -1.0]), np.array([1.0]), 0.0)
    5.0
    """
    gamma = margin(x, y, w, b)
    if gamma <= 0.0:
        raise ValueError(
            f"mistake_bound: the margin is {gamma:.4g}, expected a line that separates"
        )
    return float(np.max(np.sum(x**2, axis=1) + 1.0) / gamma**2)


def expect_signs(function: str, x: Array, y: Array) -> None:
    """Refuse classes that are not -1 or 1.

    >>> expect_signs("perceptron", np.ones((2, 1)), np.array([0.0, 1.0]))
    Traceback (most recent call last):
    ValueError: perceptron: y holds 0.0, expected -1 and 1 only
    """
    expect(f"{function}: x (n, d), y (n,)", x, y)
    strange = y[np.abs(y) != 1]
    if strange.size:
        raise ValueError(f"{function}: y holds {strange[0]}, expected -1 and 1 only")


if __name__ == "__main__":
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    for name, signs in {"and": [-1.0, -1.0, -1.0, 1.0], "xor": [-1.0, 1.0, 1.0, -1.0]}.items():
        found = perceptron(corners, np.array(signs), passes=50)
        print(f"{name}: w = {found.w}, b = {found.b}, mistakes {found.mistakes}", end=", ")
        print("separated" if found.separated else "not separated")
