r"""Initializers: where the weights start, so that signals neither die nor explode.

All draw a matrix (d, h): d inputs ("fan in"), h outputs ("fan out").
"""

import numpy as np

from snippets.arrays import Array


def glorot_normal(shape: tuple[int, int], *, rng: np.random.Generator) -> Array:
    r"""Draw weights that keep the variance the same both forward and backward, on average.

    $W_{ij} \sim \mathcal{N}(0, s^2)$ with $s = \sqrt{2 / (d + h)}$

    shape: (d, h)
    -> (d, h)  weights

    Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep networks"

    >>> glorot_normal((2, 3), rng=np.random.default_rng(0)).shape
    (2, 3)
    """
    return rng.normal(0.0, np.sqrt(2.0 / sum(shape)), size=shape)


def he_normal(shape: tuple[int, int], *, rng: np.random.Generator) -> Array:
    r"""Draw weights that make up for the half of the signal that ReLU cuts off.

    $W_{ij} \sim \mathcal{N}(0, s^2)$ with $s = \sqrt{2 / d}$

    shape: (d, h)
    -> (d, h)  weights

    Source: He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers", equation 10

    >>> he_normal((2, 3), rng=np.random.default_rng(0)).shape
    (2, 3)
    """
    return rng.normal(0.0, np.sqrt(2.0 / shape[0]), size=shape)


if __name__ == "__main__":
    for draw in (glorot_normal, he_normal):
        weights = draw((64, 32), rng=np.random.default_rng(0))
        print(f"{draw.__name__:14} standard deviation {weights.std():.4f}")
