"""Values at a place: the scene runs again with a symbol put elsewhere."""

from __future__ import annotations

import numpy as np

from weave.clauses import At
from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value, whole_number
from weave.shapes import Value


@evaluates(At)
def at_place(node: At, env: Env) -> Value:
    """Return a value in the run in which the symbol is what the bar says."""
    label = whole_number(node.symbol.label[0], env) if node.symbol.label else None
    local = env.draw.scene.local(node.symbol.key, label)
    if local is None:
        raise Mistake(
            f"{node.symbol.key} is not a plain local name of the scene, so it cannot be put "
            "elsewhere",
            node.at,
        )
    place = value(node.place, env)
    env.draw.settle(frozenset({local}))
    held = np.asarray(env.draw.locals[local])
    bare = place.array.reshape(place.shape) if place.array.size == np.prod(place.shape) else None
    if bare is None or bare.shape not in (held.shape, ()):
        raise Mistake(f"the bar puts shape {place.shape} in the place of {held.shape}", node.at)
    moved = np.broadcast_to(bare, held.shape).astype(np.float64)
    run = env.draw.with_local(local, moved.copy() if moved.ndim else float(moved))
    return value(node.of, env.within(run))
