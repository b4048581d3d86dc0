r"""Initializers: where the weights start, so that signals neither die nor explode.

All draw a matrix (d, h): d inputs ("fan in"), h outputs ("fan out").
"""

from collections.abc import Callable

import numpy as np

from snippets.arrays import Array

Shape = tuple[int, int]
Initializer = Callable[..., Array]


def zeros(shape: Shape, *, rng: np.random.Generator) -> Array:  # noqa: ARG001 (as the others)
    """Start everywhere at 0, which leaves all units of a layer copies of one another.

    >>> zeros((1, 2), rng=np.random.default_rng(0))
    array([[0., 0.]])
    """
    expect_shape("zeros", shape)
    return np.zeros(shape, dtype=np.float64)


def small_normal(shape: Shape, *, rng: np.random.Generator, s: float = 0.01) -> Array:
    r"""Draw small weights, whatever the layer's width: $W_{ij} \sim \mathcal{N}(0, s^2)$.

    >>> small_normal((2, 3), rng=np.random.default_rng(0)).shape
    (2, 3)
    """
    expect_shape("small_normal", shape)
    return rng.normal(0.0, s, size=shape)


def uniform(shape: Shape, *, rng: np.random.Generator, bound: float = 0.5) -> Array:
    r"""Draw evenly between two bounds: $W_{ij} \sim \mathcal{U}(-c, c)$, variance $c^2/3$.

    >>> bool(np.abs(uniform((9, 9), rng=np.random.default_rng(0))).max() <= 0.5)
    True
    """
    expect_shape("uniform", shape)
    return rng.uniform(-bound, bound, size=shape)


def lecun_normal(shape: Shape, *, rng: np.random.Generator) -> Array:
    r"""Draw weights that keep the variance of a linear layer forward.

    $W_{ij} \sim \mathcal{N}(0, s^2)$ with $s = \sqrt{1 / d}$

    Source: LeCun, Bottou, Orr and Müller 1998, "Efficient backprop", equation 16

    >>> lecun_normal((2, 3), rng=np.random.default_rng(0)).shape
    (2, 3)
    """
    expect_shape("lecun_normal", shape)
    return rng.normal(0.0, np.sqrt(1.0 / shape[0]), size=shape)


def glorot_normal(shape: Shape, *, rng: np.random.Generator) -> Array:
    r"""Draw weights that keep the variance both forward and backward, as well as one can.

    $W_{ij} \sim \mathcal{N}(0, s^2)$ with $s = \sqrt{2 / (d + h)}$

    Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward
    neural networks", equation 12

    >>> glorot_normal((2, 3), rng=np.random.default_rng(0)).shape
    (2, 3)
    """
    expect_shape("glorot_normal", shape)
    return rng.normal(0.0, np.sqrt(2.0 / sum(shape)), size=shape)


def glorot_uniform(shape: Shape, *, rng: np.random.Generator) -> Array:
    r"""Draw evenly with Glorot's variance: $W_{ij} \sim \mathcal{U}(-c, c)$, $c = \sqrt{6/(d+h)}$.

    Source: Glorot and Bengio 2010, equation 16

    >>> bool(np.abs(glorot_uniform((9, 9), rng=np.random.default_rng(0))).max() <= 3**-0.5)
    True
    """
    expect_shape("glorot_uniform", shape)
    return uniform(shape, rng=rng, bound=float(np.sqrt(6.0 / sum(shape))))


def he_normal(shape: Shape, *, rng: np.random.Generator) -> Array:
    r"""Draw weights that make up for the half of the signal that ReLU cuts off.

    $W_{ij} \sim \mathcal{N}(0, s^2)$ with $s = \sqrt{2 / d}$

    Source: He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers", equation 10

    >>> he_normal((2, 3), rng=np.random.default_rng(0)).shape
    (2, 3)
    """
    expect_shape("he_normal", shape)
    return rng.normal(0.0, np.sqrt(2.0 / shape[0]), size=shape)


def he_uniform(shape: Shape, *, rng: np.random.Generator) -> Array:
    r"""Draw evenly with He's variance: $W_{ij} \sim \mathcal{U}(-c, c)$, $c = \sqrt{6 / d}$.

    Not between 0 and something: weights of one sign make every unit a copy of the others.

    >>> bool(np.abs(he_uniform((6, 9), rng=np.random.default_rng(0))).max() <= 1.0)
    True
    """
    expect_shape("he_uniform", shape)
    return uniform(shape, rng=rng, bound=float(np.sqrt(6.0 / shape[0])))


def orthogonal(shape: Shape, *, rng: np.random.Generator) -> Array:
    r"""Draw a matrix that turns without stretching, each such matrix as likely as any other.

    $W^\top W = I$ if $d \ge h$, else $W W^\top = I$

    The R of a QR decomposition gets a positive diagonal, without which the draw would favour
    some directions.
    Source: Saxe, McClelland and Ganguli 2013, "Exact solutions to the nonlinear dynamics of
    learning in deep linear neural networks"; Mezzadri 2006 for the signs

    >>> W = orthogonal((5, 3), rng=np.random.default_rng(0))
    >>> bool(np.allclose(W.T @ W, np.eye(3)))
    True
    """
    expect_shape("orthogonal", shape)
    tall = (max(shape), min(shape))
    Q, R = np.linalg.qr(rng.normal(size=tall))
    W = np.asarray(Q * np.sign(np.diag(R)), dtype=np.float64)
    return W if shape == tall else W.T


def expect_shape(function: str, shape: Shape) -> None:
    """Refuse what is not the shape of a matrix with at least one entry.

    >>> expect_shape("he_normal", (3, 0))
    Traceback (most recent call last):
    ValueError: he_normal: shape is (3, 0), expected (d, h) with both >= 1
    """
    if len(shape) != 2 or min(shape) < 1:
        raise ValueError(f"{function}: shape is {shape}, expected (d, h) with both >= 1")


if __name__ == "__main__":
    # The standard deviation of a signal that passes ten layers of 100 ReLUs.
    draws: list[Initializer] = [small_normal, uniform, lecun_normal, glorot_normal, he_normal]
    for draw in draws:
        generator = np.random.default_rng(0)
        signal = generator.normal(size=(50, 100))
        for _ in range(10):
            signal = np.maximum(signal @ draw((100, 100), rng=generator), 0.0)
        print(f"{draw.__name__:14} {signal.std():.2e}")
