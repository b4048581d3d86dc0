"""Arrays that know their own axes from the axes of indices, and refuse silent broadcasting.

An index such as i is an axis too: the first `rank` axes of every array belong to the indices of the
equation (length 1 where an index does not occur), the last `axes` to the array itself. So one
evaluation checks an equation for all values of its free indices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weave.errors import Mistake

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Value:
    """An array under indices.

    kind: "" plain; "row" one row that may stand for every row; "ones" and "ones^T" a column and a
    row of ones of any length; "eye" an identity of any size (array then holds the factor)
    """

    array: Numbers
    axes: int = 0
    kind: str = ""

    @property
    def shape(self) -> tuple[int, ...]:
        """Return the array's own shape, indices left out."""
        return self.array.shape[self.array.ndim - self.axes :]

    @property
    def rank(self) -> int:
        """Return how many leading axes belong to indices."""
        return self.array.ndim - self.axes


def told(value: Value) -> str:
    """Write a shape as a reader would."""
    if value.kind in ("ones", "ones^T", "eye"):
        return {"ones": "(?, 1)", "ones^T": "(1, ?)", "eye": "(?, ?)"}[value.kind]
    inside = ", ".join(map(str, value.shape)) + ("," if value.axes == 1 else "")
    return f"row ({value.shape[-1]},)" if value.kind == "row" else f"({inside})"


def lifted(value: Value, axes: int) -> Numbers:
    """Return the array with own axes of length 1 put in front of its own axes."""
    if axes == value.axes:
        return value.array
    own = (1,) * (axes - value.axes) + value.shape
    return value.array.reshape(value.array.shape[: value.rank] + own)


def is_free(value: Value) -> bool:
    """Tell whether the value fits any shape."""
    return value.axes == 0


def entrywise(
    a: Value, b: Value, operation: Callable[[Numbers, Numbers], Numbers], what: str
) -> Value:
    """Combine entry by entry; shapes must be equal, but for scalars and declared rows."""
    if "eye" in (a.kind, b.kind):
        a, b = sized_identity(a, b), sized_identity(b, a)
    axes = max(a.axes, b.axes)
    if is_free(a) or is_free(b):
        kind = (b if is_free(a) else a).kind
        if is_free(a) and is_free(b):
            kind = a.kind if a.kind == b.kind else ""
        return Value(operation(lifted(a, axes), lifted(b, axes)), axes, kind)
    if a.shape == b.shape:
        kind = "row" if a.kind == b.kind == "row" else ""
        return Value(operation(a.array, b.array), axes, kind)
    if "row" in (a.kind, b.kind) and a.shape[-1] == b.shape[-1]:
        return with_row(a, b, operation)
    raise Mistake(f"{what} of shapes {told(a)} and {told(b)}{hint(a, b)}")


def with_row(a: Value, b: Value, operation: Callable[[Numbers, Numbers], Numbers]) -> Value:
    """Combine a row with a matrix (for every row) or with a one-axis array."""
    if min(a.axes, b.axes) == 1:
        a, b = flat(a), flat(b)
    return Value(operation(a.array, b.array), a.axes)


def flat(value: Value) -> Value:
    """Turn a row (1, h) into one axis (h,)."""
    if value.axes == 1:
        return value
    return Value(value.array[..., 0, :], 1)


def sized_identity(a: Value, b: Value) -> Value:
    """Give an identity the size of its square neighbour."""
    if a.kind != "eye":
        return a
    if b.axes != 2 or b.shape[0] != b.shape[1]:
        raise Mistake(f"an identity matrix beside a value of shape {told(b)}")
    return Value(a.array[..., None, None] * np.eye(b.shape[0]), 2)


def hint(a: Value, b: Value) -> str:
    """Say what may have been meant."""
    if a.axes == b.axes == 2 and a.shape == b.shape[::-1]:
        return ": a transpose is missing"
    if a.axes and b.axes and a.shape[-1] == b.shape[-1]:
        return ": no broadcasting; declare a bias as `row (h,)`"
    return ""


def product(a: Value, b: Value, sign: str) -> Value:
    """Multiply: scale when one has no axes, else the matrix product."""
    if "eye" in (a.kind, b.kind):
        return times_identity(a, b)
    if a.kind.startswith("ones") or b.kind.startswith("ones"):
        return times_ones(a, b)
    if is_free(a) or is_free(b):
        return entrywise(a, b, np.multiply, "product")
    if sign == "\\times":
        raise Mistake("\\times multiplies numbers; arrays multiply side by side or by \\odot")
    if a.axes == b.axes == 1:
        return dot(a, b, sign)
    return matrix_product(a, b)


def dot(a: Value, b: Value, sign: str) -> Value:
    r"""Multiply two one-axis arrays: only with \cdot is it clear which product is meant."""
    if not sign:
        raise Mistake(
            f"a product of two one-axis arrays {told(a)} and {told(b)} is ambiguous: write "
            "\\cdot, \\odot or \\otimes"
        )
    if a.shape != b.shape:
        raise Mistake(f"dot product of shapes {told(a)} and {told(b)}")
    return Value(np.sum(a.array * b.array, axis=-1))


def matrix_product(a: Value, b: Value) -> Value:
    """Multiply matrices; a one-axis array on the left is a row, on the right a column."""
    if a.shape[-1] != b.shape[0] or max(a.axes, b.axes) > 2:
        raise Mistake(
            f"matrix product of shapes {told(a)} and {told(b)}: {a.shape[-1]} columns meet "
            f"{b.shape[0]} {'row' if b.shape[0] == 1 else 'rows'}"
        )
    left = a.array[..., None, :] if a.axes == 1 else a.array
    right = b.array[..., None] if b.axes == 1 else b.array
    made = left @ right
    if a.axes == 1:
        return Value(made[..., 0, :], 1)
    if b.axes == 1:
        return Value(made[..., 0], 1)
    if made.shape[-2:] == (1, 1):
        return Value(made[..., 0, 0])
    return Value(made, 2, "row" if a.kind == "row" else "")


def times_ones(a: Value, b: Value) -> Value:
    r"""Multiply by a vector of ones as long as its neighbour needs."""
    if is_free(a) and is_free(b) and "" in (a.kind, b.kind):
        return Value(a.array * b.array, 0, a.kind or b.kind)
    if a.kind == "ones^T" and b.axes == 2:
        return Value(a.array[..., None, None] * b.array.sum(axis=-2, keepdims=True), 2, "row")
    if a.kind == "ones^T" and b.axes == 1:
        return Value(a.array * b.array.sum(axis=-1))
    if b.kind == "ones" and a.axes == 2:
        made = b.array[..., None, None] * a.array.sum(axis=-1, keepdims=True)
        return Value(made[..., 0, 0]) if made.shape[-2:] == (1, 1) else Value(made, 2)
    if a.kind == "ones" and b.axes == 2 and b.shape[0] == 1:
        return Value(a.array[..., None, None] * b.array, 2, "row")
    raise Mistake("how many ones? Write the number below: \\mathbf{1}_n")


def times_identity(a: Value, b: Value) -> Value:
    """Multiply by an identity of fitting size."""
    if a.kind == b.kind or (is_free(a) and is_free(b)):
        return Value(a.array * b.array, 0, "eye")
    eye, other = (a, b) if a.kind == "eye" else (b, a)
    return entrywise(Value(eye.array), other, np.multiply, "product")


def transposed(value: Value) -> Value:
    """Transpose a matrix; one axis has no transpose."""
    if value.kind in ("ones", "ones^T"):
        return Value(value.array, 0, {"ones": "ones^T", "ones^T": "ones"}[value.kind])
    if value.axes == 0:
        return value
    if value.axes != 2:
        raise Mistake(
            f"the transpose of a value of shape {told(value)} says nothing: declare it with two "
            "axes, such as (1, d)"
        )
    return Value(np.swapaxes(value.array, -1, -2), 2)


def comparable(a: Value, b: Value, literal: bool) -> tuple[Numbers, Numbers]:
    """Bring two sides to one shape; a scalar beside an array only when it is a literal."""
    if a.array.shape == b.array.shape and a.axes == b.axes and not (a.kind or b.kind):
        return a.array, b.array
    if a.axes != b.axes and (is_free(a) or is_free(b)):
        scalar, other = (a, b) if is_free(a) else (b, a)
        if not (literal or scalar.kind or set(other.shape) == {1}):
            raise Mistake(f"one side has shape {told(a)}, the other {told(b)}")
    pair: list[Numbers] = []
    for index in (0, 1):
        made = entrywise(a, b, lambda left, right, at=index: (left, right)[at], "relation")  # type: ignore[misc]
        pair.append(made.array)
    left, right = np.broadcast_arrays(*pair)
    return left, right
