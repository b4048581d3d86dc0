r"""How likely a check of a few entries, or of one direction, misses a bug."""

from math import comb

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
DRAWS = 100_000  # directions, to count how many miss a bug


def entries_miss(wrong: int, size: int, looked: int) -> float:
    r"""The chance that none of the entries looked at is a wrong one.

    $P = \binom{N - w}{k} / \binom{N}{k}$, about $(1 - w/N)^k$ for few of many

    wrong: w, how many of the entries are wrong
    size: N, how many entries there are
    looked: k, how many different ones are drawn
    -> between 0 and 1

    >>> entries_miss(1, 4, 2)
    0.5
    """
    return comb(size - wrong, looked) / comb(size, looked)


def direction_miss(gradient: Array, wrong: Array, tolerance: float) -> float:
    r"""The chance that a normal random direction does not see the difference of two gradients.

    $P \approx \frac{2}{\pi} \, \tau \sin\theta \, \lVert g \rVert / \lVert e \rVert$, where
    $e = \hat{g} - g$ and $\theta$ is the angle between $e$ and $g$; exact as $\tau \to 0$

    gradient, wrong: g and its wrong version, one shape
    tolerance: of the relative error
    -> between 0 and 1

    >>> direction_miss(np.array([1.0, 0.0]), np.array([1.0, 0.1]), 1e-6) < 1e-5
    True
    """
    e = (wrong - gradient).ravel()
    g = gradient.ravel()
    lengths = np.sqrt(e @ e), np.sqrt(g @ g)
    sine = np.sqrt(max(0.0, 1.0 - float(e @ g / (lengths[0] * lengths[1])) ** 2))
    return min(1.0, float(2 / np.pi * tolerance * sine * lengths[1] / lengths[0]))


def direction_miss_rate(
    gradient: Array,
    wrong: Array,
    tolerance: float,
    *,
    rng: np.random.Generator,
    signs: bool = False,
    draws: int = DRAWS,
) -> float:
    """The share of random directions along which two gradients agree within the tolerance.

    signs: directions of entries -1 and 1 instead of normal ones
    """
    shape = (draws, gradient.size)
    v = rng.choice([-1.0, 1.0], size=shape) if signs else rng.normal(size=shape)
    right, seen = v @ gradient.ravel(), v @ wrong.ravel()
    near = np.abs(right - seen) <= tolerance * np.maximum(np.abs(right), np.abs(seen))
    return float(np.mean(near))


if __name__ == "__main__":
    print("50 of 2778 entries miss 16 wrong ones:", round(entries_miss(16, 2778, 50), 3))
