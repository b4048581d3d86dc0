"""A neuron by hand, and the perceptron's promise: it ends where it can, within its bound."""

import math

import numpy as np
import pytest
from hypothesis import assume, given

from snippets import neuron
from snippets.neuron import margin, mistake_bound, perceptron
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


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: perceptron(CORNERS, np.array([0, 1, 1, 0])), "perceptron: y holds 0, expected"),
        (lambda: perceptron(CORNERS, XOR[:3]), r"perceptron: y has shape \(3,\), expected"),
        (lambda: mistake_bound(CORNERS, XOR, np.ones(2), 0.0), "mistake_bound: the margin is -"),
        (lambda: neuron.neuron(CORNERS, np.ones(3), np.array(0.0)), r"neuron: w has shape \(3,\)"),
    ],
)
def test_refusals(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=f"^{message}"):
        call()
