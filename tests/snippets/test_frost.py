"""The fitted evenings stand at the bottom of the loss; a slope taken twice does not."""

import numpy as np
import pytest

from snippets import frost, losses


def test_no_threshold_tells_the_mornings_apart():
    x, y = frost.evenings()
    for threshold in np.unique(x):
        assert ((x <= threshold) != (y == 1)).any()
        assert ((x < threshold) != (y == 1)).any()


def test_all_slopes_are_zero_at_the_fit():
    x, y = frost.evenings()
    off = frost.fit().p - y
    assert off.sum() == pytest.approx(0, abs=1e-9)
    assert (x * off).sum() == pytest.approx(0, abs=1e-9)


def test_no_neighbour_is_better():
    x, y = frost.evenings()
    model = frost.fit().model
    best = losses.sigmoid_cross_entropy(x @ model.W + model.b, y)
    for dw, db in ((0.01, 0.0), (-0.01, 0.0), (0.0, 0.01), (0.0, -0.01)):
        assert losses.sigmoid_cross_entropy(x @ (model.W + dw) + model.b + db, y) > best


def test_a_degree_multiplies_the_odds():
    fit = frost.fit()
    p, q = fit.chance(1.0), fit.chance(2.0)
    assert np.log(q / (1 - q) * (1 - p) / p) == pytest.approx(fit.weight())
    assert fit.chance(-fit.model.b[0] / fit.weight()) == pytest.approx(0.5)


def test_losses_begin_alike_and_the_mistake_is_slower():
    at = (0, 10, 100)
    right, wrong = frost.losses_from(3.0, at), frost.losses_from(3.0, at, twice=True)
    assert right[0] == wrong[0]
    assert right[1] < 1 < wrong[2]


def test_losses_end_at_the_fit():
    x, y = frost.evenings()
    model = frost.fit().model
    best = losses.sigmoid_cross_entropy(x @ model.W + model.b, y)
    assert frost.losses_from(0.0, (2000,)) == pytest.approx((best,), rel=1e-9)
    assert frost.losses_from(0.0, (2000,), twice=True)[0] > best * 1.001


def test_two_bells_of_one_width_make_a_sigmoid_of_a_line():
    x = np.linspace(-6, 10, 5)[:, None]
    p = frost.chance_by_bells(x, -1.0, 5.0, 2.0)
    log_odds = np.log(p / (1 - p))[:, 0]
    assert np.diff(log_odds) == pytest.approx(np.full(4, 4 * (-1.0 - 5.0) / 2.0**2))
    assert frost.chance_by_bells(np.array([[2.0]]), -1.0, 5.0, 2.0) == pytest.approx(0.5)
