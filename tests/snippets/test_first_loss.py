import numpy as np
import pytest

from snippets import first_loss
from snippets.arrays import one_hot

X = np.random.default_rng(0).normal(size=(300, 64))
Y = one_hot(np.random.default_rng(1).integers(0, 10, size=300), 10)


def test_equal_scores_cost_log_of_the_classes():
    start = first_loss.first_loss(X, Y, "zeros", starts=2)
    assert start.loss == pytest.approx(np.log([10, 10]))
    assert (start.spread, start.estimate) == (0.0, pytest.approx(np.log(10)))


def test_half_the_variance_is_a_good_estimate_while_the_spread_is_small():
    start = first_loss.first_loss(0.3 * X, Y, "lecun_normal", starts=30)
    assert 0.2 < start.spread < 0.5
    assert start.loss.mean() == pytest.approx(start.estimate, abs=0.01)
    assert start.loss.mean() > np.log(10) + 0.02


def test_and_too_high_where_it_is_large():
    start = first_loss.first_loss(10.0 * X, Y, "he_normal", starts=10)
    assert start.estimate > 2.0 * start.loss.mean() > 10.0


def test_the_spread_is_that_of_the_scores_of_an_example():
    start = first_loss.first_loss(X, Y, "he_normal", starts=1)
    z = first_loss.scores(X, 10, "he_normal", 64, seed=0)
    assert start.spread**2 == pytest.approx(z.var(axis=1).mean())


def test_the_output_layer_is_drawn_as_asked():
    assert np.abs(first_loss.scores(X, 10, "small_normal", 64, seed=0)).max() < 0.5
    assert first_loss.scores(X, 10, "he_normal", 64, seed=0).std() > 0.5
