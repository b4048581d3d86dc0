r"""Updates: W \leftarrow W - \eta g means that the right side is what the code makes of W."""

from __future__ import annotations

import dataclasses

from weave.errors import Mistake
from weave.parse import Chain
from weave.scenes import Scene
from weave.tree import Name, Relation


def settled(chain: Chain, scene: Scene) -> Chain:
    """Put the symbol `after W` of the scene's table in the place of an updated W."""
    relations = tuple(after(relation, scene) for relation in chain.relations)
    return dataclasses.replace(chain, relations=relations)


def after(relation: Relation, scene: Scene) -> Relation:
    """Read one update."""
    if relation.sign != "\\leftarrow":
        return relation
    left = relation.left
    if not isinstance(left, Name):
        raise Mistake("only a symbol is updated", left.at)
    for entry in scene.table.values():
        if entry.after == left.key:
            return dataclasses.replace(relation, left=dataclasses.replace(left, key=entry.key))
    raise Mistake(f"no symbol of the scene is declared `after {left.key}`", relation.at)
