"""The pencil's loops agree with numbers by hand and with measured slopes."""

import math

import numpy as np
import pytest

from snippets import gradcheck, network, pencil


def parameters(rng, d=2, h=3, outputs=5):
    shapes = (d, h), (h,), (h, outputs), (outputs,), (d,), (outputs,)
    return [rng.normal(size=shape) for shape in shapes]


def loss(values):
    W1, b1, W2, b2, x, y = values
    a2 = 1 / (1 + np.exp(-(1 / (1 + np.exp(-(x @ W1 + b1))) @ W2 + b2)))
    return np.mean((a2 - y) ** 2)


@pytest.mark.parametrize(("place", "name"), [*enumerate(("dW1", "delta1", "dW2", "delta2"))])
def test_slopes_are_those_that_nudging_measures(place, name):
    values = parameters(np.random.default_rng(3))
    W1, b1, W2, b2, x, y = (v.tolist() for v in values)
    found = getattr(pencil.backpropagate([W1, W2], [b1, b2], x, y), name)
    measured = gradcheck.richardson(
        lambda v: loss([*values[:place], v, *values[place + 1 :]]), values[place]
    )
    assert np.allclose(found, measured, rtol=1e-8, atol=1e-11)


def test_a_chain_of_halves_can_be_done_in_the_head():
    slopes = pencil.backpropagate([[[2.0]], [[2.0]]], [[-1.0], [-1.0]], [0.5], [0.0])
    assert slopes == ([0.125], [0.25], [[0.0625]], [[0.125]])


def test_the_arrays_of_the_network_are_not_used():
    assert "numpy" not in vars(pencil)
    assert "np" not in vars(pencil)


def test_the_sigmoid_is_that_of_the_formula():
    assert pencil.sigmoid(math.log(3)) == pytest.approx(0.75, abs=1e-15)


def test_the_small_network_has_two_digits_that_a_reader_can_redo():
    net, x, y = network.small()
    W1, b1, W2, b2 = (p.tolist() for p in net.parameters())
    slopes = pencil.backpropagate([W1, W2], [b1, b2], x[0].tolist(), y[0].tolist())
    assert [round(d, 3) for d in slopes.delta2] == [-0.116, 0.148]
    assert [round(d, 3) for d in slopes.delta1] == [-0.039, 0.029, 0.018]
