import numpy as np
import pytest

from snippets import gradcheck, mismatches
from snippets.activations import sigmoid
from snippets.mismatches import MATCHED, Pair, result

WRONG = [
    ("number", Pair("sigmoid", "mean_squared_error")),
    ("number", Pair("relu", "mean_squared_error")),
    ("yes or no", Pair("identity", "mean_squared_error")),
    ("one of five", Pair("softmax", "mean_squared_error")),
    ("one of five", Pair("softmax", "softmax_cross_entropy")),
    ("one of five", Pair("sigmoid", "binary_cross_entropy")),
    ("several labels", Pair("softmax", "cross_entropy")),
]


@pytest.mark.parametrize(("task", "pair"), WRONG)
def test_a_wrong_pair_costs_more_than_the_right_one(task, pair):
    assert result(task, *pair).cost > 1.01 * result(task, *MATCHED[task]).cost


@pytest.mark.parametrize("pair", [*MATCHED.values(), *(pair for _, pair in WRONG)])
def test_the_gradient_at_the_scores_is_the_measured_one(pair):
    rng = np.random.default_rng(0)
    z, y = rng.normal(size=(5, 3)), np.eye(3)[[0, 2, 1, 1, 0]]
    output = getattr(mismatches.activations, pair.output)
    loss = mismatches.losses.pair(pair.loss)[0]
    measured = gradcheck.richardson(lambda z: loss(output(z), y), z)
    np.testing.assert_allclose(mismatches.delta_at(pair, z, y), measured, atol=1e-9)


@pytest.mark.parametrize("task", mismatches.TASKS)
def test_targets_are_what_the_task_says(task):
    x = np.random.default_rng(0).normal(size=(4000, 2))
    y = mismatches.TASKS[task].draw(x, np.random.default_rng(1))
    if task == "number":
        assert y.min() < 0.0
        assert y.max() > 1.0
    else:
        assert set(np.unique(y)) == {0.0, 1.0}
    if task == "one of five":
        assert (y.sum(axis=1) == 1.0).all()
        assert y.mean(axis=0) == pytest.approx(np.full(5, 0.2), abs=0.03)
    if task == "several labels":
        assert set(y.sum(axis=1)) == {0.0, 1.0, 2.0, 3.0}


def test_a_yes_comes_as_often_as_its_probability():
    x = np.tile([[0.5, -0.3]], (100_000, 1))
    y = mismatches.yes_or_no(x, np.random.default_rng(0))
    assert y.mean() == pytest.approx(sigmoid(np.array(1.3)), abs=0.005)


def test_certainty_outside_the_range_is_moved_inside():
    y = np.array([[1.0], [0.0]])
    assert mismatches.surprise(np.array([[1.7], [-0.3]]), y) == pytest.approx(-np.log(0.999))
    rows = np.array([[0.5, 0.5, 1.0]])
    assert mismatches.surprise_of_class(rows, np.array([[0.0, 0.0, 1.0]])) == pytest.approx(
        np.log(2.0)
    )


def test_a_start_counts():
    x, y = np.array([[1.0], [2.0]]), np.array([[1.0], [2.0]])
    start = np.array([[0.25]])
    W, b = mismatches.descend(MATCHED["number"], x, y, rate=0.1, start=start, steps=0)
    assert (W[0, 0], b[0]) == (0.25, 0.0)


def test_worse_counts_the_seeds_in_which_the_right_pair_was_better():
    pair = Pair("softmax", "softmax_cross_entropy")
    each = result("one of five", *pair).each
    right = result("one of five", *MATCHED["one of five"]).each
    by_hand = [cost > best for cost, best in zip(each, right, strict=True)]
    assert mismatches.worse("one of five", *pair) == sum(by_hand) < mismatches.SEEDS
    assert result("one of five", *pair).cost == pytest.approx(each.mean())


def test_the_caption_of_the_table_of_pairs():
    """Six of eight wrong pairs cost more in every seed, softmax taken twice in four of five."""
    wrong = [*WRONG, ("yes or no", Pair("sigmoid", "mean_squared_error"))]
    found = {(task, *pair): mismatches.worse(task, *pair) for task, pair in wrong}
    assert len(found) == 8
    assert sum(count == mismatches.SEEDS == 5 for count in found.values()) == 6
    assert found["one of five", "softmax", "softmax_cross_entropy"] == 4
    squared = result("yes or no", "sigmoid", "mean_squared_error").cost
    assert squared == pytest.approx(result("yes or no", *MATCHED["yes or no"]).cost, rel=1e-3)


def test_the_rate_is_chosen_on_other_data_than_those_that_judge():
    pair, task = MATCHED["yes or no"], "yes or no"
    runs = np.array(
        [
            [mismatches.trained(task, pair, rate=rate, seed=seed) for seed in range(5)]
            for rate in mismatches.RATES
        ]
    )
    chosen, judged = runs[:, :, 0].mean(axis=1), runs[:, :, 1].mean(axis=1)
    assert result(task, *pair).cost == pytest.approx(judged[chosen.argmin()])
    assert not np.allclose(chosen, judged)


def test_the_squared_error_recovers_many_times_later():
    quick, slow = map(mismatches.steps_to_recover, ("binary_cross_entropy", "mean_squared_error"))
    assert min(slow) > 20 * max(quick)
    assert len(quick) == mismatches.SEEDS


def test_the_best_rate_is_taken_for_each_seed():
    pair, rates = Pair("sigmoid", "mean_squared_error"), (30.0, 100.0)
    by_hand = [
        min(mismatches.recovery(pair, 500, rate=rate, seed=seed) for rate in rates)
        for seed in range(mismatches.SEEDS)
    ]
    assert list(mismatches.steps_to_recover("mean_squared_error", rates)) == by_hand


def test_an_output_in_a_small_unit_takes_the_hidden_layer_for_itself():
    raw, divided = mismatches.missed_by_output(False), mismatches.missed_by_output(True)
    assert raw.shape == divided.shape == (mismatches.SEEDS, 2)
    assert (raw[:, 0] > 5.0 * divided[:, 0]).all()
    assert divided.max() < 0.1


def test_a_rate_that_is_too_high_is_no_candidate():
    x = np.array([[0.5], [1.0]])
    assert np.isnan(mismatches.waves(x, 1e6 * x, rate=10.0, seed=0)).all()
