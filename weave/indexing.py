"""Indices at work: the entries of an array that indices name."""

from __future__ import annotations

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
    if found.min() < 1 or found.max() > size or np.any(found % 1):
        raise Mistake(
            f"the index runs from {found.min():g} to {found.max():g}, axis {axis + 1} has {size}",
            index.at,
        )
    if isinstance(index, Variable) and index.key in env.whole and found.size != size:
        raise Mistake(
            f"{index.key} runs over {found.size} values, axis {axis + 1} has {size}", index.at
        )
    return found.astype(np.int64) - 1


def gather(found: Value, places: list[Places]) -> Numbers:
    """Pick entries; the indices' own axes stay where they are."""
    lead: list[Places] = []
    for axis in range(found.rank):
        shape = [1] * found.rank
        shape[axis] = -1
        lead.append(np.arange(found.array.shape[axis], dtype=np.int64).reshape(shape))
    return np.asarray(found.array[(*lead, *places)])
