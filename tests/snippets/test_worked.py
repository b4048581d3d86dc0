"""What is written out is what is computed."""

import numpy as np
import pytest

from snippets import network, worked


def value_of(total: str) -> float:
    """Calculate a written sum, as a reader with a pencil would."""
    plain = total.replace("\N{NO-BREAK SPACE}", " ")
    return eval(plain.replace("·", "*").replace("−", "-"))


@pytest.mark.parametrize("seed", range(5))
def test_each_written_sum_comes_to_its_z(seed):
    rng = np.random.default_rng(seed)
    net = network.multilayer([3, 4, 2], rng=rng)
    units = worked.units(net, rng.normal(size=(1, 3)))
    assert [(unit.layer, unit.unit) for unit in units] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 4),
        (2, 1),
        (2, 2),
    ]
    for unit in units:
        assert value_of(unit.total) == pytest.approx(unit.z, abs=1e-3)


def test_the_small_network_needs_two_digits_only():
    net, x, _ = network.small()
    for unit in worked.units(net, x)[:3]:
        assert value_of(unit.total) == pytest.approx(unit.z, abs=1e-12)


def test_a_negative_first_term_keeps_its_sign():
    assert (
        worked.written_sum(np.array([-1.0]), np.array([2.0]), -0.5)
        == f"−1.00{worked.TIMES}2.00{worked.MINUS}0.50"
    )
