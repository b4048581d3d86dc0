"""Weights on separable points grow like a logarithm and turn towards the maximum margin."""

import numpy as np
import pytest

from snippets import linear_models, losses, maximum_margin, separable
from snippets.datasets import Dataset


def eight():
    return separable.signed(*separable.eight_points())


def test_many_lines_separate_the_eight_points_and_the_best_touches_one_of_each_class():
    x, y = separable.eight_points()
    u = separable.signed(x, y)
    best = maximum_margin.separator(u)
    assert best.margin > 0.5
    closest = np.isclose(u @ best.v, best.margin)
    assert sorted(y[closest]) == [0, 1]
    turned = [(u @ [np.cos(a), np.sin(a)]).min() > 0 for a in np.linspace(0, 2 * np.pi, 361)]
    assert sum(turned) > 30


def test_the_signed_loss_is_the_cross_entropy_of_the_labels():
    x, y = separable.eight_points()
    w = np.array([0.3, -0.2])
    q = separable.signed_scores(separable.signed(x, y), w)
    wanted = losses.sigmoid_cross_entropy((x @ w)[:, None], y[:, None].astype(np.float64))
    assert separable.scaled_loss(1.0, q) == pytest.approx(wanted)
    assert separable.scaled_loss(2.0, q) == separable.scaled_loss(1.0, 2 * q)


def test_a_step_goes_down_the_measured_slope():
    u = eight()
    w = separable.descend(u[None], (1, 2), rate=0.5)[:, 0]
    slope = np.empty(2)
    for j in range(2):
        h = 1e-5 * np.eye(2)[j]
        up, down = (separable.scaled_loss(1.0, u @ (w[0] + s * h)) for s in (1, -1))
        slope[j] = (up - down) / 2e-5
    assert w[1] == pytest.approx(w[0] - 0.5 * slope, rel=1e-8)


def test_sets_side_by_side_do_not_meet():
    u = np.array([separable.random_signed(seed) for seed in (0, 1)])
    both = separable.descend(u, (3, 7), rate=1.0)
    for k in (0, 1):
        alone = separable.descend(u[k : k + 1], (3, 7), rate=1.0)
        assert np.allclose(both[:, k], alone[:, 0], rtol=1e-13)


def test_length_on_a_ray_solves_its_equation():
    gamma, tau, h = 0.7, 11.0, 1e-4
    up, down = (separable.length_on_a_ray(gamma, tau + s * h) for s in (1, -1))
    rho = separable.length_on_a_ray(gamma, tau)
    assert (up - down) / (2 * h) == pytest.approx(gamma * np.exp(-gamma * rho), rel=1e-7)
    assert separable.length_on_a_ray(gamma, 0.0) == 0


def test_one_point_grows_as_on_the_ray():
    """The true loss is a little flatter than e^-q at first, and the same later: a constant."""
    u, looks = np.array([[[1.0, 0.0]]]), (1000, 10_000)
    w = separable.descend(u, looks, rate=0.5)[:, 0, 0]
    ray = [separable.length_on_a_ray(1.0, 0.5 * steps) for steps in looks]
    assert w[1] - w[0] == pytest.approx(ray[1] - ray[0], rel=0.01)


def test_the_descent_keeps_its_promises():
    way = separable.descent().decades()
    assert way.steps.tolist() == list(separable.DECADES)
    assert (np.diff(way.loss) < 0).all()
    assert (np.diff(way.angle) < 0).all()
    assert way.angle[-1] < 2
    stride = np.diff(way.norm)[-1] * maximum_margin.separator(eight()).margin / np.log(10)
    assert 0.9 < stride < 1
    assert way.loss[-2] / way.loss[-1] == pytest.approx(10, rel=0.05)


def test_many_sets_grow_and_turn():
    many = separable.growth(4, (10, 100, 1000))
    assert many.per_decade.shape == (2, 4)
    assert many.angle.shape == (3, 4)
    assert (many.per_decade[1] > many.per_decade[0]).all()
    assert (many.per_decade > 0).all()
    u = separable.random_signed(2)
    w = separable.descend(u[None], (10, 100, 1000), rate=1.0)[:, 0]
    best = maximum_margin.separator(u)
    wanted = np.diff(np.linalg.norm(w, axis=1)) * best.margin / np.log(10)
    assert many.per_decade[:, 2] == pytest.approx(wanted)
    turned = np.arctan2(w[:, 1], w[:, 0]) - np.arctan2(*best.v[::-1])
    off = np.degrees(np.abs((turned + np.pi) % (2 * np.pi) - np.pi))
    assert many.angle[:, 2] == pytest.approx(off)


def test_random_points_keep_their_distance():
    u = separable.random_signed(5)
    assert u.shape == (20, 2)
    assert maximum_margin.separator(u).margin >= 0.3


def test_watch_sees_both_sets():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(30, 2)), np.repeat([0, 1, 2], 10)
    learn, new = Dataset(x + y[:, None], y), Dataset(x[:7], y[:7])
    first, last = separable.watch(learn, new, rate=0.5, at=(0, 50))
    assert first.step == 0
    assert first.norm == 0
    assert (first.loss, first.new_loss) == pytest.approx((np.log(3), np.log(3)))
    assert first.right == pytest.approx(1 / 3)
    assert first.new_right == 1
    assert last.loss < first.loss
    assert last.new_loss != last.loss


def test_on_real_digits_the_new_loss_turns_and_the_new_answers_hardly_move():
    """What the chapter says of its table."""
    learn, new = split_digits(0)
    looks = separable.watch(learn, new, rate=1.0, at=(10, 100, 1000, 3000, 10_000))
    assert [look.right == 1 for look in looks] == [False, False, True, True, True]
    loss, right = [look.new_loss for look in looks], [look.new_right for look in looks]
    assert 0 < np.argmin(loss) < 4
    assert loss[3] < loss[4]
    assert np.ptp(right[2:]) < 0.01
    assert looks[4].norm > looks[3].norm > looks[2].norm
    model = linear_models.descend(
        learn.x, np.eye(10)[learn.y], loss="softmax_cross_entropy", rate=1.0, steps=1000
    ).model
    row, column = divmod(int(model.W[:, 0].argmin()), 8)
    assert {row, column} <= {3, 4}  # the hole of a zero


@pytest.mark.parametrize("seed", [1, 2])
def test_on_other_splits_the_new_loss_turns_as_well(seed):
    learn, new = split_digits(seed)
    first, *_, turn, last = separable.watch(learn, new, rate=1.0, at=(100, 1000, 10_000))
    assert turn.new_loss < min(first.new_loss, last.new_loss)
    assert abs(turn.new_right - last.new_right) < 0.01


def split_digits(seed):
    """The chapter's images, shuffled: 400 to learn, the others new."""
    datasets = pytest.importorskip("sklearn.datasets", reason="the digits ship with scikit-learn")
    x, y = datasets.load_digits(return_X_y=True)
    mixed = np.random.default_rng(seed).permutation(len(y))
    x, y = x[mixed] / 16, y[mixed]
    return Dataset(x[:400], y[:400]), Dataset(x[400:], y[400:])


def test_in_the_slowest_set_two_points_are_nearly_equally_close():
    """What the chapter says of the set whose line is still far off."""
    slowest = int(separable.growth().angle[-1].argmax())
    near, next_one, *others = separable.distances(slowest)
    assert near == pytest.approx(maximum_margin.separator(separable.random_signed(slowest)).margin)
    assert near < next_one < 1.05 * near
    assert others == sorted(others)
