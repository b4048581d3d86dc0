"""What the chapter says of learned features, and each of its measures on cases known by hand."""

import numpy as np
import pytest

from snippets import learned_features as features
from snippets import network, training

SEEN, SIZES = 1400, (64, 32, 10)


@pytest.fixture(scope="module")
def digits():
    datasets = pytest.importorskip("sklearn.datasets", reason="the digits ship with scikit-learn")
    x, y = datasets.load_digits(return_X_y=True)
    return x / 16, y


@pytest.fixture(scope="module")
def pairs(digits):
    """Untrained and trained networks of three seeds."""
    x, y = digits
    return features.pairs(x[:SEEN], y[:SEEN], SIZES, seeds=3)


def test_a_pair_is_a_network_before_and_after():
    x, y = np.eye(3), np.arange(3)
    starts, ends = features.pairs(x, y, [3, 5, 3], seeds=2)
    for seed, (start, end) in enumerate(zip(starts, ends, strict=True)):
        drawn = network.multilayer([3, 5, 3], rng=np.random.default_rng(seed))
        again = features.train(x, y, [3, 5, 3], seed=seed)
        assert np.array_equal(start.parameters()[0], drawn.parameters()[0])
        assert np.array_equal(end.parameters()[0], again.parameters()[0])
        assert not np.array_equal(start.parameters()[0], end.parameters()[0])


def test_tuning_is_the_mean_of_a_class():
    a = np.array([[1.0, 2.0], [3.0, 4.0], [10.0, 20.0]])
    assert features.tuning(a, np.array([1, 1, 0])).tolist() == [[10, 20], [2, 3]]


def test_class_share_and_its_rest_by_hand():
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1, 2], [5, 7, 11])
    a = rng.normal(size=(23, 2)) + labels[:, np.newaxis]
    means = np.array([a[labels == k].mean(axis=0) for k in labels])
    within = ((a - means) ** 2).sum(axis=0) / ((a - a.mean(axis=0)) ** 2).sum(axis=0)
    np.testing.assert_allclose(features.class_share(a, labels), 1 - within)


def test_telling_counts_pairs():
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1, 2], [3, 5, 7])
    a = rng.integers(0, 4, size=(15, 2)).astype(float)
    for k in range(3):
        for unit in range(2):
            pairs = [
                (one > other) + 0.5 * (one == other)
                for one in a[labels == k, unit]
                for other in a[labels != k, unit]
            ]
            q = np.mean(pairs)
            assert features.telling(a, labels)[k, unit] == pytest.approx(max(q, 1 - q))


def test_a_detector_is_chosen_on_one_set_and_judged_on_another():
    labels = np.array([0, 0, 1, 1])
    old = np.array([[4.0, 1.0], [3.0, 4.0], [2.0, 2.0], [1.0, 3.0]])
    new = np.array([[1.0, 4.0], [4.0, 3.0], [2.0, 2.0], [3.0, 1.0]])
    assert features.detectors(old, labels, new, labels).tolist() == [0.5, 0.5]


def test_an_edge_is_bright_on_one_side_and_dark_on_the_other():
    images = features.edges(8)
    np.testing.assert_allclose(images.sum(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose((images**2).sum(axis=1), 1)
    squares = images.reshape(-1, 8, 8)
    for one in (squares, squares.transpose(0, 2, 1)):  # upright edges, then level ones
        upright = [e for e in one if np.allclose(e, e[::-1]) and np.allclose(e, -e[:, ::-1])]
        assert len(upright) == len(features.WIDTHS)  # those in the middle
        assert all(abs(edge[3, 4] - edge[3, 3]) > 0.1 for edge in upright)


def test_half_a_white_image_is_nearly_an_edge_and_a_checkerboard_is_none():
    half = np.repeat([1.0, -1.0], 32)
    board = np.indices((8, 8)).sum(axis=0).ravel() % 2
    share = features.edge_share(np.column_stack([half, board]))
    assert share[0] > 0.5
    assert share[1] < 0.05


def test_a_ramp_has_like_neighbours():
    ramp = np.add.outer(np.arange(5.0), np.arange(5.0)).reshape(-1, 1)
    noise = np.random.default_rng(0).normal(size=(400, 50))
    assert features.neighbour_likeness(ramp)[0] > 0.9
    assert abs(features.neighbour_likeness(noise).mean()) < 0.02


def test_blur_makes_neighbours_alike():
    rng = np.random.default_rng(0)
    alike = [
        features.neighbour_likeness(features.blurred_noise(8, 300, blur=blur, rng=rng)).mean()
        for blur in (0.1, 0.5, 1.0)
    ]
    assert abs(alike[0]) < 0.02
    assert alike[0] < alike[1] < alike[2]


def test_holding_a_unit_that_decides_leaves_chance():
    W, zero = np.eye(2), np.zeros(2)
    net = network.multilayer([2, 2, 2], rng=np.random.default_rng(0))
    for parameter, value in zip(net.parameters(), (W, zero, W, zero), strict=True):
        parameter[...] = value
    x, labels = np.array([[2.0, 0.5], [-2.0, 0.5]]), np.array([0, 1])
    assert features.held(net, x, labels, []) == 1.0
    assert features.held(net, x, labels, [1]) == 1.0
    assert features.held(net, x, labels, [0]) == 0.5


def test_a_held_unit_answers_as_if_each_image_were_average():
    rng = np.random.default_rng(0)
    net, x = network.multilayer([5, 3, 7, 4], rng=rng), rng.normal(size=(11, 5))
    assert np.array_equal(features.held_answers(net, x, []), training.classes(net.forward(x)))
    a = network.forward_pass(net, x).a[1]
    W, b = net.parameters()[2:4]
    free = [0, 2]
    mixed = np.tanh(a[:, free] @ W[free] + a[:, 1].mean() * W[1] + b)
    W, b = net.parameters()[4:]
    assert np.array_equal(features.held_answers(net, x, [1]), (mixed @ W + b).argmax(axis=1))


def test_the_bend_is_worth_little_for_ten_digits_and_much_for_two_heaps_of_five(digits):
    x, y = digits
    gains = []
    for asked in (y, y % 2, y // 5):
        shares = []
        for middle in ([], [32]):
            sizes = [64, *middle, int(asked.max()) + 1]
            _, ends = features.pairs(x[:SEEN], asked[:SEEN], sizes, seeds=3)
            shares.append(np.mean([training.accuracy(e, x[SEEN:], asked[SEEN:]) for e in ends]))
        gains.append(shares[1] - shares[0])
    assert 0 < gains[0] < 0.02
    assert 0.05 < gains[1] < 0.08
    assert 0.09 < gains[2] < 0.13


@pytest.mark.parametrize("asked", [lambda y: y % 2, lambda y: y // 5], ids=["odd", "five or more"])
def test_no_flat_cut_parts_the_halves_of_the_digits_that_were_seen(digits, asked):
    optimize = pytest.importorskip("scipy.optimize", reason="scipy solves the linear program")
    x, y = digits
    signs = 2.0 * asked(y[:SEEN, np.newaxis]) - 1
    rows = signs * np.column_stack([x[:SEEN], np.ones(SEEN)])

    def cut_exists(rows):
        wanted = {"A_ub": -rows, "b_ub": -np.ones(len(rows)), "bounds": (None, None)}
        return optimize.linprog(np.zeros(65), **wanted).status == 0

    assert not cut_exists(rows)
    assert cut_exists(rows[:50])  # fewer images than directions: some cut always does


def test_unit_1_tells_fours_and_the_fours_do_not_need_it(digits, pairs):
    x, y = digits
    net, new, truth = pairs[1][0], x[SEEN:], y[SEEN:]
    unit = network.forward_pass(net, new).a[1][:, 0]
    assert features.telling(unit[:, np.newaxis], truth)[4, 0] > 0.95
    most = {k: np.quantile(unit[truth == k], 0.9) for k in range(10)}
    assert most.pop(4) < -0.5
    assert min(most.values()) > 0.5  # every other digit is often answered by a yes
    right = [np.sum((features.held_answers(net, new, u) == 4) & (truth == 4)) for u in ([], [0])]
    assert right[0] == right[1] > 35


def test_weights_of_white_pixels_hardly_move(digits, pairs):
    x, _ = digits
    white = x[:SEEN].std(axis=0) < 0.05
    assert white.sum() > 10
    assert set(np.flatnonzero(white) % 8) == {0, 7}  # the left and the right edge
    for start, end in zip(*pairs, strict=True):
        moved = np.abs(end.parameters()[0] - start.parameters()[0]).mean(axis=1)
        assert moved[white].mean() < 0.2 * moved[~white].mean()


def test_a_unit_is_held_at_its_mean_and_not_at_zero():
    net = network.multilayer([1, 1, 2], rng=np.random.default_rng(0))
    values = [[1.0]], [0.0], [[0.0, 1.0]], [0.0, -0.5]  # class 1 from an answer of one half on
    for parameter, value in zip(net.parameters(), values, strict=True):
        parameter[...] = value
    x, labels = np.array([[3.0], [2.0], [0.1]]), np.array([1, 1, 0])
    assert features.held(net, x, labels, []) == 1.0
    assert features.held(net, x, labels, [0]) == pytest.approx(2 / 3)


def test_the_shuffled_twin_is_the_same_network(digits, pairs):
    x, y = digits
    order = np.random.default_rng(1).permutation(64)
    twin = features.train(x[:SEEN], y[:SEEN], SIZES, seed=0, order=order)
    plain = pairs[1][0]
    np.testing.assert_allclose(
        twin.forward(x[SEEN:, order]), plain.forward(x[SEEN:]), rtol=0, atol=1e-11
    )
    np.testing.assert_allclose(
        twin.parameters()[0], plain.parameters()[0][order], rtol=0, atol=1e-11
    )
    assert training.accuracy(twin, x[SEEN:], y[SEEN:]) < 0.3  # it cannot read plain images


def test_a_unit_says_yes_to_about_half_of_the_digits(digits, pairs):
    x, y = digits
    for net in pairs[1]:
        a = network.forward_pass(net, x[SEEN:]).a[1]
        yes = (features.tuning(a, y[SEEN:]) > 0).sum(axis=0)
        assert 4.5 <= np.median(yes) <= 5.5
        assert (yes <= 1).sum() <= 2


def test_the_best_of_many_looks_like_a_detector_even_untrained(digits, pairs):
    """What the chapter says of its table of detectors."""
    x, y = digits

    few = features.CHOSEN_ON

    def best(a):
        return features.detectors(a[:few], y[:few], a[SEEN:], y[SEEN:])

    pixels = best(x)
    assert pixels.argmax() == 0  # the zero
    row, column = divmod(int(features.telling(x[:few], y[:few])[0].argmax()), 8)
    assert {row, column} <= {3, 4}  # its hole
    untrained, trained = (
        np.mean([np.median(best(network.forward_pass(net, x).a[1])) for net in nets])
        for nets in pairs
    )
    assert 0.7 < np.median(pixels) < untrained - 0.05
    assert 0.85 < untrained < trained < 0.95
    assert pixels[0] > 0.95


def test_no_single_unit_is_needed(digits, pairs):
    x, y = digits
    for net in pairs[1]:
        right = training.accuracy(net, x[SEEN:], y[SEEN:])
        one = [features.held(net, x[SEEN:], y[SEEN:], [unit]) for unit in range(32)]
        assert abs(np.median(one) - right) < 0.003
        assert min(one) > right - 0.02
        rng = np.random.default_rng(0)
        halves = [rng.permutation(32)[:16] for _ in range(30)]
        half = [features.held(net, x[SEEN:], y[SEEN:], units) for units in halves]
        assert 0.75 < np.median(half) < right - 0.05


def test_training_draws_over_the_start(pairs):
    for start, end in zip(*pairs, strict=True):
        W0, W = start.parameters()[0].T, end.parameters()[0].T
        likeness = [np.corrcoef(a, b)[0, 1] for a, b in zip(W0, W, strict=True)]
        assert 0.4 < np.median(likeness) < 0.7


def test_trained_units_are_a_little_like_edges(pairs):
    def look(W):
        return np.median(features.neighbour_likeness(W)), np.median(features.edge_share(W))

    start, end = (np.hstack([net.parameters()[0] for net in nets]) for nets in pairs)
    rng = np.random.default_rng(0)
    blurred = features.blurred_noise(8, 2000, blur=0.53, rng=rng)
    assert look(blurred)[0] == pytest.approx(look(end)[0], abs=0.03)
    assert look(start)[1] < 0.15 < look(blurred)[1] < look(end)[1] - 0.03
    assert look(end)[1] < 0.35


def test_later_layers_answer_more_to_the_digit_but_only_if_trained(digits):
    x, y = digits
    sizes = [64, 32, 32, 32, 10]
    for seed in range(3):
        start = network.multilayer(sizes, rng=np.random.default_rng(seed))
        end = features.train(x[:SEEN], y[:SEEN], sizes, seed=seed)
        before, after = (
            [
                np.median(features.class_share(a, y[SEEN:]))
                for a in network.forward_pass(net, x[SEEN:]).a[1:]
            ]
            for net in (start, end)
        )
        assert (np.diff(after) > 0.02).all()
        assert max(before) < min(after)
        assert np.ptp(before) < 0.12


def test_a_move_by_one_pixel_costs_what_no_shuffle_costs(digits, pairs):
    x, y = digits
    order = np.roll(np.arange(64).reshape(8, 8), 1, axis=1).ravel()
    assert np.array_equal(x[7, order].reshape(8, 8)[:, 1:], x[7].reshape(8, 8)[:, :-1])
    for net in pairs[1]:
        assert training.accuracy(net, x[SEEN:, order], y[SEEN:]) < 0.6
    other = features.train(x[:SEEN, order], y[:SEEN], SIZES, seed=1)
    assert training.accuracy(other, x[SEEN:, order], y[SEEN:]) > 0.9


def test_few_units_are_each_needed(digits):
    x, y = digits
    for seed in range(3):
        net = features.train(x[:SEEN], y[:SEEN], [64, 4, 10], seed=seed)
        one = [features.held(net, x[SEEN:], y[SEEN:], [unit]) for unit in range(4)]
        assert training.accuracy(net, x[SEEN:], y[SEEN:]) - np.median(one) > 0.2
