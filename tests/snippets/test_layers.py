"""Layers: the affine map by loops, what the classes remember, and the way around a block."""

import numpy as np
import pytest

from snippets.layers import Activation, Dense, Residual, affine, affine_backward
from tests.test_gradients import slopes


def arguments(rng_seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(rng_seed)
    return rng.normal(size=(5, 2)), rng.normal(size=(2, 3)), rng.normal(size=3)


def test_affine_by_hand() -> None:
    x = np.array([[1.0, 2.0], [0.0, -1.0]])
    W = np.array([[1.0, 0.0, -1.0], [2.0, 3.0, 0.5]])
    z = affine(x, W, np.array([10.0, 20.0, 30.0]))
    np.testing.assert_array_equal(z, [[15.0, 26.0, 30.0], [8.0, 17.0, 29.5]])


def test_affine_by_loops() -> None:
    x, W, b = arguments()
    by_loops = [
        [sum(x[i, j] * W[j, k] for j in range(2)) + b[k] for k in range(3)] for i in range(5)
    ]
    np.testing.assert_allclose(affine(x, W, b), by_loops, rtol=1e-14)


def test_the_bias_gradient_adds_up_over_the_rows() -> None:
    x, W, b = arguments()
    upstream = np.arange(15.0).reshape(5, 3)
    np.testing.assert_array_equal(affine_backward(upstream, x, W, b)[2], [30.0, 35.0, 40.0])


def test_dense_does_what_the_functions_do() -> None:
    x, W, b = arguments()
    layer = Dense(W, b)
    upstream = np.random.default_rng(1).normal(size=(5, 3))
    np.testing.assert_array_equal(layer.forward(x), affine(x, W, b))
    dx, dW, db = affine_backward(upstream, x, W, b)
    np.testing.assert_array_equal(layer.backward(upstream), dx)
    np.testing.assert_array_equal(layer.gradients[0], dW)
    np.testing.assert_array_equal(layer.gradients[1], db)


def test_the_gradients_without_that_of_the_inputs_are_the_same_bits() -> None:
    x, W, b = arguments()
    whole, spared = Dense(W, b), Dense(W, b)
    upstream = np.random.default_rng(1).normal(size=(5, 3))
    for layer in (whole, spared):
        layer.forward(x)
    whole.backward(upstream)
    spared.backward_to_parameters(upstream)
    for one, other in zip(whole.gradients, spared.gradients, strict=True):
        np.testing.assert_array_equal(one, other)


def test_dense_owns_its_parameters() -> None:
    _, W, b = arguments()
    layer = Dense(W, b)
    layer.parameters[0][...] = 0.0
    layer.b[...] = 0.0
    assert W.all()
    assert b.all()
    assert not layer.W.any()
    assert Dense(W.astype(np.float32), b).W.dtype == np.float64


def test_the_gradients_are_those_of_the_last_pass_not_a_sum() -> None:
    x, W, b = arguments()
    layer = Dense(W, b)
    for _ in range(2):
        layer.forward(x)
        layer.backward(np.ones((5, 3)))
    np.testing.assert_array_equal(layer.gradients[1], [5.0, 5.0, 5.0])


def test_activation_uses_the_function_and_its_backward() -> None:
    layer = Activation("relu")
    np.testing.assert_array_equal(layer.forward(np.array([[-1.0, 2.0]])), [[0.0, 2.0]])
    np.testing.assert_array_equal(layer.backward(np.array([[5.0, 7.0]])), [[0.0, 7.0]])
    assert layer.parameters == layer.gradients == []


def test_the_way_around_keeps_the_gradient_when_the_block_is_dead() -> None:
    dead = Residual([Dense(np.eye(2), np.full(2, -100.0)), Activation("relu")])
    x = np.array([[1.0, -2.0]])
    np.testing.assert_array_equal(dead.forward(x), x)
    np.testing.assert_array_equal(dead.backward(np.array([[3.0, 4.0]])), [[3.0, 4.0]])


def test_the_gradients_of_a_residual_block() -> None:
    rng = np.random.default_rng(0)
    inner = [Dense(rng.normal(size=(3, 5)), rng.normal(size=5)), Activation("tanh"),
             Dense(rng.normal(size=(5, 3)), rng.normal(size=3))]  # fmt: skip
    block = Residual(inner)
    x, upstream = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    block.forward(x)
    dx = block.backward(upstream)
    np.testing.assert_allclose(
        dx, slopes(lambda x: float(np.sum(upstream * block.forward(x))), x), atol=1e-8
    )
    for parameter, gradient in zip(block.parameters, block.gradients, strict=True):

        def loss(value: np.ndarray, parameter: np.ndarray = parameter) -> float:
            before = parameter.copy()
            parameter[...] = value
            total = float(np.sum(upstream * block.forward(x)))
            parameter[...] = before
            return total

        np.testing.assert_allclose(gradient, slopes(loss, parameter.copy()), atol=1e-8)


def test_a_block_that_changes_the_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Residual: y has shape \(1, 3\), expected \(n, d\)"):
        Residual([Dense(np.ones((2, 3)), np.ones(3))]).forward(np.ones((1, 2)))


def test_weights_and_bias_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^Dense: b has shape \(2,\), expected \(h,\) with h = 3"):
        Dense(np.ones((2, 3)), np.ones(2))


@pytest.mark.parametrize("name", ["x", "W", "b"])
def test_affine_names_the_argument_that_does_not_fit(name: str) -> None:
    right = dict(zip(("x", "W", "b"), arguments(), strict=True))
    with pytest.raises(ValueError, match=f"^affine: {name} has shape .*, expected"):
        affine(**right | {name: np.ones((2, 7, 2))})


def test_an_upstream_of_another_shape_is_refused() -> None:
    x, W, b = arguments()
    with pytest.raises(ValueError, match=r"^affine_backward: upstream has shape \(3,\), expected"):
        affine_backward(np.ones(3), x, W, b)


@pytest.mark.parametrize("layer", [Dense(np.ones((2, 3)), np.ones(3)), Activation("tanh")])
def test_backward_before_forward_is_refused(layer: Dense | Activation) -> None:
    with pytest.raises(ValueError, match=r"has shape \(0, \d\), expected"):
        layer.backward(np.ones((1, 3)))


@pytest.mark.parametrize("shape", [(3,), (5, 1), (1, 3)])
def test_an_upstream_that_would_broadcast_is_refused_without_inputs_too(
    shape: tuple[int, ...],
) -> None:
    x, W, b = arguments()
    layer = Dense(W, b)
    with pytest.raises(ValueError, match=r"^Dense: x has shape \(0, 2\), expected"):
        layer.backward_to_parameters(np.ones((5, 3)))
    layer.forward(x)
    with pytest.raises(ValueError, match=r"^Dense: upstream has shape .* with n = 5, h = 3"):
        layer.backward_to_parameters(np.ones(shape))


@pytest.mark.parametrize("name", ["rellu", "expect", "relu_backward"])
def test_an_activation_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"^Activation: no function '{name}'"):
        Activation(name)
