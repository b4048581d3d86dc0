"""Regularizers: values by hand, the exact step of L1 by search, means kept, the patient clock."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import optimizers, regularizers
from snippets.arrays import Array
from snippets.regularizers import EarlyStopping, dropout_mask, label_smoothing, soft_threshold
from tests.strategies import distributions, generators, scores

THETA = np.array([[3.0, -4.0], [0.0, 0.5]])


def test_penalties_by_hand() -> None:
    assert regularizers.l1(THETA, 0.1) == pytest.approx(0.75)
    assert regularizers.l2(THETA, 0.1) == pytest.approx(0.05 * 25.25)
    assert regularizers.elastic_net(THETA, 0.1, 0.25) == pytest.approx(0.25 * 0.75 + 0.75 * 1.2625)


@given(scores)
def test_elastic_net_joins_its_two_ends(theta: Array) -> None:
    assert regularizers.elastic_net(theta, 0.3, 1.0) == regularizers.l1(theta, 0.3)
    assert regularizers.elastic_net(theta, 0.3, 0.0) == regularizers.l2(theta, 0.3)


def test_at_zero_the_subgradient_is_zero() -> None:
    assert regularizers.l1_backward(1.0, np.zeros(1)) == 0.0


@given(st.floats(-5, 5), st.floats(0, 3))
def test_the_soft_threshold_is_where_the_cost_is_least(theta: float, amount: float) -> None:
    def cost(u: Array) -> Array:
        return (u - theta) ** 2 / 2 + amount * np.abs(u)

    best = soft_threshold(np.array([theta]), amount)
    around = best + np.linspace(-6, 6, 1201)
    assert (cost(best) <= cost(around) + 1e-12).all()


def test_decoupled_decay_is_the_l2_penalty_for_sgd_but_not_for_adam() -> None:
    rate, alpha = 0.1, 0.5
    grad = np.array([[1.0, -2.0], [0.3, 0.0]])
    penalized = grad + regularizers.l2_backward(1.0, THETA, alpha)
    decayed = regularizers.weight_decay(THETA, rate=rate, alpha=alpha)
    by_penalty = optimizers.sgd(THETA, penalized, None, rate=rate)[0]
    np.testing.assert_allclose(by_penalty, optimizers.sgd(decayed, grad, None, rate=rate)[0])
    adam_penalty = optimizers.adam(THETA, penalized, None, rate=rate)[0]
    adamw = optimizers.adamw(THETA, grad, None, rate=rate, weight_decay=alpha)[0]
    np.testing.assert_allclose(adamw, optimizers.adam(decayed, grad, None, rate=rate)[0])
    assert np.abs(adam_penalty - adamw).max() > 0.01


@given(st.floats(0, 0.95), generators)
def test_a_mask_holds_zeros_and_one_factor(r: float, rng: np.random.Generator) -> None:
    mask = dropout_mask((13, 7), r, rng=rng)
    assert mask.shape == (13, 7)
    assert set(np.unique(mask)) <= {0.0, 1.0 / (1.0 - r)}


@pytest.mark.parametrize("r", [0.1, 0.5, 0.8])
def test_the_mean_is_kept_by_the_inverted_mask_and_by_scaling_at_test(r: float) -> None:
    """400 000 draws: the mean of the mask is within 5 standard errors of 1."""
    rng = np.random.default_rng(0)
    mask = dropout_mask((400_000,), r, rng=rng)
    error = np.sqrt(r / (1.0 - r) / mask.size)
    assert abs(mask.mean() - 1.0) < 5 * error
    assert (mask == 0).mean() == pytest.approx(r, abs=0.005)
    a = np.array([2.0, -3.0])
    plain = np.mean([a * (dropout_mask((2,), r, rng=rng) > 0) for _ in range(20_000)], axis=0)
    np.testing.assert_allclose(plain, regularizers.scale_at_test(a, r), atol=0.06)


def test_no_dropout_changes_nothing() -> None:
    rng = np.random.default_rng(0)
    np.testing.assert_array_equal(dropout_mask((3, 4), 0.0, rng=rng), 1.0)
    np.testing.assert_array_equal(regularizers.scale_at_test(THETA, 0.0), THETA)


@given(distributions, st.floats(0, 1))
def test_smoothed_targets_are_distributions(y: Array, amount: float) -> None:
    smooth = label_smoothing(y, amount)
    np.testing.assert_allclose(smooth.sum(axis=1), 1.0, rtol=1e-12)
    np.testing.assert_allclose(label_smoothing(y, 1.0), 1.0 / y.shape[1])
    np.testing.assert_array_equal(label_smoothing(y, 0.0), y)


def test_a_new_best_starts_the_patience_anew() -> None:
    losses = [5.0, 4.0, 4.5, 3.0, 3.5, 3.4, 3.3, 1.0]
    stopping = EarlyStopping(patience=3)
    answers = [stopping.enough(loss, [np.array([loss])]) for loss in losses[:7]]
    assert answers == [False] * 6 + [True]
    assert (stopping.best_epoch, stopping.best_loss) == (4, 3.0)
    parameter = np.array([99.0])
    stopping.restore([parameter])
    assert parameter == 3.0


def test_a_curve_that_keeps_improving_never_stops() -> None:
    stopping = EarlyStopping(patience=2)
    assert not any(
        stopping.enough(loss, []) for k in range(50) for loss in (1 / (k + 1), 1 / (k + 1) + 0.1)
    )


def test_the_best_parameters_are_copies() -> None:
    stopping, parameter = EarlyStopping(patience=1), np.array([1.0])
    stopping.enough(0.5, [parameter])
    parameter[...] = 2.0
    stopping.restore([parameter])
    assert parameter == 1.0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: EarlyStopping(0), "EarlyStopping: patience is 0, expected 1 or more"),
        (lambda: soft_threshold(THETA, -0.1), "soft_threshold: amount is -0.1"),
        (lambda: dropout_mask((2,), 1.0, rng=np.random.default_rng(0)), "dropout_mask: r is 1.0"),
        (lambda: dropout_mask((2,), -0.1, rng=np.random.default_rng(0)), "dropout_mask: r is -0.1"),
        (lambda: label_smoothing(THETA, 1.1), "label_smoothing: amount is 1.1, expected 0 to 1"),
        (lambda: label_smoothing(THETA[0], 0.1), r"label_smoothing: y has shape \(2,\)"),
        (lambda: regularizers.dropout(THETA, THETA[0]), r"dropout: mask has shape \(2,\)"),
    ],
)
def test_refusals(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=f"^{message}"):
        call()
