"""Sums, products and extrema at work, over indices and over layers; how far each runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np

from weave.binders import Fold, Range
from weave.conditions import holds
from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value
from weave.indexing import as_line
from weave.shapes import Numbers, Value, entrywise
from weave.traversal import walk
from weave.tree import Name, Node, Subscript, Variable


def first_place(sign: int, array: Numbers, axis: tuple[int, ...], keepdims: bool) -> Numbers:
    """Return the place, from 1, of the largest entry along one axis; sign -1: the least."""
    if len(axis) != 1:
        raise Mistake("arg max and arg min have one index")
    return (
        np.asarray(np.argmax(sign * array, axis=axis[0], keepdims=keepdims), dtype=np.float64) + 1
    )


COMBINE: dict[str, Callable[..., Numbers]] = {
    "sum": np.sum,
    "prod": np.prod,
    "max": np.max,
    "min": np.min,
    "mean": np.mean,
    "var": np.var,
    "argmax": partial(first_place, 1),
    "argmin": partial(first_place, -1),
}


NEUTRAL = {
    "sum": 0.0,
    "prod": 1.0,
    "max": -np.inf,
    "min": np.inf,
    "argmax": -np.inf,
    "argmin": np.inf,
}


@evaluates(Fold)
def fold(node: Fold, env: Env) -> Value:
    """Return a sum, product, maximum or minimum over its indices."""
    if any(is_label(one.variable, node.body) for one in node.ranges):
        return fold_labels(node, env)
    if any(one.variable in env.ranges for one in node.ranges):
        raise Mistake("this index is in use outside the sum", node.at)
    inner, masks = env, list[Numbers]()
    for one in node.ranges:
        inner, mask = opened(one, node.body, inner)
        masks += [] if mask is None else [mask]
    masks += [holds(condition, inner) for condition in node.conditions]
    body = value(node.body, inner)
    axes = tuple(env.places[one.variable] for one in node.ranges)
    return Value(combined(node.operator, body, masks, inner, axes), body.axes)


def combined(
    operator: str, body: Value, masks: list[Numbers], env: Env, axes: tuple[int, ...]
) -> Numbers:
    """Fold the axes of the indices; a body without the index counts once for each value."""
    own = (1,) * body.axes
    full = np.broadcast_shapes(
        body.array.shape, *(env.ranges[key].shape + own for key, at in env.places.items()
                            if at in axes)
    )  # fmt: skip
    array = np.broadcast_to(body.array, full)
    if masks and operator not in NEUTRAL:
        raise Mistake("a mean has no condition; write the sum")
    for mask in masks:
        array = np.where(mask.reshape(mask.shape + own) > 0, array, NEUTRAL[operator])
    return np.asarray(COMBINE[operator](array, axis=axes, keepdims=True))


def opened(one: Range, body: Node, env: Env) -> tuple[Env, Numbers | None]:
    """Let an index run; bounds that vary with another index leave a mask."""
    if one.low is None or one.high is None:
        size, whole = implied(one.variable, (body,), env)
        return env.along(one.variable, np.arange(1.0, size + 1), whole), None
    low, high = value(one.low, env).array, value(one.high, env).array
    values = np.arange(low.min(), high.max() + 1)
    if values.size == 0:
        raise Mistake("the range is empty", one.at)
    inner = env.along(one.variable, values, False)
    if low.size == high.size == 1:
        return inner, None
    laid = inner.ranges[one.variable]
    return inner, ((laid >= low) & (laid <= high)).astype(float)


def implied(variable: str, bodies: Sequence[Node], env: Env) -> tuple[int, bool]:
    """Find how far an index runs: its declared axis, else the first array it stands on."""
    entry = env.draw.scene.table.get(variable)
    if entry is not None and entry.role == "index" and entry.over:
        return declared(entry.over, env), True
    for below in (node for body in bodies for node in walk(body)):
        if isinstance(below, Subscript):
            for axis, index in enumerate(below.indices):
                if isinstance(index, Variable) and index.key == variable:
                    return axis_size(below, axis, env), True
    raise Mistake(f"how far does {variable} run? Declare it, or write bounds")


def declared(letter: str, env: Env) -> int:
    """Return the size of an axis letter."""
    sizes = env.draw.sizes
    if letter not in sizes:
        raise Mistake(f"no symbol has an axis {letter}")
    return sizes[letter]


def axis_size(node: Subscript, axis: int, env: Env) -> int:
    """Return how long an axis of the subscripted array is."""
    found = value(node.operand, env)
    found = as_line(found) if len(node.indices) == 1 else found
    if axis >= found.axes:
        raise Mistake(f"{len(node.indices)} indices on a value of {found.axes} axes", node.at)
    return found.shape[axis]


def is_label(variable: str, body: Node) -> bool:
    """Tell whether a letter counts layers or steps."""
    return any(
        isinstance(below, Name) and any(uses(variable, part) for part in below.label)
        for below in walk(body)
    )


def uses(variable: str, node: Node) -> bool:
    """Tell whether a variable occurs in a tree."""
    return any(isinstance(below, Variable) and below.key == variable for below in walk(node))


def fold_labels(node: Fold, env: Env) -> Value:
    """Fold over the members of families, which may differ in shape inside the body."""
    one = node.ranges[0]
    if len(node.ranges) > 1 or node.conditions:
        raise Mistake("a sum over labels has one letter and no condition", node.at)
    bodies = [value(node.body, env.labelled(one.variable, label))
              for label in label_range(one, node.body, env)]  # fmt: skip
    if not bodies:
        raise Mistake("the range is empty", one.at)
    pair: dict[str, Callable[[Numbers, Numbers], Numbers]] = {
        "sum": np.add, "prod": np.multiply, "max": np.maximum, "min": np.minimum
    }  # fmt: skip
    total = bodies[0]
    for body in bodies[1:]:
        total = entrywise(total, body, pair[node.operator], "sum")
    return total


def label_range(one: Range, body: Node, env: Env) -> Iterator[int]:
    """Yield the labels of a bounded sum, or all for which every reference exists."""
    if one.low is not None and one.high is not None:
        low, high = value(one.low, env).array, value(one.high, env).array
        yield from range(int(low.flat[0]), int(high.flat[0]) + 1)
        return
    yield from labels_present(one.variable, (body,), env)


def labels_present(variable: str, bodies: tuple[Node, ...], env: Env) -> list[int]:
    """Find the labels for which every member referred to exists."""
    names = [
        below
        for body in bodies
        for below in walk(body)
        if isinstance(below, Name) and any(uses(variable, part) for part in below.label)
    ]
    known = sorted({label for node in names for label in env.draw.family(node.key)})
    candidates = range(min(known, default=0) - 2, max(known, default=0) + 3)
    return [label for label in candidates if all_exist(names, env.labelled(variable, label))]


def all_exist(names: list[Name], env: Env) -> bool:
    """Tell whether the families have all these members; other open labels are left alone."""
    for node in names:
        open_labels = {
            below.key
            for part in node.label
            for below in walk(part)
            if isinstance(below, Variable) and below.key not in env.labels
        }
        if open_labels:
            continue
        label = value(node.label[0], env).array.flat[0]
        if int(label) not in env.draw.family(node.key):
            return False
    return True
