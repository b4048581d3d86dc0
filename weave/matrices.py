"""Matrices at work: written out, joined from blocks, outer and Kronecker products, convolution."""

from __future__ import annotations

import numpy as np

from weave.binders import Grid
from weave.errors import Mistake
from weave.evaluate import Env, counted, evaluates, value, whole_number
from weave.shapes import Numbers, Value, entrywise, told
from weave.tree import Convolve, Matrix, Outer


@evaluates(Matrix)
def matrix(node: Matrix, env: Env) -> Value:
    """Join blocks to a matrix; of numbers and one-axis arrays alone comes one axis or a column."""
    rows = [[value(entry, env) for entry in row.entries] for row in node.rows]
    axes = max(entry.axes for row in rows for entry in row)
    if axes == 1 and (len(rows) == 1 or all(len(row) == 1 for row in rows)):
        return joined([entry for row in rows for entry in row], -1, 1)
    wide = [[as_block(entry) for entry in row] for row in rows]
    return joined([joined(row, -1, 2) for row in wide], -2, 2)


def as_block(entry: Value) -> Value:
    """Turn a number into a 1 by 1 block."""
    if entry.kind not in ("", "row"):
        raise Mistake("how many? Write the number below: \\mathbf{1}_n")
    if entry.axes == 0:
        return Value(entry.array[..., None, None], 2)
    if entry.axes == 1:
        return Value(entry.array[..., None, :], 2)
    return entry


def joined(entries: list[Value], axis: int, axes: int) -> Value:
    """Put arrays side by side along one of their own axes."""
    arrays = [one.array[..., None] if one.axes == 0 else one.array for one in entries]
    lead = np.broadcast_shapes(*(one.shape[: one.ndim - axes] for one in arrays))
    full = [np.broadcast_to(one, lead + one.shape[one.ndim - axes :]) for one in arrays]
    try:
        return Value(np.concatenate(full, axis=axis), axes)
    except ValueError:
        shapes = ", ".join(told(one) for one in entries)
        raise Mistake(f"blocks of shapes {shapes} do not fit together") from None


@evaluates(Outer)
def outer(node: Outer, env: Env) -> Value:
    """Return the outer product of one-axis arrays, the Kronecker product of matrices."""
    left, right = value(node.left, env), value(node.right, env)
    if left.axes == right.axes == 1:
        return Value(left.array[..., :, None] * right.array[..., None, :], 2)
    if left.axes == right.axes == 2:
        return Value(kronecker(left, right), 2)
    raise Mistake(f"\\otimes of shapes {told(left)} and {told(right)}")


def kronecker(left: Value, right: Value) -> Numbers:
    """Multiply every entry of one matrix by the whole other."""
    blocks = left.array[..., :, None, :, None] * right.array[..., None, :, None, :]
    (a, b), (c, d) = left.shape, right.shape
    return blocks.reshape((*blocks.shape[: left.rank], a * c, b * d))


@evaluates(Convolve)
def convolve(node: Convolve, env: Env) -> Value:
    """Slide the right array over the left where it fits whole; * turns it round first."""
    signal, kernel = value(node.left, env), value(node.right, env)
    if signal.axes == kernel.axes == 0:
        return entrywise(signal, kernel, np.multiply, "product")
    if signal.axes != kernel.axes or signal.axes not in (1, 2):
        raise Mistake(f"{node.sign} of shapes {told(signal)} and {told(kernel)}")
    if any(long < short for long, short in zip(signal.shape, kernel.shape, strict=True)):
        raise Mistake("the right array of a convolution is longer than the left one")
    own = tuple(range(-signal.axes, 0))
    windows = np.lib.stride_tricks.sliding_window_view(signal.array, kernel.shape, axis=own)  # type: ignore[call-overload]
    turned = np.flip(kernel.array, axis=own) if node.sign == "*" else kernel.array
    laid = turned.reshape(kernel.array.shape[: kernel.rank] + (1,) * kernel.axes + kernel.shape)
    return Value((windows * laid).sum(axis=own), signal.axes)


@evaluates(Grid)
def grid(node: Grid, env: Env) -> Value:
    """Lay the entries of a matrix out over its rows and columns."""
    inner, places = env, list[int]()
    for span in (node.rows, node.columns):
        if span is not None:
            assert span.low is not None
            assert span.high is not None
            low, high = whole_number(span.low, env), whole_number(span.high, env)
            inner = inner.along(span.variable, counted(low, high), False)
            places.append(env.places[span.variable])
    body = value(node.body, inner)
    if body.axes:
        raise Mistake("the entries of a matrix with dots are numbers", node.at)
    full = np.broadcast_shapes(body.array.shape, *(
        inner.ranges[span.variable].shape for span in (node.rows, node.columns) if span
    ))  # fmt: skip
    laid = np.moveaxis(np.broadcast_to(body.array, full), places, range(-len(places), 0))
    array = np.expand_dims(laid, tuple(sorted(places)))
    if node.columns is None:
        array = array[..., None]
    return Value(array[..., None, :] if node.rows is None else array, 2)
