"""The pencil's readings: what their line is, and what the chapter says of it."""

from itertools import combinations

import numpy as np
import pytest

from snippets import gradcheck, linear_models, losses, network, readings
from snippets.linear_models import Linear


def test_the_box_is_the_first_hidden_unit_with_its_first_input_off() -> None:
    x = readings.box().x
    net = network.small().network
    both = np.hstack([np.zeros_like(x), x])
    score = network.forward_pass(net, both).z[0][:, :1]
    np.testing.assert_allclose(linear_models.scores(readings.inside(), x), score)


def test_the_line_by_hand() -> None:
    """Centered x is -1.5, -0.5, 0.5, 1.5, its squares 5, its products with y 2.8."""
    W, b = readings.line()
    assert W[0, 0] == pytest.approx(2.8 / 5)
    assert b[0] == pytest.approx(0.4 - 0.56 * 0.5)


def test_the_line_has_a_lower_loss_than_the_truth_and_than_every_pair() -> None:
    best = readings.loss(readings.line())
    assert best < readings.loss(readings.inside())
    pairs = [readings.through(i, j) for i, j in combinations((1, 2, 3, 4), 2)]
    assert all(best < readings.loss(pair) for pair in pairs)


def test_a_line_through_two_readings_meets_both() -> None:
    x, y = readings.box()
    model = readings.through(2, 4)
    np.testing.assert_allclose(linear_models.scores(model, x)[[1, 3]], y[[1, 3]], atol=1e-15)


def test_three_ways_find_one_line_and_report_the_widest_gap() -> None:
    ways = readings.three_ways()
    pairs = combinations(ways[:3], 2)
    gaps = [abs(p - q).max() for one, other in pairs for p, q in zip(one, other, strict=True)]
    assert ways.spread == max(gaps)
    assert 0.0 < ways.spread < 1e-10
    assert ways.descent.W[0, 0] == pytest.approx(0.56)


def test_the_curvature_is_measured() -> None:
    x, y = readings.box()

    def slope(w: np.ndarray) -> np.ndarray:
        def loss(v: np.ndarray) -> float:
            model = Linear(v, y.mean(axis=0) - x.mean(axis=0) @ v)
            return readings.loss(model)

        return gradcheck.richardson(loss, w)

    rise = slope(np.array([[1.0]])) - slope(np.array([[0.0]]))
    assert rise[0, 0] == pytest.approx(readings.curvature(), rel=1e-8)


def test_densities_add_up_to_one_and_their_logarithm_is_the_surprise() -> None:
    x, y = readings.box()
    a = linear_models.scores(readings.line(), x)
    everywhere = np.linspace(-3.0, 3.0, 6001)[:, np.newaxis]
    area = readings.density(np.zeros_like(everywhere), everywhere, 0.3).sum() * 1e-3
    assert area == pytest.approx(1.0)
    surprise = -np.log(readings.density(a, y, 0.1)).mean()
    assert surprise == pytest.approx(readings.mean_surprise(a, y, 0.1))


def test_surprise_is_least_where_the_loss_is_and_for_the_spread_that_was_met() -> None:
    x, y = readings.box()
    a = linear_models.scores(readings.line(), x)
    met = losses.mean_squared_error(a, y) ** 0.5
    least = readings.mean_surprise(a, y, met)
    assert least == pytest.approx(0.5 * np.log(2 * np.pi * met**2) + 0.5)
    assert all(readings.mean_surprise(a, y, met * part) > least for part in (0.9, 1.1))
    assert readings.mean_surprise(a + 0.01, y, met) > least
