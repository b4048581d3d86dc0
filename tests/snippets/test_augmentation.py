"""Augmentation: where the pixels go, what comes in, and how often."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import augmentation
from tests.strategies import generators

IMAGES = np.arange(1.0, 25.0).reshape(2, 3, 4)


@given(st.integers(-6, 6), st.integers(-6, 6))
def test_shift_pixel_by_pixel(down: int, right: int) -> None:
    moved = augmentation.shift(IMAGES, down, right)
    for i in range(3):
        for j in range(4):
            inside = 0 <= i - down < 3 and 0 <= j - right < 4
            expected = IMAGES[:, i - down, j - right] if inside else 0.0
            np.testing.assert_array_equal(moved[:, i, j], expected)


def test_a_shift_and_back_keeps_what_did_not_leave() -> None:
    back = augmentation.shift(augmentation.shift(IMAGES, 1, -1), -1, 1)
    np.testing.assert_array_equal(back[:, :2, 1:], IMAGES[:, :2, 1:])
    assert not back[:, 2].any()
    assert not back[:, :, 0].any()


@given(generators)
def test_random_shifts_are_shifts_within_the_bound(rng: np.random.Generator) -> None:
    dot = np.zeros((20, 7, 7))
    dot[:, 3, 3] = 1.0
    places = np.argwhere(augmentation.random_shifts(dot, 2, rng=rng))
    np.testing.assert_array_equal(places[:, 0], np.arange(20))
    assert np.abs(places[:, 1:] - 3).max() <= 2


def test_every_shift_within_the_bound_occurs() -> None:
    dot = np.zeros((500, 5, 5))
    dot[:, 2, 2] = 1.0
    moved = augmentation.random_shifts(dot, 1, rng=np.random.default_rng(0))
    assert {tuple(place[1:].tolist()) for place in np.argwhere(moved)} == {
        (i, j) for i in (1, 2, 3) for j in (1, 2, 3)
    }


def test_flip_twice_is_nothing() -> None:
    np.testing.assert_array_equal(augmentation.flip(IMAGES)[:, :, 0], IMAGES[:, :, 3])
    np.testing.assert_array_equal(augmentation.flip(augmentation.flip(IMAGES)), IMAGES)


def test_about_half_are_flipped_each_as_a_whole() -> None:
    images = np.tile([1.0, 2.0], (1000, 3, 1))
    flipped = augmentation.random_flips(images, rng=np.random.default_rng(0))
    first = flipped[:, :, 0]
    assert (first == first[:, :1]).all()
    assert 0.45 < (first[:, 0] == 2.0).mean() < 0.55


def test_noise_has_the_spread_asked_for() -> None:
    shift = augmentation.noisy(np.ones((50, 20, 20)), 0.2, rng=np.random.default_rng(0)) - 1.0
    assert shift.std() == pytest.approx(0.2, rel=0.02)
    assert abs(shift.mean()) < 0.01


def test_the_images_are_left_as_they_were() -> None:
    before = IMAGES.copy()
    rng = np.random.default_rng(0)
    augmentation.shift(IMAGES, 1, 1)
    augmentation.random_shifts(IMAGES, 1, rng=rng)
    augmentation.random_flips(IMAGES, rng=rng)
    augmentation.noisy(IMAGES, 1.0, rng=rng)
    np.testing.assert_array_equal(IMAGES, before)


def test_refusals() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(
        ValueError, match=r"^shift: images has shape \(3, 4\), expected \(n, h, w\)"
    ):
        augmentation.shift(IMAGES[0], 1, 1)
    with pytest.raises(ValueError, match=r"^random_shifts: most is -1, expected 0 or more"):
        augmentation.random_shifts(IMAGES, -1, rng=rng)
    with pytest.raises(ValueError, match=r"^noisy: s is -1.0, expected 0 or more"):
        augmentation.noisy(IMAGES, -1.0, rng=rng)
