import numpy as np
import pytest

from snippets import programs
from snippets.dual import Dual, jvp


def test_epsilon_squared_is_zero():
    epsilon = Dual(0.0, 1.0)
    assert ((epsilon * epsilon).value, (epsilon * epsilon).tangent) == (0.0, 0.0)


def test_one_tangent_at_a_time_gives_the_columns_of_the_jacobian():
    W = np.array([[0.3, -0.7, 1.1], [0.5, 0.2, -0.4]])
    x = np.array([0.4, -0.9, 0.6])
    columns = [jvp(lambda x: programs.mix(x, W), x, e) for e in np.eye(3)]
    y = programs.mix(x, W)
    np.testing.assert_allclose(np.transpose(columns), (1 - y**2)[:, None] * W, rtol=1e-12)


def test_several_inputs_move_together():
    def f(a, b):
        return a * b

    both = jvp(f, (2.0, 3.0), (5.0, 7.0))
    assert both == jvp(f, (2.0, 3.0), (5.0, 0.0)) + jvp(f, (2.0, 3.0), (0.0, 7.0)) == 29.0


def test_what_does_not_move_has_tangent_zero():
    assert jvp(lambda x: np.ones(3), np.ones(2), np.ones(2)).tolist() == [0.0, 0.0, 0.0]


def test_tangents_of_another_shape_are_refused():
    with pytest.raises(ValueError, match=r"Dual: tangent has shape \(2,\), expected \(3,\)"):
        jvp(np.exp, np.ones(3), np.ones(2))


@pytest.mark.parametrize("tangents", [(1.0,), (1.0, 1.0, 1.0)])
def test_as_many_tangents_as_inputs(tangents):
    with pytest.raises(ValueError, match="argument 2 is"):
        jvp(lambda a, *b: a, (2.0, 3.0), tangents)


def test_duals_within_duals_are_refused():
    with pytest.raises(TypeError, match="bare array"):
        Dual(Dual(1.0, 1.0), 1.0)


def test_a_function_without_a_rule_is_refused():
    with pytest.raises(TypeError, match="no derivative rule for floor"):
        jvp(np.floor, np.ones(2), np.ones(2))
