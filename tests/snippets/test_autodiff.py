import gc
import weakref

import numpy as np
import pytest

from snippets import autodiff, dual, network, programs
from snippets.autodiff import Variable, backward, grad, hessian_vector_product, tape, vjp
from snippets.gradcheck import central_difference


def test_the_engine_agrees_with_backpropagation_on_the_small_network():
    hand = network.backpropagate(*network.small())
    loss = programs.small_loss()
    gradients = {v.name: g for v, g in backward(loss).items() if v.name}
    assert float(loss.value) == hand.loss
    for name, expected in {
        "W1": hand.dW[0],
        "b1": hand.db[0],
        "W2": hand.dW[1],
        "b2": hand.db[1],
    }.items():
        np.testing.assert_allclose(gradients[name], expected, rtol=0, atol=1e-12)


def test_a_node_used_twice_adds():
    assert float(grad(programs.diamond, 3.0)) == 8.0
    assert float(grad(lambda x: x * x * x, 3.0)) == 27.0


def test_a_diamond_with_sides_of_unequal_length():
    def f(x):
        short = x * 2.0
        long = np.exp(np.sin(x)) * short
        return long * short + x

    slope = central_difference(f, np.float64(0.7))
    np.testing.assert_allclose(grad(f, 0.7), slope, rtol=1e-8)


def test_paths_are_not_walked_one_by_one():
    """With 200 doublings there are 2^200 paths, and 401 rows."""

    def f(x):
        for _ in range(200):
            x = x + 1.0 * x
        return x

    assert float(grad(f, 1.0)) == 2.0**200


def test_a_long_chain_needs_no_recursion():
    def f(x):
        for _ in range(5000):
            x = x + 1.0
        return x

    assert float(grad(f, 1.0)) == 1.0


def test_variables_beside_the_output_cost_nothing_and_get_nothing():
    x = Variable([1.0, 2.0])
    beside = np.exp(x)
    output = np.sum(x * x)
    gradients = backward(output)
    assert beside not in gradients
    assert gradients[x].tolist() == [2.0, 4.0]


def test_an_input_without_influence_has_gradient_zero():
    pulled = vjp(lambda a, b: a * 2.0, (np.ones(3), np.ones((2, 5))), np.ones(3))
    assert pulled[1].tolist() == np.zeros((2, 5)).tolist()
    assert vjp(lambda a: np.ones(3), np.ones(2), np.ones(3)).tolist() == [0.0, 0.0]


def test_an_output_that_is_the_input_has_the_seed_for_gradient():
    assert vjp(lambda a: a, np.ones(2), np.array([3.0, 5.0])).tolist() == [3.0, 5.0]


def test_backward_twice_gives_the_same_and_adds_nothing_up():
    output = programs.small_loss()
    once, again = backward(output), backward(output)
    for variable, gradient in once.items():
        np.testing.assert_array_equal(gradient, again[variable])


def test_gradients_are_linear_in_the_seed():
    x, W = np.array([0.3, -0.8, 1.1]), np.arange(6.0).reshape(2, 3) / 7
    one, two = (vjp(programs.mix, (x, W), seed) for seed in np.eye(2))
    both = vjp(programs.mix, (x, W), np.array([2.0, -3.0]))
    for a, b, c in zip(one, two, both, strict=True):
        np.testing.assert_allclose(2 * a - 3 * b, c, rtol=1e-12, atol=1e-15)


def test_seeds_of_the_wrong_shape_are_refused():
    y = Variable(np.ones((5, 2))) * 2.0
    with pytest.raises(ValueError, match=r"the output has shape \(5, 2\), expected a seed"):
        backward(y)
    with pytest.raises(ValueError, match=r"seed has shape \(2,\), expected \(5, 2\)"):
        backward(y, np.ones(2))
    with pytest.raises(ValueError, match=r"seed has shape \(\), expected \(5, 2\)"):
        grad(lambda x: x * 2.0, np.ones((5, 2)))


def test_the_values_on_the_tape_are_read_only_copies():
    given = np.array([1.0, 2.0])
    x = Variable(given)
    given[0] = 9.0
    assert x.value.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        x.value[0] = 9.0
    with pytest.raises(ValueError, match="read-only"):
        np.exp(x).value[0] = 9.0


def test_in_place_arithmetic_is_refused():
    x = Variable([1.0, 2.0])
    with pytest.raises(TypeError, match=r"np\.add in place would overwrite"):
        x += 1.0


@pytest.mark.parametrize(
    ("f", "error", "message"),
    [
        (np.floor, TypeError, "no derivative rule for floor"),
        (lambda x: np.concatenate([x, x]), TypeError, "no derivative rule for concatenate"),
        (np.asarray, TypeError, "bare array"),
        (lambda x: np.array([x, x]), TypeError, "bare array"),
        (float, TypeError, "float"),
        (np.add.reduce, TypeError, r"np\.add\.reduce has no derivative rule"),
        (lambda x: np.add(x, 1.0, out=np.zeros(3)), TypeError, "in place"),
        (lambda x: x @ np.ones((3, 2)), ValueError, r"matmul: shapes \(3,\) and \(3, 2\)"),
    ],
)
def test_what_would_lose_the_derivative_is_refused(f, error, message):
    with pytest.raises(error, match=message):
        grad(f, np.ones(3))


@pytest.mark.parametrize("value", [0.0, [0.0], [0.0, 1.0]])
def test_if_on_a_variable_is_refused(value):
    with pytest.raises(TypeError, match="a branch has no derivative"):
        bool(Variable(value))


def test_a_comparison_decides_like_the_value():
    x = Variable(0.0)
    assert not x > 0
    assert x >= 0


def test_rows_of_the_tape():
    rows = tape(programs.small_loss())
    assert [row.operation for row in rows if row.operation] == [
        "matmul", "add", "sigmoid", "matmul", "add", "sigmoid", "subtract", "square", "mean",
    ]  # fmt: skip
    assert [row.number for row in rows] == list(range(1, 14))
    assert all(max(row.inputs, default=0) < row.number for row in rows)
    assert all(np.shape(row.value) == np.shape(row.gradient) for row in rows)
    assert rows[-1].gradient == 1.0


def test_a_row_names_an_input_that_came_in_twice_twice():
    x = Variable(3.0, "x")
    assert tape(x * x)[-1].inputs == (1, 1)


def test_the_tape_goes_when_the_output_goes():
    x = Variable(np.ones(3))
    middle = weakref.ref(np.exp(x))
    output = np.sum(np.exp(x))
    middle = weakref.ref(output.call.inputs[0])
    assert middle() is not None
    del output
    gc.collect()
    assert middle() is None


def test_hessian_vector_products_against_differences_of_the_gradient():
    W = np.array([[0.3, -0.7, 1.1], [0.5, 0.2, -0.4]])

    def f(x):
        return np.sum(programs.mix(x, W) ** 3 / (1.0 + x[0] ** 2)) + np.mean(x) * x[1]

    x, v = np.array([0.4, -0.9, 0.6]), np.array([1.0, -2.0, 0.5])
    h = 1e-5
    slope = (grad(f, x + h * v) - grad(f, x - h * v)) / (2 * h)
    np.testing.assert_allclose(hessian_vector_product(f, x, v), slope, rtol=1e-8)


def test_hessian_vector_product_of_the_networks_loss_is_symmetric():
    net, x, y = network.small()
    W1, b1, W2, b2 = net.parameters()

    rng = np.random.default_rng(3)
    u, v = rng.normal(size=(2, *W1.shape))
    there = np.sum(u * hessian_vector_product(programs.two_layer_loss, W1, v, b1, W2, b2, x, y))
    back = np.sum(v * hessian_vector_product(programs.two_layer_loss, W1, u, b1, W2, b2, x, y))
    np.testing.assert_allclose(there, back, rtol=1e-12)


def test_a_linear_function_has_hessian_zero():
    assert hessian_vector_product(np.sum, np.ones(3), np.ones(3)).tolist() == [0.0, 0.0, 0.0]


def test_history_is_in_the_order_of_making():
    x = Variable(1.0)
    first, second = np.exp(x), np.sin(x)
    output = second * first
    assert autodiff.history(output) == [x, first, second, output]


def test_rows_by_pulls_and_columns_by_pushes_are_one_jacobian():
    rng = np.random.default_rng(8)
    x, W = rng.normal(size=3), rng.normal(size=(5, 3))
    rows = autodiff.jacobian(programs.mix, x, W)
    assert rows.shape == (5, 3)
    np.testing.assert_allclose(rows, dual.jacobian(programs.mix, x, W), rtol=1e-12)
