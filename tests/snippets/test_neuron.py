"""A neuron by hand, and the perceptron's promise: it ends where it can, within its bound."""

import math

import numpy as np
import pytest
from hypothesis import assume, given

from snippets import neuron
from snippets.neuron import margin, mistake_bound, perceptron, perceptron_loss, sides, signed, walk
from tests.strategies import generators

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([-1.0, 1.0, 1.0, -1.0])


def test_a_neuron_by_hand() -> None:
    x, w = np.array([[1.0, -2.0], [0.5, 0.25]]), np.array([0.4, 0.3])
    a = neuron.neuron(x, w, np.array(0.1))
    by_hand = [1 / (1 + math.exp(-(0.4 - 0.6 + 0.1))), 1 / (1 + math.exp(-(0.2 + 0.075 + 0.1)))]
    np.testing.assert_allclose(a, by_hand, rtol=1e-14)
    np.testing.assert_array_equal(neuron.neuron(x, w, np.array(0.1), "step"), [0.0, 1.0])


def test_the_first_corrections_by_hand() -> None:
    """(0,0) is on the line: b = -1. (1,1) of class 1 is wrong: w = (1,1), b = 0. And so on."""
    found = perceptron(CORNERS, np.array([-1.0, -1.0, -1.0, 1.0]), passes=1)
    np.testing.assert_array_equal(found.w, [1.0, 1.0])
    assert (found.b, found.mistakes, found.separated) == (0.0, 2, False)


@given(generators)
def test_separable_data_are_separated_within_the_bound(rng: np.random.Generator) -> None:
    x, w, b = rng.normal(size=(30, 3)), rng.normal(size=3), float(rng.normal())
    y = np.where(x @ w + b > 0, 1.0, -1.0)
    assume(margin(x, y, w, b) > 0.01)
    found = perceptron(x, y, passes=100_000)
    assert found.separated
    assert margin(x, y, found.w, found.b) > 0
    assert found.mistakes <= mistake_bound(x, y, w, b)
    # The bound holds for every line that separates, the one found included.
    assert found.mistakes <= mistake_bound(x, y, found.w, found.b)


def test_what_no_line_separates_never_ends() -> None:
    found = perceptron(CORNERS, XOR, passes=200)
    assert not found.separated
    assert found.passes == 200
    assert found.mistakes > 200


def test_the_scale_of_the_data_changes_nothing_when_there_is_no_bias_to_learn() -> None:
    x = np.array([[2.0, 1.0], [-2.0, -1.0]])
    y = np.array([1.0, -1.0])
    assert perceptron(x, y).mistakes == perceptron(10.0 * x, y).mistakes


def test_margin_by_hand() -> None:
    x, y = np.array([[3.0, 4.0], [0.0, 0.0]]), np.array([1.0, -1.0])
    w = np.array([0.6, 0.8])
    assert margin(x, y, w, -2.0) == pytest.approx(2.0 / math.sqrt(5))
    assert margin(x, -y, w, -2.0) == pytest.approx(-3.0 / math.sqrt(5))
    assert mistake_bound(x, y, w, -2.0) == pytest.approx(26 / (4 / 5))


def test_on_the_line_the_answer_is_no() -> None:
    x = np.array([[1.0, 1.0], [2.0, 1.0], [1.0, 2.0]])
    np.testing.assert_array_equal(sides(x, np.array([1.0, -1.0]), 0.0), [-1.0, 1.0, -1.0])


@given(generators)
def test_a_signed_score_is_the_class_times_the_score(rng: np.random.Generator) -> None:
    x, v = rng.normal(size=(7, 3)), rng.normal(size=4)
    y = np.where(rng.random(7) < 0.5, -1.0, 1.0)
    np.testing.assert_allclose(signed(x, y) @ v, y * (x @ v[:3] + v[3]), rtol=1e-12, atol=1e-12)


@given(generators)
def test_the_walk_is_the_perceptron_with_the_bias_as_one_more_weight(
    rng: np.random.Generator,
) -> None:
    x = rng.integers(-5, 6, size=(12, 2)).astype(np.float64)
    y = np.where(rng.random(12) < 0.5, -1.0, 1.0)
    found, path = perceptron(x, y, passes=30), walk(signed(x, y), passes=30)
    np.testing.assert_array_equal(path.v[found.mistakes], [*found.w, found.b])
    assert (len(path.c), path.passes) == (found.mistakes, found.passes)
    assert path.separated == found.separated


@given(generators)
def test_each_step_of_the_walk_adds_its_culprit_at_the_rate(rng: np.random.Generator) -> None:
    u, start = rng.normal(size=(9, 3)), rng.normal(size=3)
    path = walk(u, rate=0.7, start=start, passes=3)
    np.testing.assert_array_equal(path.v[0], start)
    assert path.v.keys() == {0, *path.c}
    for t, i in enumerate(path.culprit, start=1):
        np.testing.assert_array_equal(path.c[t], u[i])
        np.testing.assert_array_equal(path.v[t], path.v[t - 1] + 0.7 * u[i])
        assert u[i] @ path.v[t - 1] <= 0.0


def test_the_walk_visits_in_order_and_says_when_it_gave_up() -> None:
    path = walk(signed(CORNERS, XOR), passes=2)
    assert path.culprit == [0, 1, 2, 3, 0, 1, 2, 3]
    assert (path.passes, path.separated) == (2, False)
    assert walk(np.eye(3)).passes == 2


def test_a_walk_is_given_up_after_a_thousand_passes() -> None:
    assert walk(np.array([[1.0], [-1.0]])).passes == 1000
    assert perceptron(np.array([[1.0], [1.0]]), np.array([1.0, -1.0])).passes == 1000


def test_the_charge_by_hand() -> None:
    """Scores 2, -3, 0: only the second costs, and it costs 3."""
    u = np.array([[2.0, 1.0], [-3.0, 5.0], [0.0, 1.0]])
    assert perceptron_loss(np.array([1.0, 0.0]), u) == 1.0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: perceptron(CORNERS, np.array([0, 1, 1, 0])), "perceptron: y holds 0, expected"),
        (lambda: perceptron(CORNERS, XOR[:3]), r"perceptron: y has shape \(3,\), expected"),
        (lambda: mistake_bound(CORNERS, XOR, np.ones(2), 0.0), "mistake_bound: the margin is -"),
        (lambda: sides(CORNERS, np.ones(3), 0.0), r"sides: w has shape \(3,\), expected \(d,\)"),
        (lambda: signed(CORNERS, np.zeros(4)), "signed: y holds 0.0, expected -1 and 1 only"),
        (lambda: walk(np.ones(3)), r"walk: u has shape \(3,\), expected \(n, m\)"),
        (lambda: perceptron_loss(np.ones(2), CORNERS.T), r"perceptron_loss: u has shape \(2, 4\)"),
        (lambda: neuron.neuron(CORNERS, np.ones(3), np.array(0.0)), r"neuron: w has shape \(3,\)"),
    ],
)
def test_refusals(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=f"^{message}"):
        call()
