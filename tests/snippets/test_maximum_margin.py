"""The shortest mixture is a separator or a proof that there is none, and both can be checked."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given

from snippets.maximum_margin import balance, flat_shares, separator, shortest_mixture
from snippets.neuron import signed, walk
from tests.strategies import generators

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def test_or_by_hand() -> None:
    """Weights 2, 2 and bias -1, over their length 3, leave one third to three of the corners."""
    best = separator(signed(CORNERS, np.array([-1.0, 1.0, 1.0, 1.0])))
    np.testing.assert_allclose(best.v, [2 / 3, 2 / 3, -1 / 3], atol=1e-12)
    assert best.margin == pytest.approx(1 / 3)
    np.testing.assert_allclose(best.share, [5 / 9, 2 / 9, 2 / 9, 0.0], atol=1e-12)


def test_xor_has_no_separator_but_a_proof() -> None:
    best = separator(signed(CORNERS, np.array([-1.0, 1.0, 1.0, -1.0])))
    assert best.margin == 0.0
    np.testing.assert_array_equal(best.v, np.zeros(3))
    np.testing.assert_allclose(best.share, np.full(4, 0.25), atol=1e-12)


@given(generators)
def test_it_separates_or_its_shares_add_up_to_zero(rng: np.random.Generator) -> None:
    n, m = rng.integers(2, 20), rng.integers(1, 5)
    u = rng.normal(size=(n, m)) + rng.uniform(0.0, 1.0) * np.ones(m)
    best = separator(u)
    assert best.share.min() >= 0.0
    assert best.share.sum() == pytest.approx(1.0)
    if best.margin > 0.0:
        assert np.linalg.norm(best.v) == pytest.approx(1.0)
        assert (u @ best.v).min() == best.margin
        # No separator has more: any mixture is an upper bound, and this one meets it.
        assert np.linalg.norm(best.share @ u) == pytest.approx(best.margin, rel=1e-9)
    else:
        assert np.abs(best.share @ u).max() < 1e-5
        assert not walk(u, passes=50).separated


@given(generators)
def test_no_other_direction_has_a_larger_margin(rng: np.random.Generator) -> None:
    u = rng.normal(size=(8, 3)) + 2.0
    best = separator(u)
    others = rng.normal(size=(200, 3)) + 3.0 * best.v
    others /= np.linalg.norm(others, axis=1, keepdims=True)
    assert (u @ others.T).min(axis=0).max() <= best.margin + 1e-12


def test_a_margin_scales_with_the_examples() -> None:
    u = np.array([[2.0, 1.0], [1.0, -1.0]])
    for factor in (1e-6, 1e6):
        assert separator(factor * u).margin == pytest.approx(factor * separator(u).margin)
        np.testing.assert_allclose(separator(factor * u).v, separator(u).v)


def test_one_row_and_the_same_row_twice() -> None:
    for u in (np.array([[3.0, 4.0]]), np.array([[3.0, 4.0], [3.0, 4.0]])):
        mixture = shortest_mixture(u)
        np.testing.assert_allclose(mixture.mean, [3.0, 4.0])
        assert separator(u).margin == pytest.approx(5.0)


def test_a_row_whose_share_would_be_negative_is_dropped() -> None:
    """The line through (1, 0) and (3, 1) comes closest to 0 outside the two: (1, 0) is left."""
    u = np.array([[3.0, 1.0], [1.0, 0.0]])
    assert flat_shares(u)[0] < 0.0
    left = balance(u, np.array([1.0, 0.0]), [0, 1])
    assert left[0] == 0.0
    assert left[1] == pytest.approx(1.0)
    np.testing.assert_allclose(shortest_mixture(u).mean, [1.0, 0.0], atol=1e-12)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
def test_a_margin_below_a_millionth_of_the_longest_row_is_taken_for_none(scale: float) -> None:
    for height, found in ((2e-6, True), (0.7e-6, False)):
        u = scale * np.array([[1.0, height], [-1.0, height]])
        assert (separator(u).margin > 0.0) == found


@given(generators)
def test_the_shortest_mixture_is_the_best_of_all_subsets(rng: np.random.Generator) -> None:
    u = rng.normal(size=(6, 3)) + rng.normal(size=3)
    best = np.inf
    for size in range(1, 5):
        for rows in combinations(range(6), size):
            share = flat_shares(u[list(rows)])
            if share.min() >= 0.0:
                best = min(best, float(np.linalg.norm(share @ u[list(rows)])))
    assert np.linalg.norm(shortest_mixture(u).mean) == pytest.approx(best, rel=1e-6, abs=1e-6)


def test_refusals() -> None:
    with pytest.raises(ValueError, match=r"^shortest_mixture: u has shape \(3,\), expected"):
        shortest_mixture(np.ones(3))
