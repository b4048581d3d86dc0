import numpy as np
import pytest

from snippets import derivative_costs


@pytest.mark.parametrize(("n", "h", "m"), [(2, 3, 5), (7, 11, 3), (13, 2, 1)])
def test_costs_of_the_funnel_are_those_of_its_formula(n, h, m):
    value = n * h + h * m
    assert derivative_costs.funnel(n, h, m) == (value, 2 * value + 2 * h, 2 * value + 2 * h)


def test_speelpennings_product_costs_three_times_its_value():
    for n in (3, 10, 50):
        costs = derivative_costs.product(n)
        assert (costs.value, costs.pull) == (n - 1, 3 * (n - 1))


def test_a_push_and_a_pull_of_the_loss_make_the_same_multiplications():
    for sizes in ((2, 3, 2), (5, 7, 3), (30, 30, 30)):
        costs = derivative_costs.loss(*sizes)
        assert costs.push == costs.pull


def test_a_push_of_one_parameter_skips_what_does_not_depend_on_it():
    """By hand, for the last bias: an evaluation, then the slopes of a sigmoid and of a square."""
    d, h, k = 5, 7, 3
    value = derivative_costs.loss(d, h, k).value
    last_bias = value + 2 * k + 2 * k + 1
    all_but_last_bias = derivative_costs.pushes(d, h, k) - k * last_bias
    first_weight = value + d * h + 2 * h + h * k + 4 * k + 1
    first_bias = first_weight - d * h
    last_weight = last_bias + h * k
    assert all_but_last_bias == d * h * first_weight + h * first_bias + h * k * last_weight


def test_forward_mode_and_central_differences_cost_about_the_same():
    prices = derivative_costs.prices()
    per_parameter = prices.forward / prices.parameters
    assert np.all((per_parameter > 1.7) & (per_parameter < 2.1))
    assert np.all(prices.reverse < 3)
