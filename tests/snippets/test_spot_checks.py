"""The chances that a spot check misses a bug, against drawing."""

import numpy as np
import pytest

from snippets import spot_checks

G = np.array([0.3, -1.2, 0.8, 2.0, -0.5])


def test_entries_miss_by_drawing():
    rng = np.random.default_rng(0)
    missed = [not np.any(rng.choice(20, 6, replace=False) < 3) for _ in range(20_000)]
    assert np.mean(missed) == pytest.approx(spot_checks.entries_miss(3, 20, 6), abs=0.01)


@pytest.mark.parametrize("entry", [0, 3])
@pytest.mark.parametrize("size", [0.1, 1.0])
def test_direction_miss_by_drawing(entry, size):
    wrong = G.copy()
    wrong[entry] += size
    predicted = spot_checks.direction_miss(G, wrong, 0.01)
    rate = spot_checks.direction_miss_rate(
        G, wrong, 0.01, rng=np.random.default_rng(1), draws=400_000
    )
    assert rate == pytest.approx(predicted, rel=0.1)


def test_a_common_factor_is_seen_along_every_direction():
    assert spot_checks.direction_miss(G, 1.1 * G, 1e-3) == pytest.approx(0, abs=1e-9)
    rate = spot_checks.direction_miss_rate(G, 1.1 * G, 1e-3, rng=np.random.default_rng(0))
    assert rate == 0


def test_signs_miss_every_second_swap():
    swapped = G[[1, 0, 2, 3, 4]]
    rng = np.random.default_rng(2)
    assert spot_checks.direction_miss_rate(G, swapped, 1e-6, rng=rng, signs=True) == pytest.approx(
        0.5, abs=0.01
    )
    assert spot_checks.direction_miss_rate(G, swapped, 1e-6, rng=rng) < 1e-3
