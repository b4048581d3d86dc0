"""Norms, ones and identities at work."""

from __future__ import annotations

import numpy as np

from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value, whole_number
from weave.shapes import Value
from weave.tree import Identity, Node, Norm, Ones

LONGEST = 1000


@evaluates(Ones)
def ones(node: Ones, env: Env) -> Value:
    """Return ones: a column of stated length, or of whatever length fits."""
    if node.size is None:
        return Value(env.lay(1.0), 0, "ones")
    return Value(env.lay(np.ones((length(node.size, env), 1))), 2)


@evaluates(Norm)
def norm(node: Norm, env: Env) -> Value:
    """Return a norm over all own axes."""
    found = value(node.operand, env)
    own = tuple(range(found.rank, found.array.ndim))
    size = np.abs(found.array)
    if node.order == "1" and found.axes <= 1:
        return Value(size.sum(axis=own))
    if node.order == "\\infty" and found.axes <= 1:
        return Value(size.max(axis=own))
    if node.order in ("1", "\\infty") and 1 not in found.shape:
        raise Mistake(f"the norm {node.order} of a matrix: write the sum or maximum you mean")
    if node.order in ("1", "\\infty"):
        return Value((np.sum if node.order == "1" else np.max)(size, axis=own))
    return Value(np.sqrt((size**2).sum(axis=own)))


@evaluates(Identity)
def identity(node: Identity, env: Env) -> Value:
    """Return an identity matrix: of stated size, or of whatever size fits."""
    if node.size is None:
        return Value(env.lay(1.0), 0, "eye")
    return Value(env.lay(np.eye(length(node.size, env))), 2)


def length(node: Node, env: Env) -> int:
    """Return how many ones: a whole number that memory bears."""
    found = whole_number(node, env)
    if not 0 < found < LONGEST:
        raise Mistake(f"{found} ones; between 1 and {LONGEST} are possible", node.at)
    return found
