"""Costs of a condition number: exact fits in fractions, digits by the square, steps as foretold."""

from fractions import Fraction

import numpy as np
import pytest

from snippets import condition_costs, conditioning, linear_models
from snippets.condition_costs import digits, errors, exact, steps


def slope(low: int, high: int, far: float) -> tuple[float, float]:
    """By how many digits the medians fall for each power of the condition number."""
    pair = errors(low, far=far), errors(high, far=far)
    return tuple(
        (digits(getattr(pair[0], way)) - digits(getattr(pair[1], way))) / (high - low)
        for way in ("normal", "qr")
    )


def test_exact_solves_in_fractions() -> None:
    """Worked by hand: X'X = [[2, 1], [1, 2]] and X'Y = (3, 0) after centering."""
    x = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    y = np.array([[2.0], [-1.0], [0.0]])
    np.testing.assert_array_equal(exact(x, y), [[2.0], [-1.0]])


def test_exact_agrees_with_qr_where_nothing_is_lost() -> None:
    x, y = condition_costs.problem(3.0, 0.5, np.random.default_rng(0))
    np.testing.assert_allclose(linear_models.least_squares(x, y).W, exact(x, y), rtol=1e-13)


def test_centered_fractions_sum_to_nothing() -> None:
    column = condition_costs.as_centered_fractions(np.random.default_rng(0).normal(size=7))
    assert sum(column) == Fraction(0)


@pytest.mark.parametrize("far", [0.0, 0.5])
def test_the_errors_of_a_problem_are_as_long_as_asked_and_cannot_be_lessened(far: float) -> None:
    x, y = condition_costs.problem(10.0, far, np.random.default_rng(0))
    a = linear_models.scores(linear_models.least_squares(x, y), x)
    assert np.linalg.norm(y - a) == pytest.approx(far * np.linalg.norm(a - a.mean()), abs=1e-14)


def test_near_the_fit_normal_equations_lose_two_digits_where_qr_loses_one() -> None:
    normal, qr = slope(2, 6, 0.0)
    assert normal == pytest.approx(2.0, abs=0.15)
    assert qr == pytest.approx(1.0, abs=0.15)


def test_far_from_the_fit_both_lose_two() -> None:
    normal, qr = slope(2, 6, 1.0)
    assert normal == pytest.approx(2.0, abs=0.15)
    assert qr == pytest.approx(2.0, abs=0.25)


def test_the_exact_weights_are_as_touchy_as_qr_is_inexact() -> None:
    for far in (0.0, 1.0):
        touchy, qr = (digits(found) for found in (condition_costs.turned(6, far=far),
                                                  errors(6, far=far).qr))  # fmt: skip
        assert touchy == pytest.approx(qr, abs=1.0)
    assert digits(condition_costs.turned(6)) > digits(condition_costs.turned(6, far=1.0)) + 4


def test_what_cannot_be_solved_counts_as_zeros() -> None:
    def singular(x: np.ndarray, y: np.ndarray) -> linear_models.Linear:
        W = np.linalg.solve(np.zeros((3, 3)), np.ones((3, 1)))
        return linear_models.Linear(W, np.zeros(1))

    x, y = condition_costs.problem(10.0, 0.0, np.random.default_rng(0))
    W = condition_costs.fitted(singular, x, y)
    assert condition_costs.relative_error(W, exact(x, y)) == 1.0


@pytest.mark.parametrize(("error", "left"), [(1e-20, 16.0), (1e-5, 5.0), (3.0, 0.0)])
def test_digits_stay_between_none_and_all(error: float, left: float) -> None:
    assert digits(np.array([error])) == pytest.approx(left)


@pytest.mark.parametrize("condition", [1.0, 10.0, 100.0])
def test_a_walk_takes_the_steps_foretold(condition: float) -> None:
    taken, predicted = steps(condition)
    assert abs(taken - max(predicted, 1.0)) <= 1.0


def test_the_prediction_is_that_of_the_best_rate() -> None:
    factor = (100.0 - 1) / (100.0 + 1)
    assert steps(100.0).predicted == pytest.approx(np.log(1e-10) / np.log(factor))
    X = conditioning.design(20, 2, condition=10.0, rng=np.random.default_rng(0))
    values = conditioning.curvatures(X).eigenvalues
    assert 1 - conditioning.best_rate(X) * values[0] == pytest.approx(factor)
    assert condition_costs.left_by_step(100.0) == pytest.approx(factor)
