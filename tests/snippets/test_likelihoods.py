"""Likelihoods: areas of 1, values by hand, and the losses that they become."""

import math

import numpy as np
import pytest

from snippets import likelihoods, losses
from snippets.activations import sigmoid, softmax

LINE = np.linspace(-40.0, 40.0, 160_001)[:, np.newaxis]
Y = np.array([[0.3], [-1.2], [2.5]])
A = np.array([[0.0], [0.4], [-0.6]])


def area(density):
    return np.trapezoid(density[:, 0], LINE[:, 0])


@pytest.mark.parametrize(
    "density",
    [
        likelihoods.gaussian(LINE, np.full_like(LINE, 0.7), 1.3),
        likelihoods.laplace(LINE, np.full_like(LINE, 0.7), 1.3),
        likelihoods.huber(LINE, np.full_like(LINE, 0.7), 1.3),
        likelihoods.huber(LINE, np.zeros_like(LINE), 0.5),
    ],
)
def test_the_area_under_a_density_is_one(density):
    assert area(density) == pytest.approx(1.0, abs=1e-6)


def test_what_can_be_counted_adds_up_to_one():
    counts, z = np.arange(60.0)[:, np.newaxis], np.full((60, 1), math.log(4.2))
    assert likelihoods.poisson(counts, z).sum() == pytest.approx(1.0, rel=1e-12)
    assert (counts * likelihoods.poisson(counts, z)).sum() == pytest.approx(4.2, rel=1e-12)
    p = softmax(np.array([[0.2, -1.0, 0.5]])).repeat(3, axis=0)
    assert likelihoods.categorical(np.eye(3), p).sum() == pytest.approx(1.0, rel=1e-14)
    assert likelihoods.bernoulli(np.eye(2)[:1], np.full((1, 2), 0.3)).sum() == pytest.approx(1.0)


def test_the_surprise_is_the_loss_and_a_constant():
    nll = likelihoods.negative_log_likelihood
    s, c = 0.7, 0.9
    squared = losses.mean_squared_error(A, Y) / (2.0 * s**2) + math.log(s * math.sqrt(2 * math.pi))
    assert nll(likelihoods.gaussian(Y, A, s)) == pytest.approx(squared, rel=1e-13)
    absolute = losses.mean_absolute_error(A, Y) / s + math.log(2.0 * s)
    assert nll(likelihoods.laplace(Y, A, s)) == pytest.approx(absolute, rel=1e-13)
    both = losses.huber(A, Y, c) + math.log(likelihoods.huber_total(c))
    assert nll(likelihoods.huber(Y, A, c)) == pytest.approx(both, rel=1e-13)


def test_labels_leave_no_constant():
    y, p = (Y > 0) * 1.0, sigmoid(A)
    assert likelihoods.negative_log_likelihood(likelihoods.bernoulli(y, p)) == pytest.approx(
        losses.binary_cross_entropy(p, y), rel=1e-13
    )
    y, p = np.eye(3)[[2, 0]], softmax(np.array([[0.1, 0.2, 0.7], [1.0, -1.0, 0.0]]))
    assert likelihoods.negative_log_likelihood(likelihoods.categorical(y, p)) == pytest.approx(
        losses.cross_entropy(p, y), rel=1e-13
    )


def test_a_poisson_count_by_hand():
    found = likelihoods.poisson(np.array([[3.0]]), np.array([[math.log(2.0)]]))
    assert found[0, 0] == pytest.approx(2.0**3 * math.exp(-2.0) / 6.0)


def test_the_would_be_probabilities_are_the_hinge_loss_upside_down():
    z = np.array([-1.7, 0.2, 3.0])
    would_be = likelihoods.would_be_from_hinge(z)
    for one, pair in zip(z, would_be, strict=True):
        for side, value in zip((1.0, -1.0), pair, strict=True):
            loss = losses.hinge(np.array([[one]]), np.array([[side]]))
            assert value == pytest.approx(math.exp(-loss))
    sums = would_be.sum(axis=1)
    assert sums.max() - sums.min() > 0.3


def test_no_factor_makes_the_would_be_probabilities_of_the_hinge_add_up_to_a_constant():
    z = np.array([0.0, 1.0, 400.0])
    for t in (0.1, math.log(2.0), 1.0, 5.0):
        sums = likelihoods.would_be_from_hinge(z, t).sum(axis=1)
        assert sums[0] == pytest.approx(2.0 * math.exp(-t))
        assert sums[1] == pytest.approx(1.0 + math.exp(-2.0 * t))
        assert sums[2] == pytest.approx(1.0)
        assert sums[1] > sums[2] + 1e-5


@pytest.mark.parametrize("width", [0.0, -1.0, math.nan])
def test_a_width_that_is_none_is_refused(width):
    for density, name in ((likelihoods.gaussian, "s"), (likelihoods.laplace, "t")):
        with pytest.raises(ValueError, match=rf"{density.__name__}: {name} = .*, expected > 0"):
            density(Y, A, width)
    with pytest.raises(ValueError, match=r"would_be_from_hinge: t = .*, expected > 0"):
        likelihoods.would_be_from_hinge(Y[:, 0], width)
    with pytest.raises(ValueError, match=r"huber_total: c = .*, expected > 0"):
        likelihoods.huber(Y, A, width)


@pytest.mark.parametrize("q", [0.0, -0.5, math.nan])
def test_what_was_impossible_has_no_surprise(q):
    with pytest.raises(ValueError, match=r"q goes down to .*, expected > 0"):
        likelihoods.negative_log_likelihood(np.array([[0.5], [q]]))


def test_shapes_that_would_broadcast_are_refused():
    row = np.array([[0.5, 0.25, 0.125]])
    for density in (
        lambda y, a: likelihoods.gaussian(y, a, 1.0),
        likelihoods.laplace,
        likelihoods.huber,
        likelihoods.bernoulli,
        likelihoods.categorical,
        likelihoods.poisson,
    ):
        with pytest.raises(ValueError, match=r"has shape \(1, 3\), expected \(n, k\) with"):
            density(Y, row)
    with pytest.raises(ValueError, match=r"z has shape \(1, 3\), expected \(n,\)"):
        likelihoods.would_be_from_hinge(row)
