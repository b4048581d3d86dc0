"""Intervals, confusions, nearest means and shadows, each against a second way to find it."""

import numpy as np
import pytest

from snippets import evaluation


def test_the_interval_by_hand():
    mean, low, high = evaluation.interval(np.array([1.0, 2.0, 3.0, 4.0]))
    assert mean == 2.5
    half = 3.182 * (5 / 3) ** 0.5 / 2
    assert (high - mean, mean - low) == pytest.approx((half, half))


def test_the_quantiles_are_student_s():
    stats = pytest.importorskip("scipy.stats", reason="scipy comes with scikit-learn only")
    for freedom, t in enumerate(evaluation.STUDENT, start=1):
        assert t == pytest.approx(stats.t.ppf(0.975, freedom), abs=5e-4)


def test_the_interval_holds_the_mean_in_nineteen_of_twenty_cases():
    rng = np.random.default_rng(0)
    inside = [
        low <= 7.0 <= high
        for _, low, high in (evaluation.interval(rng.normal(7.0, 3.0, size=5)) for _ in range(4000))
    ]
    assert np.mean(inside) == pytest.approx(0.95, abs=0.012)


@pytest.mark.parametrize("count", [1, 21])
def test_too_few_or_too_many_values_are_refused(count):
    with pytest.raises(ValueError, match=f"^interval: {count} values, expected 2 to 20"):
        evaluation.interval(np.ones(count))


def test_two_values_and_twenty_are_enough():
    assert evaluation.interval(np.array([1.0, 3.0])).high == pytest.approx(2 + 12.706)
    assert evaluation.interval(np.arange(20.0)).mean == 9.5


def test_a_confusion_counts_every_pair():
    rng = np.random.default_rng(0)
    labels, answers = rng.integers(0, 4, size=(2, 50))
    counts = evaluation.confusion(labels, answers, classes=5)
    assert counts.shape == (5, 5)
    for truth in range(5):
        for said in range(5):
            assert counts[truth, said] == ((labels == truth) & (answers == said)).sum()


def test_labels_without_answers_are_refused():
    with pytest.raises(ValueError, match="confusion: answers has shape"):
        evaluation.confusion(np.array([0, 1]), np.array([0]), classes=2)


def test_the_nearest_mean_is_found_by_distances():
    rng = np.random.default_rng(0)
    a, labels, new = rng.normal(size=(30, 3)), np.arange(30) % 4, rng.normal(size=(50, 3))
    means = np.array([a[labels == k].mean(axis=0) for k in range(4)])
    far = np.linalg.norm(new[:, np.newaxis] - means, axis=2)
    assert np.array_equal(evaluation.nearest_mean(a, labels, new), far.argmin(axis=1))


def test_shadows_keep_the_variance_that_two_axes_can_keep():
    rng = np.random.default_rng(0)
    a = rng.normal(size=(200, 4)) * [0.1, 5.0, 0.2, 2.0] + 7.0
    shadow = evaluation.principal_components(a)
    np.testing.assert_allclose(shadow.mean(axis=0), 0.0, atol=1e-12)
    largest = np.linalg.eigvalsh(np.cov(a.T, bias=True))[::-1][:2]
    np.testing.assert_allclose(np.cov(shadow.T, bias=True), np.diag(largest), atol=1e-10)
    assert evaluation.principal_components(a, count=3).shape == (200, 3)


def test_an_axis_points_to_the_larger_half_of_its_weights():
    line = np.outer(np.arange(5.0), [3.0, 1.0, -1.0])
    assert (np.diff(evaluation.principal_components(line, count=1)[:, 0]) > 0).all()
    assert (np.diff(evaluation.principal_components(-line, count=1)[:, 0]) < 0).all()
