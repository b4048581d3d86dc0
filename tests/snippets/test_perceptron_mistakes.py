"""The measurements of the perceptron's chapter: each by a way of its own."""

from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from snippets import perceptron_mistakes
from snippets.neuron import sides, signed, walk
from snippets.perceptron_mistakes import (
    bound,
    clouds,
    corners,
    ended,
    functions,
    gate_mistakes,
    longest,
    most_mistakes,
    nearly_worst,
    on_twelve,
    orders,
    orthogonal,
    overlapping,
    task,
    trials,
    twelve,
    unkindest,
    wrong_start,
    xor_with_product,
)
from tests.strategies import generators


def test_the_bound_counts_the_appended_one() -> None:
    """At 1 and -1 the bare inputs would allow one mistake; two are made, and two allowed."""
    u = signed(np.array([[1.0], [-1.0]]), np.array([1.0, -1.0]))
    assert longest(u) == pytest.approx(np.sqrt(2.0))
    assert bound(u) == pytest.approx(2.0)
    assert len(walk(u).c) == 2


def test_without_a_separator_the_bound_is_infinite() -> None:
    assert bound(signed(*corners("-++-"))) == float("inf")


def test_the_twelve_points_moved_stay_the_same_points() -> None:
    x, y = twelve()
    moved = twelve(3.0)
    np.testing.assert_allclose(moved.x - 3.0, x)
    np.testing.assert_array_equal(moved.y, y)
    assert on_twelve().right == [0, 7, 8, 6, 9, 11, 7, 11, 8, 12]
    assert on_twelve(3.0).mistakes == len(walk(signed(*moved)).c)


def test_the_corners_in_their_order() -> None:
    x, y = corners("-+++")
    np.testing.assert_array_equal(y, [-1.0, 1.0, 1.0, 1.0])
    np.testing.assert_array_equal(x @ [2.0, 1.0], [0.0, 1.0, 2.0, 3.0])


@given(generators, st.integers(1, 6), st.floats(0.0, 0.5))
def test_a_task_is_separated_and_full(rng: np.random.Generator, d: int, gap: float) -> None:
    x, y = task(25, d, gap=gap, rng=rng)
    assert x.shape == (25, d)
    assert ended(signed(x, y)).right[-1] == 25


def test_a_task_keeps_its_gap() -> None:
    for seed in range(20):
        rng = np.random.default_rng(seed)
        w, b = rng.normal(size=3), rng.uniform(-0.5, 0.5)
        x, y = task(50, 3, gap=0.3, rng=np.random.default_rng(seed))
        distance = (x @ w / np.linalg.norm(w)) + b
        assert np.abs(distance).min() >= 0.3
        np.testing.assert_array_equal(np.sign(distance), y)


def test_trials_are_one_task_a_seed_and_within_their_bound() -> None:
    run = trials(0.2, d=3, n=15, seeds=4)
    assert run.mistakes.shape == run.bound.shape == (4,)
    for seed in range(4):
        u = signed(*task(15, 3, gap=0.2, rng=np.random.default_rng(seed)))
        assert run.mistakes[seed] == len(walk(u).c)
        assert run.bound[seed] == bound(u)
    np.testing.assert_array_equal(run.share, run.mistakes / run.bound)
    assert (run.share <= 1.0).all()


def test_all_trials_are_those_of_every_gap() -> None:
    run = perceptron_mistakes.all_trials(2)
    assert run.mistakes.size == 400
    np.testing.assert_array_equal(run.mistakes[:100], trials(0.5).mistakes)
    np.testing.assert_array_equal(run.bound[-100:], trials(0.0).bound)


def test_orders_are_of_the_same_points() -> None:
    counts = orders(5)
    u = signed(*twelve())
    shuffled = np.random.default_rng(3).permutation(u)
    np.testing.assert_allclose(np.sort(shuffled, axis=0), np.sort(u, axis=0))
    assert counts[3] == len(walk(shuffled).c)
    assert (counts <= on_twelve().bound).all()


@pytest.mark.parametrize("k", range(1, 6))
def test_at_right_angles_every_point_costs_one_mistake(k: int) -> None:
    x = orthogonal(k)
    n = 2**k
    assert x.shape == (n, n - 1)
    y = np.where(np.random.default_rng(k).random(n) < 0.5, -1.0, 1.0)
    u = signed(x, y)
    np.testing.assert_array_equal(u @ u.T, n * np.eye(n))
    assert walk(u).culprit == list(range(n))
    assert bound(u) == pytest.approx(n)


@given(generators, st.integers(1, 3))
def test_no_order_costs_more_than_the_unkindest_teacher(rng: np.random.Generator, d: int) -> None:
    """Against a teacher found by following every choice, one after the other."""
    u = np.rint(3.0 * signed(*task(4, d, gap=0.4, rng=rng)))
    assume(bound(u) < 60.0)
    most = most_mistakes(u)
    assert most == deepest(tuple(map(tuple, u.tolist())), (0.0,) * (d + 1))
    assert len(walk(rng.permutation(u)).c) <= most <= bound(u) + 1e-6


@cache
def deepest(u: tuple[tuple[float, ...], ...], v: tuple[float, ...]) -> int:
    wrong = [one for one in u if np.dot(one, v) <= 0.0]
    return max((1 + deepest(u, tuple(np.add(v, one))) for one in wrong), default=0)


def test_at_right_angles_no_teacher_can_do_worse() -> None:
    x = orthogonal(3)
    assert most_mistakes(signed(x, x[:, 0])) == 8


def test_the_unkindest_teacher_of_the_twelve_points() -> None:
    """Worse than any random order, below the bound; one that shows the worst point is kinder."""
    u = np.rint(10.0 * signed(*twelve()))
    v, mistakes = np.zeros(3), 0
    while (u @ v).min() <= 0.0:
        v = v + u[np.argmin(u @ v)]
        mistakes += 1
    assert mistakes <= unkindest() < on_twelve().bound
    assert orders().max() < unkindest()


def test_the_highest_square_alone_separates_the_twelve() -> None:
    u = signed(*twelve())
    assert [i for i in range(12) if (u @ u[i] > 0.0).all()] == [np.argmax(twelve().x[:, 1])]
    assert orders().min() == 1


@given(generators, st.floats(0.1, 50.0))
def test_nearly_worst_examples_nearly_meet_the_bound(rng: np.random.Generator, size: float) -> None:
    u = nearly_worst(4, 6, size, rng=rng)
    assert u.shape == (4, 6)
    run = ended(u)
    assert run.mistakes == 3
    assert 3.0 <= run.bound < 3.5
    assert run.longest == pytest.approx(size, rel=0.06)
    lengths = np.linalg.norm(u, axis=1)
    assert lengths.max() <= size
    assert np.ptp(lengths[:3]) > 1e-6 * size
    start = wrong_start(u, rng=rng)
    assert (u @ start < 0.0).all()
    assert 0.3 < np.linalg.norm(start) / size < 0.7
    assert np.abs(u @ start).max() < 0.05 * size**2


def test_xor_with_the_product_as_a_third_input() -> None:
    x = orthogonal(2)
    np.testing.assert_array_equal(x[:, 0] * x[:, 1], x[:, 2])
    different = x[:, 0] != x[:, 1]
    np.testing.assert_array_equal(different, -x[:, 2] > 0)
    assert (xor_with_product().mistakes, xor_with_product().right[-1]) == (4, 4)


def test_how_many_functions_a_neuron_computes() -> None:
    """Known: 4, 14, 104 (Muroga 1971, Threshold Logic and Its Applications)."""
    assert [tuple(functions(k)) for k in (1, 2, 3)] == [(4, 4), (14, 16), (104, 256)]


def test_or_takes_four_mistakes_if_a_score_of_zero_answers_no() -> None:
    """Exercise 1 of the chapter says so."""
    x, y = corners("-+++")
    u, v, mistakes = signed(x, y), np.zeros(3), 0
    for i in np.tile(np.arange(4), 10):
        if sides(x[i : i + 1], v[:2], v[2])[0] != y[i]:
            v, mistakes = v + u[i], mistakes + 1
    assert mistakes == 4
    np.testing.assert_array_equal(sides(x, v[:2], v[2]), y)


def test_rounded_ties_change_the_gate() -> None:
    assert gate_mistakes(0.25) == gate_mistakes(8.0) == 18
    assert gate_mistakes(0.1) != 18


def test_clouds_lie_to_the_right_and_to_the_left() -> None:
    x, y = clouds(4000, np.random.default_rng(0))
    for sign in (-1.0, 1.0):
        np.testing.assert_allclose(x[y == sign].mean(axis=0), [sign, 0.0], atol=0.1)
        np.testing.assert_allclose(x[y == sign].std(axis=0), [1.0, 1.0], atol=0.1)
    assert np.flatnonzero(y > 0)[-1] - np.flatnonzero(y < 0)[0] > 0


def test_the_mean_of_the_weights_is_worth_more_than_the_last() -> None:
    runs = overlapping(20)
    assert np.median(runs.last) < np.median(runs.mean)
    assert runs.last.min() < runs.mean.min()
    assert abs(np.median(runs.best) - 0.8413) < 0.01  # a bell curve below one deviation


def test_overlapping_repeats_the_loop_with_its_mean() -> None:
    rng = np.random.default_rng(5)
    x, y = clouds(200, rng)
    new, truth = clouds(2000, rng)
    u = signed(x, y)
    path = walk(u, passes=3)
    looks, v = [], np.zeros(3)
    for example in np.tile(u, (3, 1)):
        v = v + example * (example @ v <= 0.0)
        looks.append(v)
    last, mean, _ = perceptron_mistakes.overlapping_once(np.random.default_rng(5), 3)
    np.testing.assert_allclose(looks[-1], path.v[len(path.c)])
    assert last == np.mean(signed(new, truth) @ looks[-1] > 0)
    assert mean == np.mean(signed(new, truth) @ np.mean(looks, axis=0) > 0)
