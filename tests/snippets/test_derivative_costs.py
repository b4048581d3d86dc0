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
