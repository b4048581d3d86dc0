"""The planes measure what the chapter says, and the exact count cannot move."""

import numpy as np
import pytest

from snippets import empirical, information_planes
from snippets.information_planes import WIDTHS, plane


def test_three_in_a_row_by_a_loop():
    x, y = information_planes.lamps()
    for row, answer in zip(x, y, strict=True):
        ring = "".join("x" if lamp > 0 else "." for lamp in [*row, *row[:2]])
        assert ("xxx" in ring) == bool(answer)


@pytest.mark.parametrize("seed", range(information_planes.RUNS))
def test_tanh_layers_always_tell_all_inputs_apart(seed):
    run = information_planes.run("tanh", seed)
    assert run.right == 1.0
    assert len(run.hidden) == len(run.steps)
    for layers in run.hidden:
        for a in layers:
            assert empirical.entropy(empirical.labels(a)) == 8.0


def test_relu_layers_may_merge_and_tanh_layers_do_not():
    assert information_planes.fewest_patterns("tanh") == 256
    assert information_planes.fewest_patterns("relu") < 256


def test_coarse_bins_compress_and_fine_ones_do_not():
    ends = [plane("tanh", width).of_inputs[:, [0, -1], -1] for width in WIDTHS]
    lost = [(bits[:, 0] - bits[:, 1]).mean() for bits in ends]
    assert lost[0] > 3.0
    assert lost[1] > 5.0
    assert 1.0 < lost[2] < 4.0
    assert lost[3] < 0.1


@pytest.mark.parametrize("width", WIDTHS)
def test_layers_in_one_plane_keep_the_bounds(width):
    found = plane("tanh", width)
    assert found.of_inputs.max() <= 8.0
    assert (found.of_answers <= np.minimum(found.of_inputs, 1.0) + 1e-12).all()
    assert found.of_answers.min() >= 0.0


def test_relu_goes_the_other_way():
    bits = plane("relu", information_planes.PUBLISHED).of_inputs[:, :, -1]
    assert (bits[:, -1] > bits[:, 0]).all()


def test_bins_of_one_half_see_the_step_network():
    steps = information_planes.stepped()
    bits = empirical.entropy(empirical.labels(steps.hidden))
    assert information_planes.grid_by_width(4)[1] == bits


def test_a_step_network_obeys_data_processing():
    steps = information_planes.stepped()
    x, hidden, output = (empirical.labels(a) for a in (steps.x, steps.hidden, steps.output))
    about = [empirical.mutual_information(t, steps.y) for t in (x, hidden, output)]
    assert about == sorted(about, reverse=True)
    assert empirical.mutual_information(x, output) == pytest.approx(empirical.entropy(output))
    assert np.bincount(output).tolist() == [6, 10]


def test_ever_finer_bins_count_the_inputs():
    for side in (4, 16):
        bits = information_planes.grid_by_width(side)
        assert bits[0] == 0.0
        assert bits[-1] == 2.0 * np.log2(side)
        assert (np.diff(bits) >= 0.0).all()


def test_noise_leaves_all_none_or_what_a_quadrature_gives():
    rng, y = np.random.default_rng(0), np.arange(8) % 2
    apart = np.arange(8.0)[:, np.newaxis]
    none, all_bits = [information_planes.noisy(apart, y, s, rng=rng) for s in (1e4, 1e-3)]
    assert all_bits == pytest.approx((3.0, 1.0), abs=1e-9)
    assert none == pytest.approx((0.0, 0.0), abs=1e-3)
    t = np.linspace(-8.0, 9.0, 20001)
    given = np.exp(-((t[:, np.newaxis] - [0.0, 1.0]) ** 2) / 2) / np.sqrt(2 * np.pi)
    mixed = given.mean(axis=1, keepdims=True)
    exact = (given * np.log2(given / mixed)).mean(axis=1).sum() * (t[1] - t[0])
    means = np.array([[0.0], [1.0]])
    found = information_planes.noisy(means, y[:2], 1.0, draws=100_000, rng=rng)
    assert found == pytest.approx((exact, exact), abs=0.005)  # here the answer is the input
    found = information_planes.noisy(means.repeat(2, axis=0), y[:4], 1.0, rng=rng)
    assert found[1] == pytest.approx(0.0, abs=1e-12)  # here each place has both answers


def test_training_gathers_what_noise_hides():
    of_input, of_answer = np.moveaxis(information_planes.noisy_ends(0.1), 2, 0)
    assert (of_input[:, 0] - of_input[:, 1] > 1.0).all()
    assert (of_answer[:, 1] - of_answer[:, 0] > 0.3).all()
    assert (of_answer[:, 1] > 0.99).all()
    assert (information_planes.noisy_ends(0.5)[:, 1, 0] < 1.1).all()
