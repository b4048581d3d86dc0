"""Derivatives by intervention: run the scene again with a name moved, never the code's own way.

Central differences at three halved steps, two Richardson extrapolations that must agree; where they
do not, the draw sits on a kink.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from weave.applying import applied, applies
from weave.draws import Draw
from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value, whole_number
from weave.indexing import as_line, gather, place
from weave.shapes import Numbers, Value
from weave.slopes import STEP, extrapolated, higher
from weave.tree import Apply, Derivative, Gradient, Name, Node, Prime, Subscript


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
    slopes, shape, row = jacobian(of, target, env, step)
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


def jacobian(of: Node, target: Name, env: Env, step: float) -> tuple[Value, tuple[int, ...], bool]:
    """Return the slopes of `of` along every entry of a symbol, the entry's axes last."""
    label = whole_number(target.label[0], env) if target.label else None
    key = ("jacobian", of, target.key, label, tuple(sorted(env.labels.items())),
           tuple((name, laid.shape, float(laid.flat[0])) for name, laid in env.ranges.items()),
           tuple(env.places))  # fmt: skip
    if env.draw.base is None and key in env.draw.memo:
        return env.draw.memo[key]  # type: ignore[no-any-return]
    found = differences(of, target, label, env, step)
    env.draw.memo[key] = found
    return found


def differences(
    of: Node, target: Name, label: int | None, env: Env, step: float
) -> tuple[Value, tuple[int, ...], bool]:
    """Move one entry at a time."""
    scene = env.draw.scene
    local = scene.local(target.key, label)
    if local is None:
        raise Mistake(
            f"{target.key} is not a plain local name of the scene, so it cannot be moved", target.at
        )
    env.draw.settle(frozenset({local}))
    start = np.asarray(env.draw.locals[local], dtype=np.float64)
    axes, columns = 0, list[Numbers]()
    for entry in np.ndindex(*start.shape):

        def move(change: float, entry: tuple[int, ...] = entry) -> Numbers:
            nonlocal axes
            moved = start.copy()
            moved[entry] += change * max(1.0, abs(float(start[entry])))
            given = moved if moved.ndim else float(moved)
            found = value(of, env.within(env.draw.with_local(local, given)))
            axes = found.axes
            return found.array

        scale = max(1.0, abs(float(start[entry])))
        columns.append(extrapolated(move, step) / scale)
    row = scene.table[target.key].row
    shape = (1, *start.shape) if row else start.shape
    stacked = np.stack(columns, axis=-1)
    return Value(stacked.reshape(stacked.shape[:-1] + shape), axes + len(shape)), shape, row


@evaluates(Prime)
def prime(node: Prime, _env: Env) -> Value:
    """Refuse a derivative function without its argument."""
    raise Mistake("a derivative function needs its argument", node.at)


def along_argument(of: Node, env: Env, node: Node) -> Value:
    r"""Return \nabla f(x): the slopes of f along every entry of its only argument."""
    if not isinstance(of, Apply) or len(of.arguments) != 1:
        raise Mistake("\\nabla f(x) needs one function of one argument", node.at)
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


def primed(node: Prime, argument: Value, env: Env) -> Value:
    """Return f'(z), f''(z), ... entry by entry; refuse f when its entries depend on each other."""
    start = argument

    def move(change: float, mask: Numbers | float = 1.0) -> Numbers:
        moved = Value(start.array + change * mask, start.axes, start.kind)
        return applied(node.function, (moved,), env).array

    if start.array.size > 1:
        refuse_entangled(move, start, node)
    slope = extrapolated(move) if node.order == 1 else higher(move, node.order)
    return Value(slope, start.axes, start.kind)


def refuse_entangled(move: Callable[..., Numbers], start: Value, node: Prime) -> None:
    """Refuse f' of a function that does not act entry by entry."""
    mask = np.zeros(start.array.size)
    mask[::2] = 1.0
    laid = mask.reshape(start.array.shape)
    still, moved = move(0.0), move(0.25, laid)
    if still.shape != start.array.shape or np.any((still != moved) & (laid == 0)):
        raise Mistake("f' is for functions that act entry by entry; write the Jacobian", node.at)


@applies(Prime)
def apply_primed(function: Prime, arguments: tuple[Value, ...], env: Env) -> Value:
    """Return f'(z)."""
    if len(arguments) != 1:
        raise Mistake("f' is for functions of one argument", function.at)
    (at,) = arguments
    memo = home_of(function.function, env).memo
    key = ("prime", function, at.axes, at.kind, at.array.shape, at.array.tobytes())
    if key not in memo:
        memo[key] = primed(function, at, env)
    return memo[key]  # type: ignore[no-any-return]


def home_of(function: Node, env: Env) -> Draw:
    """Return the run in which a function of the scene is made."""
    return env.draw.standing(function.key) if isinstance(function, Name) else env.draw
