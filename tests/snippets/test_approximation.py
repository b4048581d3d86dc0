"""Networks whose weights are read off a curve: what they answer, and how far off they are."""

import numpy as np
import pytest

from snippets import activations, approximation
from snippets.approximation import CURVES, curve, largest_error, polygon, soft_stairs, wave

X = np.linspace(0.0, 1.0, 2001)


def answers(net, x=X):
    return net.forward(np.asarray(x)[:, np.newaxis])[:, 0]


@pytest.mark.parametrize("name", CURVES)
def test_the_numbers_of_a_curve_are_the_largest_of_its_slopes(name):
    f, steepest, bend = curve(name)
    x = np.linspace(0.0, 1.0, 200_001)
    slope = np.diff(f(x)) / np.diff(x)
    assert np.abs(slope).max() == pytest.approx(steepest, rel=1e-4)
    if np.isfinite(bend):
        turns = np.diff(slope) / np.diff(x)[1:]
        assert np.abs(turns).max() == pytest.approx(bend, rel=1e-3)


def test_the_saw_is_three_tents():
    zigzag = np.interp(X, np.arange(9) / 8, [0, 1] * 4 + [0])
    np.testing.assert_allclose(approximation.saw(X), zigzag, atol=1e-12)


def test_pieces_are_even_and_at_least_one():
    np.testing.assert_allclose(approximation.middles(3), [1 / 6, 1 / 2, 5 / 6])
    assert approximation.width(8) == pytest.approx(np.diff(approximation.nodes(8)))
    with pytest.raises(ValueError, match="pieces is 0"):
        approximation.nodes(0)


def test_stairs_are_flat_and_go_on_outside():
    heights = wave(approximation.middles(4))
    x = np.array([-3.0, 0.1, 0.25, 0.49, 0.5, 0.99, 7.0])
    found = approximation.stairs(wave, x, 4)
    np.testing.assert_array_equal(found, heights[[0, 0, 1, 1, 2, 3, 3]])


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_one_input_is_the_sum_over_its_units(activation):
    rng = np.random.default_rng(0)
    w, b, v = rng.normal(size=(3, 7))
    net = approximation.one_input(w, b, v, 0.3, activation)
    bend = getattr(activations, activation)
    for x in (-1.3, 0.4):
        by_hand = 0.3 + sum(v[k] * bend(w[k] * x + b[k]) for k in range(7))
        assert answers(net, [x]) == pytest.approx(by_hand)


def test_one_input_wants_as_many_of_each():
    with pytest.raises(ValueError, match="expected"):
        approximation.one_input(np.ones(2), np.ones(3), np.ones(2), 0.0, "relu")


def test_a_unit_is_undecided_at_its_place():
    w, b = np.array([2.0, -4.0]), np.array([1.0, 3.0])
    np.testing.assert_allclose(w * approximation.places(w, b) + b, 0.0)


def test_a_bump_stands_between_its_places():
    net = approximation.soft_bump(0.2, 0.5, -1.5, steepness=1e4)
    np.testing.assert_allclose(answers(net, [0.1, 0.3, 0.4, 0.6]), [0, -1.5, -1.5, 0], atol=1e-9)
    assert answers(net, [0.2]) == pytest.approx(-0.75)


def test_hard_enough_stairs_are_the_stairs():
    net = soft_stairs(wave, 9, steepness=1e6)
    away = np.abs(X[:, np.newaxis] - approximation.nodes(9)).min(axis=1) > 1e-4
    hard = approximation.stairs(wave, X[away], 9)
    np.testing.assert_allclose(answers(net, X[away]), hard, atol=1e-9)
    assert len(net.parameters()[1]) == 8


@pytest.mark.parametrize("steepness", [10.0, 40.0, 300.0])
def test_softness_costs_no_more_than_the_mean_shake(steepness):
    bound = curve("wave").steepest * (1 / 24 + 2 * np.log(2) / steepness)
    assert largest_error(soft_stairs(wave, 12, steepness=steepness), wave) <= bound


def test_the_polygon_meets_the_curve_at_the_ends_and_is_straight_between():
    f = activations.softplus  # not 0 at 0
    net = polygon(f, 5)
    t = approximation.nodes(5)
    np.testing.assert_allclose(answers(net), np.interp(X, t, f(t)), atol=1e-12)
    assert len(net.parameters()[1]) == 5


@pytest.mark.parametrize("m", [8, 16, 64])
def test_the_bounds_hold_and_are_nearly_met(m):
    _, K, M = curve("wave")
    flat, straight = approximation.flat_error(wave, m), largest_error(polygon(wave, m), wave)
    assert 0.95 * K / m / 2 < flat <= K / m / 2
    assert 0.9 * M / m**2 / 8 < straight <= M / m**2 / 8


def test_one_piece_less_misses_the_mark():
    assert approximation.flat_error(wave, 208) < 0.01 < approximation.flat_error(wave, 207)
    errors = [largest_error(polygon(wave, m), wave) for m in (15, 16)]
    assert errors[1] < 0.01 < errors[0]


@pytest.mark.parametrize("times", [1, 2, 5])
def test_folds_are_tents_of_tents(times):
    folded = X
    for _ in range(times):
        folded = approximation.tent(folded)
    net = approximation.folds(times)
    np.testing.assert_allclose(answers(net), folded, atol=1e-12)
    assert sum(b.size for b in net.parameters()[1:-1:2]) == 2 * times


def test_errors_of_functions_and_networks():
    assert largest_error(lambda x: wave(x) - 0.25, wave) == pytest.approx(0.25)
    assert approximation.boxes(3, 4) == 81


@pytest.mark.parametrize("within", [approximation.CLOSE, 0.004])
def test_as_many_pieces_as_the_bounds_ask_for_are_close_enough(within):
    flat = int(np.ceil(approximation.flat_pieces("wave", within)))
    straight = int(np.ceil(approximation.straight_pieces("wave", within)))
    assert approximation.flat_error(wave, flat) <= within
    assert approximation.flat_error(wave, flat // 2) > within
    assert largest_error(polygon(wave, straight), wave) <= within
    assert largest_error(polygon(wave, straight // 2), wave) > within
