"""The three networks give XOR's four answers, each by the route its docstring claims."""

import numpy as np
import pytest

from snippets import datasets, network, training, xor_by_hand

DATA = datasets.xor()
BUILDERS = [xor_by_hand.relu_network, xor_by_hand.fold_network, xor_by_hand.tanh_network]


@pytest.mark.parametrize("build", BUILDERS)
def test_all_four_are_right(build):
    assert training.accuracy(build(), DATA.x, DATA.y) == 1.0


def test_the_folded_plane_is_a_distance():
    points = np.random.default_rng(1).normal(size=(50, 2))
    output = xor_by_hand.fold_network().forward(points)[:, 0]
    assert np.allclose(output, np.abs(points[:, 0] - points[:, 1]), atol=1e-15)


def test_the_gentle_network_keeps_the_plane_two_dimensional():
    W = xor_by_hand.tanh_network().parameters()[0]
    assert abs(np.linalg.det(W)) > 1


@pytest.mark.parametrize("build", BUILDERS)
def test_without_its_hidden_layer_no_line_would_do(build):
    hidden = network.forward_pass(build(), DATA.x).a[1]
    columns = np.column_stack([hidden, np.ones(4)])
    assert np.linalg.matrix_rank(columns) == 3  # the bent points span the plane
    # On the inputs the two midpoints coincide; behind the hidden layer they do not.
    assert not np.allclose(hidden[[0, 3]].mean(axis=0), hidden[[1, 2]].mean(axis=0))
