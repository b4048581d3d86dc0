"""Arrays under indices: shapes must fit, and nothing is broadcast behind the reader's back."""

import numpy as np
import pytest

from weave import shapes
from weave.errors import Mistake
from weave.shapes import Value

X = Value(np.arange(6.0).reshape(2, 3), 2)
ROW = Value(np.array([[10.0, 20.0, 30.0]]), 2, "row")
LINE = Value(np.array([1.0, 2.0, 3.0]), 1)
TWO = Value(np.array(2.0))
ONES = Value(np.array(1.0), 0, "ones")
EYE = Value(np.array(1.0), 0, "eye")


def added(a: Value, b: Value) -> Value:
    return shapes.entrywise(a, b, np.add, "sum")


def test_a_scalar_goes_with_everything_and_a_row_with_every_row() -> None:
    assert np.array_equal(added(X, TWO).array, X.array + 2)
    assert np.array_equal(added(X, ROW).array, X.array + np.array([10, 20, 30]))
    assert np.array_equal(added(LINE, ROW).array, [11, 22, 33])
    assert (added(ROW, ROW).kind, added(X, ROW).kind) == ("row", "")


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        (X, LINE, r"sum of shapes \(2, 3\) and \(3,\): no broadcasting; declare a bias as `row"),
        (X, Value(X.array.T, 2), r"\(2, 3\) and \(3, 2\): a transpose is missing"),
        (X, Value(np.ones((1, 3)), 2), r"no broadcasting"),
        (X, Value(np.ones((2, 1)), 2), r"sum of shapes"),
        (LINE, Value(np.ones(2), 1), r"sum of shapes \(3,\) and \(2,\)"),
    ],
)
def test_other_shapes_do_not_add(a: Value, b: Value, said: str) -> None:
    with pytest.raises(Mistake, match=said):
        added(a, b)


def test_products_by_hand() -> None:
    w = Value(np.array([[1.0], [10.0], [100.0]]), 2)
    assert np.array_equal(shapes.product(X, w, "").array, [[210.0], [543.0]])
    assert np.array_equal(shapes.product(X, LINE, "").array, [8.0, 26.0])
    assert np.array_equal(shapes.product(Value(np.array([1.0, 2.0]), 1), X, "").array, [6, 9, 12])
    assert shapes.product(LINE, LINE, "\\cdot").array == 14
    assert shapes.product(shapes.transposed(w), w, "").axes == 0  # (1, 1) is a number


@pytest.mark.parametrize(
    ("a", "b", "sign", "said"),
    [
        (X, X, "", "3 columns meet 2 rows"),
        (LINE, LINE, "", "ambiguous"),
        (X, LINE, "\\times", "multiplies numbers"),
        (LINE, Value(np.ones(2), 1), "\\cdot", "dot product of shapes"),
    ],
)
def test_other_products_are_refused(a: Value, b: Value, sign: str, said: str) -> None:
    with pytest.raises(Mistake, match=said):
        shapes.product(a, b, sign)


def test_ones_are_as_long_as_they_must_be() -> None:
    left = shapes.product(shapes.transposed(ONES), X, "")
    assert (left.shape, left.array.tolist()) == ((1, 3), [[3.0, 5.0, 7.0]])
    assert shapes.product(X, ONES, "").array.tolist() == [[3.0], [12.0]]
    assert shapes.product(shapes.transposed(ONES), LINE, "").array == 6
    assert shapes.product(ONES, ROW, "").kind == "row"
    with pytest.raises(Mistake, match="how many ones"):
        shapes.product(ONES, shapes.transposed(ONES), "")


def test_an_identity_is_as_large_as_it_must_be() -> None:
    square = Value(np.array([[1.0, 2.0], [3.0, 4.0]]), 2)
    assert shapes.product(EYE, square, "").array.tolist() == square.array.tolist()
    assert added(square, EYE).array.tolist() == [[2.0, 2.0], [3.0, 5.0]]
    with pytest.raises(Mistake, match="an identity matrix beside"):
        added(X, EYE)


def test_one_axis_has_no_transpose() -> None:
    assert shapes.transposed(X).shape == (3, 2)
    assert shapes.transposed(TWO) is TWO
    with pytest.raises(Mistake, match=r"declare it with two axes, such as \(1, d\)"):
        shapes.transposed(LINE)


def test_index_axes_are_no_own_axes() -> None:
    under_i = Value(np.arange(5.0).reshape(5), 0)
    assert (under_i.shape, under_i.rank) == ((), 1)
    made = shapes.product(under_i, Value(np.ones((1, 2, 3)), 2), "")
    assert (made.shape, made.array.shape) == ((2, 3), (5, 2, 3))


def test_sides_of_other_shapes_are_not_compared() -> None:
    left, right = shapes.comparable(X, TWO, literal=True)
    assert left.shape == right.shape == (2, 3)
    with pytest.raises(Mistake, match="one side has shape"):
        shapes.comparable(X, TWO, literal=False)
