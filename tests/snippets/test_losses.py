"""Losses: values by hand, laws, a slow loop as second opinion, edges and refusals.

The gradients are checked in tests/test_gradients.py, against PyTorch in tests/peers/.
"""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given

from snippets import losses
from snippets.activations import sigmoid, softmax
from snippets.arrays import Array
from tests.strategies import scores, scores_and_targets

OVER_ENTRIES: dict[str, Callable[[float, float], float]] = {
    "mean_squared_error": lambda a, y: (a - y) ** 2,
    "mean_absolute_error": lambda a, y: abs(a - y),
    "huber": lambda a, y: (a - y) ** 2 / 2 if abs(a - y) <= 1 else abs(a - y) - 0.5,
    "binary_cross_entropy": lambda p, y: -(y * math.log(p) + (1 - y) * math.log(1 - p)),
    "sigmoid_cross_entropy": lambda z, y: math.log(1 + math.exp(z)) - y * z,
    "hinge": lambda z, y: max(0.0, 1 - y * z),
}
OVER_EXAMPLES = ["cross_entropy", "softmax_cross_entropy"]
TWO_ARGUMENTS = [*OVER_ENTRIES, *OVER_EXAMPLES]


def example(name: str) -> tuple[Array, Array]:
    """A prediction and a target (2, 3) that the loss accepts."""
    z = np.array([[0.5, -1.5, 3.0], [0.2, 0.1, -0.4]])
    y = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    prediction = {"binary_cross_entropy": sigmoid, "cross_entropy": softmax}.get(name, np.copy)(z)
    return prediction, 2.0 * y - 1.0 if name == "hinge" else y


@pytest.mark.parametrize("name", OVER_ENTRIES)
def test_a_loop_over_the_entries_gives_the_same_mean(name: str) -> None:
    prediction, target = example(name)
    entries = zip(prediction.ravel().tolist(), target.ravel().tolist(), strict=True)
    by_hand = sum(OVER_ENTRIES[name](a, y) for a, y in entries) / 6
    assert losses.pair(name)[0](prediction, target) == pytest.approx(by_hand, rel=1e-14)


def test_cross_entropy_looks_only_at_the_right_classes() -> None:
    p = np.array([[0.2, 0.7, 0.1], [0.5, 0.25, 0.25]])
    y = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    assert losses.cross_entropy(p, y) == pytest.approx(-(math.log(0.7) + math.log(0.5)) / 2)


def test_softmax_cross_entropy_by_hand() -> None:
    z, y = np.array([[1.0, 2.0, 3.0]]), np.array([[0.0, 0.0, 1.0]])
    by_hand = math.log(math.exp(1) + math.exp(2) + math.exp(3)) - 3
    assert losses.softmax_cross_entropy(z, y) == pytest.approx(by_hand, rel=1e-14)
    assert by_hand == pytest.approx(0.40760596, abs=5e-9)


def test_gaussian_nll_is_minus_the_log_of_the_density() -> None:
    mean, variance, y = (np.array([[v]]) for v in (0.3, 0.49, 1.0))
    density = math.exp(-(0.7**2) / (2 * 0.49)) / math.sqrt(2 * math.pi * 0.49)
    assert losses.gaussian_nll(mean, variance, y) == pytest.approx(-math.log(density), rel=1e-14)


@given(scores_and_targets())
def test_from_scores_and_from_probabilities_agree(pair: tuple[Array, Array]) -> None:
    z, y = pair
    assert losses.softmax_cross_entropy(z, y) == pytest.approx(
        losses.cross_entropy(softmax(z), y), rel=1e-9, abs=1e-12
    )
    assert losses.sigmoid_cross_entropy(z, y) == pytest.approx(
        losses.binary_cross_entropy(sigmoid(z), y), rel=1e-6, abs=1e-9
    )


@given(scores_and_targets())
def test_two_classes_are_one_yes_or_no(pair: tuple[Array, Array]) -> None:
    z = pair[0][:, :1]
    y = (z > 1.0) * 1.0
    two = losses.softmax_cross_entropy(np.hstack([0 * z, z]), np.hstack([1 - y, y]))
    assert losses.sigmoid_cross_entropy(z, y) == pytest.approx(two, abs=1e-13)


@given(scores_and_targets())
def test_the_gradient_of_softmax_cross_entropy_moves_probability_only(
    pair: tuple[Array, Array],
) -> None:
    gradient = losses.softmax_cross_entropy_backward(1.0, *pair)
    np.testing.assert_allclose(gradient.sum(axis=1), 0.0, atol=1e-15)
    assert ((gradient > 0) <= (pair[1] == 0)).all()


@given(scores)
def test_huber_lies_between_the_two_it_joins(error: Array) -> None:
    zero = np.zeros_like(error)
    middle = losses.huber(error, zero)
    assert middle <= losses.mean_squared_error(error, zero) / 2 + 1e-12
    assert middle <= losses.mean_absolute_error(error, zero) + 1e-12
    assert losses.huber(error, zero, 1e3) == pytest.approx(
        losses.mean_squared_error(error, zero) / 2, abs=1e-12
    )


@pytest.mark.parametrize("name", TWO_ARGUMENTS)
def test_a_batch_twice_as_long_has_the_same_loss(name: str) -> None:
    f, f_backward = losses.pair(name)
    prediction, target = example(name)
    twice = np.vstack([prediction, prediction]), np.vstack([target, target])
    assert f(*twice) == pytest.approx(f(prediction, target), rel=1e-14)
    gradient = f_backward(1.0, prediction, target)
    np.testing.assert_allclose(f_backward(1.0, *twice)[:2], gradient / 2, rtol=1e-14)


@pytest.mark.parametrize("name", TWO_ARGUMENTS)
def test_no_loss_is_negative_and_the_gradient_scales_with_upstream(name: str) -> None:
    f, f_backward = losses.pair(name)
    arguments = example(name)
    assert f(*arguments) > 0.0
    np.testing.assert_allclose(f_backward(-3.0, *arguments), -3.0 * f_backward(1.0, *arguments))


@pytest.mark.parametrize("name", ["mean_squared_error", "mean_absolute_error", "huber"])
def test_a_perfect_prediction_costs_nothing(name: str) -> None:
    f, f_backward = losses.pair(name)
    a = np.array([[1.0, -2.0]])
    assert f(a, a) == 0.0
    np.testing.assert_array_equal(f_backward(1.0, a, a), 0.0)


@pytest.mark.parametrize("name", TWO_ARGUMENTS)
def test_one_row_of_large_numbers_stays_finite(name: str) -> None:
    f, f_backward = losses.pair(name)
    z, y = np.array([[-1e3, 1e3]]), np.array([[1.0, 0.0]])
    squash = {"binary_cross_entropy": sigmoid, "cross_entropy": softmax}.get(name, np.copy)
    assert np.isfinite(f(squash(z), y))
    assert np.isfinite(f_backward(1.0, squash(z), y)).all()


def test_an_impossible_outcome_costs_the_log_of_the_smallest_number() -> None:
    p, y = np.array([[0.0, 1.0]]), np.array([[1.0, 0.0]])
    assert losses.cross_entropy(p, y) == pytest.approx(708.3964, abs=1e-4)
    assert losses.binary_cross_entropy(p, y) == pytest.approx(708.3964, abs=1e-4)


@pytest.mark.parametrize("name", TWO_ARGUMENTS)
def test_single_precision_is_taken(name: str) -> None:
    f, f_backward = losses.pair(name)
    double = example(name)
    single = tuple(argument.astype(np.float32) for argument in double)
    assert f(*single) == pytest.approx(f(*double), rel=1e-5)
    np.testing.assert_allclose(f_backward(1.0, *single), f_backward(1.0, *double), rtol=1e-5)


@pytest.mark.parametrize("name", TWO_ARGUMENTS)
def test_nan_is_reported_by_the_loss_itself(name: str) -> None:
    prediction, target = example(name)
    prediction[0, 0] = np.nan
    with np.errstate(invalid="ignore"):
        assert math.isnan(losses.pair(name)[0](prediction, target))


@pytest.mark.parametrize("name", TWO_ARGUMENTS)
@pytest.mark.parametrize("which", [0, 1])
def test_shapes_that_would_broadcast_are_refused(name: str, which: int) -> None:
    function = losses.pair(name)[which]
    arguments = (1.0,) * which + (np.full((3, 1), 0.5), np.full((3, 3), 0.5))
    with pytest.raises(
        ValueError, match=rf"^{function.__name__}: \w+ has shape \(3, 3\), expected"
    ):
        function(*arguments)


@pytest.mark.parametrize("name", TWO_ARGUMENTS)
def test_an_empty_batch_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"has shape \(0, 3\), expected \(n, k\)"):
        losses.pair(name)[0](np.zeros((0, 3)), np.zeros((0, 3)))


@pytest.mark.parametrize("name", ["cross_entropy", "binary_cross_entropy"])
@pytest.mark.parametrize("p", [-0.1, 1.1])
def test_what_is_no_probability_is_refused(name: str, p: float) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: p runs from .*, expected probabilities"):
        losses.pair(name)[0](np.array([[p, 0.5]]), np.array([[1.0, 0.0]]))


@pytest.mark.parametrize("name", ["cross_entropy", "binary_cross_entropy"])
def test_certainty_that_is_right_costs_a_zero_without_a_sign(name: str) -> None:
    certain = np.array([[0.0, 1.0]])
    assert str(losses.pair(name)[0](certain, certain)) == "0.0"


def test_a_variance_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^gaussian_nll: variance goes down to 0.0, expected > 0"):
        losses.gaussian_nll(np.ones((1, 2)), np.array([[1.0, 0.0]]), np.ones((1, 2)))


@pytest.mark.parametrize("name", TWO_ARGUMENTS)
def test_a_loss_with_its_gradient_gives_the_bits_of_the_two_functions(name: str) -> None:
    same_bits(name, *example(name))


@given(scores_and_targets(-1e3, 1e3))
def test_so_does_the_one_that_exponentiates_only_once(pair: tuple[Array, Array]) -> None:
    same_bits("softmax_cross_entropy", *pair)


def same_bits(name: str, prediction: Array, target: Array) -> None:
    f, f_backward = losses.pair(name)
    value, gradient = losses.with_gradient(name)(prediction, target)
    assert value == f(prediction, target)
    np.testing.assert_array_equal(gradient, f_backward(1.0, prediction, target))


@pytest.mark.parametrize("name", TWO_ARGUMENTS)
def test_a_loss_with_its_gradient_refuses_what_the_loss_refuses(name: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: \w+ has shape \(3, 3\), expected"):
        losses.with_gradient(name)(np.full((3, 1), 0.5), np.full((3, 3), 0.5))


@pytest.mark.parametrize("name", ["mse", "log", "cross_entropy_backward"])
def test_a_name_that_is_no_loss_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"^losses: no function '{name}'"):
        losses.pair(name)
    with pytest.raises(ValueError, match=f"^losses: no function '{name}'"):
        losses.with_gradient(name)
