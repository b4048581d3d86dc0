"""Derivatives by intervention: run the scene again with a name moved, never the code's own way.

Central differences at three halved steps, two Richardson extrapolations that must agree; where they
do not, the draw sits on a kink.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from weave.applying import applied
from weave.draws import Draw
from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value, whole_number
from weave.indexing import as_line, gather, place
from weave.shapes import Numbers, Value
from weave.slopes import PARTS, STEP, agreed, extrapolated
from weave.traversal import walk
from weave.tree import Apply, Derivative, Gradient, Name, Node, Subscript, Variable


@evaluates(Derivative)
def derivative(node: Derivative, env: Env) -> Value:
    """Return a derivative by one symbol, or by several in turn."""
    if len(node.by) > 1:
        inner = Derivative(node.of, node.by[1:], node.sign, at=node.at)
        return by_one(inner, node.by[0], env, 8 * STEP)
    return by_one(node.of, node.by[0], env)


@evaluates(Gradient)
def gradient(node: Gradient, env: Env) -> Value:
    r"""Return \nabla_x f with the shape of x, or the Hessian of a one-axis x."""
    if node.by is None:
        return along_argument(node.of, env, node)
    if node.order == 1:
        return by_one(node.of, node.by, env)
    first = Gradient(node.of, node.by, at=node.at)
    return by_one(first, node.by, env, 8 * STEP)


def by_one(of: Node, by: Node, env: Env, step: float = STEP) -> Value:
    """Differentiate by a symbol or by its entries."""
    target, places = (by.operand, by.indices) if isinstance(by, Subscript) else (by, ())
    if not isinstance(target, Name):
        raise Mistake("one differentiates by a symbol of the scene or its entries", by.at)
    slopes, shape, row = of_entries(of, target, env, step)
    if len(places) == 1 and len(shape) == 2 and 1 in shape:
        line = as_line(Value(slopes.array, 2))
        shape, row, slopes = line.shape, False, Value(line.array, slopes.axes - 1)
    if not places:
        return laid_out(slopes, len(shape), row, by)
    own = slopes.axes - len(shape)
    if own:
        slopes = own_axes_last(slopes, own)
    if len(places) > len(shape):
        raise Mistake(f"{len(places)} indices on a value of {len(shape)} axes", by.at)
    picked = [place(index, env, shape[axis], axis) for axis, index in enumerate(places)]
    return Value(gather(slopes, picked), slopes.axes - len(picked))


def own_axes_last(slopes: Value, own: int) -> Value:
    """Move the axes of what is differentiated behind those of the variable."""
    source = range(slopes.rank, slopes.rank + own)
    return Value(np.moveaxis(slopes.array, list(source), range(-own, 0)), slopes.axes)


def laid_out(slopes: Value, by_axes: int, row: bool, by: Node) -> Value:
    """Keep the variable's shape for a scalar; one axis by one axis is the Jacobian matrix."""
    own = slopes.axes - by_axes
    if own == 0:
        return Value(slopes.array, slopes.axes, "row" if row else "")
    if by_axes == 0 or (own == by_axes == 1):
        return slopes
    if own == by_axes == 2 and 1 in slopes.shape[:2] and 1 in slopes.shape[2:]:
        lines = (max(slopes.shape[:2]), max(slopes.shape[2:]))
        return Value(slopes.array.reshape(slopes.array.shape[: slopes.rank] + lines), 2)
    raise Mistake(
        f"the derivative of {own} axes by {by_axes} axes has no shape to compare: write indices",
        by.at,
    )


Slopes = tuple[Value, tuple[int, ...], bool]


def of_entries(of: Node, target: Name, env: Env, step: float) -> Slopes:
    """Return the slopes of `of`; those of an array's entries are picked from those of the array."""
    if not isinstance(of, Subscript):
        return jacobian(of, target, env, step)
    slopes, shape, row = jacobian(of.operand, target, env, step)
    own = slopes.shape[: slopes.axes - len(shape)]
    if len(of.indices) == 1 and len(own) == 2 and 1 in own:
        line = slopes.array.reshape((*slopes.array.shape[: slopes.rank], max(own), *shape))
        slopes, own = Value(line, 1 + len(shape)), (max(own),)
    if len(of.indices) > len(own):
        raise Mistake(f"{len(of.indices)} indices on a value of {len(own)} axes", of.at)
    picked = [place(index, env, own[axis], axis) for axis, index in enumerate(of.indices)]
    return Value(gather(slopes, picked), slopes.axes - len(picked)), shape, row


def jacobian(of: Node, target: Name, env: Env, step: float) -> Slopes:
    """Return the slopes of `of` along every entry of a symbol, the entry's axes last."""
    label = whole_number(target.label[0], env) if target.label else None
    keys = {node.key for node in walk(of) if isinstance(node, Name)} | {target.key}
    env = replace(env, draw=env.draw.least(keys))
    key = ("jacobian", of, target.key, label, step, env.rank, used_places(of, env))
    if key not in env.draw.memo:
        env.draw.memo[key] = differences(of, target, label, env, step)
    return env.draw.memo[key]  # type: ignore[no-any-return]


def used_places(of: Node, env: Env) -> tuple[object, ...]:
    """Write down the values of the indices and labels that occur in a tree."""
    found: list[object] = []
    for key in dict.fromkeys(node.key for node in walk(of) if isinstance(node, Variable)):
        if key in env.labels:
            found.append((key, env.labels[key]))
        elif key in env.ranges:
            found.append((key, env.places[key], env.ranges[key].tobytes()))
        else:
            found.append((key, env.places.get(key)))
    return tuple(found)


def differences(of: Node, target: Name, label: int | None, env: Env, step: float) -> Slopes:
    """Move one entry at a time."""
    scene = env.draw.scene
    local = scene.local(target.key, label)
    if local is None:
        raise Mistake(
            f"{target.key} is not a plain local name of the scene, so it cannot be moved", target.at
        )
    env.draw.settle(frozenset({local}))
    start = np.asarray(env.draw.locals[local], dtype=np.float64)
    scales = np.maximum(1.0, np.abs(start))
    here, look = value(of, env), reader(of, env)
    paths = np.array(
        [
            [look(env.draw.nudged(local, entry, part)) for part in step * scales[entry] * PARTS]
            for entry in np.ndindex(*start.shape)
        ],
        dtype=np.float64,
    )
    slopes = np.moveaxis(agreed(paths, step), 0, -1) / scales.flatten()
    row = scene.table[target.key].row
    shape = (1, *start.shape) if row else start.shape
    laid = slopes.reshape(here.array.shape[: here.rank] + here.shape + shape)
    return Value(laid, here.axes + len(shape)), shape, row


def reader(of: Node, env: Env) -> Callable[[Draw], Any]:
    """Return what reads a tree's value out of a run; a symbol is only looked up."""
    if isinstance(of, Name) and of.key in env.draw.scene.reads:
        if not of.label:
            return lambda run: run.value(of.key)
        label = whole_number(of.label[0], env)
        return lambda run: run.family(of.key)[label]
    return lambda run: value(of, env.within(run)).array


def along_argument(of: Node, env: Env, node: Node) -> Value:
    r"""Return \nabla f(x): the slopes of f along every entry of its only argument."""
    if not isinstance(of, Apply) or len(of.arguments) != 1:
        raise Mistake("by what? Write \\nabla_x, or one function with one argument", node.at)
    start = value(of.arguments[0], env)
    columns = list[Numbers]()
    for entry in np.ndindex(*start.shape):

        def move(change: float, entry: tuple[int, ...] = entry) -> Numbers:
            nudge = np.zeros(start.shape)
            nudge[entry] = change
            moved = start.array + nudge
            made = applied(of.function, (Value(moved, start.axes, start.kind),), env)
            if made.axes:
                raise Mistake("\\nabla needs a function whose value is one number", node.at)
            return made.array

        columns.append(extrapolated(move))
    stacked = np.stack(columns, axis=-1)
    return Value(stacked.reshape(stacked.shape[:-1] + start.shape), start.axes, start.kind)
