import numpy as np
import pytest

from snippets import calibration
from snippets.activations import sigmoid


def test_targets_come_true_as_often_as_the_model_says():
    w = np.array([[1.5], [-0.5]])
    x, y = calibration.draw(200_000, w, rng=np.random.default_rng(0))
    said, happened, share = calibration.bins(sigmoid(x @ w), y)
    np.testing.assert_allclose(said, happened, atol=0.02)
    assert share.sum() == pytest.approx(1.0)


def test_an_answer_of_one_falls_into_the_last_bin_and_empty_bins_are_nan():
    said, happened, share = calibration.bins(np.array([[1.0], [0.0]]), np.array([[1.0], [1.0]]))
    assert (said[-1], happened[-1], share[-1]) == (1.0, 1.0, 0.5)
    assert (said[0], happened[0], share[0]) == (0.0, 1.0, 0.5)
    assert np.isnan(said[1:-1]).all()
    assert np.isnan(happened[1:-1]).all()
    assert (share[1:-1] == 0.0).all()


def test_the_hinge_is_told_sides_and_finds_one():
    x = np.array([[-1.0], [1.0]])
    y = np.array([[0.0], [1.0]])
    model = calibration.fit(calibration.Setting(loss="hinge"), x, y)
    assert model.W[0, 0] >= 1.0
    assert abs(model.b[0]) < 1e-9


def test_the_gap_is_the_weighed_distance_from_the_diagonal():
    found = calibration.reliability("cross-entropy")
    by_hand = np.nansum(found.share * np.abs(found.said - found.happened), axis=1)
    np.testing.assert_allclose(found.gap, by_hand, rtol=1e-12)
    assert found.gap.shape == (calibration.RUNS,)


def test_the_right_loss_with_enough_data_is_calibrated_and_the_others_are_not():
    enough, few, hinge = (
        calibration.reliability(name).gap
        for name in ("cross-entropy", "cross-entropy, few examples", "hinge, squashed")
    )
    assert enough.mean() < 0.02 < hinge.mean() < few.mean()
    assert (few > 0.1).all()


def test_few_examples_are_fitted_with_their_accidents():
    few = calibration.reliability("cross-entropy, few examples")
    enough = calibration.reliability("cross-entropy")
    assert few.fitted.mean() > few.right.mean() + 0.2
    assert abs(enough.fitted.mean() - enough.right.mean()) < 0.01


def test_the_squashed_hinge_puts_as_many_on_the_right_side():
    enough, hinge = (
        calibration.reliability(n).right.mean() for n in ("cross-entropy", "hinge, squashed")
    )
    assert abs(enough - hinge) < 0.005
