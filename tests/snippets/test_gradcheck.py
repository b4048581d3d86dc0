"""Differences: their orders, their exact cases, their refusals; what `check` says and blames."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import activations, gradcheck

DIFFERENCES = {
    gradcheck.forward_difference: 1,
    gradcheck.central_difference: 2,
    gradcheck.richardson: 4,
}


def quintic(x):
    """Every derivative up to the fifth is there, so each order shows."""
    return np.sum(x + x**2 + x**3 + x**4 + x**5)


def bowl(x):
    return float(np.sum(x**2))


@pytest.mark.parametrize(("difference", "order"), DIFFERENCES.items())
def test_halving_the_step_divides_the_error_by_two_to_the_order(difference, order):
    errors = [float(difference(quintic, 1.0, h)) - 15 for h in (0.02, 0.01)]
    assert np.log2(errors[0] / errors[1]) == pytest.approx(order, abs=0.05)


@pytest.mark.parametrize(("difference", "order"), DIFFERENCES.items())
def test_a_difference_is_exact_for_polynomials_up_to_its_order(difference, order):
    slope = difference(lambda x: np.sum(x**order), 1.5, 0.25)
    assert slope == pytest.approx(order * 1.5 ** (order - 1), rel=1e-13)


def test_the_complex_step_is_good_to_the_last_digit():
    assert gradcheck.complex_step(np.exp, 1.0) == pytest.approx(np.e, rel=2e-16)


@pytest.mark.parametrize("difference", [*DIFFERENCES, gradcheck.complex_step])
def test_each_entry_is_moved_alone_and_the_shape_is_kept(difference):
    x = np.arange(6.0).reshape(2, 3)
    weights = np.array([[2.0, 3.0, 5.0], [7.0, 11.0, 13.0]])
    np.testing.assert_allclose(difference(lambda t: np.sum(weights * t), x), weights, rtol=1e-6)
    np.testing.assert_array_equal(x, np.arange(6.0).reshape(2, 3))


@pytest.mark.parametrize(
    ("difference", "calls"),
    [
        (gradcheck.forward_difference, 7),
        (gradcheck.central_difference, 12),
        (gradcheck.richardson, 24),
        (gradcheck.complex_step, 9),
    ],
)
def test_the_evaluations_are_as_many_as_the_table_says(difference, calls):
    count = []
    difference(lambda x: count.append(1) or np.sum(x * x), np.ones((2, 3)))
    assert len(count) == calls


@pytest.mark.parametrize("difference", [*DIFFERENCES, gradcheck.complex_step])
def test_a_function_with_two_results_is_refused(difference):
    with pytest.raises((ValueError, TypeError), match=r"\(2,\)|only .* array"):
        difference(lambda x: x * 2, np.ones(2))


def lengths(x):
    return np.sum(np.abs(x))


@pytest.mark.parametrize(
    "f",
    [
        lengths,
        np.linalg.norm,
        np.var,
        lambda x: np.sum(x * x) + np.linalg.norm(x),
        lambda x: np.sum(x * np.conj(x)),
        lambda x: np.sum(np.asarray(x, dtype=np.float64) ** 2) + 0j,
        lambda x: np.sum(activations.sigmoid(x)),
        lambda x: float(np.sum(x)),
    ],
    ids=["abs", "norm", "var", "a sum with norm", "conj", "float64", "stable sigmoid", "float()"],
)
def test_complex_step_refuses_where_the_imaginary_part_is_lost(f):
    with pytest.raises((TypeError, ValueError), match="complex_step"):
        gradcheck.complex_step(f, np.array([0.7, -0.4, 1.3]))


def test_a_real_result_is_refused_even_where_the_slope_is_0():
    with pytest.raises(TypeError, match="returned float, not a complex number"):
        gradcheck.complex_step(lambda x: float(x.size), np.ones(2))


def test_without_the_test_direction_abs_is_wrong_in_silence():
    """Why complex_step compares itself with f: here nothing visible goes wrong."""

    def f(x):
        return np.sum(x * x + np.abs(x) * x)

    x = np.array([0.7, 1.3])
    truth = 4 * x
    assert np.all(np.abs(gradcheck.unguarded_complex_step(f, x) - truth) > 0.5)
    with pytest.raises(ValueError, match="test direction"):
        gradcheck.complex_step(f, x)


@pytest.mark.parametrize("f", [np.sum, np.prod, lambda x: np.sum(np.tanh(x) / (1 + np.exp(-x)))])
@given(st.lists(st.floats(-3, 3), min_size=1, max_size=5))
def test_complex_step_accepts_what_is_analytic(f, entries):
    x = np.array(entries)
    np.testing.assert_allclose(
        gradcheck.complex_step(f, x), gradcheck.richardson(f, x), rtol=1e-7, atol=1e-8
    )


def test_directional_derivative_is_the_gradient_times_the_direction():
    x, v = np.array([1.0, -2.0]), np.array([3.0, 5.0])
    assert gradcheck.directional_derivative(bowl, x, v) == pytest.approx(2 * x @ v, rel=1e-9)


def test_a_direction_in_single_precision_is_taken_as_it_is():
    v = np.array([1 / 3], dtype=np.float32)
    slope = gradcheck.directional_derivative(lambda x: x[0], [0.0], v)
    assert slope == pytest.approx(float(v[0]), rel=1e-12)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_relative_error_lies_between_0_and_2_and_does_not_care_who_is_first(a, b):
    error = gradcheck.relative_error(a, b)
    assert 0 <= error <= 2
    assert error == gradcheck.relative_error(b, a)
    assert (error == 0) == (a == b)


@given(st.floats(0.1, 10), st.floats(0.1, 10), st.sampled_from([1e-5, 1e5]))
def test_relative_error_does_not_care_about_units(a, b, unit):
    scaled = gradcheck.relative_error(a * unit, b * unit)
    assert scaled == pytest.approx(gradcheck.relative_error(a, b), rel=1e-9, abs=1e-15)


def test_below_the_guard_the_error_is_absolute():
    assert gradcheck.relative_error(3e-10, 1e-10, guard=1e-8) == pytest.approx(0.02)
    assert gradcheck.relative_error(0.0, 0.0, guard=0.0) == 0
    assert np.isnan(gradcheck.relative_error(np.nan, 1.0))


def test_relative_error_of_short_integers():
    least = np.array(-128, dtype=np.int8)  # has no absolute value among its own kind
    assert gradcheck.relative_error(least, 0.0) == gradcheck.relative_error(0.0, least) == 1.0


def test_relative_error_of_two_shapes_is_refused():
    with pytest.raises(ValueError, match=r"\(2,\) and \(2, 1\)"):
        gradcheck.relative_error(np.ones(2), np.ones((2, 1)))


X = np.array([[0.5, -1.0, 2.0], [0.3, 1.5, -0.8]])


def test_a_right_gradient_passes():
    report = gradcheck.check(bowl, 2 * X, X)
    assert report.passed
    assert report.worst_error < 1e-8
    assert len(report.entries) == 6


def test_the_worst_entry_is_named():
    gradient = 2 * X
    gradient[1, 2] += 1e-3
    gradient[0, 1] += 1e-4
    report = gradcheck.check(bowl, gradient, X)
    assert not report.passed
    assert (report.worst, report.wrong) == ((1, 2), 2)
    assert "[1, 2]" in str(report)
    assert "FAILED" in str(report)
    assert report.factor is None


def test_a_common_factor_is_named():
    report = gradcheck.check(bowl, -6 * X, X)
    assert report.factor == pytest.approx(-3, rel=1e-6)
    assert "-3 times" in str(report)


@pytest.mark.parametrize("hole", [np.nan, np.inf])
def test_a_gradient_that_is_no_number_fails(hole):
    gradient = 2 * X
    gradient[0, 2] = hole
    report = gradcheck.check(bowl, gradient, X)
    assert not report.passed
    assert report.worst == (0, 2)


def test_a_loss_that_is_nan_fails():
    assert not gradcheck.check(lambda x: np.nan * np.sum(x), 2 * X, X).passed


def test_only_the_entries_asked_for_are_checked():
    gradient = 2 * X
    gradient[1, 2] = 0
    assert gradcheck.check(bowl, gradient, X, entries=[0, 4]).passed
    assert not gradcheck.check(bowl, gradient, X, entries=[0, 5]).passed


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match=r"gradient has shape \(3, 2\), expected \(2, 3\)"):
        gradcheck.check(bowl, 2 * X.T, X)


@pytest.mark.parametrize("unit", [1e-9, 1.0, 1e9])
def test_a_verdict_does_not_depend_on_the_unit_of_the_loss(unit):
    assert gradcheck.check(lambda x: unit * bowl(x), unit * 2 * X, X).passed
    assert not gradcheck.check(lambda x: unit * bowl(x), unit * 2.1 * X, X).passed


def test_entries_that_are_zero_are_not_blamed_for_round_off():
    def f(x):
        return float(np.sum(np.exp(x[:1]))) + 0.0 * x[1]

    assert gradcheck.check(f, np.array([np.exp(0.3), 0.0]), np.array([0.3, 0.7])).passed


def test_a_useless_step_fails_instead_of_passing_everything():
    assert not gradcheck.check(bowl, 2 * X, X, h=1e-14).passed


def test_a_direction_passes_the_right_gradient_and_catches_a_wrong_one():
    rng = np.random.default_rng(0)
    assert gradcheck.check_direction(bowl, 2 * X, X, rng=rng).passed
    wrong = 2 * X
    wrong[0, 0] *= 1.01
    caught = [not gradcheck.check_direction(bowl, wrong, X, rng=rng).passed for _ in range(50)]
    assert all(caught)


def test_a_direction_sees_two_entries_swapped():
    """Along equal entries the two errors would cancel."""
    swapped = 2 * X[[1, 0]]
    assert not gradcheck.check_direction(bowl, swapped, X, rng=np.random.default_rng(1)).passed
