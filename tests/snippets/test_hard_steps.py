"""Hard steps: the gradient right, what is held stays, and the findings as told."""

import numpy as np
import pytest

from snippets import approximation, hard_steps
from snippets.gradcheck import central_difference


def test_the_gradient_by_differences():
    theta = np.random.default_rng(0).normal(size=(2, 2 * hard_steps.UNITS + 1))

    def loss(parameters):
        return float(np.mean(hard_steps.miss(parameters, 7.0) ** 2, axis=1).sum())

    slope = central_difference(loss, theta)
    np.testing.assert_allclose(hard_steps.gradient(theta, 7.0), slope, atol=1e-7)


def test_the_answers_are_those_of_a_network():
    rng = np.random.default_rng(1)
    s, v, c = rng.random(9), rng.normal(size=9), 0.3
    net = approximation.one_input(np.full(9, 20.0), -20.0 * s, v, c, "sigmoid")
    answers = hard_steps.miss(np.concatenate([s, v, [c]])[np.newaxis], 20.0)[0]
    x = hard_steps.TAUGHT
    np.testing.assert_allclose(answers, net.forward(x)[:, 0] - approximation.wave(x[:, 0]))


def test_a_place_is_the_bias_over_the_steepness():
    for w in (10.0, 1000.0):
        bias = hard_steps.paces(w)["biases"]
        assert approximation.places(np.array([w]), np.array([-1.0])) == pytest.approx([bias])


@pytest.mark.parametrize("w", [10.0, 100.0, 1000.0])
def test_biases_hold_hard_steps_and_places_do_not(w):
    biases, places, heights = (
        hard_steps.taught(w, trained=name) for name in ("biases", "places", "heights")
    )
    assert (heights.moved == 0.0).all()
    assert np.median(places.moved) > 0.2
    assert np.median(biases.moved) < 0.4 * np.median(places.moved)
    assert np.median(places.error) < 0.9 * np.median(biases.error)


def test_the_hardest_steps_learn_their_heights_alone():
    biases, heights = (hard_steps.taught(1000.0, trained=name) for name in ("biases", "heights"))
    assert biases.moved.max() < 0.005
    assert np.median(biases.error) == pytest.approx(np.median(heights.error), rel=0.02)


def test_few_inputs_feel_a_hard_step():
    assert [hard_steps.feel(w) for w in (10.0, 1000.0)] == [1.0, pytest.approx(1 / 101)]
