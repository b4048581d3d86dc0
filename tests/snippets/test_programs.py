import numpy as np

from snippets import network, programs
from snippets.autodiff import Variable


def test_the_loss_as_plain_numpy_is_that_of_the_network():
    net, x, y = network.small()
    plain = programs.two_layer_loss(*net.parameters(), x, y)
    assert plain == network.backpropagate(net, x, y).loss


def test_programs_give_variables_the_values_they_give_arrays():
    rng = np.random.default_rng(1)
    x, W = rng.normal(size=5), rng.normal(size=(3, 5))
    np.testing.assert_array_equal(programs.mix(Variable(x), W).value, programs.mix(x, W))
    np.testing.assert_array_equal(programs.product(Variable(x)).value, programs.product(x))
    row, A, B = rng.normal(size=(1, 5)), rng.normal(size=(5, 7)), rng.normal(size=(7, 2))
    np.testing.assert_array_equal(
        programs.funnel(Variable(row), A, B).value, programs.funnel(row, A, B)
    )


def test_the_engine_agrees_to_round_off_and_nudging_does_not():
    for one in programs.against_hand():
        assert one.derived.shape == one.engine.shape == one.nudged.shape
        assert one.engine_error < 1e-16
        assert 1e-15 < one.nudging_error < 1e-10


def test_the_largest_slope_of_a_comparison_may_be_negative():
    derived = np.array([[1.0, -3.0], [2.0, 0.0]])
    one = programs.Comparison("W", derived, derived + 0.5, derived - 0.25)
    assert (one.largest, one.engine_error, one.nudging_error) == (3.0, 0.5, 0.25)
