"""Counting in lists agrees with sums over distributions, and refuses what is no list."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import empirical, information
from snippets.activations import softmax
from snippets.arrays import one_hot

columns = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=40).map(
    lambda rows: tuple(np.array(rows, dtype=np.int64).T)
)


def test_by_hand():
    y = np.array([0, 0, 1, 2])
    assert empirical.entropy(y) == 1.5
    assert empirical.entropy(y, np.array([0, 0, 1, 1])) == 0.5
    assert empirical.mutual_information(y, np.array([0, 0, 1, 1])) == 1.0
    assert empirical.entropy(np.array([7, 7, 7])) == 0.0


@given(columns)
def test_counting_agrees_with_the_sums_over_a_joint_distribution(pair):
    x, y = pair
    joint = empirical.joint(x, y)
    assert joint.sum() == pytest.approx(1.0)
    assert empirical.mutual_information(x, y) == pytest.approx(
        information.mutual_information(joint, base=2), abs=1e-12
    )
    assert empirical.entropy(y, x) == pytest.approx(
        information.conditional_entropy(joint, base=2), abs=1e-12
    )
    np.testing.assert_allclose(joint.sum(axis=0), empirical.shares(y))


@given(columns)
def test_the_bounds_of_information(pair):
    x, y = pair
    shared = empirical.mutual_information(x, y)
    assert shared >= -1e-12
    assert shared <= min(empirical.entropy(x), empirical.entropy(y)) + 1e-12
    assert shared == pytest.approx(empirical.mutual_information(y, x), abs=1e-12)
    assert empirical.mutual_information(x, x) == pytest.approx(empirical.entropy(x), abs=1e-12)


@given(columns)
def test_a_loss_is_its_floor_plus_the_mean_divergence(pair):
    x, y = pair
    y = np.unique(y, return_inverse=True)[1].reshape(-1)
    q = softmax(np.sin(3.0 + np.outer(x + 1.0, np.arange(y.max() + 1.0))))
    p = empirical.shares_given(y, x)
    floor, loss = empirical.entropy(y, x), empirical.cross_entropy(y, q)
    assert loss == pytest.approx(floor + empirical.divergence(p, q).mean(), abs=1e-12)
    by_rows = -(one_hot(y, q.shape[1]) * np.log2(q)).sum(axis=1).mean()
    assert loss == pytest.approx(by_rows)


@given(columns)
def test_merging_labels_loses_what_the_merged_ones_leave_open(pair):
    x, y = pair
    merged = x // 2
    lost = empirical.entropy(x) - empirical.entropy(merged)
    assert lost == pytest.approx(empirical.entropy(x, merged), abs=1e-12)
    assert empirical.mutual_information(merged, y) <= (empirical.mutual_information(x, y) + 1e-12)


def test_equal_rows_get_equal_labels_in_order():
    rows = np.array([[1.0, 0.0], [0.0, 5.0], [1.0, 0.0], [0.0, 4.0]])
    assert empirical.labels(rows).tolist() == [2, 1, 2, 0]


def test_one_answer_for_all_rows():
    y = np.array([0, 1, 1, 1])
    q = np.array([0.5, 0.5])
    assert empirical.constant_cross_entropy(y, q) == 1.0
    q = np.array([0.25, 0.75])
    assert empirical.constant_cross_entropy(y, q) == pytest.approx(empirical.entropy(y))


def test_divergence_is_that_of_the_rows_and_infinite_where_something_was_ruled_out():
    p, q = np.array([[0.5, 0.5], [0.0, 1.0]]), np.array([[0.25, 0.75], [0.5, 0.5]])
    np.testing.assert_allclose(empirical.divergence(p, q), information.kl_divergence(p, q, base=2))
    with np.errstate(divide="ignore"):
        assert empirical.divergence(q, p)[1] == np.inf


def test_bins_have_no_fold_at_zero_and_a_width_above_it():
    assert empirical.bins(np.array([[-0.1, 0.1]]), 0.5).tolist() == [[-1.0, 0.0]]
    with pytest.raises(ValueError, match=r"^bins: width is 0.0, expected above 0$"):
        empirical.bins(np.zeros((1, 1)), 0.0)


def test_columns_must_have_one_length():
    with pytest.raises(ValueError, match=r"y has shape \(2,\)"):
        empirical.mutual_information(np.array([1, 2, 3]), np.array([1, 2]))
