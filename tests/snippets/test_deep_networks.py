"""Deep networks: trained together as alone, and tanh written in sigmoids is the same function."""

from functools import partial

import numpy as np
import pytest

from snippets import activations, deep_networks, optimizers, training
from snippets.layers import Activation, Dense
from snippets.network import Network, multilayer


def networks(count: int, *, hidden: str = "elu") -> list[Network]:
    return [
        multilayer([2, 5, 3, 1], hidden=hidden, rng=np.random.default_rng(s)) for s in range(count)
    ]


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "leaky_relu", "elu"])
def test_trained_side_by_side_as_one_by_one(hidden):
    rng = np.random.default_rng(7)
    x, y = rng.normal(size=(11, 2)), rng.integers(0, 2, size=(11, 1)).astype(np.float64)
    alone = networks(3, hidden=hidden)
    for net in alone:
        training.fit(
            net,
            x,
            y,
            loss="sigmoid_cross_entropy",
            optimizer=partial(optimizers.sgd, rate=0.5),
            epochs=20,
            batch=11,
            rng=rng,
        )
    together = deep_networks.train(networks(3, hidden=hidden), x, y, rate=0.5, steps=20)
    np.testing.assert_allclose(together, [net.forward(x) for net in alone], rtol=1e-12)


def test_training_leaves_the_given_networks_alone():
    nets = networks(2)
    before = [array.copy() for array in nets[0].parameters()]
    deep_networks.train(nets, np.ones((3, 2)), np.ones((3, 1)), rate=1.0, steps=5)
    for was, now in zip(before, nets[0].parameters(), strict=True):
        np.testing.assert_array_equal(was, now)


def test_the_watcher_sees_every_step_and_every_layer():
    seen = []
    end = deep_networks.train(
        networks(2),
        np.ones((3, 2)),
        np.ones((3, 1)),
        rate=0.1,
        steps=4,
        watch=lambda step, z: seen.append((step, [one.shape for one in z], z[-1])),
    )
    assert [step for step, _, _ in seen] == [0, 1, 2, 3, 4]
    assert seen[0][1] == [(2, 3, 5), (2, 3, 3), (2, 3, 1)]
    np.testing.assert_array_equal(seen[-1][2], end)
    start = networks(2)[1].forward(np.ones((3, 2)))
    np.testing.assert_allclose(seen[0][2][1], start, rtol=1e-15)


def test_another_slope_is_taken_at_its_word():
    x, y = np.ones((3, 2)), np.ones((3, 1))
    right, same, none = (
        deep_networks.train(networks(2), x, y, rate=0.5, steps=3, slope=slope)
        for slope in (None, activations.elu_backward, lambda upstream, _z: 0.0 * upstream)
    )
    np.testing.assert_array_equal(right, same)
    assert np.abs(right - none).max() > 1e-3


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match=r"deep_networks.train: y has shape \(2, 1\)"):
        deep_networks.train(networks(1), np.ones((3, 2)), np.ones((2, 1)), rate=1.0, steps=1)


def with_biases(sizes: list[int]) -> Network:
    rng = np.random.default_rng(3)
    net = multilayer(sizes, rng=rng)
    for bias in net.parameters()[1::2]:
        bias[:] = rng.normal(size=bias.shape)
    return net


@pytest.mark.parametrize("sizes", [[2, 3, 1], [2, 5, 3, 7], [3, 2, 5, 7, 11, 2]])
def test_tanh_written_in_sigmoids_is_the_same_function(sizes):
    net = with_biases(sizes)
    twin = deep_networks.as_sigmoids(net)
    x = np.random.default_rng(1).normal(size=(13, sizes[0]))
    assert deep_networks.hidden_activation(twin) == "sigmoid"
    np.testing.assert_allclose(twin.forward(x), net.forward(x), rtol=1e-12, atol=1e-13)


def test_the_twin_of_a_network_between_two_bends_has_four_times_the_weights():
    net = with_biases([2, 3, 5, 1])
    ours = deep_networks.dense_layers(net)
    theirs = deep_networks.dense_layers(deep_networks.as_sigmoids(net))
    for factor, one, other in zip((2, 4, 2), ours, theirs, strict=True):
        np.testing.assert_array_equal(other.W, factor * one.W)


def test_only_tanh_has_a_twin():
    with pytest.raises(ValueError, match="as_sigmoids: the hidden activation is elu, expected"):
        deep_networks.as_sigmoids(networks(1)[0])


def dense() -> Dense:
    return Dense(np.ones((2, 2)), np.zeros(2))


@pytest.mark.parametrize(
    "layers",
    [
        [dense(), dense()],
        [dense(), Activation("tanh"), dense(), Activation("elu"), dense()],
        [dense(), Activation("tanh")],
        [dense(), Activation("tanh"), Activation("tanh")],
    ],
)
def test_networks_of_another_build_are_refused(layers):
    with pytest.raises(ValueError, match="hidden_activation: found"):
        deep_networks.hidden_activation(Network(layers))
