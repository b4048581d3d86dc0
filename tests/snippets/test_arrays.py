"""Arrays: shapes that are refused, one-hot rows, gradients summed over repeated axes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from snippets.arrays import expect, flatten, one_hot, unbroadcast, unflatten
from tests.strategies import generators

AFFINE = "affine: x (n, d), W (d, h), b (h,)"


def affine_shapes(x: tuple[int, ...], W: tuple[int, ...], b: tuple[int, ...]) -> None:
    expect(AFFINE, np.zeros(x), np.zeros(W), np.zeros(b))


def test_fitting_shapes_pass() -> None:
    affine_shapes((5, 2), (2, 3), (3,))
    expect("norm: x (...), y (...)", np.zeros((2, 3, 5)), np.zeros((2, 3, 5)))
    expect("double: x ()", np.float64(2.0))


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (((5,), (2, 3), (3,)), r"x has shape \(5,\), expected \(n, d\)$"),
        (((5, 2), (3, 2), (3,)), r"W has shape \(3, 2\), expected \(d, h\) with d = 2$"),
        (((5, 2), (2, 3), (2,)), r"b has shape \(2,\), expected \(h,\) with h = 3$"),
        (((5, 2), (2, 3), (1, 3)), r"b has shape \(1, 3\), expected \(h,\) with h = 3$"),
        (((0, 2), (2, 3), (3,)), r"x has shape \(0, 2\), expected \(n, d\)$"),
    ],
)
def test_a_shape_that_does_not_fit_is_named(
    shapes: tuple[tuple[int, ...], ...], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^affine: {message}"):
        affine_shapes(*shapes)


def test_the_sizes_of_one_call_do_not_bind_the_next() -> None:
    affine_shapes((5, 2), (2, 3), (3,))
    affine_shapes((7, 3), (3, 2), (2,))


@pytest.mark.parametrize(
    ("array", "message"),
    [
        ([1.0, 2.0], "given list, expected arrays of numbers"),
        (np.array(["a"]), "x has dtype <U1, expected numbers"),
        (np.array([None]), "x has dtype object, expected numbers"),
    ],
)
def test_what_is_no_array_of_numbers_is_refused(array: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^mean: .*{message}"):
        expect("mean: x (n,)", array)


@given(hnp.arrays(np.int64, st.integers(1, 9), elements=st.integers(0, 4)))
def test_one_hot_rows_hold_a_single_one_that_argmax_finds(labels: np.ndarray) -> None:
    rows = one_hot(labels, 5)
    assert rows.dtype == np.float64
    np.testing.assert_array_equal(rows.sum(axis=1), 1.0)
    np.testing.assert_array_equal(rows.argmax(axis=1), labels)
    assert set(np.unique(rows)) <= {0.0, 1.0}


@pytest.mark.parametrize("dtype", [np.int8, np.int32, np.uint8, bool])
def test_one_hot_takes_every_dtype_of_integers(dtype: type) -> None:
    np.testing.assert_array_equal(one_hot(np.array([1, 0], dtype=dtype), 2), [[0, 1], [1, 0]])


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (np.array([0.0, 1.0]), "labels have dtype float64, expected integers"),
        (np.array([0, 3]), "labels run from 0 to 3, expected 0 to 2"),
        (np.array([-1, 2]), "labels run from -1 to 2, expected 0 to 2"),
        (np.array([[0, 1]]), r"labels has shape \(1, 2\), expected \(n,\)"),
        (np.array([], dtype=np.int64), r"labels has shape \(0,\), expected \(n,\)"),
    ],
)
def test_labels_that_are_no_classes_are_refused(labels: np.ndarray, message: str) -> None:
    with pytest.raises(ValueError, match=f"^one_hot: {message}$"):
        one_hot(labels, 3)


@given(hnp.mutually_broadcastable_shapes(num_shapes=2, min_side=1), generators)
def test_unbroadcast_is_the_transpose_of_broadcasting(
    shapes: hnp.BroadcastableShapes, rng: np.random.Generator
) -> None:
    """<broadcast(x), g> = <x, unbroadcast(g)> for all x and g."""
    shape, result = shapes.input_shapes[0], shapes.result_shape
    x, g = rng.normal(size=shape), rng.normal(size=result)
    back = unbroadcast(g, shape)
    assert back.shape == shape
    np.testing.assert_allclose(
        np.sum(np.broadcast_to(x, result) * g), np.sum(x * back), rtol=1e-10, atol=1e-10
    )


def test_unbroadcast_by_hand() -> None:
    g = np.arange(6.0).reshape(2, 3)
    np.testing.assert_array_equal(unbroadcast(g, (3,)), [3.0, 5.0, 7.0])
    np.testing.assert_array_equal(unbroadcast(g, (2, 1)), [[3.0], [12.0]])
    assert unbroadcast(g, ()) == 15.0
    np.testing.assert_array_equal(unbroadcast(g, (2, 3)), g)


@pytest.mark.parametrize("shape", [(2,), (3, 3), (4, 2, 3), (3, 1)])
def test_a_shape_that_does_not_broadcast_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"^unbroadcast: gradient has shape \(2, 3\), to which"):
        unbroadcast(np.ones((2, 3)), shape)


def test_a_vector_and_back() -> None:
    rng = np.random.default_rng(0)
    arrays = [rng.normal(size=shape) for shape in [(2, 3), (3,), (), (1, 5)]]
    vector = flatten(arrays)
    assert vector.shape == (15,)
    np.testing.assert_array_equal(vector[:3], arrays[0][0])
    others = [np.zeros_like(array) for array in arrays]
    unflatten(vector, into=others)
    for one, other in zip(others, arrays, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("size", [5, 7])
def test_a_vector_of_another_length_is_refused(size: int) -> None:
    message = rf"^unflatten: vector has shape \({size},\), expected \(6,\)$"
    arrays = [np.zeros((1, 3)), np.zeros(3)]
    with pytest.raises(ValueError, match=message):
        unflatten(np.ones(size), into=arrays)
    assert not np.any(arrays[0])
