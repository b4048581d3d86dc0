"""What the chapter on activation functions says, held against other ways to find it."""

import numpy as np
import pytest

from snippets import activations, saturation
from snippets.deep_networks import dense_layers, draw
from snippets.gradcheck import central_difference


def test_the_weights_are_those_that_are_usual():
    spread = {
        name: dense_layers(draw(name, (400, 400, 1), seed=0))[0].W.std()
        for name in ("sigmoid", "tanh", "relu", "gelu")
    }
    usual = {"sigmoid": 1.0, "tanh": 1.0, "relu": 2.0**0.5, "gelu": 2.0**0.5}
    for name, factor in usual.items():
        assert spread[name] * 20 == pytest.approx(factor, rel=0.01)


def test_the_twin_loses_exactly_what_tanh_loses():
    twin = saturation.through_depth(saturation.SIGMOID_TWIN)
    np.testing.assert_allclose(twin, saturation.through_depth("tanh"), rtol=1e-9)
    assert (twin[:, 10] > 1e5 * saturation.through_depth("sigmoid")[:, 10]).all()


def test_a_sigmoid_layer_leaves_no_more_than_a_quarter_or_so():
    left = saturation.through_depth("sigmoid")
    assert left.shape == (20, 30)
    assert (left[:, 0] == 1.0).all()
    each = np.median(left[:, 1:] / left[:, :-1], axis=0)
    assert each.max() < 0.26
    assert each.min() > 0.2


def test_the_gradient_through_two_layers_by_differences(monkeypatch):
    monkeypatch.setattr(saturation, "DEPTH", 2)
    monkeypatch.setattr(saturation, "WIDTH", 3)
    monkeypatch.setattr(saturation, "SEEDS", 1)
    left = saturation.through_depth.__wrapped__("elu")
    net = draw("elu", (3, 3, 3, 1), seed=0)
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(16, 3)), rng.normal(size=(16, 1))

    def loss_after(layer, z):
        for one in net.layers[layer:]:
            z = one.forward(z)
        return float(np.mean((z - y) ** 2))

    sizes = []
    for layer in (3, 1):
        z = x
        for one in net.layers[:layer]:
            z = one.forward(z)
        slope = central_difference(lambda z, layer=layer: loss_after(layer, z), z)
        sizes.append(np.linalg.norm(slope))
    np.testing.assert_allclose(left, [[1.0, sizes[1] / sizes[0]]], rtol=1e-5)


def test_a_step_moves_what_the_gradient_reaches():
    assert saturation.moved("sigmoid").first < 0.01
    assert saturation.moved("sigmoid").last == 1.0
    assert saturation.moved("tanh").first == 1.0


def test_larger_weights_saturate_tanh_but_not_relu():
    shares = [np.median(saturation.enlarged("tanh", f).flat) for f in (1.0, 2.0, 4.0, 8.0)]
    assert shares == sorted(shares)
    assert shares[0] < 0.001
    for factor in (1.0, 8.0):
        flat = saturation.enlarged("relu", factor).flat
        assert np.median(flat) == pytest.approx(0.5, abs=0.02)


def test_larger_weights_stretch_the_gradient_of_relu_by_their_power():
    # Between ten layers lie nine tables of weights, and a ReLU does not see their size. Only the
    # errors at the output turn a little.
    one, two = (saturation.enlarged("relu", factor).left for factor in (1.0, 2.0))
    assert np.median(two / one) == pytest.approx(2.0**9, rel=0.05)


def test_saturated_tanh_passes_more_gradient_back_and_not_less():
    one, eight = (saturation.enlarged("tanh", factor).left for factor in (1.0, 8.0))
    assert eight.min() > 100 * one.max()


def test_saturation_counts_the_scores_far_out(monkeypatch):
    monkeypatch.setattr(saturation, "SEEDS", 1)
    run = saturation.enlarged.__wrapped__("tanh", 4.0)
    net = draw("tanh", (64, *10 * [64], 1), seed=0)
    a, far = np.random.default_rng(1).normal(size=(16, 64)), []
    for layer in dense_layers(net)[:-1]:
        z = 4.0 * (a @ layer.W)
        far.append(np.abs(z) > np.arctanh(0.99**0.5))
        a = np.tanh(z)
    assert run.flat == pytest.approx([np.mean(far)])


def test_a_unit_is_stuck_only_if_every_example_leaves_it():
    z = np.array([[[1.0, -1.0, 9.0], [-1.0, -2.0, -9.0]]])
    assert saturation.stuck("relu", z).tolist() == [[False, True, False]]
    assert saturation.stuck("sigmoid", z).tolist() == [[False, False, True]]
    assert saturation.stuck("leaky_relu", z).tolist() == [[False, False, False]]


def test_waking_is_counted_layer_by_layer():
    looks = [
        [np.array([[True, True]]), np.array([[True]])],
        [np.array([[False, True]]), np.array([[True]])],
        [np.array([[True, False]]), np.array([[True]])],
    ]
    assert saturation.woken(looks).tolist() == [2, 0]


def test_training_reports_both_ends():
    run = saturation.training("relu", 0.3, hidden=(7, 5, 3), starts=2)
    assert run.start.shape == run.end.shape == (2, 3)
    assert run.woke.shape == (3,)
    assert run.right.shape == (2,)
    assert (run.right > 0.85).all()
    assert ((run.apart > 0.9) & (run.apart <= 1.0)).all()


def test_eight_layers_of_sigmoids_give_every_point_one_answer():
    run = saturation.training("sigmoid", 0.1, hidden=8 * (8,), starts=3)
    assert run.apart.max() < 1e-4


def test_dead_units_of_the_first_layer_stay_dead():
    for rate in (0.3, 3.0):
        run = saturation.training("relu", rate)
        assert run.woke[0] == 0
        assert (run.end[:, 0] >= run.start[:, 0]).all()


def test_at_a_high_rate_leaky_relu_fails_without_a_dead_unit():
    leaky, relu = (saturation.training(name, 10.0) for name in ("leaky_relu", "relu"))
    assert leaky.end.max() == 0.0
    assert np.median(relu.end) > 0.5
    assert np.median(leaky.right) < 0.6


def test_positive_inputs_push_all_weights_of_a_unit_one_way():
    assert saturation.one_sign("relu", 1) == 1.0
    assert saturation.one_sign("tanh", 1) < 0.05
    assert saturation.one_sign("sigmoid", 256) > saturation.one_sign(saturation.SIGMOID_TWIN, 256)


def test_the_slope_of_the_sigmoid_is_at_most_a_quarter():
    z = np.linspace(-30, 30, 6001)
    slope = activations.sigmoid_backward(np.ones_like(z), z)
    assert slope.max() == slope[3000] == 0.25


def test_rounding_does_not_decide_what_the_chapter_counts():
    for name, rate in (("relu", 3.0), ("relu", 5.0), ("leaky_relu", 5.0)):
        run, nudged = (saturation.training(name, rate, nudge=n) for n in (0.0, 1e-12))
        assert nudged.woke == pytest.approx(run.woke, abs=3)
        for failed in (lambda one: one.right < 0.9, lambda one: one.right < 1.0):
            assert failed(nudged).sum() == pytest.approx(failed(run).sum(), abs=1)


def test_a_nudge_is_a_change_of_all_inputs():
    run, nudged = (saturation.training("tanh", 0.3, starts=1, nudge=n) for n in (0.0, 0.5))
    assert nudged.apart != pytest.approx(run.apart, rel=1e-6)


def test_nothing_that_an_experiment_draws_is_a_result_to_keep():
    """Functions of the top floor are kept by the ledger: networks of megabytes are none of it."""
    assert saturation.draw.__module__ == "snippets.deep_networks"
    assert not hasattr(saturation, "deep")
