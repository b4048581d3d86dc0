"""O(h^p): how fast what is left over shrinks with h, measured by halving h."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from weave.errors import Mistake
from weave.evaluate import Env, Known, value
from weave.shapes import comparable
from weave.traversal import walk
from weave.tree import Minus, Name, Node, Number, Order, Plus, Power, Relation

FIRST, HALVINGS, NOISE, CLOSE, STEADY = 0.5, 16, 1e-8, 0.25, 0.02


def without_order(node: Node) -> tuple[Node, Order | None]:
    """Split a side into what stands before + O(...) and that term."""
    if isinstance(node, Plus | Minus) and isinstance(node.right, Order):
        return node.left, node.right
    if isinstance(node, Order):
        return Number("0", at=node.at), node
    for below in walk(node):
        if isinstance(below, Order):
            raise Mistake("O(...) stands alone at the end of a side", below.at)
    return node, None


def measured(relation: Relation, sides: tuple[Node, Node], order: Order, env: Env) -> float:
    """Return the measured order; raise if it is not the one claimed."""
    name, claimed = variable_and_power(order, env)
    slope = slope_of(sides, name, env, order)
    if abs(slope - claimed) > CLOSE:
        raise Mistake(f"order measured: {slope:.2f}, claimed: {claimed:g}", relation.at)
    return slope


def variable_and_power(order: Order, env: Env) -> tuple[Name, float]:
    """Read h and p out of O(h^p)."""
    inside = order.argument
    base, power = (inside.base, inside.exponent) if isinstance(inside, Power) else (inside, None)
    if not isinstance(base, Name):
        raise Mistake("O(h^p) needs a power of one symbol", order.at)
    claimed = 1.0 if power is None else float(value(power, env).array.flat[0])
    return base, claimed


def slope_of(sides: tuple[Node, Node], name: Name, env: Env, order: Order) -> float:
    """Return the slope of log remainder against log h where h is small and round-off smaller."""
    local = env.draw.scene.local(name.key)
    if local is None:
        raise Mistake(f"{name.key} is not a plain local name, so it cannot shrink", name.at)
    points: list[float] = []
    for step in range(HALVINGS):
        run = shrunk(env, local, step)
        left, right = comparable(value(sides[0], run), value(sides[1], run), literal=True)
        remainder = float(np.abs(left - right).max())
        if remainder <= NOISE * float(np.abs(left).max(initial=1e-3)):
            break
        points.append(remainder)
        if len(points) > 3 and settled(points):
            break
    if len(points) < 3:
        raise Mistake("nothing is left over: the sides are equal without O(...)", order.at)
    return float(np.log2(points[-2] / points[-1]))


def shrunk(env: Env, local: str, step: int) -> Env:
    """Go to the run in which h was halved so often; where values are kept, it is kept too."""
    if env.known is None:
        return env.within(env.draw.with_local(local, FIRST / 2**step))
    if (local, step) not in env.known.shrunk:
        run = env.draw.with_local(local, FIRST / 2**step)
        fresh = replace(env, draw=run, known=Known(env.known.written))
        env.known.shrunk[local, step] = fresh
    return env.known.shrunk[local, step]


def settled(points: list[float]) -> bool:
    """Tell whether the last two halvings show the same slope."""
    last, before = points[-2] / points[-1], points[-3] / points[-2]
    return bool(abs(np.log2(last) - np.log2(before)) < STEADY)
