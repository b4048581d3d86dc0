r"""Likelihoods: how probable a model called what then happened.

Numbers have densities, which may exceed 1; labels have probabilities. Minus the mean logarithm of
either is a loss of `losses`, up to a constant and a factor.
"""

import math

import numpy as np

from snippets.arrays import Array, Labels, expect
from snippets.losses import huber_costs


def negative_log_likelihood(q: Array) -> float:
    r"""Average the surprise about everything that happened.

    $L = -\frac{1}{nk} \sum_{ij} \ln q_{ij}$

    q: (n, k)  likelihoods, positive
    -> ()  in nats; negative if densities are large

    Raises ValueError if a likelihood is not positive.

    >>> round(negative_log_likelihood(np.array([[0.5], [0.125]])) / math.log(2.0), 12)  # in bits
    2.0
    """
    expect("negative_log_likelihood: q (n, k)", q)
    if not q.min() > 0.0:
        raise ValueError(f"negative_log_likelihood: q goes down to {q.min()}, expected > 0")
    return -float(np.mean(np.log(q)))


def gaussian(y: Array, a: Array, s: float) -> Array:
    r"""The density of numbers that miss a prediction by normal errors.

    $q_{ij} = \frac{1}{s \sqrt{2\pi}} e^{-(y_{ij} - a_{ij})^2 / (2 s^2)}$

    y: (n, k)  what happened
    a: (n, k)  the centres
    s: standard deviation, positive
    -> (n, k)  per unit of y

    Raises ValueError if the shapes differ or s is not positive.

    >>> gaussian(np.array([[2.0]]), np.array([[2.0]]), 1.0).round(6)
    array([[0.398942]])
    """
    expect("gaussian: y (n, k), a (n, k)", y, a)
    expect_positive("gaussian", "s", s)
    density: Array = np.exp(-(((y - a) / s) ** 2) / 2.0) / (s * math.sqrt(2.0 * math.pi))
    return density


def laplace(y: Array, a: Array, t: float = 1.0) -> Array:
    r"""The density of numbers that miss a prediction by Laplace's errors, with a sharp peak.

    $q_{ij} = \frac{1}{2t} e^{-|y_{ij} - a_{ij}| / t}$

    y: (n, k)  what happened
    a: (n, k)  the centres
    t: scale, positive: the mean distance from the centre
    -> (n, k)  per unit of y

    Raises ValueError if the shapes differ or t is not positive.

    >>> laplace(np.array([[2.0]]), np.array([[2.0]]))
    array([[0.5]])
    """
    expect("laplace: y (n, k), a (n, k)", y, a)
    expect_positive("laplace", "t", t)
    density: Array = np.exp(-np.abs(y - a) / t) / (2.0 * t)
    return density


def huber(y: Array, a: Array, c: float = 1.0) -> Array:
    r"""The density whose middle is normal and whose tails are Laplace's.

    $q_{ij} = \frac{1}{Z} e^{-\rho(y_{ij} - a_{ij})}$ with $\rho(u) = u^2/2$ if $|u| \le c$,
    else $c (|u| - c/2)$, and Z from `huber_total`

    y: (n, k)  what happened
    a: (n, k)  the centres
    c: half the width of the middle, positive
    -> (n, k)  per unit of y

    Raises ValueError if the shapes differ or c is not positive.
    Source: Huber 1964, "Robust estimation of a location parameter"

    >>> huber(np.array([[2.0]]), np.array([[2.0]])).round(6)
    array([[0.341961]])
    """
    expect("huber: y (n, k), a (n, k)", y, a)
    density: Array = np.exp(-huber_costs(a, y, c)) / huber_total(c)
    return density


def huber_total(c: float) -> float:
    r"""The area under $e^{-\rho(u)}$, by which Huber's density is divided.

    $Z = \sqrt{2\pi} \, \mathrm{erf}(c / \sqrt 2) + \frac{2}{c} e^{-c^2/2}$

    >>> round(huber_total(1.0), 4)
    2.9243
    """
    expect_positive("huber_total", "c", c)
    middle = math.sqrt(2.0 * math.pi) * math.erf(c / math.sqrt(2.0))
    return middle + 2.0 / c * math.exp(-(c**2) / 2.0)


def bernoulli(y: Array, p: Array) -> Array:
    r"""The probability of a yes or a no.

    $q_{ij} = p_{ij}^{y_{ij}} (1 - p_{ij})^{1 - y_{ij}}$

    y: (n, k)  1 for yes, 0 for no
    p: (n, k)  probabilities of yes
    -> (n, k)

    Raises ValueError if the shapes differ.

    >>> bernoulli(np.array([[1.0, 0.0]]), np.array([[0.75, 0.75]]))
    array([[0.75, 0.25]])
    """
    expect("bernoulli: y (n, k), p (n, k)", y, p)
    probability: Array = p**y * (1.0 - p) ** (1.0 - y)
    return probability


def categorical(y: Array, p: Array) -> Array:
    r"""The probability of the class that came true.

    $q_i = \prod_k p_{ik}^{y_{ik}}$

    y: (n, k)  one-hot
    p: (n, k)  probabilities; each row sums to 1
    -> (n, 1)

    Raises ValueError if the shapes differ.

    >>> categorical(np.array([[0.0, 1.0]]), np.array([[0.25, 0.75]]))
    array([[0.75]])
    """
    expect("categorical: y (n, k), p (n, k)", y, p)
    probability: Array = np.prod(p**y, axis=1, keepdims=True)
    return probability


def poisson(y: Array | Labels, z: Array) -> Array:
    r"""The probability of a count of rare events, from the logarithm of the expected count.

    $q_{ij} = e^{y_{ij} z_{ij} - e^{z_{ij}}} / y_{ij}!$

    y: (n, k)  counts: 0, 1, 2, ...
    z: (n, k)  scores; $e^z$ is the expected count
    -> (n, k)

    Raises ValueError if the shapes differ.

    >>> poisson(np.array([[0.0]]), np.array([[0.0]])).round(6)
    array([[0.367879]])
    """
    expect("poisson: y (n, k), z (n, k)", y, z)
    log_factorial = np.array([math.lgamma(count + 1.0) for count in y.ravel()]).reshape(y.shape)
    probability: Array = np.exp(y * z - np.exp(z) - log_factorial)
    return probability


def would_be_from_hinge(z: Array, t: float = 1.0) -> Array:
    r"""What the likelihoods of both sides would have to be, if the hinge loss were their surprise.

    $q_{i1} = e^{-t \max(0, 1 - z_i)}, \quad q_{i2} = e^{-t \max(0, 1 + z_i)}$

    z: (n,)  scores
    t: a factor before the loss, positive
    -> (n, 2)  for yes and for no; no probabilities, as they do not add up to a constant

    Raises ValueError if z is not (n,) or t is not positive.

    >>> would_be_from_hinge(np.array([0.0, 1.0])).sum(axis=1).round(3)
    array([0.736, 1.135])
    """
    expect("would_be_from_hinge: z (n,)", z)
    expect_positive("would_be_from_hinge", "t", t)
    sides = np.array([1.0, -1.0])
    would_be: Array = np.exp(-t * np.maximum(0.0, 1.0 - np.outer(z, sides)))
    return would_be


def expect_positive(function: str, name: str, value: float) -> None:
    """Refuse a width that is no width.

    >>> expect_positive("gaussian", "s", 0.0)
    Traceback (most recent call last):
    ValueError: gaussian: s = 0.0, expected > 0
    """
    if not value > 0.0:
        raise ValueError(f"{function}: {name} = {value}, expected > 0")


if __name__ == "__main__":
    readings, guess = np.array([[2.0], [2.1], [1.9], [2.2], [7.0]]), np.full((5, 1), 2.1)
    for belief, q in {
        "Gaussian": gaussian(readings, guess, 1.0),
        "Laplace": laplace(readings, guess),
        "Huber": huber(readings, guess),
    }.items():
        print(f"{belief:9}", q[:, 0].round(5), f"surprise {negative_log_likelihood(q):.3f} nats")
