r"""Linear models: one affine map, fitted in closed form or by walking downhill.

The inputs carry no column of ones: every model has its bias beside its weights.
"""

from typing import NamedTuple

import numpy as np

from snippets import losses
from snippets.activations import sigmoid, softmax
from snippets.arrays import Array, expect


class Linear(NamedTuple):
    """A fitted affine map, z = x W + b.

    W: (d, k)  weights
    b: (k,)  bias
    """

    W: Array
    b: Array


def scores(model: Linear, x: Array) -> Array:
    """Apply a fitted model to inputs.

    x: (n, d)  inputs
    -> (n, k)  scores

    >>> scores(Linear(np.array([[2.0]]), np.array([1.0])), np.array([[3.0]]))
    array([[7.]])
    """
    expect("scores: W (d, k), b (k,), x (n, d)", model.W, model.b, x)
    z: Array = x @ model.W + model.b
    return z


class Centered(NamedTuple):
    """Data with their means subtracted, and the means.

    X: (n, d)  inputs
    Y: (n, k)  targets
    x_mean: (d,)
    y_mean: (k,)
    """

    X: Array
    Y: Array
    x_mean: Array
    y_mean: Array


def centered(x: Array, y: Array) -> Centered:
    r"""Subtract the means: what is left knows nothing of a bias.

    $X_{ij} = x_{ij} - \frac1n \sum_m x_{mj}$, and $Y$ likewise

    x: (n, d)  inputs
    y: (n, k)  targets

    Raises ValueError if the shapes do not fit.

    >>> centered(np.array([[1.0], [3.0]]), np.array([[5.0], [9.0]])).Y.tolist()
    [[-2.0], [2.0]]
    """
    expect("centered: x (n, d), y (n, k)", x, y)
    x_mean, y_mean = x.mean(axis=0), y.mean(axis=0)
    return Centered(x - x_mean, y - y_mean, x_mean, y_mean)


def normal_equations(x: Array, y: Array, alpha: float = 0.0) -> Linear:
    r"""Fit by least squares where the gradient is zero, with an L2 penalty on the weights if asked.

    $(X^\top X + n \alpha I) W = X^\top Y$ with centered $X$ and $Y$, $b = \bar y - \bar x W$

    x: (n, d)  inputs
    y: (n, k)  targets
    alpha: penalty strength, of $\frac1n \lVert Y - XW \rVert^2 + \alpha \lVert W \rVert^2$

    Squares the condition number of X: where features nearly repeat one another, half of the digits
    are lost; `least_squares` keeps them.
    Raises ValueError if the shapes do not fit, or one feature is a mixture of others.

    >>> x = np.array([[0.0], [1.0], [2.0]])
    >>> [part.tolist() for part in normal_equations(x, 3.0 * x + 1.0)]
    [[[3.0]], [1.0]]
    """
    expect("normal_equations: x (n, d), y (n, k)", x, y)
    X, Y = centered(x, y)[:2]
    if alpha == 0.0:
        expect_independent("normal_equations", X)
    gram = X.T @ X + alpha * len(x) * np.eye(x.shape[1])
    W = np.asarray(np.linalg.solve(gram, X.T @ Y), dtype=np.float64)
    return through_the_middle(x, y, W)


def least_squares(x: Array, y: Array) -> Linear:
    r"""Fit by least squares through X = QR, which never squares the condition number.

    $R W = Q^\top Y$ with centered $X$ and $Y$, $b = \bar y - \bar x W$

    x: (n, d)  inputs
    y: (n, k)  targets

    Raises ValueError if the shapes do not fit, or one feature is a mixture of others.
    Source: Golub 1965, "Numerical methods for solving linear least squares problems"

    >>> x = np.array([[0.0], [1.0], [2.0]])
    >>> [part.round(12).tolist() for part in least_squares(x, 3.0 * x + 1.0)]
    [[[3.0]], [1.0]]
    """
    expect("least_squares: x (n, d), y (n, k)", x, y)
    X, Y = centered(x, y)[:2]
    expect_independent("least_squares", X)
    Q, R = factors(X)
    W = np.asarray(np.linalg.solve(R, Q.T @ Y), dtype=np.float64)
    return through_the_middle(x, y, W)


class Factors(NamedTuple):
    """A matrix as a product of two.

    Q: (n, d)  columns of length 1, each at a right angle to the others
    R: (d, d)  zeros below the diagonal
    """

    Q: Array
    R: Array


def factors(X: Array) -> Factors:
    r"""Factor a matrix into orthonormal columns and a triangle: $X = QR$, $Q^\top Q = I$.

    X: (n, d)  with n >= d

    >>> Q, R = factors(np.array([[3.0], [4.0]]))
    >>> np.abs(Q).round(9).ravel().tolist(), np.abs(R).round(9).tolist()
    ([0.6, 0.8], [[5.0]])
    """
    Q, R = np.linalg.qr(X)
    return Factors(Q, R)


def through_the_middle(x: Array, y: Array, W: Array) -> Linear:
    """Choose the bias with which the fit goes through the mean of the data.

    >>> through_the_middle(np.array([[2.0]]), np.array([[7.0]]), np.array([[3.0]])).b
    array([1.])
    """
    bias: Array = y.mean(axis=0) - x.mean(axis=0) @ W
    return Linear(W, bias)


class Descent(NamedTuple):
    """A model fitted by gradient descent, and the way there.

    loss: (steps,)  before each step
    """

    model: Linear
    loss: Array


def descend(
    x: Array, y: Array, *, loss: str, rate: float, steps: int, alpha: float = 0.0
) -> Descent:
    r"""Fit a linear model by gradient descent on all examples at once, starting at 0.

    $W \leftarrow W - \eta (X^\top g + 2 \alpha W), \quad b \leftarrow b - \eta \sum_i g_i$,
    $g = \partial L / \partial z$

    x: (n, d)  inputs
    y: (n, k)  targets
    loss: "mean_squared_error" makes it linear regression, "sigmoid_cross_entropy" logistic,
        "softmax_cross_entropy" softmax regression
    alpha: strength of a penalty $\alpha \lVert W \rVert^2$ on the weights

    Raises ValueError if the shapes do not fit.

    >>> x = np.array([[-1.0], [0.0], [1.0]])
    >>> fit = descend(x, 3.0 * x + 1.0, loss="mean_squared_error", rate=0.5, steps=100)
    >>> [part.round(9).tolist() for part in fit.model]
    [[[3.0]], [1.0]]
    """
    expect("descend: x (n, d), y (n, k)", x, y)
    value, slope = losses.pair(loss)
    model, seen = Linear(np.zeros((x.shape[1], y.shape[1])), np.zeros(y.shape[1])), []
    for _ in range(steps):
        z = scores(model, x)
        g = slope(1.0, z, y)
        seen.append(value(z, y))
        W: Array = model.W - rate * (x.T @ g + 2.0 * alpha * model.W)
        b: Array = model.b - rate * g.sum(axis=0)
        model = Linear(W, b)
    return Descent(model, np.array(seen))


def logistic_probabilities(model: Linear, x: Array) -> Array:
    r"""Predict the probability of yes: $p_i = \sigma(x_i \cdot w + b)$.

    x: (n, d)  inputs
    -> (n, k)  probabilities, each on its own

    >>> logistic_probabilities(Linear(np.array([[2.0]]), np.array([-2.0])), np.array([[1.0]]))
    array([[0.5]])
    """
    return sigmoid(scores(model, x))


def softmax_probabilities(model: Linear, x: Array) -> Array:
    r"""Predict the probability of each class: $p_i = \mathrm{softmax}(x_i W + b)$.

    x: (n, d)  inputs
    -> (n, k)  probabilities; each row sums to 1

    >>> softmax_probabilities(Linear(np.array([[2.0, 2.0]]), np.zeros(2)), np.array([[1.0]]))
    array([[0.5, 0.5]])
    """
    return softmax(scores(model, x))


def expect_independent(function: str, X: Array) -> None:
    """Refuse centered inputs that many fits would suit equally well.

    >>> expect_independent("least_squares", np.array([[1.0, 2.0], [-1.0, -2.0]]))
    Traceback (most recent call last):
    ValueError: least_squares: centered x has rank 1, expected as many as features, 2
    """
    rank = int(np.linalg.matrix_rank(X))
    if rank < X.shape[1]:
        raise ValueError(
            f"{function}: centered x has rank {rank}, expected as many as features, {X.shape[1]}"
        )


if __name__ == "__main__":
    generator = np.random.default_rng(0)
    inputs = generator.normal(size=(50, 2))
    targets = inputs @ np.array([[2.0], [-1.0]]) + 0.5 + 0.1 * generator.normal(size=(50, 1))
    descent = descend(inputs, targets, loss="mean_squared_error", rate=0.3, steps=50)
    for name, fit in {
        "normal equations": normal_equations(inputs, targets),
        "QR": least_squares(inputs, targets),
        "gradient descent": descent.model,
    }.items():
        print(f"{name:17} W = {fit.W[:, 0].round(6)}, b = {fit.b.round(6)}")
