"""Counting finds the work that a pencil would find, and refuses what it cannot see."""

import numpy as np
import pytest

from snippets import activations, operations, vectorization
from snippets.dual import Dual
from snippets.layers import affine
from snippets.operations import Count, count

n, d, h = 5, 3, 2
ARRAYS = (np.ones((n, d)), np.ones((d, h)), np.ones(h))


@pytest.mark.parametrize(
    ("form", "calls"),
    [
        (vectorization.affine_loops, 2 * n * d * h),
        (vectorization.affine_units, 2 * n * h),
        (vectorization.affine_examples, 2 * n),
        (affine, 2),
    ],
)
def test_the_four_forms_multiply_and_add_alike_but_call_differently(form, calls):
    assert count(form, *ARRAYS) == Count(calls, n * d * h, n * d * h, 0)


def test_one_function_a_number_is_counted_apart():
    assert count(np.tanh, np.ones((n, d))) == Count(1, 0, 0, n * d)


def test_a_square_is_a_multiplication():
    assert count(lambda x: x**2 + np.square(x), np.ones((n, d))) == Count(3, 2 * n * d, n * d, 0)


def test_beside_a_dual_number_plain_arrays_count_on():
    def f(x, W, t):
        return (x @ W) * Dual(t, t)

    assert count(f, np.ones((n, d)), np.ones((d, h)), np.ones(h)) == Count(
        3, n * d * h + 2 * n * h, n * (d - 1) * h, 0
    )


def test_a_sum_adds_one_time_less_than_it_has_terms():
    assert count(lambda x: x.sum(axis=0), np.ones((n, d))).additions == (n - 1) * d


def test_softmax_keeps_its_result_and_counts_its_division():
    z = np.arange(6.0).reshape(2, 3)
    seen = []
    counted = count(lambda z: seen.append(activations.softmax(z)), z)
    assert np.array_equal(np.asarray(seen[0]), activations.softmax(z))
    assert counted.multiplications == z.size


def test_in_place_arithmetic_counts_too():
    def twice(x):
        x += x

    assert count(twice, np.ones(4)) == Count(1, 0, 4, 0)


def test_nothing_done_is_nothing_counted():
    assert count(lambda x: x, np.ones(3)) == Count(0, 0, 0, 0)


@pytest.mark.parametrize("function", [np.dot, np.inner, np.outer])
def test_what_cannot_be_counted_is_refused(function):
    with pytest.raises(TypeError, match=f"cannot count np.{function.__name__}"):
        operations.count(lambda x: function(x, x), np.ones(3))


def test_two_counts_do_not_mix():
    assert count(np.tanh, np.ones(2)) == count(np.tanh, np.ones(2))
