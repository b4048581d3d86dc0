"""Normalization: by hand, by loops, what it undoes, running statistics, refusals.

The gradients are checked in tests/test_gradients.py (with one group) and here (with several);
against PyTorch in tests/peers/.
"""

import math

import numpy as np
import pytest
from hypothesis import given

from snippets import normalization
from snippets.arrays import Array
from snippets.normalization import Running, batch_norm, group_norm, layer_norm, rms_norm
from tests.strategies import generators
from tests.test_gradients import slopes


def drawn(seed: int = 0, shape: tuple[int, int] = (5, 6)) -> tuple[Array, Array, Array]:
    rng = np.random.default_rng(seed)
    return (rng.normal(3.0, 2.0, size=shape), rng.normal(size=shape[1]), rng.normal(size=shape[1]))


def test_batch_norm_by_loops() -> None:
    x, gamma, beta = drawn()
    y = batch_norm(x, gamma, beta)
    for k in range(6):
        mean = sum(x[i, k] for i in range(5)) / 5
        variance = sum((x[i, k] - mean) ** 2 for i in range(5)) / 5
        for i in range(5):
            by_hand = gamma[k] * (x[i, k] - mean) / math.sqrt(variance + 1e-5) + beta[k]
            assert y[i, k] == pytest.approx(by_hand, rel=1e-13)


def test_layer_norm_is_batch_norm_of_the_transpose() -> None:
    x, gamma, beta = drawn()
    turned = batch_norm(np.ascontiguousarray(x.T), np.ones(5), np.zeros(5)).T
    np.testing.assert_allclose(layer_norm(x, gamma, beta), gamma * turned + beta, rtol=1e-13)


def test_group_norm_is_layer_norm_of_the_pieces() -> None:
    x, gamma, beta = drawn()
    np.testing.assert_allclose(group_norm(x, gamma, beta), layer_norm(x, gamma, beta), rtol=1e-14)
    pieces = [slice(0, 2), slice(2, 4), slice(4, 6)]
    by_piece = [layer_norm(x[:, piece], gamma[piece], beta[piece]) for piece in pieces]
    np.testing.assert_allclose(group_norm(x, gamma, beta, 3), np.hstack(by_piece), rtol=1e-13)


def test_rms_norm_is_layer_norm_without_a_mean() -> None:
    x, gamma, _ = drawn()
    centered = x - x.mean(axis=1, keepdims=True)
    np.testing.assert_allclose(
        rms_norm(centered, gamma), layer_norm(centered, gamma, np.zeros(6)), rtol=1e-13
    )


@pytest.mark.parametrize("groups", [1, 2, 3, 6])
def test_the_gradients_of_group_norm(groups: int) -> None:
    arrays = drawn(shape=(2, 6))
    upstream = np.random.default_rng(1).normal(size=(2, 6))
    gradients = normalization.group_norm_backward(upstream, *arrays, groups, epsilon=0.1)
    for which, gradient in enumerate(gradients):

        def loss(value: Array, which: int = which) -> float:
            changed = (*arrays[:which], value, *arrays[which + 1 :])
            return float(np.sum(upstream * group_norm(*changed, groups, epsilon=0.1)))

        np.testing.assert_allclose(gradient, slopes(loss, arrays[which]), atol=1e-8)


@given(generators)
def test_shift_and_scale_of_the_scores_are_undone(rng: np.random.Generator) -> None:
    x = rng.normal(size=(7, 5))
    one, none = np.ones(5), np.zeros(5)
    moved = 3.0 * x + rng.normal(size=5)
    np.testing.assert_allclose(
        batch_norm(moved, one, none, 0.0), batch_norm(x, one, none, 0.0), rtol=1e-9, atol=1e-11
    )
    moved = 3.0 * x + rng.normal(size=(7, 1))
    np.testing.assert_allclose(
        layer_norm(moved, one, none, 0.0), layer_norm(x, one, none, 0.0), rtol=1e-9, atol=1e-11
    )
    np.testing.assert_allclose(rms_norm(3.0 * x, one, 0.0), rms_norm(x, one, 0.0), rtol=1e-12)


@given(generators)
def test_the_gradient_cannot_move_mean_or_variance(rng: np.random.Generator) -> None:
    x, upstream = rng.normal(size=(7, 5)), rng.normal(size=(7, 5))
    dx = normalization.standardized_backward(upstream, x, 0, 0.0)
    np.testing.assert_allclose(dx.sum(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose((dx * x).sum(axis=0), 0.0, atol=1e-12)


def test_means_and_variances_after_it() -> None:
    x, one, none = drawn()[0], np.ones(6), np.zeros(6)
    y = batch_norm(x, one, none, 0.0)
    np.testing.assert_allclose(y.mean(axis=0), 0.0, atol=1e-14)
    np.testing.assert_allclose(y.var(axis=0), 1.0)
    np.testing.assert_allclose((rms_norm(x, one, 0.0) ** 2).mean(axis=1), 1.0)


def test_running_statistics_by_hand() -> None:
    x = np.array([[1.0, 10.0], [2.0, 10.0], [6.0, 40.0]])
    running = normalization.running_statistics(Running(np.zeros(2), np.ones(2)), x, 0.25)
    np.testing.assert_allclose(running.mean, [0.75, 5.0])
    np.testing.assert_allclose(running.variance, [0.75 + 0.25 * 7.0, 0.75 + 0.25 * 300.0])


def test_evaluation_does_not_look_at_the_rest_of_the_batch() -> None:
    x, gamma, beta = drawn()
    running = Running(x.mean(axis=0), x.var(axis=0))
    whole = normalization.batch_norm_eval(x, gamma, beta, running)
    alone = normalization.batch_norm_eval(x[2:3], gamma, beta, running)
    np.testing.assert_array_equal(whole[2:3], alone)
    np.testing.assert_allclose(whole, batch_norm(x, gamma, beta), rtol=1e-13)


def test_after_many_batches_evaluation_is_like_training() -> None:
    rng = np.random.default_rng(0)
    running = Running(np.zeros(3), np.ones(3))
    for _ in range(400):
        batch = rng.normal([1.0, -2.0, 0.0], [1.0, 3.0, 0.5], size=(64, 3))
        running = normalization.running_statistics(running, batch, 0.02)
    np.testing.assert_allclose(running.mean, [1.0, -2.0, 0.0], atol=0.2)
    np.testing.assert_allclose(running.variance, [1.0, 9.0, 0.25], rtol=0.1)


@pytest.mark.parametrize("factor", [0.0, 1e3, -1e3])
def test_one_row_and_large_numbers_stay_finite(factor: float) -> None:
    x = factor * np.ones((1, 3))
    one, none = np.ones(3), np.zeros(3)
    for y in (batch_norm(x, one, none), layer_norm(x, one, none), rms_norm(x, one)):
        assert np.isfinite(y).all()
    np.testing.assert_array_equal(batch_norm(x, one, none), 0.0)


def test_single_precision_is_taken() -> None:
    single = tuple(array.astype(np.float32) for array in drawn())
    np.testing.assert_allclose(batch_norm(*single), batch_norm(*drawn()), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("norm", ["batch_norm", "layer_norm", "group_norm"])
def test_shapes_that_do_not_fit_are_refused(norm: str) -> None:
    x, gamma, beta = drawn()
    function = getattr(normalization, norm)
    with pytest.raises(ValueError, match=rf"^{norm}: gamma has shape \(5,\), expected \(k,\)"):
        function(x, np.ones(5), beta)
    with pytest.raises(ValueError, match=rf"^{norm}: x has shape \(6,\), expected \(n, k\)"):
        function(x[0], gamma, beta)


def test_a_single_example_has_no_unbiased_variance() -> None:
    with pytest.raises(ValueError, match=r"^running_statistics: x has 1 row, expected 2 or more$"):
        normalization.running_statistics(Running(np.zeros(2), np.ones(2)), np.ones((1, 2)))


@pytest.mark.parametrize("groups", [0, 4, 7])
def test_groups_of_unequal_size_are_refused(groups: int) -> None:
    with pytest.raises(ValueError, match=rf"^group_norm: 6 units in {groups} groups"):
        group_norm(*drawn(), groups)
