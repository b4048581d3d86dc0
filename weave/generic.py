"""Data that would hide a mistake (zeros, ones, identities, equal sizes) is refused."""

from __future__ import annotations

import numpy as np

from weave.draws import Draw
from weave.errors import Mistake
from weave.parse import Chain
from weave.tree import Name


def refuse_special(draw: Draw, one: Chain) -> None:
    """Refuse data that would hide a mistake: zeros, ones, identities, equal sizes."""
    sizes = draw.sizes
    for letter, size in sizes.items():
        twin = next((other for other in sizes if other < letter and sizes[other] == size), None)
        if twin:
            raise Mistake(f"the axes {twin} and {letter} are both {size}: take different sizes")
        if size < 2:
            raise Mistake(f"the axis {letter} has length {size}: take at least 2")
    used = dict.fromkeys(node.key for node in one.nodes if isinstance(node, Name))
    returned = draw.scene.source.returned
    for key in [key for key in used if key in returned]:
        entry = draw.scene.table[key]
        if entry.role == "value":
            refuse_special_array(key, draw.value(key), not draw.scene.functions(key))
        elif entry.role == "family":
            refuse_special_family(key, draw)


def refuse_special_family(key: str, draw: Draw) -> None:
    """Refuse special members of a family, but for a way of at least two steps that starts at 0.

    What code starts at 0 (weights, a momentum) is part of what its equations say.
    """
    members = draw.family(key)
    first = min(members)
    for label, member in members.items():
        drawn = not draw.scene.functions(key, label)
        if drawn or label != first or len(members) < 3 or np.any(member):
            refuse_special_array(key, member, drawn)


def refuse_special_array(key: str, held: object, drawn: bool) -> None:
    """Refuse an array of zeros or ones, an identity, and any 0 or 1 in a drawn one."""
    array = np.asarray(held)
    if drawn and array.dtype.kind == "f" and np.isin(array, (0.0, 1.0, -1.0)).any():
        raise Mistake(f"{key} is drawn, but holds 0, 1 or -1: take generic values")
    if array.size > 1 and (np.all(array == 0) or np.all(array == 1)):
        raise Mistake(f"{key} holds nothing but {array.flat[0]:g}: take generic values")
    square = array.ndim == 2 and array.shape[0] == array.shape[1]
    if square and np.array_equal(array, np.eye(array.shape[0])):
        raise Mistake(f"{key} is an identity: take generic values")
