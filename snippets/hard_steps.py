r"""Hard steps: sigmoids of fixed steepness that learn a curve, their places free, slow or held.

Cited in: Universal approximation.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from snippets.activations import sigmoid, sigmoid_backward
from snippets.approximation import wave
from snippets.arrays import Array
from snippets.optimizers import adam

STARTS, UNITS, STEPS, RATE = 20, 9, 400, 0.03
STEEP = (10.0, 100.0, 1000.0)  # the steepnesses that the chapter compares
TAUGHT = np.linspace(0.0, 1.0, 101)[:, np.newaxis]


class Taught(NamedTuple):
    """What training did, start by start: how far the places went, and the error at the end.

    moved: (starts,)  mean over the units
    error: (starts,)  root of the mean squared error at the points that were taught
    """

    moved: Array
    error: Array


@cache
def taught(steepness: float, *, trained: str) -> Taught:
    """Train nine sigmoids on the wave by Adam, at random places to begin with.

    trained: besides the heights "biases", "places" or "heights" alone

    >>> float(taught(100.0, trained="heights").moved.max())
    0.0
    """
    rng = np.random.default_rng(0)
    start = rng.random((STARTS, UNITS))
    pace = paces(steepness)[trained]
    theta = np.concatenate([start, rng.normal(size=(STARTS, UNITS)), np.zeros((STARTS, 1))], axis=1)
    state = None
    for _ in range(STEPS):
        step, state = adam(np.zeros_like(theta), gradient(theta, steepness), state, rate=RATE)
        step[:, :UNITS] *= pace
        theta = theta + step
    moved = np.abs(theta[:, :UNITS] - start).mean(axis=1)
    return Taught(moved, np.sqrt(np.mean(miss(theta, steepness) ** 2, axis=1)))


def paces(steepness: float) -> dict[str, float]:
    """Tell how far a place goes when Adam moves what is trained by 1: a bias is -w s.

    >>> paces(100.0)["biases"]
    0.01
    """
    return {"places": 1.0, "biases": 1.0 / steepness, "heights": 0.0}


def miss(theta: Array, steepness: float) -> Array:
    """Subtract the wave from the answers.

    theta: (s, 19)  places, heights and output bias of each network
    -> (s, 101)
    """
    s, v, c = theta[:, np.newaxis, :UNITS], theta[:, UNITS:-1, np.newaxis], theta[:, -1:]
    return np.asarray((sigmoid(steepness * (TAUGHT - s)) @ v)[:, :, 0] + c - wave(TAUGHT[:, 0]))


def gradient(theta: Array, steepness: float) -> Array:
    """Differentiate the mean squared error by places, heights and output bias.

    -> (s, 19)
    """
    z = steepness * (TAUGHT - theta[:, np.newaxis, :UNITS])
    delta = 2.0 * miss(theta, steepness)[:, np.newaxis] / len(TAUGHT)
    by_place = -steepness * theta[:, UNITS:-1] * (delta @ slopes(z))[:, 0]
    return np.concatenate([by_place, (delta @ sigmoid(z))[:, 0], delta.sum(axis=2)], axis=1)


def slopes(z: Array) -> Array:
    """Take the slope of the sigmoid at each score.

    >>> slopes(np.zeros(1))
    array([0.25])
    """
    return sigmoid_backward(np.ones_like(z), z)


def feel(steepness: float) -> float:
    """Measure which share of the inputs feels a step in the middle: a thousandth of its slope.

    >>> feel(10.0)
    1.0
    """
    return float(np.mean(slopes(steepness * (TAUGHT - 0.5)) > 0.25e-3))


if __name__ == "__main__":
    for w in STEEP:
        for name in paces(w):
            runs = taught(w, trained=name)
            medians = f"moved {np.median(runs.moved):.3f}, error {np.median(runs.error):.3f}"
            print(f"steepness {w:4.0f}, {name:7} trained: {medians}")
