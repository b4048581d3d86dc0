"""How far indices, layers and steps run: by bounds, by declaration, by the arrays they stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weave.binders import Range
from weave.errors import Mistake
from weave.evaluate import Env, counted, value
from weave.indexing import as_line
from weave.traversal import walk
from weave.tree import Name, Node, Subscript, Variable


def implied(variable: str, bodies: Sequence[Node], env: Env) -> tuple[int, bool]:
    """Find how far an index runs: its declared axis, else the first array it stands on."""
    entry = env.draw.scene.table.get(variable)
    if entry is not None and entry.role == "index" and entry.over:
        return declared(entry.over, env), True
    for below in (node for body in bodies for node in walk(body)):
        if isinstance(below, Subscript):
            for axis, index in enumerate(below.indices):
                if isinstance(index, Variable) and index.key == variable:
                    return axis_size(below, axis, env), True
    raise Mistake(f"how far does {variable} run? Declare it, or write bounds")


def declared(letter: str, env: Env) -> int:
    """Return the size of an axis letter."""
    sizes = env.draw.sizes
    if letter not in sizes:
        raise Mistake(f"no symbol has an axis {letter}")
    return sizes[letter]


def axis_size(node: Subscript, axis: int, env: Env) -> int:
    """Return how long an axis of the subscripted array is."""
    found = value(node.operand, env)
    found = as_line(found) if len(node.indices) == 1 else found
    if axis >= found.axes:
        raise Mistake(f"{len(node.indices)} indices on a value of {found.axes} axes", node.at)
    return found.shape[axis]


def is_label(variable: str, body: Node) -> bool:
    """Tell whether a letter counts layers or steps."""
    return any(
        isinstance(below, Name) and any(uses(variable, part) for part in below.label)
        for below in walk(body)
    )


def uses(variable: str, node: Node) -> bool:
    """Tell whether a variable occurs in a tree."""
    return any(isinstance(below, Variable) and below.key == variable for below in walk(node))


def label_range(one: Range, body: Node, env: Env) -> Iterator[int]:
    """Yield the labels of a bounded sum, or all for which every reference exists."""
    if one.low is not None and one.high is not None:
        low, high = value(one.low, env).array, value(one.high, env).array
        yield from counted(float(low.flat[0]), float(high.flat[0])).astype(int).tolist()
        return
    yield from labels_present(one.variable, (body,), env)


def labels_present(variable: str, bodies: tuple[Node, ...], env: Env) -> list[int]:
    """Find the labels for which every member referred to exists."""
    names = [
        below
        for body in bodies
        for below in walk(body)
        if isinstance(below, Name) and any(uses(variable, part) for part in below.label)
    ]
    known = sorted({label for node in names for label in env.draw.family(node.key)})
    candidates = range(min(known, default=0) - 2, max(known, default=0) + 3)
    return [label for label in candidates if all_exist(names, env.labelled(variable, label))]


def all_exist(names: list[Name], env: Env) -> bool:
    """Tell whether the families have all these members; other open labels are left alone."""
    for node in names:
        open_labels = {
            below.key
            for part in node.label
            for below in walk(part)
            if isinstance(below, Variable) and below.key not in env.labels
        }
        if open_labels:
            continue
        label = value(node.label[0], env).array.flat[0]
        if int(label) not in env.draw.family(node.key):
            return False
    return True
