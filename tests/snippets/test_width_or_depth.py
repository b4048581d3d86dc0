"""The experiment on width and depth: fair, the gradient right, and its findings as told."""

import numpy as np
import pytest

from snippets import width_or_depth
from snippets.approximation import largest_error, polygon, wave
from snippets.deep_networks import stacked
from snippets.gradcheck import central_difference
from snippets.network import parameter_count
from snippets.training import differentiate


def test_every_shape_is_within_the_budget_and_none_wastes_it():
    counts = [parameter_count(width_or_depth.draw(h, seed=0)) for h in width_or_depth.SHAPES]
    assert max(counts) <= width_or_depth.BUDGET
    assert min(counts) > 0.85 * width_or_depth.BUDGET


def test_kinks_of_the_first_layer_lie_apart():
    W, b, *_ = width_or_depth.draw((50,), seed=3).parameters()
    assert np.unique((-b / W[0]).round(6)).size == 50
    assert np.abs(b).max() <= 1.0


def test_the_gradient_is_that_of_each_network_alone():
    x, y = np.linspace(-1, 1, 7)[:, np.newaxis], np.linspace(2, 3, 7)[:, np.newaxis]
    nets = [width_or_depth.draw((5, 3), seed=seed) for seed in range(2)]
    found = width_or_depth.gradients(*stacked(nets), x, y)
    for number, net in enumerate(nets):
        differentiate(net, x, y, loss="mean_squared_error")
        alone = [*net.gradients()[::2], *net.gradients()[1::2]]
        for one, other in zip(found, alone, strict=True):
            np.testing.assert_allclose(one[number].reshape(other.shape), other, atol=1e-12)


def test_the_gradient_by_differences():
    x, y = np.linspace(-1, 1, 5)[:, np.newaxis], np.ones((5, 1))
    net = width_or_depth.draw((3,), seed=1)
    W, b = stacked([net])

    def loss(first):
        net.parameters()[0][:] = first
        return float(np.mean((net.forward(x) - y) ** 2))

    slope = central_difference(loss, net.parameters()[0].copy())
    np.testing.assert_allclose(width_or_depth.gradients(W, b, x, y)[0][0], slope, atol=1e-6)


def test_runs_measure_what_they_say(monkeypatch):
    monkeypatch.setattr(width_or_depth, "STARTS", 3)
    runs = width_or_depth.learned.__wrapped__("parabola", (4,), 30)
    assert runs.rate in width_or_depth.RATES
    assert runs.answers.shape == (3, 1501)
    miss = runs.answers[:, 500:1001] - np.linspace(0, 1, 501) ** 2
    np.testing.assert_allclose(runs.error, np.sqrt((miss**2).mean(axis=1)))
    np.testing.assert_allclose(runs.largest, np.abs(miss).max(axis=1))
    others = [width_or_depth.at_rate("parabola", (4,), rate, 30) for rate in width_or_depth.RATES]
    assert np.median(runs.error) == min(np.median(other.error) for other in others)


@pytest.fixture(scope="module")
def medians():
    return {
        (name, len(hidden)): np.median(width_or_depth.learned(name, hidden).error)
        for name in ("wave", "saw")
        for hidden in width_or_depth.SHAPES
    }


def test_the_wide_layer_wins_on_both_curves(medians):
    for name in ("wave", "saw"):
        assert min((1, 2, 3), key=lambda depth: medians[name, depth]) == 1


def test_on_the_wave_the_ranges_part_and_on_the_saw_they_do_not():
    for name, apart in (("wave", True), ("saw", False)):
        errors = [width_or_depth.learned(name, hidden).error for hidden in width_or_depth.SHAPES]
        lowest = min(np.quantile(error, 0.1) for error in errors[1:])
        assert bool(np.quantile(errors[0], 0.9) < lowest) == apart


def test_groups_of_starts_change_nothing(monkeypatch):
    monkeypatch.setattr(width_or_depth, "STARTS", 5)
    together = width_or_depth.at_rate("wave", (4, 3), 0.03, 20)
    monkeypatch.setattr(width_or_depth, "ROOM", 2 * 41 * 4)
    np.testing.assert_allclose(
        width_or_depth.at_rate("wave", (4, 3), 0.03, 20).answers, together.answers
    )


def test_the_best_rate_lies_within_those_tried():
    for name in ("wave", "saw"):
        for hidden in width_or_depth.SHAPES:
            rate = width_or_depth.learned(name, hidden).rate
            assert width_or_depth.RATES[0] < rate < width_or_depth.RATES[-1]


def test_with_a_quarter_of_the_steps_three_layers_are_ahead_on_the_saw():
    one, two, three = (
        np.median(width_or_depth.learned("saw", hidden, 300).error)
        for hidden in width_or_depth.SHAPES
    )
    assert three < one < two


def test_on_the_saw_twenty_starts_do_not_settle_the_order_at_the_end():
    one, _, three = (
        width_or_depth.learned("saw", hidden).error for hidden in width_or_depth.SHAPES
    )
    rng = np.random.default_rng(0)
    wide, deep = (np.median(rng.choice(error, (4000, 20)), axis=1) for error in (one, three))
    low, high = np.quantile(deep - wide, [0.025, 0.975])
    assert low < 0.0 < high


def test_without_kinks_within_the_data_a_network_stays_a_line():
    kinkless = width_or_depth.started(drawn=False, centred=False)
    x = np.linspace(0, 1, 501)
    line = np.polynomial.Polynomial.fit(x, wave(x), 1)(x)
    best_line = np.sqrt(np.mean((line - wave(x)) ** 2))
    assert (kinkless.pieces == 1.0).all()
    assert (kinkless.error > 0.8 * best_line).sum() == 5
    assert kinkless.error.min() > 0.01
    for drawn, centred in ((True, False), (False, True)):
        other = width_or_depth.started(drawn=drawn, centred=centred)
        assert other.pieces.min() >= 2
        assert np.median(other.error) < 0.01


def test_sixteen_units_by_hand_beat_all_trained_ones():
    net, runs = polygon(wave, 16), width_or_depth.learned("wave", (16,))
    x = np.linspace(0, 1, 501)
    miss = net.forward(x[:, np.newaxis])[:, 0] - wave(x)
    assert runs.error.min() > np.sqrt(np.mean(miss**2))
    assert runs.largest.min() > largest_error(net, wave)
    longer = width_or_depth.learned("wave", (16,), 4800)
    assert np.sqrt(np.mean(miss**2)) < longer.error.min() < runs.error.min()


def test_outside_of_the_data_networks_agree_and_are_wrong():
    answers = width_or_depth.learned("wave", (60,)).answers
    assert (answers[:, -1] > 4.0).all()
    low, high = np.quantile(answers[:, -1], [0.25, 0.75])
    assert high - low < 0.4
    assert low - 2.0 > 2.0
