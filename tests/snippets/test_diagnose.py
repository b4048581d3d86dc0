"""Diagnoses: each mistake planted, and a healthy network beside it."""

import math
import re
from functools import partial

import numpy as np
import pytest

from snippets import datasets, diagnose, optimizers
from snippets.arrays import one_hot
from snippets.layers import Activation, Dense
from snippets.network import Network, multilayer

X, LABELS = datasets.blobs(90, noise=0.5, rng=np.random.default_rng(0))
Y = one_hot(LABELS, 3)
LOSS = "softmax_cross_entropy"
ADAM = partial(optimizers.adam, rate=0.02)


def healthy(hidden: str = "tanh") -> Network:
    """Three layers whose last is small, so that it starts without an opinion."""
    network = multilayer([2, 20, 20, 3], hidden=hidden, rng=np.random.default_rng(1))
    network.parameters()[-2][...] *= 0.1
    return network


def test_a_healthy_network_has_nothing_to_worry_about() -> None:
    network = healthy()
    findings = [
        diagnose.loss_at_start(network, X, Y, loss=LOSS),
        *diagnose.stuck_units(network, X),
        *diagnose.step_ratios(network, X, Y, loss=LOSS, rate=0.01),
        diagnose.first_not_finite(network, X),
        diagnose.overfit(network, X[::30], Y[::30], loss=LOSS, optimizer=ADAM),
    ]
    assert [finding.words for finding in findings if not finding.fine] == []


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        ("softmax_cross_entropy", math.log(3)),
        ("cross_entropy", math.log(3)),
        ("sigmoid_cross_entropy", -(math.log(1 / 3) + 2 * math.log(2 / 3)) / 3),
        ("mean_squared_error", 2 / 9),
    ],
)
def test_the_loss_of_not_knowing(loss: str, expected: float) -> None:
    assert diagnose.loss_of_ignorance(Y, loss=loss) == pytest.approx(expected, rel=1e-12)


def test_first_weights_that_are_too_large() -> None:
    network = healthy()
    network.parameters()[-2][...] *= 100.0
    finding = diagnose.loss_at_start(network, X, Y, loss=LOSS)
    assert not finding.fine
    assert "the first weights are too large" in finding.words
    assert finding.measured[0] > 1.3 * finding.measured[1]


def test_a_network_that_cannot_learn_a_handful_by_heart() -> None:
    network = healthy()
    network.layers[2].backward = lambda upstream: -upstream @ network.parameters()[2].T  # type: ignore[method-assign]
    finding = diagnose.overfit(network, X[::30], Y[::30], loss=LOSS, optimizer=ADAM, steps=50)
    assert not finding.fine
    assert "learn so few by heart" in finding.words


def test_getting_a_little_better_is_not_learning_by_heart() -> None:
    finding = diagnose.overfit(healthy(), X[::30], Y[::30], loss=LOSS, optimizer=ADAM, steps=1)
    assert finding.measured[1] < finding.measured[0]
    assert not finding.fine


def test_a_trial_that_blows_up_is_a_finding_not_a_crash() -> None:
    network = Network([Dense(np.ones((2, 3)), np.zeros(3))])
    wild = partial(optimizers.sgd, rate=1e150)
    finding = diagnose.overfit(network, X[:3], Y[:3], loss="mean_squared_error", optimizer=wild)
    assert not finding.fine
    assert not math.isfinite(finding.measured[1])


def test_the_trial_is_made_on_a_copy() -> None:
    network = healthy()
    before = [parameter.copy() for parameter in network.parameters()]
    diagnose.overfit(network, X[::30], Y[::30], loss=LOSS, optimizer=ADAM, steps=5)
    for one, other in zip(before, network.parameters(), strict=True):
        np.testing.assert_array_equal(one, other)


def test_dead_relus_are_counted() -> None:
    network = healthy("relu")
    network.parameters()[1][:7] = -100.0
    first, second = diagnose.stuck_units(network, X)
    assert (first.fine, first.measured) == (False, [7, 20])
    assert first.words == "activation 1 (relu): 7 of 20 units are stuck"
    assert second.fine


def test_saturated_units_are_counted() -> None:
    network = healthy("tanh")
    network.parameters()[3][:3] = 50.0
    assert [finding.measured[0] for finding in diagnose.stuck_units(network, X)] == [0, 3]


def test_a_unit_that_one_example_moves_is_not_stuck() -> None:
    network = Network([Dense(np.eye(2), np.array([0.0, -9.0])), Activation("relu")])
    assert diagnose.stuck_units(network, np.array([[0.0, 0.0], [1.0, 10.0]]))[0].measured == [0, 2]


@pytest.mark.parametrize(("rate", "fine"), [(1e-9, False), (1e-2, True), (10.0, False)])
def test_steps_far_too_short_or_long(rate: float, fine: bool) -> None:
    findings = diagnose.step_ratios(healthy(), X, Y, loss=LOSS, rate=rate)
    assert [finding.fine for finding in findings] == [fine] * 3


def test_the_ratio_by_hand() -> None:
    network = Network([Dense(np.array([[3.0], [4.0]]), np.zeros(1))])
    finding = diagnose.step_ratios(
        network, np.array([[1.0, 0.0]]), np.array([[0.0]]), loss="mean_squared_error", rate=0.1
    )[0]
    assert finding.measured == pytest.approx([0.1 * 6.0 / 5.0])


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (lambda n, x: x.__setitem__((3, 0), np.nan), "the inputs are not finite"),
        (lambda n, x: n.parameters()[1].__setitem__(0, np.inf),
         r"layer 1 \(Dense\) has parameters that are not finite"),
        (lambda n, x: n.parameters()[2].__setitem__(..., 1e308),
         r"layer 3 \(Dense\) is the first whose output is not finite"),
    ],
)  # fmt: skip
def test_the_first_place_that_is_not_finite(break_it, words: str) -> None:  # type: ignore[no-untyped-def]
    network, x = healthy(), X.copy()
    break_it(network, x)
    finding = diagnose.first_not_finite(network, x)
    assert not finding.fine
    assert re.fullmatch(words, finding.words)
