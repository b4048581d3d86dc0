"""Arrays: their type, their shapes, and how labels become rows of numbers.

The layout of the whole book: a batch is rows, x (n, d); weights are (d, h); z = x @ W + b.
"""

from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

NUMBERS = "fiubc"  # the kinds of dtype with which one can calculate
look = attrgetter("shape", "dtype")

Array = NDArray[np.float64]
Labels = NDArray[np.int64]


def expect(shapes: str, *arrays: NDArray[np.generic]) -> None:
    """Refuse arrays that do not have the shapes a function was written for.

    The same letter stands for the same size in all arrays of the call, and (...) for the same
    shape, whatever it is. No axis may be empty.

    shapes: the function and its arguments, as "affine: x (n, d), W (d, h), b (h,)"
    arrays: one for each name in shapes

    Raises ValueError that names the array, its shape, and the shape that was expected.

    >>> expect("softmax: z (n, k)", np.zeros(3))
    Traceback (most recent call last):
    ValueError: softmax: z has shape (3,), expected (n, k)
    >>> expect("affine: x (n, d), W (d, h)", np.zeros((5, 2)), np.zeros((3, 7)))
    Traceback (most recent call last):
    ValueError: affine: W has shape (3, 7), expected (d, h) with d = 2
    >>> expect("relu_backward: z (...), upstream (...)", np.zeros((3, 1)), np.zeros(3))
    Traceback (most recent call last):
    ValueError: relu_backward: upstream has shape (3,), expected (...) with ... = (3, 1)
    """
    try:
        compare(shapes, *map(look, arrays))
    except AttributeError:
        kinds = ", ".join(type(array).__name__ for array in arrays)
        raise ValueError(f"{shapes}: given {kinds}, expected arrays of numbers") from None


@lru_cache(maxsize=4096)  # a training run asks the same question at every step
def compare(shapes: str, *met: tuple[tuple[int, ...], np.dtype[np.generic]]) -> None:
    """Compare the wanted shapes with the shapes and dtypes that were met.

    >>> compare("softmax: z (n, k)", ((5, 3), np.dtype("float64")))
    >>> compare("softmax: z (n, k)", ((5, 3), np.dtype("U1")))
    Traceback (most recent call last):
    ValueError: softmax: z has dtype <U1, expected numbers
    """
    function, wanted = parse_shapes(shapes)
    known: dict[str, object] = {}
    for (name, axes), (shape, dtype) in zip(wanted, met, strict=True):
        if dtype.kind not in NUMBERS:
            raise ValueError(f"{function}: {name} has dtype {dtype}, expected numbers")
        before = known.copy()
        if not fits(shape, axes, known):
            raise ValueError(f"{function}: {name} has shape {shape}, {expected(axes, before)}")


def fits(shape: tuple[int, ...], axes: tuple[str, ...], known: dict[str, object]) -> bool:
    """Say whether a shape can be read as these axes; sizes met for the first time become known.

    >>> fits((2, 3), ("d", "h"), known={"d": 2})
    True
    >>> fits((3, 2), ("d", "h"), known={"d": 2})
    False
    """
    sizes = (shape,) if axes == ("...",) else shape
    return (
        0 not in shape
        and len(sizes) == len(axes)
        and all(
            known.setdefault(axis, size) == size for axis, size in zip(axes, sizes, strict=True)
        )
    )


def expected(axes: tuple[str, ...], known: dict[str, object]) -> str:
    """Say which shape was wanted, with the sizes that earlier arrays have fixed.

    >>> expected(("d", "h"), {"d": 2})
    'expected (d, h) with d = 2'
    """
    letters = ", ".join(axes) + ("," if len(axes) == 1 and axes != ("...",) else "")
    sizes = ", ".join(f"{axis} = {known[axis]}" for axis in axes if axis in known)
    return f"expected ({letters})" + (f" with {sizes}" if sizes else "")


def parse_shapes(shapes: str) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Read "affine: x (n, d), b (h,)" into the function's name and its arguments' axes.

    >>> parse_shapes("affine: x (n, d), b (h,)")
    ('affine', (('x', ('n', 'd')), ('b', ('h',))))
    """
    function, _, arguments = shapes.partition(": ")
    pairs = (argument.split("(") for argument in arguments.split(")") if argument)
    return function, tuple(
        (name.strip(" ,"), tuple(axes.replace(",", " ").split())) for name, axes in pairs
    )


def one_hot(labels: Labels, classes: int) -> Array:
    r"""Turn class numbers into rows with a single one.

    $y_{ik} = 1$ if example $i$ is of class $k$, else $0$

    labels: (n,)  integers from 0 to k - 1
    classes: how many classes there are, k
    -> (n, k)  each row sums to 1

    Raises ValueError if labels are not integers, or outside 0 .. k - 1.

    >>> one_hot(np.array([2, 0]), 3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    expect("one_hot: labels (n,)", labels)
    if labels.dtype.kind not in "iub":
        raise ValueError(f"one_hot: labels have dtype {labels.dtype}, expected integers")
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError(
            f"one_hot: labels run from {labels.min()} to {labels.max()}, "
            f"expected 0 to {classes - 1}"
        )
    rows: Array = np.eye(classes, dtype=np.float64)[labels.astype(np.int64)]
    return rows


def unbroadcast(gradient: Array, shape: tuple[int, ...]) -> Array:
    r"""Sum a gradient over the axes along which its array was broadcast.

    Where NumPy repeats a value, its derivatives add up: for $z = xW + b$ the row $b$ is
    repeated $n$ times, so $\partial L / \partial b_k = \sum_i \partial L / \partial z_{ik}$.

    gradient: an array that `shape` broadcasts to
    shape: of the array before broadcasting
    -> an array of that shape

    Raises ValueError if an array of `shape` does not broadcast to the gradient's shape.

    >>> unbroadcast(np.ones((5, 3)), (3,))
    array([5., 5., 5.])
    """
    if not broadcasts(shape, gradient.shape):
        raise ValueError(
            f"unbroadcast: gradient has shape {gradient.shape}, "
            f"to which shape {shape} does not broadcast"
        )
    new = gradient.ndim - len(shape)
    repeated = tuple(axis + new for axis, size in enumerate(shape) if size == 1)
    summed: Array = gradient.sum(axis=(*range(new), *repeated), dtype=gradient.dtype)
    return summed.reshape(shape)


def flatten(arrays: Sequence[Array]) -> Array:
    """Lay arrays end to end in one vector, row after row.

    >>> flatten([np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([5.0])])
    array([1., 2., 3., 4., 5.])
    """
    return np.concatenate(arrays, axis=None)


def unflatten(vector: Array, into: Sequence[Array]) -> None:
    """Write the numbers of a vector into arrays, one array after the other.

    Raises ValueError if they do not hold as many; then nothing was written.

    >>> W, b = np.zeros((1, 2)), np.zeros(1)
    >>> unflatten(np.array([1.0, 2.0, 3.0]), into=[W, b])
    >>> W, b
    (array([[1., 2.]]), array([3.]))
    """
    size = sum([array.size for array in into])
    if vector.shape != (size,):
        raise ValueError(f"unflatten: vector has shape {vector.shape}, expected ({size},)")
    start = 0
    for array in into:
        end = start + array.size
        array[...] = vector[start:end].reshape(array.shape)
        start = end


def broadcasts(shape: tuple[int, ...], target: tuple[int, ...]) -> bool:
    """Say whether NumPy repeats an array of this shape into one of the target's shape.

    >>> broadcasts((3, 1), (2, 3, 5)), broadcasts((3,), (3, 5))
    (True, False)
    """
    aligned = zip(reversed(shape), reversed(target), strict=False)
    return len(shape) <= len(target) and all(size in (1, wanted) for size, wanted in aligned)


if __name__ == "__main__":
    print(one_hot(np.array([0, 2, 1]), 3))
    print(unbroadcast(np.ones((5, 3)), (1, 3)))
