"""Derivative functions f', f'' at work: by differences of f itself, entry by entry."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from weave.applying import applied, applies
from weave.draws import Draw
from weave.errors import Mistake
from weave.evaluate import Env, evaluates
from weave.shapes import Numbers, Value
from weave.slopes import extrapolated, higher
from weave.tree import Name, Node, Prime


@evaluates(Prime)
def prime(node: Prime, _env: Env) -> Value:
    """Refuse a derivative function without its argument."""
    raise Mistake("a derivative function needs its argument", node.at)


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
