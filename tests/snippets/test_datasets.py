"""Datasets: shapes without noise, counts, seeds, and that a straight line is not enough."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import datasets
from snippets.datasets import Dataset

DRAWN: dict[str, Callable[..., Dataset]] = {
    "moons": datasets.moons,
    "spirals": datasets.spirals,
    "blobs": datasets.blobs,
    "rings": datasets.rings,
}
every_set = pytest.mark.parametrize("name", DRAWN)


def draw(name: str, n: int = 60, noise: float = 0.0, seed: int = 0, **options: object) -> Dataset:
    return DRAWN[name](n, noise=noise, rng=np.random.default_rng(seed), **options)


def test_xor_is_one_or_the_other_but_not_both() -> None:
    x, y = datasets.xor()
    np.testing.assert_array_equal(y, (x[:, 0] + x[:, 1]) % 2)
    assert x.shape == (4, 2)
    assert y.dtype == np.int64


def test_no_straight_line_separates_xor() -> None:
    """Both classes have the same middle, which would lie on both sides."""
    x, y = datasets.xor()
    np.testing.assert_array_equal(x[y == 0].mean(axis=0), x[y == 1].mean(axis=0))


@every_set
@given(n=st.integers(4, 60))
def test_as_many_points_as_asked_for_evenly_shared(name: str, n: int) -> None:
    x, y = draw(name, n)
    assert x.shape == (n, 2)
    assert y.shape == (n,)
    assert x.dtype == np.float64
    assert y.dtype == np.int64
    counts = np.bincount(y)
    assert counts.max() - counts.min() <= 1


@every_set
def test_the_generator_decides(name: str) -> None:
    np.testing.assert_array_equal(draw(name, noise=0.1).x, draw(name, noise=0.1).x)
    assert (draw(name, noise=0.1).x != draw(name, noise=0.1, seed=1).x).any()


@every_set
def test_noise_is_a_normal_shift_of_that_size(name: str) -> None:
    shift = draw(name, n=20_000, noise=0.3).x - draw(name, n=20_000).x
    assert shift.std() == pytest.approx(0.3, rel=0.02)
    assert abs(shift.mean()) < 0.01


def test_moons_are_half_circles() -> None:
    x, y = draw("moons")
    np.testing.assert_allclose(np.hypot(*x[y == 0].T), 1.0)
    np.testing.assert_allclose(np.hypot(x[y == 1, 0] - 1.0, x[y == 1, 1] - 0.5), 1.0)
    assert (x[y == 0, 1] >= 0).all()
    assert (x[y == 1, 1] <= 0.5).all()


def test_the_arms_of_a_spiral_are_one_another_turned() -> None:
    x, y = draw("spirals", arms=3)
    turn = np.exp(2j * np.pi / 3)
    first, second, third = ((x[y == k] @ [1, 1j]) for k in range(3))
    np.testing.assert_allclose(second, first * turn, atol=1e-12)
    np.testing.assert_allclose(third, second * turn, atol=1e-12)
    np.testing.assert_allclose(np.abs(first), np.linspace(0.1, 1.0, 20))


def test_blobs_sit_evenly_on_a_circle() -> None:
    x, y = draw("blobs", centers=4, radius=2.0)
    middles = np.array([x[y == k].mean(axis=0) for k in range(4)])
    np.testing.assert_allclose(middles, [[2, 0], [0, 2], [-2, 0], [0, -2]], atol=1e-12)


def test_rings_have_whole_radii() -> None:
    x, y = draw("rings", count=3)
    np.testing.assert_allclose(np.hypot(*x.T), y + 1.0)


def test_waves_are_sines_of_sorted_points() -> None:
    x, y = datasets.waves(50, noise=0.0, rng=np.random.default_rng(0), count=2.0)
    assert x.shape == y.shape == (50, 1)
    assert (np.diff(x[:, 0]) >= 0).all()
    np.testing.assert_allclose(y, np.sin(4 * np.pi * x))


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize(("n", "noise"), [(1, 0.1), (50, -0.1), (50, np.nan)])
def test_too_few_points_and_negative_noise_are_refused(name: str, n: int, noise: float) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: n = {n}, classes = \d, noise = {noise}"):
        draw(name, n, noise)


def test_waves_refuse_as_well() -> None:
    with pytest.raises(ValueError, match=r"^waves: n = 0"):
        datasets.waves(0, noise=0.1, rng=np.random.default_rng(0))
