"""Bowls: slopes as measured, the rate's bound from both sides, designs with what was asked for."""

import numpy as np
import pytest

from snippets import conditioning, gradcheck, linear_models
from snippets.conditioning import best_rate, curvatures, design, gradient, hessian, walk


def problem(condition: float = 10.0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    X = design(20, 3, condition=condition, rng=rng)
    y = X @ rng.normal(size=(3, 1)) + rng.normal(size=(20, 1))
    return X, y - y.mean()


def test_the_loss_is_that_of_the_line_with_its_best_bias() -> None:
    X, Y = problem()
    w = np.array([[1.0], [-2.0], [0.5]])
    assert conditioning.loss(X, Y, w) == pytest.approx(float(((X @ w - Y) ** 2).sum()) / 20)


def test_the_gradient_is_the_measured_slope_and_the_hessian_its_slope() -> None:
    X, Y = problem()
    w = np.array([[1.0], [-2.0], [0.5]])
    measured = gradcheck.richardson(lambda v: conditioning.loss(X, Y, v), w)
    np.testing.assert_allclose(gradient(X, Y, w), measured, rtol=1e-8)
    step = np.array([[0.3], [0.1], [-0.7]])
    turned = gradient(X, Y, w + step) - gradient(X, Y, w)
    np.testing.assert_allclose(turned, hessian(X) @ step, rtol=1e-10)


def test_along_a_direction_the_gradient_is_not_turned_aside() -> None:
    X = problem()[0]
    values, directions = curvatures(X)
    np.testing.assert_allclose(hessian(X) @ directions, directions * values, atol=1e-12)
    assert (np.diff(values) > 0).all()
    assert values[-1] / values[0] == pytest.approx(conditioning.condition_number(X) ** 2)


@pytest.mark.parametrize("condition", [1.0, 10.0, 1000.0])
def test_a_design_has_the_condition_number_asked_for_and_means_of_zero(condition: float) -> None:
    X = design(11, 3, condition=condition, rng=np.random.default_rng(0))
    assert conditioning.condition_number(X) == pytest.approx(condition)
    np.testing.assert_allclose(X.mean(axis=0), 0.0, atol=1e-15)
    assert curvatures(X).eigenvalues[-1] == pytest.approx(2.0)


@pytest.mark.parametrize(("n", "condition"), [(3, 10.0), (5, 0.5)])
def test_a_design_that_cannot_be_is_refused(n: int, condition: float) -> None:
    with pytest.raises(ValueError, match=rf"^design: condition = {condition}, n = {n}, expected"):
        design(n, 3, condition=condition, rng=np.random.default_rng(0))


@pytest.mark.parametrize(("part", "arrives"), [(0.99, True), (1.01, False)])
def test_the_largest_rate_parts_arriving_from_leaving(part: float, arrives: bool) -> None:
    X, Y = problem()
    goal = linear_models.least_squares(X, Y).W[:, 0]
    rate = part * conditioning.largest_rate(X)
    far = np.linalg.norm(walk(X, Y, np.ones((3, 1)), rate=rate, steps=3000) - goal, axis=1)
    assert (far[-1] < 1e-9) == arrives
    assert (far[-1] > 1e9) != arrives


def test_no_other_rate_shrinks_the_slowest_direction_faster() -> None:
    X = problem()[0]
    values = curvatures(X).eigenvalues

    def slowest(rate: float) -> float:
        return float(np.abs(1 - rate * values).max())

    best = best_rate(X)
    assert all(slowest(best) < slowest(best * part) for part in (0.9, 0.99, 1.01, 1.1))
    assert slowest(best) == pytest.approx((10.0**2 - 1) / (10.0**2 + 1))


def test_a_walk_begins_at_its_start_and_ends_at_the_fit() -> None:
    X, Y = problem(2.0)
    start = np.array([[1.0], [2.0], [3.0]])
    places = walk(X, Y, start, rate=best_rate(X), steps=200)
    assert places.shape == (201, 3)
    np.testing.assert_array_equal(places[0], start[:, 0])
    np.testing.assert_allclose(places[-1], linear_models.normal_equations(X, Y).W[:, 0])


def test_shapes_are_refused() -> None:
    X, Y = problem()
    with pytest.raises(ValueError, match=r"^loss: Y has shape"):
        conditioning.loss(X, Y[:, 0], np.ones((3, 1)))
    with pytest.raises(ValueError, match=r"^gradient: w has shape"):
        gradient(X, Y, np.ones((2, 1)))
