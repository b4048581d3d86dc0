"""Whole networks under the check."""

import numpy as np
import pytest

from snippets import network, network_checks


@pytest.mark.parametrize("place", [(0, 0), (0, 2), (1, 1)])
def test_the_written_out_loss_is_the_small_networks(place):
    net, x, y = network.small()
    f = network_checks.parameter_loss(net, 0, x, y)
    for w in (-0.7, 0.0, 2.0):
        changed = net.parameters()[0].copy()
        changed[place] = w
        assert network_checks.small_loss(w, place) == pytest.approx(f(changed), rel=1e-14)


def test_the_network_is_left_as_it_was():
    net, x, y = network.small()
    before = [parameter.copy() for parameter in net.parameters()]
    network_checks.check_network(net, x, y)
    for old, new in zip(before, net.parameters(), strict=True):
        np.testing.assert_array_equal(old, new)


def test_a_wrong_layer_is_found_in_its_own_arrays_and_below():
    net, x, y = network.small()
    dense = net.layers[2]
    right = dense.backward

    def forgets_the_transpose_of_nothing_but_scales(upstream):
        return 2 * right(upstream)

    dense.backward = forgets_the_transpose_of_nothing_but_scales
    reports = network_checks.check_network(net, x, y)
    assert [report.passed for report in reports] == [False, False, True, True]
    assert reports[0].factor == pytest.approx(2, rel=1e-4)


def test_samples_are_drawn_from_each_array():
    reports = network_checks.check_network(
        *network_checks.classifier(),
        loss="softmax_cross_entropy",
        samples=5,
        rng=np.random.default_rng(0),
    )
    assert [len(report.entries) for report in reports] == [5] * 6
    assert network_checks.wrong_entries(reports) == 0


def test_a_sample_needs_a_source_of_chance():
    with pytest.raises(ValueError, match="no rng"):
        network_checks.sample(10, 3, rng=None)


@pytest.mark.parametrize(("hidden", "found"), [("relu", (5, 0)), ("tanh", (0, 0))])
def test_a_kink_is_met_by_a_long_step_and_not_by_a_short_one(hidden, found):
    steps = 1e-2, 1e-5
    met = [network_checks.networks_off(h, hidden=hidden, networks=5, samples=30) for h in steps]
    assert tuple(met) == found


def test_the_worst_of_the_right_gradients_is_far_from_wrong_and_found_in_either_network():
    worst = network_checks.worst_right()
    small, large = (
        max(report.worst_error for report in network_checks.check_network(*case, loss=loss))
        for case, loss in (
            (network.small(), "mean_squared_error"),
            (network_checks.classifier(), "softmax_cross_entropy"),
        )
    )
    assert worst == max(small, large)
    assert 1e-12 < worst < 1e-6


def test_the_small_weight_is_the_one_whose_loss_is_drawn():
    net, x, y = network.small()
    for place in ((0, 0), (0, 2), (1, 1)):
        weight = network_checks.small_weight(place)
        assert network_checks.small_loss(weight, place) == pytest.approx(
            np.mean((net.forward(x) - y) ** 2)
        )
    assert network_checks.small_weight() == network_checks.small_weight((0, 2))
