"""Conditions at work: Kronecker's delta, indicators, case distinctions."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np

from weave.binders import Infinity
from weave.clauses import Both
from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value
from weave.shapes import Numbers, Value, entrywise
from weave.tree import Between, Cases, Delta, Indicator, Members, Negative, Node, Relation

COMPARISONS: dict[str, Callable[[Numbers, Numbers], Numbers]] = {
    "=": lambda a, b: (a == b).astype(float), "\\neq": lambda a, b: (a != b).astype(float),
    "<": lambda a, b: (a < b).astype(float), ">": lambda a, b: (a > b).astype(float),
    "\\leq": lambda a, b: (a <= b).astype(float), "\\geq": lambda a, b: (a >= b).astype(float),
}  # fmt: skip


def holds(condition: Node, env: Env) -> Numbers:
    """Return 1 where a condition holds, else 0."""
    return truth(condition, env).array


def truth(condition: Node, env: Env) -> Value:
    """Return 1 where a condition holds, else 0, entry by entry; several must hold together."""
    if isinstance(condition, Both):
        found = [truth(part, env) for part in condition.parts]
        return reduce(lambda a, b: entrywise(a, b, np.multiply, "condition"), found)
    assert isinstance(condition, Relation)
    if condition.sign == "\\in":
        return within(value(condition.left, env), condition.right, env)
    if condition.sign not in COMPARISONS:
        raise Mistake(f"{condition.sign} is no condition", condition.at)
    left, right = value(condition.left, env), value(condition.right, env)
    return entrywise(left, right, COMPARISONS[condition.sign], "condition")


@evaluates(Delta)
def kronecker(node: Delta, env: Env) -> Value:
    """Return 1 where the indices are equal, else 0."""
    return entrywise(
        value(node.left, env), value(node.right, env), COMPARISONS["="], "Kronecker's delta"
    )


@evaluates(Indicator)
def indicator(node: Indicator, env: Env) -> Value:
    """Return 1 where the condition holds, entry by entry."""
    return truth(node.condition, env)


def within(found: Value, collection: Node, env: Env) -> Value:
    """Return 1 where an entry lies in a set: an interval, numbers written out, an array's."""
    if isinstance(collection, Between):
        low, high = bound(collection.low, env), bound(collection.high, env)
        above = found.array > low if collection.ends[0] == "(" else found.array >= low
        below = found.array < high if collection.ends[1] == ")" else found.array <= high
        return Value((above & below).astype(float), found.axes)
    if isinstance(collection, Members):
        entries = [value(one, env).array for one in collection.entries]
    else:
        entries = list(value(collection, env).array.reshape(-1))
    hit = np.zeros(found.array.shape)
    for entry in entries:
        hit = np.maximum(hit, np.isclose(found.array, entry, rtol=1e-12).astype(float))
    return Value(hit, found.axes)


def bound(node: Node, env: Env) -> float:
    """Evaluate the end of an interval or of an integral, infinity included."""
    if isinstance(node, Infinity):
        return float(np.inf)
    if isinstance(node, Negative):
        return -bound(node.operand, env)
    found = value(node, env).array
    if found.size != 1:
        raise Mistake("a bound that varies with an index", node.at)
    return float(found.flat[0])


@evaluates(Cases)
def cases(node: Cases, env: Env) -> Value:
    """Return, entry by entry, the first case whose condition holds."""
    if node.branches[-1].condition is not None:
        final = node.branches[-1]
        found = value(final.value, env)
        last = value(Indicator(final.condition, at=final.at), env)  # type: ignore[arg-type]
        made = entrywise(last, found, lambda c, a: np.where(c > 0, a, np.nan), "case")
    else:
        made = value(node.branches[-1].value, env)
    for branch in reversed(node.branches[:-1]):
        if branch.condition is None:
            raise Mistake("only the last case may have no condition", branch.at)
        test = value(Indicator(branch.condition, at=branch.at), env)
        chosen = value(branch.value, env)
        zero = entrywise(test, made, lambda c, a: np.where(c > 0, 0.0, a), "case")
        one = entrywise(test, chosen, lambda c, a: np.where(c > 0, a, 0.0), "case")
        made = entrywise(zero, one, np.add, "case")
    if np.isnan(made.array).any():
        raise Mistake("some entry fits no case", node.at)
    return made


def restricted(found: Value, conditions: tuple[Relation, ...], env: Env) -> Value:
    """Where a condition does not hold, put what stands where it does: nothing new is compared."""
    array = found.array
    for condition in conditions:
        mask = holds(condition, env)
        if mask.ndim != env.rank:
            raise Mistake("the condition must be on entries: write indices", condition.at)
        if not mask.any():
            raise Mistake("this condition holds nowhere", condition.at)
        lead = np.broadcast_shapes(array.shape[: env.rank], mask.shape)
        array = np.broadcast_to(array, lead + array.shape[env.rank :]).copy()
        kept = np.broadcast_to(mask, lead) > 0
        array[~kept] = array[tuple(np.argwhere(kept)[0])]
    return Value(array, found.axes, found.kind)
