"""Three ways to the measured slopes; the work of the loops; a step that keeps its promise."""

import numpy as np
import pytest

from snippets import backpropagation, gradcheck, network


def test_three_ways_are_the_measured_slopes_in_the_order_of_the_names():
    ways = backpropagation.three_ways()
    net, x, y = network.small()
    measured = []
    for parameter in net.parameters():
        start = parameter.copy()

        def loss(value, parameter=parameter):
            parameter[...] = value
            return np.mean((net.forward(x) - y) ** 2)

        measured.extend(gradcheck.richardson(loss, start).ravel())
        parameter[...] = start
    for found in (ways.pencil, ways.numpy, ways.tape):
        assert np.allclose(found, measured, rtol=1e-8, atol=1e-12)
    assert ways.names[0] == "$W^{(1)}_{11}$"
    assert ways.names[3] == "$W^{(1)}_{21}$"
    assert ways.names[-1] == "$b^{(2)}_{2}$"


def test_spread_is_the_largest_difference():
    ways = backpropagation.three_ways()
    pairs = (ways.pencil - ways.numpy, ways.numpy - ways.tape, ways.pencil - ways.tape)
    assert ways.spread == np.abs(pairs).max()


def test_work_of_the_matrix_products_is_that_of_the_loops():
    n, sizes = 3, (2, 5, 7)
    work = backpropagation.work(sizes, n=n)
    products = n * (2 * 5 + 5 * 7)
    back = products + n * 7 * 5
    units = n * (5 + 7)
    assert work.parameters == 2 * 5 + 5 + 5 * 7 + 7
    # Beside the products only a few multiplications a unit: sigmoids, their slopes, the loss.
    assert products < work.forward <= products + 3 * units
    assert back < work.backward <= back + 6 * units


@pytest.mark.parametrize("width", [20, 40])
def test_backward_comes_close_to_two_forwards_in_a_deep_network(width):
    depth = 10
    work = backpropagation.work([width] * (depth + 1), n=8)
    assert work.backward / work.forward == pytest.approx(2 - 1 / depth, rel=6 / width)


def test_the_last_layer_carries_most_of_the_gradient():
    back = network.backpropagate(*network.small())
    last = np.sum(back.dW[1] ** 2) + np.sum(back.db[1] ** 2)
    first = np.sum(back.dW[0] ** 2) + np.sum(back.db[0] ** 2)
    assert backpropagation.share_of_layer(2) == pytest.approx(last / (first + last))


def test_every_slope_of_the_last_layer_beats_every_slope_of_the_first():
    sizes = np.abs(backpropagation.three_ways().numpy)
    assert sizes[9:].min() > sizes[:9].max()


def test_a_step_keeps_its_promise_up_to_the_square_of_the_rate():
    gaps = []
    for rate in (0.02, 0.01):
        step = backpropagation.one_step(rate)
        gaps.append(abs(step.fallen - step.promised))
    assert gaps[0] / gaps[1] == pytest.approx(4, rel=0.02)


def test_a_step_at_rate_zero_changes_nothing():
    assert backpropagation.one_step(0.0)[1:] == (0.0, 0.0)


def test_each_sigmoid_layer_leaves_about_a_quarter_of_delta():
    left = [backpropagation.left_of_delta(4, seed=seed) for seed in range(10)]
    assert 0.2**4 < np.median(left) < 0.25**4


def test_flat_gives_floats_also_of_integers():
    row = backpropagation.flat([[1, 2], [3, 4]], 5)
    assert row.tolist() == [1, 2, 3, 4, 5]
    assert row.dtype == np.float64
