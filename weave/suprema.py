r"""Suprema over an interval: \max_{x \in [0, 1]} by a fine grid, finer where it is largest."""

from __future__ import annotations

import numpy as np

from weave.binders import Fold
from weave.conditions import bound
from weave.errors import Mistake
from weave.evaluate import Env, value
from weave.shapes import Value
from weave.tree import Between, Relation, Variable

SIGNS = {"max": 1.0, "sup": 1.0, "min": -1.0, "inf": -1.0}
COARSE, FINE, ROUNDS = 1001, 101, 4
INSET = 1e-12


def interval(node: Fold) -> Between | None:
    """Return the interval over which a fold goes, if it goes over one."""
    if len(node.ranges) != 1 or len(node.conditions) != 1 or node.ranges[0].low is not None:
        return None
    (over,), (only,) = node.ranges, node.conditions
    fits = isinstance(only, Relation) and only.sign == "\\in"
    inside = fits and only.left == Variable(over.variable) and isinstance(only.right, Between)
    return only.right if inside and isinstance(only.right, Between) else None


def extreme(node: Fold, over: Between, env: Env) -> Value:
    """Return the largest or least value over an interval."""
    if node.operator not in SIGNS:
        raise Mistake("over an interval one takes \\max, \\min, \\sup or \\inf", node.at)
    sign, letter = SIGNS[node.operator], node.ranges[0].variable
    low, high = bound(over.low, env), bound(over.high, env)
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        raise Mistake("the interval must have two ends, the lower first", over.at)
    inset = INSET * (high - low)
    places = np.linspace(low + inset * (over.ends[0] == "("),
                         high - inset * (over.ends[1] == ")"), COARSE)  # fmt: skip
    for _ in range(ROUNDS):
        inner = env.along(letter, places, False)
        body = value(node.body, inner)
        heights = np.broadcast_to(body.array, inner.ranges[letter].shape).reshape(-1)
        if body.axes or heights.size != places.size:
            raise Mistake("over an interval the largest of one number is taken", node.at)
        best = int(np.argmax(sign * heights))
        ends = places[max(best - 1, 0)], places[min(best + 1, places.size - 1)]
        found, places = float(heights[best]), np.linspace(*ends, FINE)
    return Value(env.lay(found))
