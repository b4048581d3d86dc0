"""The estimate of a difference's error: its minimum, its pieces, and the errors measured."""

import numpy as np
import pytest

from snippets import gradcheck, roundoff


@pytest.mark.parametrize("order", [1, 2, 4])
def test_no_step_is_better_than_the_best(order):
    best = roundoff.best_step(order, 0.3, 2.0)
    around = roundoff.total_error(best * np.array([0.5, 0.9, 1.0, 1.1, 2.0]), order, 0.3, 2.0)
    assert np.argmin(around) == 2


def test_taylor_coefficients_of_a_polynomial():
    found = roundoff.taylor_coefficients(lambda x: 3 + 2 * x - 5 * x**3, 0.0, 5, radius=0.7)
    np.testing.assert_allclose(found, [3, 2, 0, -5, 0], atol=1e-13)


def test_the_estimates_for_the_exponential_at_0():
    assert roundoff.estimates(np.exp, 0.0) == {
        "forward_difference": pytest.approx((1, 1, 1 / 2)),
        "central_difference": pytest.approx((2, 1 / 2, 1 / 6)),
        "richardson": pytest.approx((4, 3 / 2, 1 / 480)),
    }


@pytest.mark.parametrize("name", ["forward_difference", "central_difference", "richardson"])
def test_measured_errors_stay_near_the_estimate(name):
    estimate = roundoff.estimates(np.exp, 1.0)[name]
    steps = np.logspace(-13, -1, 60)
    errors = roundoff.errors(getattr(gradcheck, name), np.exp, 1.0, steps, slope=np.e)
    expected = roundoff.total_error(steps, *estimate) / np.e
    assert np.all(errors <= 4 * expected)  # x + h is rounded too, which E(h) leaves out
    assert np.median(errors / expected) > 0.05


def test_a_step_in_single_precision_has_the_same_error():
    steps = np.array([1e-12, 1e-3], dtype=np.float32)  # the fourth power of the first underflows
    wide = roundoff.total_error(steps.astype(np.float64), 4, 0.0, 1.0)
    np.testing.assert_array_equal(roundoff.total_error(steps, 4, 0.0, 1.0), wide)
