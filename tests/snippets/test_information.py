"""Information: values by hand, the laws of entropy, a second opinion, refusals."""

import math

import numpy as np
import pytest
from hypothesis import assume, given

from snippets import information, losses
from snippets.activations import softmax
from snippets.arrays import Array
from tests.strategies import distributions, scores

SKEWED = np.array([[0.5, 0.25, 0.125, 0.125]])
EVEN = np.full((1, 4), 0.25)
JOINT = np.array([[0.125, 0.25], [0.5, 0.125]])


def joint_of(p: Array) -> Array:
    return p / p.sum()


def test_by_hand_in_bits() -> None:
    assert information.entropy(SKEWED, base=2) == pytest.approx(1.75)
    assert information.entropy(EVEN, base=2) == pytest.approx(2.0)
    assert information.cross_entropy(SKEWED, EVEN, base=2) == pytest.approx(2.0)
    assert information.cross_entropy(EVEN, SKEWED, base=2) == pytest.approx(2.25)
    assert information.kl_divergence(SKEWED, EVEN, base=2) == pytest.approx(0.25)
    assert information.kl_divergence(EVEN, SKEWED, base=2) == pytest.approx(0.25)


def test_mutual_information_by_a_loop() -> None:
    rows, columns = [0.375, 0.625], [0.625, 0.375]
    by_loop = sum(
        JOINT[i, j] * math.log(JOINT[i, j] / (rows[i] * columns[j]))
        for i in range(2)
        for j in range(2)
    )
    assert information.mutual_information(JOINT) == pytest.approx(by_loop, rel=1e-13)
    assert by_loop > 0


def test_conditional_entropy_is_the_mean_over_the_rows() -> None:
    rows = JOINT.sum(axis=1)
    by_rows = rows @ information.entropy(JOINT / rows[:, np.newaxis])
    assert information.conditional_entropy(JOINT) == pytest.approx(float(by_rows), rel=1e-13)


@given(distributions)
def test_entropy_lies_between_none_and_all(p: Array) -> None:
    H = information.entropy(p)
    assert (H >= -1e-12).all()
    assert (p.shape[1] == 1) or (math.log(p.shape[1]) + 1e-12 >= H).all()


@given(scores)
def test_divergences_are_never_negative_and_zero_on_themselves(z: Array) -> None:
    p, q = softmax(z), softmax(z[::-1] / 2)
    D, J = information.kl_divergence(p, q), information.js_divergence(p, q)
    assert (D >= -1e-12).all()
    assert (J >= -1e-12).all()
    assert (math.log(2) + 1e-12 >= J).all()
    np.testing.assert_allclose(J, information.js_divergence(q, p), atol=1e-12)
    np.testing.assert_allclose(information.kl_divergence(p, p), 0.0, atol=1e-15)


def test_kl_is_not_the_same_both_ways() -> None:
    p, q = np.array([[0.9, 0.1]]), np.array([[0.5, 0.5]])
    assert information.kl_divergence(p, q) != pytest.approx(information.kl_divergence(q, p)[0])


@given(distributions)
def test_the_laws_of_two_outcomes(p: Array) -> None:
    joint = joint_of(p)
    X, Y = (information.joint_entropy(joint.sum(axis=k, keepdims=True)) for k in (1, 0))
    both = information.joint_entropy(joint)
    mutual = information.mutual_information(joint)
    assert mutual >= -1e-12
    assert mutual == pytest.approx(X + Y - both, abs=1e-12)
    assert mutual == pytest.approx(information.mutual_information(joint.T), abs=1e-12)
    assert information.conditional_entropy(joint) == pytest.approx(both - X, abs=1e-12)
    assert information.conditional_entropy(joint) == pytest.approx(Y - mutual, abs=1e-12)


@given(scores)
def test_independent_outcomes_tell_nothing_of_each_other(z: Array) -> None:
    assume(len(z) > 1)
    joint = softmax(z)[0][:, np.newaxis] * softmax(z)[1][np.newaxis]
    assert information.mutual_information(joint) == pytest.approx(0.0, abs=1e-12)


@given(distributions)
def test_the_loss_of_that_name_is_the_mean_over_the_rows(p: Array) -> None:
    q = softmax(np.sin(17.0 * p))
    mean = information.cross_entropy(p, q).mean()
    assert losses.cross_entropy(q, p) == pytest.approx(mean, rel=1e-12, abs=1e-12)


@given(distributions)
def test_scipy_agrees(p: Array) -> None:
    stats = pytest.importorskip("scipy.stats")
    q = softmax(np.cos(17.0 * p))
    np.testing.assert_allclose(information.entropy(p), stats.entropy(p, axis=1), atol=1e-12)
    np.testing.assert_allclose(
        information.kl_divergence(p, q), stats.entropy(p, q, axis=1), atol=1e-12
    )


def test_what_never_happens_costs_nothing_what_was_ruled_out_everything() -> None:
    p, q = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    assert information.entropy(p) == 0.0
    assert information.cross_entropy(p, q) == math.inf
    assert information.kl_divergence(p, q) == math.inf
    assert information.cross_entropy(p, np.array([[0.5, 0.5]])) == pytest.approx(math.log(2))


@pytest.mark.parametrize(
    ("p", "message"),
    [
        (np.array([0.5, 0.5]), r"p has shape \(2,\), expected \(n, k\)"),
        (np.array([[0.5, 0.4]]), "row 0 sums to 0.9, expected 1"),
        (np.array([[0.5, 0.5], [1.5, -0.5]]), "a probability is -0.5, expected 0 or more"),
        (np.array([[0.5, np.nan]]), "a probability is nan, expected 0 or more"),
    ],
)
def test_what_is_no_distribution_is_refused(p: Array, message: str) -> None:
    with pytest.raises(ValueError, match=f"^cross_entropy: {message}$"):
        information.entropy(p)


def test_a_joint_distribution_must_sum_to_one() -> None:
    with pytest.raises(ValueError, match=r"row 0 sums to 2, expected 1$"):
        information.mutual_information(np.full((2, 2), 0.5))
