"""The loops are the matrix product, written out."""

import numpy as np
import pytest

from snippets import vectorization
from snippets.layers import affine


@pytest.mark.parametrize("form", vectorization.FORMS)
def test_by_hand(form):
    z = form(np.array([[1.0, 2.0]]), np.array([[3.0, 5.0], [4.0, 6.0]]), np.array([0.5, -0.5]))
    assert z.tolist() == [[11.5, 16.5]]


@pytest.mark.parametrize("form", vectorization.FORMS)
def test_equal_to_affine_on_a_batch(form):
    rng = np.random.default_rng(3)
    arrays = rng.normal(size=(7, 5)), rng.normal(size=(5, 3)), rng.normal(size=3)
    assert np.allclose(form(*arrays), affine(*arrays), rtol=0, atol=1e-14)
