"""Definitions: what a new symbol stands for must not be what the code computes already."""

from __future__ import annotations

import numpy as np

from weave.directives import Directives
from weave.draws import SEEDS, draw
from weave.environments import environments
from weave.errors import Mistake
from weave.evaluate import Env, value
from weave.parse import Chain
from weave.scenes import Scene
from weave.shapes import Value
from weave.tree import Name, Node


def refuse_computed(chain: Chain, scene: Scene, said: Directives) -> None:
    """Evaluate the right side of a definition; refuse one whose value is an output's."""
    right = chain.relations[0].right
    equal = {key for key, entry in scene.table.items()
             if entry.role == "value" and scene.functions(key)}  # fmt: skip
    for seed in SEEDS:
        for env in environments(chain, draw(scene, seed), said):
            found = value(right, env)
            equal = {key for key in equal if is_value_of(key, found, env)}
    if equal and not isinstance(right, Name):
        key = min(equal)
        raise Mistake(
            f"{', '.join(sorted(scene.functions(key)))} computes this as {key}: verify {key} = ... "
            "instead of defining it",
            chain.relations[0].at,
        )


def is_value_of(key: str, found: Value, env: Env) -> bool:
    """Tell whether a value is that of a symbol of the scene."""
    node: Node = Name(key)
    other = value(node, env)
    same_shape = other.array.shape == found.array.shape
    return same_shape and bool(np.allclose(other.array, found.array, rtol=1e-10, atol=0))
