"""Networks: the protagonist by hand, backpropagation three ways, gradients by evaluation."""

import math

import numpy as np
import pytest

from snippets import initializers, losses, network
from snippets.activations import softmax
from snippets.layers import Activation, Dense, Residual
from snippets.network import Network, backpropagate, backpropagate_mlp, forward_pass, small
from tests.test_gradients import slopes


def sigmoid(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z))


# The protagonist with a pencil: x = (0.80, -0.50), target (1, 0), sigmoid everywhere.
Z1 = [
    0.80 * 0.15 - 0.50 * 0.55 + 0.10,
    0.80 * -0.40 - 0.50 * 0.30 - 0.20,
    0.80 * 0.65 - 0.50 * -0.25 + 0.35,
]
A1 = [sigmoid(z) for z in Z1]
Z2 = [
    A1[0] * 0.45 + A1[1] * -0.35 + A1[2] * 0.25 - 0.15,
    A1[0] * -0.70 + A1[1] * 0.60 + A1[2] * 0.80 + 0.20,
]
A2 = [sigmoid(z) for z in Z2]
LOSS = ((A2[0] - 1.0) ** 2 + (A2[1] - 0.0) ** 2) / 2
DELTA2 = [(A2[0] - 1.0) * A2[0] * (1 - A2[0]), A2[1] * A2[1] * (1 - A2[1])]
W2 = [[0.45, -0.70], [-0.35, 0.60], [0.25, 0.80]]
DELTA1 = [(DELTA2[0] * W2[j][0] + DELTA2[1] * W2[j][1]) * A1[j] * (1 - A1[j]) for j in range(3)]


def close(value: object, by_hand: object) -> None:
    np.testing.assert_allclose(np.asarray(value), np.asarray(by_hand), rtol=1e-14, atol=1e-16)


def test_the_rounded_values_that_the_book_shows() -> None:
    close(np.round(Z1, 4), [-0.055, -0.67, 0.995])
    close(np.round(A2, 4), [0.5332, 0.6563])
    assert round(LOSS, 4) == 0.3243


def test_the_forward_pass_of_the_protagonist() -> None:
    model, x, _ = small()
    z, a = forward_pass(model, x)
    close(a[0], x)
    close(z[0], [Z1])
    close(a[1], [A1])
    close(z[1], [Z2])
    close(a[2], [A2])
    close(model.forward(x), [A2])
    assert (len(z), len(a)) == (2, 3)


@pytest.mark.parametrize("how", ["layers", "four equations"])
def test_the_backward_pass_of_the_protagonist(how: str) -> None:
    model, x, y = small()
    W1, b1, W2, b2 = model.parameters()
    back = (
        backpropagate(model, x, y)
        if how == "layers"
        else backpropagate_mlp([W1, W2], [b1, b2], x, y)
    )
    assert back.loss == pytest.approx(LOSS, rel=1e-14)
    close(back.delta[1], [DELTA2])
    close(back.delta[0], [DELTA1])
    close(back.dW[1], np.outer(A1, DELTA2))
    close(back.dW[0], np.outer([0.80, -0.50], DELTA1))
    close(back.db[1], DELTA2)
    close(back.db[0], DELTA1)


def test_the_protagonist_has_seventeen_parameters_and_is_made_anew() -> None:
    model = small().network
    assert sum(parameter.size for parameter in model.parameters()) == 17
    model.parameters()[0][...] = 0.0
    assert small().network.parameters()[0].all()


def test_the_derivative_by_the_prediction_is_the_plain_difference() -> None:
    model, x, y = small()
    a = model.forward(x)
    close(losses.mean_squared_error_backward(1.0, a, y), a - y)


def numeric_gradients(model: Network, x: np.ndarray, y: np.ndarray, loss: str) -> list[np.ndarray]:
    """Differentiate by every parameter, from forward passes alone."""
    found = []
    for parameter in model.parameters():

        def value(theta: np.ndarray, parameter: np.ndarray = parameter) -> float:
            before = parameter.copy()
            parameter[...] = theta
            total = losses.pair(loss)[0](model.forward(x), y)
            parameter[...] = before
            return total

        found.append(slopes(value, parameter.copy()))
    return found


@pytest.mark.parametrize(
    ("sizes", "hidden", "output", "loss"),
    [
        ([2, 7, 5, 3], "tanh", "identity", "mean_squared_error"),
        ([2, 7, 3], "sigmoid", "sigmoid", "binary_cross_entropy"),
        ([2, 7, 5, 3], "silu", "softmax", "cross_entropy"),
        ([2, 7, 5, 3], "gelu", "identity", "softmax_cross_entropy"),
        ([2, 3], "relu", "identity", "softmax_cross_entropy"),
    ],
)
def test_every_gradient_of_deeper_networks(
    sizes: list[int], hidden: str, output: str, loss: str
) -> None:
    rng = np.random.default_rng(3)
    model = network.multilayer(sizes, rng=rng, hidden=hidden, output=output)
    for bias in model.parameters()[1::2]:
        bias[...] = rng.normal(size=bias.shape)
    x, y = rng.normal(size=(11, 2)), softmax(rng.normal(size=(11, 3)))
    back = backpropagate(model, x, y, loss=loss)
    numeric = numeric_gradients(model, x, y, loss)
    by_layer = [gradient for pair in zip(back.dW, back.db, strict=True) for gradient in pair]
    for gradient, expected in zip(by_layer, numeric, strict=True):
        np.testing.assert_allclose(gradient, expected, rtol=1e-7, atol=1e-9)
    for gradient, same in zip(model.gradients(), by_layer, strict=True):
        np.testing.assert_array_equal(gradient, same)


@pytest.mark.parametrize("first", ["Dense", "Activation", "Residual"])
def test_the_gradients_without_that_of_the_inputs_are_the_same_bits(first: str) -> None:
    rng = np.random.default_rng(0)
    others = [*network.multilayer([3, 5, 2], rng=rng).layers]
    begin = {
        "Dense": [],
        "Activation": [Activation("tanh")],
        "Residual": [Residual([Dense(rng.normal(size=(3, 3)), rng.normal(size=3))])],
    }
    model = Network([*begin[first], *others])
    x, upstream = rng.normal(size=(7, 3)), rng.normal(size=(7, 2))
    model.forward(x)
    model.backward(upstream)
    whole = model.gradients()
    for gradient in (gradient for layer in model.layers for gradient in layer.gradients):
        assert gradient.any()
    model.forward(x)
    model.backward_to_parameters(upstream)
    for one, other in zip(whole, model.gradients(), strict=True):
        assert one is not other
        np.testing.assert_array_equal(one, other)


def test_the_gradient_by_the_input() -> None:
    model, x, y = small()
    prediction = model.forward(x)
    dx = model.backward(losses.mean_squared_error_backward(1.0, prediction, y))
    numeric = slopes(lambda x: losses.mean_squared_error(model.forward(x), y), x)
    np.testing.assert_allclose(dx, numeric, atol=1e-10)


def test_the_four_equations_and_the_layers_agree_on_a_batch_and_three_layers() -> None:
    rng = np.random.default_rng(0)
    model = network.multilayer([2, 5, 7, 3], rng=rng, hidden="sigmoid", output="sigmoid")
    x, y = rng.normal(size=(11, 2)), rng.normal(size=(11, 3))
    parameters = model.parameters()
    ours = backpropagate(model, x, y)
    theirs = backpropagate_mlp(parameters[::2], parameters[1::2], x, y)
    assert ours.loss == theirs.loss
    for field in ("delta", "dW", "db"):
        for one, other in zip(getattr(ours, field), getattr(theirs, field), strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-13)


@pytest.mark.parametrize("missing", ["weights", "biases"])
def test_as_many_biases_as_weights(missing: str) -> None:
    layers = {"weights": [np.ones((2, 3)), np.ones((3, 2))], "biases": [np.ones(3), np.ones(2)]}
    layers[missing].pop()
    with pytest.raises(ValueError, match="argument 2 is"):
        backpropagate_mlp(**layers, x=np.ones((1, 2)), y=np.ones((1, 2)))


def test_a_dense_layer_without_an_activation_gives_what_it_scores() -> None:
    net, x, _ = small()
    forward = forward_pass(Network(net.layers[:3]), x)
    assert forward.a[-1] is forward.z[-1]
    assert len(forward.a) == len(forward.z) + 1


def test_one_layer_has_no_second_equation() -> None:
    W, b, x, y = np.ones((2, 3)), np.zeros(3), np.ones((1, 2)), np.zeros((1, 3))
    back = backpropagate_mlp([W], [b], x, y)
    close(back.delta[0], back.db[0][np.newaxis])
    assert len(back.delta) == 1


def test_weights_are_drawn_from_the_given_generator_and_biases_are_zero() -> None:
    first, again, other = (
        network.multilayer([3, 5, 2], rng=np.random.default_rng(seed)).parameters()
        for seed in (0, 0, 1)
    )
    for one, two in zip(first, again, strict=True):
        np.testing.assert_array_equal(one, two)
    assert (first[0] != other[0]).all()
    assert not first[1].any()
    assert [p.shape for p in first] == [(3, 5), (5,), (5, 2), (2,)]


def test_the_draw_suits_the_activation() -> None:
    wide = {
        name: network.multilayer([400, 600], output=name, rng=np.random.default_rng(0))
        for name in ("relu", "tanh")
    }
    assert wide["relu"].parameters()[0].std() == pytest.approx(math.sqrt(2 / 400), rel=0.01)
    assert wide["tanh"].parameters()[0].std() == pytest.approx(math.sqrt(2 / 1000), rel=0.01)


def test_an_identity_adds_no_layer_and_changes_nothing() -> None:
    plain = network.multilayer([3, 5, 2], hidden="identity", rng=np.random.default_rng(0))
    assert [type(layer) for layer in plain.layers] == [Dense, Dense]
    spelled_out = Network(
        [layer for dense in plain.layers for layer in (dense, Activation("identity"))]
    )
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(7, 3)), rng.normal(size=(7, 2))
    for way in (forward_pass, lambda net, x: backpropagate(net, x, y)):
        for one, other in zip(way(plain, x), way(spelled_out, x), strict=True):
            np.testing.assert_equal(one, other)


def test_another_initializer_can_be_asked_for() -> None:
    rng = np.random.default_rng(0)
    model = network.multilayer([3, 3, 3], rng=rng, initializer=initializers.orthogonal)
    for W in model.parameters()[::2]:
        np.testing.assert_allclose(W.T @ W, np.eye(3), atol=1e-14)


@pytest.mark.parametrize("sizes", [[], [3], [3, 0, 2]])
def test_sizes_that_make_no_network_are_refused(sizes: list[int]) -> None:
    with pytest.raises(ValueError, match=r"^multilayer: sizes are \["):
        network.multilayer(sizes, rng=np.random.default_rng(0))


def test_an_input_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^affine: W has shape \(2, 3\), expected .* d = 5"):
        small().network.forward(np.ones((1, 5)))
