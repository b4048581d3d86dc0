"""Preprocessing: moments after each recipe, training statistics on test data, even splits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.arrays import Array
from snippets.preprocessing import apply, min_max, standardize, stratified_split, whiten
from tests.strategies import generators


def inputs(seed: int = 0) -> Array:
    """Three features of different scale, two of them correlated."""
    rng = np.random.default_rng(seed)
    x = rng.normal([5.0, -300.0, 0.1], [2.0, 40.0, 0.01], size=(200, 3))
    x[:, 1] += 10.0 * x[:, 0]
    return x


def test_standardize_one_feature_at_a_time() -> None:
    x = inputs()
    y = apply(standardize(x), x)
    np.testing.assert_allclose(y.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(y.std(axis=0), 1.0)
    np.testing.assert_allclose(y[:, 1], (x[:, 1] - x[:, 1].mean()) / x[:, 1].std())


def test_min_max_touches_both_ends() -> None:
    x = inputs()
    y = apply(min_max(x), x)
    np.testing.assert_allclose(y.min(axis=0), 0.0, atol=1e-14)
    np.testing.assert_allclose(y.max(axis=0), 1.0)


def test_whitened_features_are_uncorrelated_and_still_like_themselves() -> None:
    x = inputs()
    y = apply(whiten(x, 1e-12), x)
    np.testing.assert_allclose(y.T @ y / len(y), np.eye(3), atol=1e-6)
    likeness = np.corrcoef(x.T, y.T)[:3, 3:]
    assert (np.diag(likeness) > 0.7).all()
    np.testing.assert_allclose(whiten(x).A, whiten(x).A.T, atol=1e-12)


def test_test_data_are_changed_by_the_training_data_s_recipe() -> None:
    train, test = inputs(0), inputs(1) + 1000.0
    recipe = standardize(train)
    np.testing.assert_allclose(apply(recipe, test)[0], (test[0] - train.mean(0)) / train.std(0))
    assert (apply(recipe, test).mean(axis=0) > 10.0).all()


@pytest.mark.parametrize("recipe", [standardize, min_max, whiten])
def test_a_feature_that_never_changes_stays_finite(recipe) -> None:  # type: ignore[no-untyped-def]
    x = inputs()
    x[:, 1] = 7.0
    y = apply(recipe(x), x)
    assert np.isfinite(y).all()
    np.testing.assert_allclose(y[:, 1], 0.0, atol=1e-6)


@given(st.lists(st.integers(2, 30), min_size=1, max_size=5), st.floats(0.3, 0.7), generators)
def test_a_split_uses_every_row_once_and_keeps_the_proportions(
    counts: list[int], share: float, rng: np.random.Generator
) -> None:
    labels = rng.permutation(np.repeat(np.arange(len(counts)), counts))
    train, test = stratified_split(labels, share=share, rng=rng)
    assert sorted([*train, *test]) == list(range(len(labels)))
    for label, count in enumerate(counts):
        assert (labels[test] == label).sum() == round(share * count)


def test_the_rows_of_a_split_are_mixed() -> None:
    labels = np.repeat([0, 1], 50)
    train, test = stratified_split(labels, share=0.5, rng=np.random.default_rng(0))
    for part in (train, test):
        assert (np.diff(labels[part]) != 0).sum() > 10
        assert (np.diff(part) < 0).any()


def test_every_row_gets_into_the_test_part_of_some_split() -> None:
    labels = np.repeat([0, 1], 6)
    splits = [
        stratified_split(labels, share=0.5, rng=np.random.default_rng(seed)) for seed in range(30)
    ]
    assert set(np.concatenate([split.test for split in splits])) == set(range(12))


@pytest.mark.parametrize("recipe", [standardize, min_max, whiten])
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_numbers_that_are_none_are_refused(recipe, bad: float) -> None:  # type: ignore[no-untyped-def]
    x = inputs()
    x[3, 1] = bad
    with pytest.raises(ValueError, match=rf"^{recipe.__name__}: x holds NaN or infinite numbers"):
        recipe(x)
    with pytest.raises(ValueError, match=rf"^{recipe.__name__}: x has shape \(3,\), expected"):
        recipe(x[0])


def test_other_features_than_the_recipe_s_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^apply: x has shape \(2, 4\), expected .* d = 3$"):
        apply(standardize(inputs()), np.ones((2, 4)))


@pytest.mark.parametrize("share", [0.0, 0.01, 1.0])
def test_a_part_without_rows_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match=r"^stratified_split: share = .* leaves a part of 6 empty"):
        stratified_split(np.array([0, 0, 0, 1, 1, 1]), share=share, rng=np.random.default_rng(0))
