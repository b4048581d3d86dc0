"""A loss falls to its floor and never below."""

import numpy as np
import pytest

from snippets import surprise_split


def test_chances_are_as_said():
    rng = np.random.default_rng(0)
    x, y = zip(*(surprise_split.world(rng=rng) for _ in range(100)), strict=True)
    x, y = np.concatenate(x), np.concatenate(y)
    same = x[:, 0] * x[:, 1] > 0
    assert same.mean() == 0.5
    assert y[same].mean() == pytest.approx(0.9, abs=0.01)
    assert y[~same].mean() == pytest.approx(0.2, abs=0.01)


def test_no_loss_lies_below_what_no_model_can_know():
    found = surprise_split.split()
    assert (found.loss >= found.known[:, np.newaxis] - 1e-12).all()
    left = found.loss[:, -1] - found.known
    assert (left < 0.02).all()
    assert (found.shared > 0.3).all()
