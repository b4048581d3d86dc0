"""A trace tells every shape, and the layer at which they stop to fit."""

import numpy as np
import pytest

from snippets import shapes
from snippets.layers import Activation, Dense
from snippets.network import Network, multilayer


def test_every_shape_of_a_deep_network():
    net = multilayer([2, 3, 5, 7], hidden="relu", rng=np.random.default_rng(0))
    steps = shapes.trace(net, np.ones((11, 2)))
    assert [step.layer for step in steps] == ["Dense", "relu", "Dense", "relu", "Dense"]
    assert [step.entered for step in steps] == [(11, 2), (11, 3), (11, 3), (11, 5), (11, 5)]
    assert [step.left for step in steps] == [(11, 3), (11, 3), (11, 5), (11, 5), (11, 7)]
    assert [step.parameters for step in steps] == [
        ((2, 3), (3,)),
        (),
        ((3, 5), (5,)),
        (),
        ((5, 7), (7,)),
    ]


def test_the_layer_that_does_not_fit_is_named():
    first, second = Dense(np.ones((2, 3)), np.zeros(3)), Dense(np.ones((5, 3)), np.zeros(3))
    with pytest.raises(ValueError, match=r"^layer 3, Dense: .*\(5, 3\)"):
        shapes.trace(Network([first, Activation("tanh"), second]), np.ones((7, 2)))
