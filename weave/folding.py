"""Sums, products and extrema at work, over indices and over layers; how far each runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from weave.binders import Fold, Range
from weave.conditions import holds
from weave.errors import Mistake
from weave.evaluate import Env, counted, evaluates, value
from weave.extents import implied, is_label, label_range
from weave.shapes import Numbers, Value, entrywise, product
from weave.suprema import extreme, interval
from weave.tree import Node


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
    "sup": np.max,
    "inf": np.min,
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
    "sup": -np.inf,
    "inf": np.inf,
    "argmax": -np.inf,
    "argmin": np.inf,
}


@evaluates(Fold)
def fold(node: Fold, env: Env) -> Value:
    """Return a sum, product, maximum or minimum over its indices."""
    over = interval(node)
    if over is not None:
        return extreme(node, over, env)
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
    if node.operator == "prod" and body.axes:
        raise Mistake(
            "a product of arrays has an order: make them a family, and number it", node.at
        )
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
    values = counted(float(low.min()), float(high.max()))
    if values.size == 0:
        raise Mistake("the range is empty", one.at)
    inner = env.along(one.variable, values, False)
    if low.size == high.size == 1:
        return inner, None
    laid = inner.ranges[one.variable]
    return inner, ((laid >= low) & (laid <= high)).astype(float)


def fold_labels(node: Fold, env: Env) -> Value:
    """Fold over the members of families, which may differ in shape inside the body."""
    one = node.ranges[0]
    if len(node.ranges) > 1 or node.conditions:
        raise Mistake("a sum over labels has one letter and no condition", node.at)
    bodies = [value(node.body, env.labelled(one.variable, label))
              for label in label_range(one, node.body, env)]  # fmt: skip
    if not bodies:
        raise Mistake("the range is empty", one.at)
    total = bodies[0]
    for body in bodies[1:]:
        total = paired(node.operator, total, body)
    return total


def paired(operator: str, total: Value, body: Value) -> Value:
    """Combine two members of a fold over labels; a product of matrices is that of matrices."""
    if operator == "prod":
        return product(total, body, "")
    pair: dict[str, Callable[[Numbers, Numbers], Numbers]] = {
        "sum": np.add, "max": np.maximum, "min": np.minimum, "sup": np.maximum, "inf": np.minimum
    }  # fmt: skip
    if operator not in pair:
        raise Mistake(f"{operator} over labels cannot be evaluated")
    return entrywise(total, body, pair[operator], operator)
