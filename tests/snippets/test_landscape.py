"""Landscapes: a parabola whose curvature is known, slices by hand, a Hessian written out."""

import numpy as np
import pytest

from snippets import landscape, losses
from snippets.arrays import flatten
from snippets.landscape import Objective, along_line, filter_normalized, hessian_vector_product
from snippets.layers import Activation, Dense
from snippets.network import Network, multilayer, small
from tests.test_gradients import slopes


def parabola() -> tuple[Objective, np.ndarray]:
    """A linear layer with mean squared error: the Hessian is 2/n times that of the inputs."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(20, 3)), rng.normal(size=(20, 1))
    network = Network([Dense(rng.normal(size=(3, 1)), rng.normal(size=1))])
    columns = np.hstack([x, np.ones((20, 1))])
    return Objective(network, x, y), 2.0 / 20 * columns.T @ columns


def test_value_and_gradient_are_the_network_s() -> None:
    network, x, y = small()
    objective = Objective(network, x, y)
    assert objective.value(objective.theta) == losses.mean_squared_error(network.forward(x), y)
    numeric = slopes(objective.value, objective.theta)
    np.testing.assert_allclose(objective.gradient(objective.theta), numeric, atol=1e-10)


@pytest.mark.parametrize("question", ["value", "gradient"])
def test_the_network_is_left_as_it_was(question: str) -> None:
    network, x, y = small()
    objective = Objective(network, x, y)
    getattr(objective, question)(objective.theta + 1.0)
    before = flatten(small().network.parameters())
    np.testing.assert_array_equal(flatten(network.parameters()), before)


def test_along_a_line_the_parabola_is_one() -> None:
    objective, H = parabola()
    d = np.array([1.0, -2.0, 0.5, 3.0])
    t = np.linspace(-2.0, 2.0, 9)
    start, slope = objective.value(objective.theta), objective.gradient(objective.theta) @ d
    by_hand = start + slope * t + d @ H @ d * t**2 / 2
    np.testing.assert_allclose(along_line(objective, d, t), by_hand, rtol=1e-12)


def test_the_rows_of_a_plane_are_lines() -> None:
    objective = Objective(*small())
    rng = np.random.default_rng(0)
    first, second = rng.normal(size=(2, 17))
    steps = np.array([-1.0, 0.0, 2.0])
    plane = landscape.on_plane(objective, first, second, steps)
    np.testing.assert_allclose(plane[1], along_line(objective, first, steps))
    np.testing.assert_allclose(plane[:, 1], along_line(objective, second, steps))
    theta = objective.theta + 2.0 * first - 1.0 * second
    assert plane[0, 2] == pytest.approx(objective.value(theta))


def test_every_unit_moves_in_proportion_to_its_weights_and_biases_stay() -> None:
    network = multilayer([4, 7, 3], rng=np.random.default_rng(0))
    network.parameters()[1][:] = 5.0
    d = filter_normalized(network, rng=np.random.default_rng(1))
    W1, W2 = network.parameters()[0], network.parameters()[2]
    d1, b1, d2, b2 = np.split(d, np.cumsum([28, 7, 21]))
    for W, direction in ((W1, d1), (W2, d2)):
        lengths = np.linalg.norm(direction.reshape(W.shape), axis=0)
        np.testing.assert_allclose(lengths, np.linalg.norm(W, axis=0))
    assert not b1.any()
    assert not b2.any()


def test_the_same_function_looks_the_same_after_a_change_of_scale() -> None:
    """A ReLU layer times 10 and the next one divided by 10 is the same function."""

    def picture(scale: float) -> np.ndarray:
        rng = np.random.default_rng(0)
        W1, W2 = rng.normal(size=(2, 5)), rng.normal(size=(5, 1))
        layers = [
            Dense(scale * W1, np.zeros(5)),
            Activation("relu"),
            Dense(W2 / scale, np.zeros(1)),
        ]
        x, y = rng.normal(size=(9, 2)), rng.normal(size=(9, 1))
        network = Network(layers)
        d = filter_normalized(network, rng=np.random.default_rng(1))
        return along_line(Objective(network, x, y), d, np.linspace(-1, 1, 5))

    np.testing.assert_allclose(picture(10.0), picture(1.0), rtol=1e-10)


def test_dead_units_give_no_division_by_zero() -> None:
    network = Network([Dense(np.zeros((2, 3)), np.zeros(3))])
    assert not filter_normalized(network, rng=np.random.default_rng(0)).any()


def test_hessian_times_vector_on_the_parabola() -> None:
    objective, H = parabola()
    for v in np.random.default_rng(1).normal(size=(5, 4)):
        np.testing.assert_allclose(hessian_vector_product(objective, v), H @ v, rtol=1e-8)
    np.testing.assert_array_equal(hessian_vector_product(objective, np.zeros(4)), 0.0)


def test_hessian_times_vector_against_the_hessian_written_out() -> None:
    objective = Objective(*small())
    theta = objective.theta
    H = np.array([slopes(lambda t, i=i: float(objective.gradient(t)[i]), theta) for i in range(17)])
    np.testing.assert_allclose(H, H.T, atol=1e-9)
    v = np.random.default_rng(0).normal(size=17)
    np.testing.assert_allclose(hessian_vector_product(objective, v), H @ v, atol=1e-8)
    found = landscape.largest_curvature(objective, rng=np.random.default_rng(0))
    assert found.eigenvalue == pytest.approx(float(np.abs(np.linalg.eigvalsh(H)).max()), rel=1e-6)
    assert np.linalg.norm(found.direction) == pytest.approx(1.0)
    assert found.residual < 1e-6


def test_gradient_descent_diverges_above_two_over_the_largest_curvature() -> None:
    objective, _ = parabola()
    found = landscape.largest_curvature(objective, rng=np.random.default_rng(0), steps=500)

    def last_loss(rate: float) -> float:
        theta = objective.theta
        for _ in range(300):
            theta = theta - rate * objective.gradient(theta)
        return objective.value(theta)

    first = objective.value(objective.theta)
    assert last_loss(1.95 / found.eigenvalue) < first
    assert last_loss(2.05 / found.eigenvalue) > 100 * first


@pytest.mark.parametrize("call", [
    lambda o: along_line(o, np.ones(16), np.zeros(1)),
    lambda o: landscape.on_plane(o, np.ones(17), np.ones(16), np.zeros(1)),
    lambda o: hessian_vector_product(o, np.ones(16)),
])  # fmt: skip
def test_directions_of_another_length_are_refused(call) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"has shape \(16,\), expected \(p,\) with p = 17$"):
        call(Objective(*small()))


def test_no_steps_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^largest_curvature: steps is 0, expected 1 or more$"):
        landscape.largest_curvature(Objective(*small()), rng=np.random.default_rng(0), steps=0)


def test_theta_of_another_length_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^unflatten: vector has shape \(16,\), expected \(17,\)$"
    ):
        Objective(*small()).value(np.zeros(16))
