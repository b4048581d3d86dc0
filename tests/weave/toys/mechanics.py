"""A toy house of physics, to show that weave knows nothing of neural networks."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def kinetic_energy(mass: Array, velocity: Array) -> float:
    """Add up half the mass times the squared speed of each body."""
    return float(0.5 * (mass * (velocity**2).sum(axis=1)).sum())


def momentum(mass: Array, velocity: Array) -> Array:
    """Add up mass times velocity."""
    return mass @ velocity


def potential(k: float, x: float) -> float:
    """Return the energy of a spring."""
    return 0.5 * k * x**2


def force(k: float, x: float) -> float:
    """Return the force of a spring."""
    return -k * x


def positions(start: float, speed: float, steps: int) -> list[float]:
    """Walk with constant speed."""
    return [start + speed * step for step in range(1, steps + 1)]


def same(x: Array) -> Array:
    """Return what came in."""
    return x


def rotated(x: Array) -> Array:
    """Turn planar rows by a quarter."""
    return np.stack([-x[:, 1], x[:, 0]], axis=1)


def saturating(x: Array) -> Array:
    """Bend entry by entry."""
    return np.tanh(x)


def kinked(x: Array) -> Array:
    """Bend with a corner at 0."""
    return np.abs(x)


def shares(x: Array) -> Array:
    """Divide by the sum, so that entries depend on each other."""
    return x / x.sum()


def swapped(x: Array) -> Array:
    """Return the transpose."""
    return x.T


def zeros_like(x: Array) -> Array:
    """Forget everything."""
    return np.zeros_like(x)


def roots(x: float, steps: int) -> list[float]:
    """Guess a square root by Heron's rule."""
    guesses = [x]
    for _ in range(steps):
        guesses.append((guesses[-1] + x / guesses[-1]) / 2)
    return guesses[1:]


def moved(x: Array, v: Array, h: float) -> Array:
    """Move on with constant speed."""
    return x + h * v


def slid(f: Array, k: Array) -> Array:
    """Slide a kernel over a signal."""
    return np.correlate(f, k, mode="valid")


def halves(x: Array) -> tuple[Array, Array]:
    """Cut in two equal parts."""
    return x / 2, x / 2
