"""Each mistake is the right pass with one line changed, and does what the page says it does."""

from itertools import pairwise

import numpy as np
import pytest

from snippets import layers, mistakes, network


def drawn(sizes=(2, 3, 3, 5), n=7):
    rng = np.random.default_rng(5)
    weights = [rng.normal(size=shape) for shape in pairwise(sizes)]
    biases = [rng.normal(size=size) for size in sizes[1:]]
    return weights, biases, rng.normal(size=(n, sizes[0])), rng.uniform(size=(n, sizes[-1]))


def agree(found, wanted):
    return [
        f.shape == w.shape and np.allclose(f, w, rtol=1e-12)
        for f, w in zip(found, wanted, strict=True)
    ]


def test_the_right_lines_are_those_of_the_network():
    case = drawn()
    dW, db = mistakes.slopes(mistakes.RIGHT, *case)
    back = network.backpropagate_mlp(*case)
    assert all(agree(dW, back.dW))
    assert all(agree(db, back.db))


# Which of the three layers' weights and biases come out right.
@pytest.mark.parametrize(
    ("name", "weights", "biases"),
    [
        ("dropped transpose", [False, True, True], [False, True, True]),
        ("forgotten σ′", [False, False, True], [False, False, True]),
        ("sum for mean", [False] * 3, [False] * 3),
        ("bias over the wrong axis", [True] * 3, [False] * 3),
        ("weights updated too early", [False, False, True], [False, False, True]),
    ],
)
def test_a_mistake_spoils_what_it_reaches_and_no_more(name, weights, biases):
    case = drawn()
    dW, db = mistakes.slopes(mistakes.MISTAKES[name], *case, rate=0.1)
    back = network.backpropagate_mlp(*case)
    assert agree(dW, back.dW) == weights
    assert agree(db, back.db) == biases


def test_sum_for_mean_is_the_gradient_times_the_number_of_examples():
    case = drawn(n=7)
    dW, _ = mistakes.slopes(mistakes.MISTAKES["sum for mean"], *case)
    assert np.allclose(dW[0], 7 * network.backpropagate_mlp(*case).dW[0])


def test_without_the_slope_a_hidden_delta_is_what_came_back():
    weights, biases, x, y = drawn()
    _, db = mistakes.slopes(mistakes.MISTAKES["forgotten σ′"], weights, biases, x, y)
    delta = network.backpropagate_mlp(weights, biases, x, y).delta
    assert np.allclose(db[1], (delta[2] @ weights[2].T).sum(axis=0), rtol=1e-12)


def test_an_early_update_sends_delta_through_the_matrix_after_its_step():
    weights, biases, x, y = drawn()
    rate = 0.5
    back = network.backpropagate_mlp(weights, biases, x, y)
    z = network.forward_pass(mlp(weights, biases), x).z[1]
    moved = weights[2] - rate * back.dW[2]
    slope = 1 / (1 + np.exp(-z)) * (1 - 1 / (1 + np.exp(-z)))
    wanted = (back.delta[2] @ moved.T * slope).sum(axis=0)
    lines = mistakes.MISTAKES["weights updated too early"]
    _, db = mistakes.slopes(lines, weights, biases, x, y, rate=rate)
    assert np.allclose(db[1], wanted, rtol=1e-12)


def mlp(weights, biases):
    pairs = zip(weights, biases, strict=True)
    return network.Network(
        [part for W, b in pairs for part in (layers.Dense(W, b), layers.Activation("sigmoid"))]
    )


def test_a_bias_summed_over_the_wrong_axis_has_an_entry_for_each_example():
    _, db = mistakes.slopes(mistakes.MISTAKES["bias over the wrong axis"], *drawn(n=7))
    assert {d.shape for d in db} == {(7, 1)}


def test_the_error_of_an_early_update_grows_with_the_rate():
    assert mistakes.too_early(0.2) / mistakes.too_early(0.1) == pytest.approx(2, rel=0.05)


def test_training_shows_two_mistakes_and_hides_three():
    runs = mistakes.trained()
    usual = [run.loss for run in runs[mistakes.NONE]]
    middle = {name: mistakes.median(name).loss for name in mistakes.MISTAKES}
    assert min(usual) < middle["dropped transpose"] < max(usual)
    assert min(usual) < middle["weights updated too early"] < max(usual)
    assert middle["bias over the wrong axis"] < min(usual) / 10
    assert middle["forgotten σ′"] > max(usual)
    assert middle["sum for mean"] == pytest.approx(0.5, abs=1e-6)


def test_a_bias_for_each_example_cannot_take_new_ones():
    assert np.isnan(mistakes.median("bias over the wrong axis").right)
    assert mistakes.median(mistakes.NONE).right > 0.9


def test_the_runs_are_seeded():
    assert mistakes.train(mistakes.RIGHT, seed=0, steps=3) == mistakes.train(
        mistakes.RIGHT, seed=0, steps=3
    )
    assert mistakes.train(mistakes.RIGHT, seed=0, steps=3) != mistakes.train(
        mistakes.RIGHT, seed=1, steps=3
    )


def test_the_error_in_the_place_of_delta_is_too_loud():
    a2 = network.forward_pass(*network.small()[:2]).a[2][0]
    W2 = network.small().network.parameters()[2]
    error = a2 - np.array([1.0, 0.0])
    by_hand = (W2 @ error) / (W2 @ (error * a2 * (1 - a2)))
    assert np.allclose(mistakes.error_for_delta(), by_hand, rtol=1e-12)
