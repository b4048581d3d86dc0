"""Indices at work: the entries of an array that indices name."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value
from weave.shapes import Numbers, Places, Value
from weave.tree import (
    Node,
    Subscript,
    Variable,
)


@evaluates(Subscript)
def subscript(node: Subscript, env: Env) -> Value:
    """Return the entries that the indices name."""
    found = value(node.operand, env)
    found = as_line(found) if len(node.indices) == 1 else found
    if len(node.indices) > found.axes:
        raise Mistake(f"{len(node.indices)} indices on a value of {found.axes} axes")
    places = [place(index, env, found.shape[axis], axis) for axis, index in enumerate(node.indices)]
    return Value(gather(found, places), found.axes - len(places))


def as_line(found: Value) -> Value:
    """Let one index count along a single row or column."""
    if found.axes != 2 or found.kind.startswith("ones") or 1 not in found.shape:
        return found
    return Value(found.array[..., 0, :] if found.shape[0] == 1 else found.array[..., 0], 1)


def place(index: Node, env: Env, size: int, axis: int) -> Places:
    """Evaluate one index, counted from 1, and refuse what lies outside."""
    found = value(index, env).array
    entries = counted_from_0(found.shape, found.tobytes(), size)
    if entries is None:
        raise Mistake(
            f"the index runs from {found.min():g} to {found.max():g}, axis {axis + 1} has {size}",
            index.at,
        )
    if isinstance(index, Variable) and index.key in env.whole and found.size != size:
        raise Mistake(
            f"{index.key} runs over {found.size} values, axis {axis + 1} has {size}", index.at
        )
    return entries


@lru_cache(maxsize=4096)  # the same few ranges are met at every node
def counted_from_0(shape: tuple[int, ...], content: bytes, size: int) -> Places | None:
    """Count indices from 0 that are counted from 1; None if one is not whole, or outside 1..size.

    shape, content: of the array of float64 that holds them
    """
    found = np.frombuffer(content, dtype=np.float64).reshape(shape)
    if found.min() < 1 or found.max() > size or np.any(found % 1):
        return None
    made: Places = found.astype(np.int64) - 1
    if made.ndim:
        made.flags.writeable = False
    return made


def gather(found: Value, places: list[Places]) -> Numbers:
    """Pick entries; the indices' own axes stay where they are."""
    return np.asarray(found.array[(*own_places(found.array.shape[: found.rank]), *places)])


@lru_cache(maxsize=4096)
def own_places(shape: tuple[int, ...]) -> tuple[Places, ...]:
    """Return every place of each axis, laid along it."""
    lead: list[Places] = []
    for axis, size in enumerate(shape):
        along = [1] * len(shape)
        along[axis] = -1
        lead.append(np.arange(size, dtype=np.int64).reshape(along))
        lead[-1].flags.writeable = False
    return tuple(lead)
