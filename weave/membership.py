"""Relations that are no comparison of two values: membership, a sequence that converges."""

from __future__ import annotations

import numpy as np

from weave.clauses import Distribution
from weave.conditions import within
from weave.errors import Mistake
from weave.evaluate import Env, whole_number
from weave.shapes import Value, told
from weave.tree import Between, Members, Node, Relation, Space

SETS = (Between, Members, Space, Distribution)
FEWEST, CLOSER = 4, 0.1


def member(relation: Relation, left: Value, env: Env) -> float:
    """Judge x in a set; every entry must be in it."""
    if isinstance(relation.right, Space):
        fits(relation, left, env)
        return 0.0
    inside = within(left, relation.right, env).array
    if not inside.all():
        outside = np.broadcast_to(left.array, inside.shape)[inside == 0]
        raise Mistake(f"{float(outside.flat[0]):.6g} is not in the set", relation.at)
    return 0.0


def fits(relation: Relation, left: Value, env: Env) -> None:
    """Judge x in a space of arrays: the shape must be the stated one."""
    assert isinstance(relation.right, Space)
    sizes = tuple(whole_number(one, env) for one in relation.right.sizes)
    if left.kind == "row" and len(sizes) == 1:
        sizes = (1, *sizes)
    if left.shape != sizes:
        raise Mistake(f"the left side has shape {told(left)}, the set {sizes}", relation.at)


def approaches(distances: list[float], relation: Relation) -> None:
    """Judge a sequence by its distances to the limit: they must fall to a tenth."""
    if len(distances) < FEWEST:
        raise Mistake(f"a sequence of {len(distances)} steps shows no limit", relation.at)
    if distances[-1] > CLOSER * distances[0] or distances[-1] > min(distances) * (1 + 1e-12):
        raise Mistake(
            f"the distance to the right side goes from {distances[0]:.2g} to {distances[-1]:.2g}",
            relation.at,
        )


def is_set(node: Node) -> bool:
    """Tell whether a side is a set or a distribution rather than a value."""
    return isinstance(node, SETS)


def valued(side: Node) -> tuple[Node, ...]:
    """Return what has a value in a side: the side, the parameters of a distribution, or nothing."""
    if isinstance(side, Distribution):
        return side.parameters
    return () if is_set(side) else (side,)
