"""Log-sum-exp keeps its digits where the formula as it stands overflows."""

import math

import numpy as np
import pytest

from snippets import activations, log_sum_exp, losses


def test_by_hand():
    z = np.log([[1.0, 2.0, 3.0], [4.0, 4.0, 8.0]])
    assert log_sum_exp.log_sum_exp(z) == pytest.approx([math.log(6), math.log(16)])


def test_it_is_between_the_maximum_and_log_k_more():
    z = np.random.default_rng(0).normal(scale=300, size=(50, 7))
    found = log_sum_exp.log_sum_exp(z)
    assert (found >= z.max(axis=1)).all()
    assert (found <= z.max(axis=1) + math.log(7)).all()


@pytest.mark.parametrize("shift", [-800.0, 0.0, 800.0])
def test_a_shift_comes_out(shift):
    z = np.random.default_rng(1).normal(size=(5, 3))
    shifted = log_sum_exp.log_sum_exp(z + shift)
    assert shifted == pytest.approx(log_sum_exp.log_sum_exp(z) + shift, rel=1e-12)


def test_its_slope_is_softmax():
    z = np.random.default_rng(2).normal(size=(5, 3))
    slopes = log_sum_exp.log_sum_exp_backward(np.ones(5), z)
    assert np.allclose(slopes, activations.softmax(z), rtol=1e-14)


def test_the_naive_forms_agree_until_they_overflow():
    z = np.random.default_rng(3).normal(scale=5, size=(9, 4))
    assert log_sum_exp.naive_log_sum_exp(z) == pytest.approx(log_sum_exp.log_sum_exp(z))
    assert np.allclose(log_sum_exp.naive_softmax(z), activations.softmax(z))
    top = math.log(np.finfo(np.float64).max)
    for score, finite in ((top - 1, True), (top + 1, False)):
        row = np.array([[score, 0.0]])
        assert np.isfinite(log_sum_exp.naive_log_sum_exp(row)).all() == finite
        assert np.isfinite(log_sum_exp.naive_softmax(row)).all() == finite
        assert np.isfinite(log_sum_exp.log_sum_exp(row)).all()


def test_the_naive_forms_of_one_surprise_part_at_37():
    z = np.linspace(-30, 10, 81)[:, None]
    safe = log_sum_exp.surprise_at_no(z)
    assert np.allclose(log_sum_exp.naive_surprise_at_no(z), safe, rtol=1e-9, atol=1e-15)
    assert losses.sigmoid_cross_entropy(z, np.zeros_like(z)) == pytest.approx(safe.mean())
    # 1 + e^-z is rounded to 1 once e^-z is half of the distance from 1 to the next number.
    edge = -math.log(np.finfo(np.float64).eps / 2)
    assert log_sum_exp.first_failure(0.001) == pytest.approx(edge, abs=0.002)
    assert np.isinf(log_sum_exp.naive_surprise_at_no(np.array([[edge + 0.01]])))


def test_one_two_three():
    p = activations.softmax(log_sum_exp.one_two_three())
    assert p[0] == pytest.approx([1 / 6, 1 / 3, 1 / 2])


def test_shapes_are_asked_for():
    with pytest.raises(ValueError, match=r"log_sum_exp: z has shape \(3,\)"):
        log_sum_exp.log_sum_exp(np.zeros(3))
    with pytest.raises(ValueError, match="upstream has shape"):
        log_sum_exp.log_sum_exp_backward(np.ones(4), np.zeros((5, 3)))
