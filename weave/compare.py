"""Two sides and the sign between them: do they hold, how far apart are they at worst."""

from __future__ import annotations

import numpy as np

from weave.errors import Mistake
from weave.evaluate import Env
from weave.shapes import Numbers, Value, comparable
from weave.traversal import walk
from weave.tree import Derivative, Gradient, Node, Number, Prime, Relation

EXACT, FIRST, SECOND = 1e-9, 1e-6, 1e-4
EVIDENCE = {
    "=": "equal at random points", ":=": "equal at random points",
    "\\equiv": "equal at random points", "\\propto": "one constant ratio",
    "<": "held in all draws", ">": "held in all draws", "\\leq": "held in all draws",
    "\\geq": "held in all draws", "\\neq": "held in all draws",
    "\\approx": "within the stated tolerance", "\\to": "approached", "\\in": "held in all draws",
    "\\leftarrow": "equal to the value after the step",
    "\\Leftrightarrow": "held in the same places", "\\Rightarrow": "held wherever the left did",
}  # fmt: skip


def tolerance(relation: Relation) -> float:
    """Return the relative deviation allowed: exact sums, first or higher numeric derivatives."""
    order = max(order_of(relation.left), order_of(relation.right))
    return (EXACT, FIRST, SECOND)[min(order, 2)]


def order_of(node: Node) -> int:
    """Return how many numeric derivatives stand inside each other or in one sign."""
    below = 0
    for one in walk(node):
        if isinstance(one, Derivative):
            below = max(below, len(one.by), 1 + order_of(one.of))
        elif isinstance(one, Gradient | Prime):
            inner = order_of(one.of) if isinstance(one, Gradient) else 0
            below = max(below, one.order + inner)
    return below


def deviation(left: Numbers, right: Numbers, seen: float) -> Numbers:
    """Return the deviation of each entry, relative to the largest value of either side."""
    scale = max(np.abs(left).max(initial=0.0), np.abs(right).max(initial=0.0), 1e-3 * seen)
    return np.abs(left - right) / (scale or 1.0)


def distance(relation: Relation, left: Value, right: Value, env: Env) -> float:
    """Return the largest deviation of two sides, whatever it is."""
    pair = comparable(left, right, isinstance(relation.right, Number))
    return float(deviation(*pair, env.seen[0]).max(initial=0.0))


def judge(relation: Relation, pair: tuple[Value, Value], env: Env, allowed: float | None) -> float:
    """Return the worst deviation of a relation that holds; raise Mistake where it does not."""
    literal = isinstance(relation.left, Number) or isinstance(relation.right, Number)
    left, right = comparable(*pair, literal)
    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        raise Mistake("a side is not finite here", relation.at)
    sign = relation.sign
    if sign in ("=", ":=", "\\equiv", "\\leftarrow"):
        return equal(relation, left, right, env)
    if sign == "\\approx":
        return close(relation, left, right, env, allowed)
    if sign == "\\propto":
        return proportional(relation, left, right)
    if sign in ORDERED:
        return ordered(relation, left, right)
    if sign in ("\\Leftrightarrow", "\\Rightarrow"):
        return implied(relation, left, right)
    raise Mistake(f"{sign} cannot be checked", relation.at)


def equal(relation: Relation, left: Numbers, right: Numbers, env: Env) -> float:
    """Compare two sides that are claimed to be equal."""
    apart = deviation(left, right, env.seen[0])
    worst = float(apart.max(initial=0.0))
    if worst > EXACT and (worst > SECOND or worst > tolerance(relation)):
        raise Mistake(difference(left, right, apart, env), relation.at)
    return worst


def difference(left: Numbers, right: Numbers, apart: Numbers, env: Env) -> str:
    """Say by how much two sides differ, and where most."""
    at = np.unravel_index(int(np.argmax(apart)), apart.shape)
    names = [key for key, place in env.places.items() if left.shape[place] > 1]
    where = [f"{key} = {at[env.places[key]] + 1}" for key in names]
    where += [f"{key} = {number}" for key, number in env.labels.items()]
    own = [str(int(step) + 1) for step in at[env.rank :]]
    where += [f"entry ({', '.join(own)})"] if own else []
    place = f" at {', '.join(where)}" if where else ""
    return (
        f"the sides differ by {float(apart[at]):.2g} of their size: left {float(left[at]):.6g}, "
        f"right {float(right[at]):.6g}{place}"
    )


def close(
    relation: Relation, left: Numbers, right: Numbers, env: Env, allowed: float | None
) -> float:
    """Compare two sides that are claimed to be close."""
    if allowed is None:
        raise Mistake("\\approx needs its bound: a line `% tolerance: 1e-3`", relation.at)
    apart = deviation(left, right, env.seen[0])
    if apart.max(initial=0.0) > allowed:
        raise Mistake(difference(left, right, apart, env), relation.at)
    return float(apart.max(initial=0.0))


def proportional(relation: Relation, left: Numbers, right: Numbers) -> float:
    """Compare the ratio of two sides over their entries."""
    if left.size < 2:
        raise Mistake("\\propto says nothing of one number", relation.at)
    ratio = left / right
    worst = float(np.ptp(ratio) / np.abs(ratio).max())
    if worst > tolerance(relation):
        raise Mistake(f"the ratio of the sides varies by {worst:.2g}", relation.at)
    return worst


def implied(relation: Relation, left: Numbers, right: Numbers) -> float:
    """Compare where two conditions hold: in the same places, or the right wherever the left."""
    wrong = left != right if relation.sign == "\\Leftrightarrow" else left > right
    if wrong.any():
        raise Mistake(f"in {np.mean(wrong):.2g} of the places one side holds alone", relation.at)
    if not left.any() or (relation.sign == "\\Leftrightarrow" and left.all()):
        raise Mistake("the conditions hold everywhere or nowhere: take more places", relation.at)
    return 0.0


ORDERED = {
    "<": np.less, ">": np.greater, "\\leq": np.less_equal, "\\geq": np.greater_equal,
    "\\neq": np.not_equal,
}  # fmt: skip


def ordered(relation: Relation, left: Numbers, right: Numbers) -> float:
    """Compare by order; \\leq and \\geq allow for round-off."""
    slack = {"\\leq": -EXACT, "\\geq": EXACT}.get(relation.sign, 0.0)
    scale = max(float(np.abs(left).max()), float(np.abs(right).max()), 1.0)
    fails = ~ORDERED[relation.sign](left + slack * scale, right)
    if fails.any():
        raise Mistake(
            f"left {float(left[fails].flat[0]):.6g} {relation.sign} right "
            f"{float(right[fails].flat[0]):.6g} does not hold",
            relation.at,
        )
    return 0.0
