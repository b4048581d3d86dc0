"""Straight pieces, found exactly and held against a fine grid."""

import numpy as np
import pytest

from snippets import linear_pieces
from snippets.approximation import folds, one_input, polygon, wave
from snippets.layers import Activation, Dense
from snippets.network import Network, multilayer


def drawn(hidden, seed):
    rng = np.random.default_rng(seed)
    net = multilayer([1, *hidden, 1], rng=rng, hidden="relu")
    for bias in net.parameters()[1::2]:
        bias[:] = rng.normal(size=bias.size)
    return net


@pytest.mark.parametrize("hidden", [(5,), (4, 3), (3, 4, 5)])
@pytest.mark.parametrize("seed", range(5))
def test_between_corners_the_answer_is_straight(hidden, seed):
    net = drawn(hidden, seed)
    corners = linear_pieces.corners(net, -4.0, 4.0)
    ends = np.array([-4.0, *corners, 4.0])
    x = np.linspace(-4.0, 4.0, 5001)
    at_ends = net.forward(ends[:, np.newaxis])[:, 0]
    np.testing.assert_allclose(
        net.forward(x[:, None])[:, 0], np.interp(x, ends, at_ends), atol=1e-9
    )
    slopes = np.diff(at_ends) / np.diff(ends)
    assert (np.abs(np.diff(slopes)) > 1e-9).all()


def test_one_layer_bends_where_its_units_do():
    w, b, v = np.array([1.0, -2.0, 1.0]), np.array([-0.5, 0.5, 7.0]), np.array([1.0, 3.0, 2.0])
    net = one_input(w, b, v, 0.0, "relu")
    assert linear_pieces.corners(net, 0.0, 1.0).tolist() == [0.25, 0.5]
    assert linear_pieces.count(net, -9.0, 9.0) == 4 == linear_pieces.at_most(3)


def test_units_that_cancel_leave_no_corner():
    net = one_input(np.ones(2), -0.5 * np.ones(2), np.array([1.0, -1.0]), 0.0, "relu")
    net.layers[2].b[:] = 1.0
    straight = Network([*net.layers[:2], Dense(np.array([[2.0], [-2.0]]), np.ones(1))])
    assert linear_pieces.count(straight, 0.0, 1.0) == 1


def test_a_unit_that_is_0_everywhere_bends_nothing():
    net = one_input(np.array([0.0, 1.0]), np.array([0.0, -0.5]), np.ones(2), 0.0, "relu")
    assert linear_pieces.corners(net, 0.0, 1.0).tolist() == [0.5]


def test_folding_doubles_and_a_polygon_has_a_piece_for_each_unit():
    assert [linear_pieces.count(folds(k), 0.0, 1.0) for k in range(1, 9)] == [
        2**k for k in range(1, 9)
    ]
    assert linear_pieces.count(polygon(wave, 37), 0.0, 1.0) == 37


@pytest.mark.parametrize("seed", range(10))
def test_no_network_has_more_pieces_than_the_bound(seed):
    assert (
        linear_pieces.count(drawn((3, 2), seed), -50.0, 50.0) <= linear_pieces.at_most(3, 2) == 12
    )


def test_a_smooth_activation_is_refused():
    net = Network([Dense(np.ones((1, 1)), np.zeros(1)), Activation("sigmoid")])
    with pytest.raises(ValueError, match="sigmoid"):
        linear_pieces.corners(net, 0.0, 1.0)
