"""Votes of hidden units, transposed copies, counted starts and their interval."""

import numpy as np
import pytest

from snippets import datasets, experiments, network
from snippets.layers import Activation, Dense
from snippets.network import Network


def test_a_transposed_copy_leaves_the_network_alone():
    net = network.multilayer([2, 3, 3, 1], rng=np.random.default_rng(0))
    before = [parameter.copy() for parameter in net.parameters()]
    wrong = experiments.with_transpose(net, 2)
    assert np.array_equal(wrong.parameters()[2], before[2].T)
    assert not np.array_equal(wrong.parameters()[2], before[2])
    for now, then in zip(net.parameters(), before, strict=True):
        assert np.array_equal(now, then)


def run_of(net: Network) -> experiments.Run:
    x, y = datasets.xor()
    return experiments.Run(net, x, y, np.zeros(1), 0.0)


def test_three_equal_units_are_their_own_majority():
    W1 = np.ones((2, 3))
    layers = [Dense(W1, np.full(3, -0.5)), Activation("tanh")]
    net = Network([*layers, Dense(np.ones((3, 1)), np.zeros(1)), Activation("sigmoid")])
    assert experiments.majority(run_of(net)) == 1.0


def test_one_loud_unit_overrules_the_majority():
    W1 = np.array([[1.0, -1.0, -1.0], [1.0, -1.0, -1.0]])
    layers = [Dense(W1, np.array([-0.5, 0.5, 0.5])), Activation("tanh")]
    loud = Dense(np.array([[9.0], [1.0], [1.0]]), np.zeros(1))
    net = Network([*layers, loud, Activation("sigmoid")])
    assert experiments.majority(run_of(net)) == 0.0


def test_more_steps_change_the_training_but_not_the_start():
    short, long = (experiments.train_xor(2, "tanh", seed=0, steps=steps) for steps in (3, 6))
    assert np.array_equal(short.loss, long.loss[:3])
    assert len(long.loss) == 6


@pytest.mark.parametrize("solved", [3, 14, 20])
def test_the_interval_is_where_the_share_is_1_96_deviations_away(solved):
    low, high = experiments.Starts(solved, 20).interval()
    for end in (low, high):
        assert (solved / 20 - end) ** 2 == pytest.approx(1.96**2 * end * (1 - end) / 20, abs=1e-12)


def test_no_affine_network_does_better_than_one_half_on_xor():
    run = experiments.xor_without_activation()
    assert run.loss.min() >= np.log(2)
    assert run.network.forward(run.x) == pytest.approx(0.5, abs=1e-3)
