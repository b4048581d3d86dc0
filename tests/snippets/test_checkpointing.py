import numpy as np
import pytest

from snippets.autodiff import vjp
from snippets.checkpointing import sweep

W = np.random.default_rng(5).normal(size=(3, 3))


def step(x):
    return np.tanh(x @ W)


@pytest.mark.parametrize(("segments", "every"), [(1, 12), (2, 6), (3, 4), (12, 1)])
def test_the_gradient_is_the_same_however_the_chain_is_cut(segments, every):
    def chain(x):
        for _ in range(12):
            x = step(x)
        return x

    x, upstream = np.random.default_rng(6).normal(size=(2, 5, 3))
    run = sweep(step, x, upstream, segments=segments, every=every)
    np.testing.assert_allclose(run.gradient, vjp(chain, x, upstream), rtol=1e-12)


@pytest.mark.parametrize(("s", "k"), [(1, 7), (5, 1), (3, 5), (7, 2)])
def test_costs_are_those_of_the_formula(s, k):
    run = sweep(step, np.ones((1, 3)), np.ones((1, 3)), segments=s, every=k)
    assert run.peak == s + k
    assert run.evaluations == 2 * s * k - k


def test_what_is_held_during_two_segments_of_three_steps():
    """On the way: the first state and the current one. Back: a segment grows, on what is kept."""
    run = sweep(step, np.ones((1, 3)), np.ones((1, 3)), segments=2, every=3)
    assert run.held == [2, 2, 2, 3, 4, 5, 2, 3, 4]
