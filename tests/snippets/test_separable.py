"""Weights on separable points grow like a logarithm and turn towards the maximum margin."""

import numpy as np
import pytest

from snippets import losses, separable
from snippets.datasets import Dataset


def margins(u, degrees):
    """The smallest distance to a line, for each of its directions."""
    turn = np.radians(degrees)
    return (u @ np.stack([np.cos(turn), np.sin(turn)])).min(axis=0)


def eight():
    return separable.signed(*separable.eight_points())


@pytest.mark.parametrize("seed", [None, 0, 1, 2, 3])
def test_no_direction_has_a_larger_margin(seed):
    u = eight() if seed is None else separable.random_signed(seed)
    best = separable.max_margin(u)
    assert np.linalg.norm(best.direction) == pytest.approx(1)
    assert (u @ best.direction).min() == pytest.approx(best.margin)
    tried = margins(u, np.linspace(0, 360, 20_001)).max()
    assert best.margin - 1e-4 < tried <= best.margin + 1e-12


@pytest.mark.parametrize(
    "u",
    [
        [[1.0, 0.0], [-1.0, 0.1], [0.0, -1.0]],  # the origin lies within
        [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0]],  # on an edge
    ],
)
def test_points_that_no_line_separates_are_refused(u):
    with pytest.raises(ValueError, match="no line through the origin"):
        separable.max_margin(np.array(u))


def test_the_closest_point_of_a_segment_may_be_its_end():
    near = separable.nearest_on_segment(np.array([1.0, 1.0]), np.array([3.0, 5.0]))
    assert near.tolist() == [1.0, 1.0]
    near = separable.nearest_on_segment(np.array([2.0, 3.0]), np.array([1.0, 0.0]))
    assert near.tolist() == [1.0, 0.0]


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
    way = separable.descent()
    assert (np.diff(way.loss) < 0).all()
    assert (np.diff(way.angle) < 0).all()
    assert way.angle[-1] < 2
    stride = np.diff(way.norm)[-1] * separable.max_margin(eight()).margin / np.log(10)
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
    best = separable.max_margin(u)
    wanted = np.diff(np.linalg.norm(w, axis=1)) * best.margin / np.log(10)
    assert many.per_decade[:, 2] == pytest.approx(wanted)
    turned = np.arctan2(w[:, 1], w[:, 0]) - np.arctan2(*best.direction[::-1])
    off = np.degrees(np.abs((turned + np.pi) % (2 * np.pi) - np.pi))
    assert many.angle[:, 2] == pytest.approx(off)


def test_random_points_keep_their_distance():
    u = separable.random_signed(5)
    assert u.shape == (20, 2)
    assert separable.max_margin(u).margin >= 0.3


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


def test_on_real_digits_the_new_loss_turns_and_the_new_answers_do_not():
    """What the chapter says of its table."""
    datasets = pytest.importorskip("sklearn.datasets", reason="the digits ship with scikit-learn")
    x, y = datasets.load_digits(return_X_y=True)
    x = x / 16
    learn, new = Dataset(x[:400], y[:400]), Dataset(x[400:], y[400:])
    looks = separable.watch(learn, new, rate=1.0, at=(10, 100, 1000, 3000, 10_000))
    assert [look.right == 1 for look in looks] == [False, False, True, True, True]
    loss, right = [look.new_loss for look in looks], [look.new_right for look in looks]
    assert np.argmin(loss) == 2
    assert loss[2] < loss[3] < loss[4]
    assert right == sorted(right)
    assert looks[4].norm > looks[3].norm > looks[2].norm
