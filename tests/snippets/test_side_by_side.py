"""Networks trained side by side end where `fit` brings each of them alone."""

import numpy as np
import pytest

from snippets import datasets, experiments, side_by_side
from snippets.network import multilayer

X, LABELS = datasets.xor()
Y = LABELS[:, np.newaxis].astype(np.float64)


@pytest.mark.parametrize("hidden", [2, 3])
def test_each_network_ends_where_fit_brings_it_alone(hidden):
    seeds = range(4)
    networks = [experiments.xor_network(hidden, "tanh", seed=seed) for seed in seeds]
    together = side_by_side.train(networks, X, Y, rate=2.0, steps=300)
    for seed, p in zip(seeds, together, strict=True):
        alone = experiments.train_xor(hidden, "tanh", seed=seed).network.forward(X)
        np.testing.assert_allclose(p, alone, rtol=1e-9)


def test_the_count_of_solved_starts_is_that_of_single_runs():
    single = [experiments.train_xor(2, "tanh", seed=seed).accuracy == 1.0 for seed in range(20)]
    assert experiments.xor_starts(2, 20).solved == sum(single)


def test_several_outputs_share_the_mean():
    """Two outputs, one step, against the gradient of the loss by central differences."""
    rng = np.random.default_rng(0)
    net = multilayer([2, 3, 2], output="sigmoid", rng=rng)
    x, y = rng.normal(size=(5, 2)), rng.uniform(size=(5, 2))
    W2 = net.parameters()[2]
    before = W2.copy()

    def loss(w):
        W2[0, 1] = w
        p = net.forward(x)
        W2[0, 1] = before[0, 1]
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    h = 1e-6
    slope = (loss(before[0, 1] + h) - loss(before[0, 1] - h)) / (2 * h)
    far = side_by_side.train([net], x, y, rate=1e-3, steps=1)
    exact = step_of_every_parameter(net, x, y, rate=1e-3)
    np.testing.assert_allclose(far[0], exact.forward(x), rtol=1e-12)
    moved = (exact.parameters()[2][0, 1] - before[0, 1]) / -1e-3
    assert moved == pytest.approx(slope, rel=1e-6)


def step_of_every_parameter(net, x, y, *, rate):
    """One step of the same descent by the network's own backward pass."""
    p = net.forward(x)
    net.backward((p - y) / (p * (1 - p)) / y.size)
    for parameter, gradient in zip(net.parameters(), net.gradients(), strict=True):
        parameter[...] = parameter - rate * gradient
    return net


def test_the_networks_themselves_stay_as_they_were():
    net = experiments.xor_network(2, "tanh", seed=0)
    before = [parameter.copy() for parameter in net.parameters()]
    side_by_side.train([net], X, Y, rate=2.0, steps=3)
    for parameter, old in zip(net.parameters(), before, strict=True):
        np.testing.assert_array_equal(parameter, old)


def test_inputs_and_targets_of_different_length_are_refused():
    net = experiments.xor_network(2, "tanh", seed=0)
    with pytest.raises(ValueError, match=r"y has shape \(3, 1\), expected \(n, k\) with n = 4"):
        side_by_side.train([net], X, Y[:3], rate=1.0, steps=1)
