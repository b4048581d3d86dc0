"""Initializers: the moments that the formulas promise, and what they do to a signal."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from snippets import initializers
from snippets.initializers import Initializer

SHAPE = (300, 500)
SPREAD: dict[str, float] = {
    "zeros": 0.0,
    "small_normal": 0.01,
    "uniform": math.sqrt(1 / 12),
    "lecun_normal": math.sqrt(1 / 300),
    "glorot_normal": math.sqrt(2 / 800),
    "glorot_uniform": math.sqrt(2 / 800),
    "he_normal": math.sqrt(2 / 300),
    "he_uniform": math.sqrt(2 / 300),
    "orthogonal": math.sqrt(1 / 500),
}


def draw(name: str, shape: tuple[int, int] = SHAPE, seed: int = 0) -> np.ndarray:
    return getattr(initializers, name)(shape, rng=np.random.default_rng(seed))


@pytest.mark.parametrize("name", SPREAD)
def test_mean_zero_and_the_promised_spread(name: str) -> None:
    """150 000 draws: the spread is within 1 %, the mean within 5 standard errors of 0."""
    W = draw(name)
    assert W.shape == SHAPE
    assert W.dtype == np.float64
    assert W.std() == pytest.approx(SPREAD[name], rel=0.01)
    assert abs(W.mean()) <= 5 * SPREAD[name] / math.sqrt(W.size)


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("uniform", 0.5),
        ("glorot_uniform", math.sqrt(6 / 800)),
        ("he_uniform", math.sqrt(6 / 300)),
    ],
)
def test_uniform_draws_reach_their_bounds_and_no_farther(name: str, bound: float) -> None:
    W = draw(name)
    assert 0.999 * bound < W.max() <= bound
    assert -bound <= W.min() < -0.999 * bound


@pytest.mark.parametrize("shape", [(7, 3), (3, 7), (5, 5), (1, 4)])
def test_orthogonal_matrices_turn_without_stretching(shape: tuple[int, int]) -> None:
    W = draw("orthogonal", shape)
    gram = W.T @ W if shape[0] >= shape[1] else W @ W.T
    np.testing.assert_allclose(gram, np.eye(min(shape)), atol=1e-14)


def test_orthogonal_draws_favour_no_direction() -> None:
    """Of a turn in the plane, each entry is the cosine of an even angle: mean 0, variance 1/2."""
    rng = np.random.default_rng(0)
    entries = np.array([initializers.orthogonal((2, 2), rng=rng) for _ in range(4000)])
    np.testing.assert_allclose(entries.mean(axis=0), 0.0, atol=0.06)
    np.testing.assert_allclose(entries.var(axis=0), 0.5, atol=0.03)


@pytest.mark.parametrize(
    ("name", "bend", "gain"),
    [
        ("lecun_normal", lambda z: z, 1.0),
        ("he_normal", lambda z: np.maximum(z, 0.0), 1.0),
        ("he_uniform", lambda z: np.maximum(z, 0.0), 1.0),
        ("lecun_normal", lambda z: np.maximum(z, 0.0), 0.5),
        ("glorot_normal", lambda z: z, 1.0),
    ],
)
def test_the_mean_square_after_a_layer(
    name: str, bend: Callable[[np.ndarray], np.ndarray], gain: float
) -> None:
    rng = np.random.default_rng(0)
    initializer: Initializer = getattr(initializers, name)
    x = rng.normal(size=(400, 200))
    squares = np.mean(bend(x @ initializer((200, 200), rng=rng)) ** 2)
    # A ReLU halves the mean square of z, which He's rule doubles beforehand.
    assert squares == pytest.approx(gain * np.mean(x**2), rel=0.06)


@pytest.mark.parametrize("name", [name for name in SPREAD if name != "zeros"])
def test_the_same_seed_the_same_weights(name: str) -> None:
    np.testing.assert_array_equal(draw(name, seed=1), draw(name, seed=1))
    assert (draw(name, seed=1) != draw(name, seed=2)).any()


@pytest.mark.parametrize("name", SPREAD)
@pytest.mark.parametrize("shape", [(3,), (3, 0), (2, 3, 4)])
def test_what_is_no_matrix_is_refused(name: str, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: shape is \(.*expected \(d, h\) with both"):
        getattr(initializers, name)(shape, rng=np.random.default_rng(0))
