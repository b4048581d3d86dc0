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
    # A bias keeps the axis of the examples, which the network's own has not.
    return [
        f.shape == np.atleast_2d(w).shape and np.allclose(f, w, rtol=1e-12)
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


def test_runs_side_by_side_are_what_each_is_alone():
    one, other = drawn(), [array + 0.1 for array in drawn()[2:]]
    weights, biases, *points = one
    together = [np.stack([mine, its]) for mine, its in zip(points, other, strict=True)]
    both, _ = mistakes.slopes(mistakes.RIGHT, weights, biases, *together)
    for place, (x, y) in enumerate((points, other)):
        alone, _ = mistakes.slopes(mistakes.RIGHT, weights, biases, x, y)
        assert all(agree([layer[place] for layer in both], alone))


def test_the_error_of_an_early_update_grows_with_the_rate():
    assert mistakes.too_early(0.2) / mistakes.too_early(0.1) == pytest.approx(2, rel=0.05)


def test_an_early_update_is_off_by_a_part_of_the_right_slopes():
    off, start = [], mistakes.starts()
    for run in range(mistakes.RUNS):
        weights, x, y = [W[run] for W in start.weights], start.x[run], start.y[run]
        biases = [np.zeros(W.shape[1]) for W in weights]
        dW = network.backpropagate_mlp(weights, biases, x, y).dW
        early = mistakes.Lines(update_first=True)
        found = mistakes.slopes(early, weights, biases, x, y, rate=3.0)[0][0]
        off.append(np.linalg.norm(found - dW[0]) / np.linalg.norm(dW[0]))
    assert mistakes.too_early(3.0) == pytest.approx(np.median(off))


def test_training_shows_two_mistakes_and_hides_three():
    usual = mistakes.trained().loss
    middle = {name: mistakes.median(name).loss for name in mistakes.MISTAKES}
    assert usual.min() < middle["dropped transpose"] < usual.max()
    assert usual.min() < middle["weights updated too early"] < usual.max()
    assert middle["bias over the wrong axis"] < usual.min() / 10
    assert middle["forgotten σ′"] > usual.max()
    assert middle["sum for mean"] == pytest.approx(0.5, abs=1e-6)


def test_wrong_slopes_teach_the_first_layer_more_than_none_do():
    frozen = mistakes.median(frozen=1).loss
    assert mistakes.median("dropped transpose").loss < 0.6 * frozen
    assert mistakes.median("forgotten σ′").loss > 1.1 * frozen


def test_neither_a_rate_nor_more_steps_mend_a_forgotten_slope():
    frozen = mistakes.median(frozen=1).loss
    for change in ({"rate": 1.0}, {"rate": 10.0}, {"steps": 2000}):
        assert mistakes.median("forgotten σ′", **change).loss > frozen


def test_the_digits_on_the_page_survive_round_off(monkeypatch):
    def printed():
        mistakes.trained.cache_clear()
        wrong = ("dropped transpose", "forgotten σ′")
        found = [mistakes.median(frozen=1), *map(mistakes.median, (mistakes.NONE, *wrong))]
        found += [mistakes.median("forgotten σ′", rate=rate) for rate in (1.0, 10.0)]
        counts = [count(wrong[0]) for count in (mistakes.hidden, mistakes.worse)]
        return [f"{one.loss:.2f}" for one in found], counts

    usual, start = printed(), mistakes.starts()
    rng = np.random.default_rng(7)
    moved = [W * (1 + 1e-15 * rng.normal(size=W.shape)) for W in start.weights]
    monkeypatch.setattr(mistakes, "starts", lambda _runs: start._replace(weights=moved))
    assert printed() == usual
    mistakes.trained.cache_clear()


def test_a_frozen_layer_keeps_its_weights():
    still = mistakes.train(mistakes.RIGHT, runs=2, steps=5, frozen=3)
    first = mistakes.train(mistakes.RIGHT, runs=2, steps=0)
    assert still.loss.tolist() == first.loss.tolist()
    moved = mistakes.train(mistakes.RIGHT, runs=2, steps=5, frozen=2)
    assert (moved.loss < first.loss).all()


def test_runs_in_the_usual_range_and_runs_worse_than_the_right_pass_are_counted():
    usual, found = mistakes.trained().loss, mistakes.trained("dropped transpose").loss
    within = [usual.min() <= loss <= usual.max() for loss in found]
    pairs = zip(found, usual, strict=True)
    assert mistakes.hidden("dropped transpose") == sum(within)
    assert mistakes.worse("dropped transpose") == sum(mine > its for mine, its in pairs)
    assert mistakes.hidden("sum for mean") == 0


def test_a_bias_for_each_example_cannot_take_new_ones():
    assert np.isnan(mistakes.trained("bias over the wrong axis").right).all()
    assert mistakes.median().right > 0.95


def test_new_points_are_not_those_trained_on():
    start = mistakes.starts(2)
    assert start.x.shape == (2, mistakes.POINTS, 2)
    assert start.new_x.shape == (2, mistakes.NEW_POINTS, 2)
    assert not np.isin(start.x, start.new_x).any()


def test_each_run_has_its_own_seed():
    two, three = (mistakes.train(mistakes.RIGHT, runs=runs, steps=3) for runs in (2, 3))
    assert two.loss.tolist() == three.loss[:2].tolist()
    assert len(set(three.loss)) == 3


def test_the_error_in_the_place_of_delta_is_too_loud():
    a2 = network.forward_pass(*network.small()[:2]).a[2][0]
    W2 = network.small().network.parameters()[2]
    error = a2 - np.array([1.0, 0.0])
    by_hand = (W2 @ error) / (W2 @ (error * a2 * (1 - a2)))
    assert np.allclose(mistakes.error_for_delta(), by_hand, rtol=1e-12)
