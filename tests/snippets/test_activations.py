"""Activations: values by hand, laws, a second opinion, edges and refusals.

The gradients are checked in tests/test_gradients.py, against PyTorch in tests/peers/.
"""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given

from snippets import activations
from snippets.arrays import Array
from tests.strategies import extreme_scores, scores

Function = Callable[[Array], Array]
ENTRY_BY_ENTRY: dict[str, Callable[[float], float]] = {
    "step": lambda z: float(z > 0),
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": lambda z: (math.exp(z) - math.exp(-z)) / (math.exp(z) + math.exp(-z)),
    "relu": lambda z: z if z > 0 else 0.0,
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
    "elu": lambda z: z if z > 0 else math.exp(z) - 1,
    "softplus": lambda z: math.log(1 + math.exp(z)),
    "silu": lambda z: z / (1 + math.exp(-z)),
    "gelu": lambda z: z * (1 + math.erf(z / math.sqrt(2))) / 2,
    "gelu_tanh": lambda z: z / 2 * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))),
}
ALL = [*ENTRY_BY_ENTRY, "softmax", "log_softmax"]
SLOPE_AT_ENDS = {  # of each function far to the left and far to the right
    "step": (0, 0), "identity": (1, 1), "sigmoid": (0, 0), "tanh": (0, 0), "relu": (0, 1),
    "leaky_relu": (0.01, 1), "elu": (0, 1), "softplus": (0, 1), "silu": (0, 1), "gelu": (0, 1),
    "gelu_tanh": (0, 1),
}  # fmt: skip


def pair(name: str) -> tuple[Function, Callable[[Array, Array], Array]]:
    return getattr(activations, name), getattr(activations, f"{name}_backward")


@pytest.mark.parametrize("name", ENTRY_BY_ENTRY)
def test_each_entry_follows_the_formula(name: str) -> None:
    z = np.array([[-3.0, -0.5, 0.0], [0.25, 1.0, 4.0]])
    by_hand = [[ENTRY_BY_ENTRY[name](entry) for entry in row] for row in z.tolist()]
    np.testing.assert_allclose(pair(name)[0](z), by_hand, rtol=1e-14, atol=1e-15)


def test_softmax_of_small_numbers_by_hand() -> None:
    total = math.exp(1) + math.exp(2) + math.exp(3)
    p = activations.softmax(np.array([[1.0, 2.0, 3.0]]))
    np.testing.assert_allclose(p, [[math.exp(k) / total for k in (1, 2, 3)]], rtol=1e-15)
    np.testing.assert_allclose(p, [[0.09003057, 0.24472847, 0.66524096]], atol=5e-9)


@given(scores)
def test_softmax_is_a_distribution_that_a_shift_leaves_alone(z: Array) -> None:
    p = activations.softmax(z)
    np.testing.assert_allclose(p.sum(axis=1), 1.0, rtol=1e-14)
    assert (p > 0).all()
    np.testing.assert_allclose(activations.softmax(z + 3.7), p, rtol=1e-12)


@given(scores)
def test_log_softmax_is_the_log_of_softmax(z: Array) -> None:
    np.testing.assert_allclose(
        activations.log_softmax(z), np.log(activations.softmax(z)), atol=1e-13
    )


@given(scores)
def test_the_functions_that_are_related(z: Array) -> None:
    a = activations
    np.testing.assert_allclose(a.sigmoid(z) + a.sigmoid(-z), 1.0, rtol=1e-15)
    np.testing.assert_allclose(a.tanh(z), 2 * a.sigmoid(2 * z) - 1, atol=1e-15)
    np.testing.assert_allclose(a.softplus(z) - a.softplus(-z), z, atol=1e-13)
    np.testing.assert_array_equal(a.relu(z) - a.relu(-z), z)
    np.testing.assert_allclose(a.gelu(z) - a.gelu(-z), z, atol=1e-14)
    np.testing.assert_allclose(a.gelu_tanh(z), a.gelu(z), atol=5e-4)
    np.testing.assert_array_equal(a.relu_backward(np.ones_like(z), z), a.step(z))


@given(scores)
def test_scipy_agrees_to_the_last_digits_of_the_left_tails(z: Array) -> None:
    special = pytest.importorskip("scipy.special")
    np.testing.assert_allclose(activations.sigmoid(z), special.expit(z), rtol=1e-14)
    np.testing.assert_allclose(activations.normal_below(z), special.ndtr(z), rtol=1e-12)
    np.testing.assert_allclose(
        activations.log_softmax(z), special.log_softmax(z, axis=1), atol=1e-13
    )


@pytest.mark.parametrize("name", ALL)
@given(z=extreme_scores)
def test_nothing_overflows_up_to_a_thousand(name: str, z: Array) -> None:
    f, f_backward = pair(name)
    assert np.isfinite(f(z)).all()
    assert np.isfinite(f_backward(np.ones_like(z), z)).all()


@pytest.mark.parametrize("name", SLOPE_AT_ENDS)
def test_the_slopes_far_out(name: str) -> None:
    z = np.array([-1e3, 1e3])
    slopes = pair(name)[1](np.ones(2), z)
    np.testing.assert_allclose(slopes, SLOPE_AT_ENDS[name], atol=1e-300)


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "step"])
def test_at_the_kink_the_left_slope_is_taken(name: str) -> None:
    slope = {"relu": 0.0, "leaky_relu": 0.01, "step": 0.0}[name]
    np.testing.assert_array_equal(pair(name)[1](np.ones(1), np.zeros(1)), [slope])


@pytest.mark.parametrize("name", ALL)
def test_single_precision_stays_single_and_one_row_is_enough(name: str) -> None:
    f, f_backward = pair(name)
    z = np.array([[-1.5, 0.5, 3.0]])
    low = z.astype(np.float32)
    assert f(low).dtype == np.float32
    np.testing.assert_allclose(f(low), f(z), rtol=1e-5)
    np.testing.assert_allclose(
        f_backward(np.ones_like(low), low),
        f_backward(np.ones_like(z), z),
        rtol=1e-5,
        atol=1e-7,
    )


@pytest.mark.parametrize("name", ALL)
def test_nan_comes_out_where_it_went_in(name: str) -> None:
    with np.errstate(invalid="ignore"):
        assert np.isnan(pair(name)[0](np.array([[np.nan, 1.0]]))[0, 0])


@pytest.mark.parametrize("name", ALL)
def test_the_arguments_are_left_as_they_were(name: str) -> None:
    z = np.array([[-1.0, 2.0]])
    upstream = np.ones_like(z)
    f, f_backward = pair(name)
    f(z), f_backward(upstream, z)
    np.testing.assert_array_equal(z, [[-1.0, 2.0]])
    np.testing.assert_array_equal(upstream, 1.0)


@pytest.mark.parametrize("name", ALL)
def test_an_upstream_of_another_shape_is_refused(name: str) -> None:
    with pytest.raises(
        ValueError, match=rf"^{name}_backward: upstream has shape \(2, 1\), expected"
    ):
        pair(name)[1](np.ones((2, 1)), np.ones((2, 3)))


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_a_single_row_without_a_batch_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: z has shape \(3,\), expected \(n, k\)$"):
        pair(name)[0](np.zeros(3))
