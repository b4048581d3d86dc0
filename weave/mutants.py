"""Every single change that an equation could suffer: what the check must notice.

Operators know shapes (a number has no transpose, numbers multiply in one way only) and leave out
what changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from weave.binders import Range
from weave.latex_reading import as_latex
from weave.traversal import children, rebuilt, walk
from weave.tree import (
    Name,
    Node,
    Subscript,
    Variable,
)

Shape = tuple[int, ...] | None
Shapes = Callable[[Node], Shape]


@dataclass(frozen=True)
class Mutant:
    """One change: its kind, the node before and after, the whole side without and with it."""

    kind: str
    before: Node
    after: Node
    whole: Node
    side: Node

    @property
    def told(self) -> str:
        """Write the change as an author names it."""
        return f"{self.kind}: {written(self.before)} -> {written(self.after)}"


def written(node: Node) -> str:
    """Write a node as LaTeX; a sum's range as its bounds."""
    if isinstance(node, Range):
        low, high = node.low, node.high
        ends = [as_latex(end) if end else "" for end in (low, high)]
        return f"{node.variable}={ends[0]}..{ends[1]}"
    return as_latex(node)


Operator = Callable[[Node, "Setting"], Iterator[Node]]
OPERATORS: list[tuple[str, Operator]] = []


@dataclass(frozen=True)
class Setting:
    """What an operator knows of its surroundings.

    shape: the shape of a node's value, None if it has none by itself
    names: the symbols of the equation by shape; variables: its index letters
    entered: ids of what stands directly under indices, where a transpose is an exchange of them
    """

    shape: Shapes
    names: dict[Shape, tuple[Name, ...]]
    variables: tuple[Variable, ...]
    entered: frozenset[int]


def operator(kind: str) -> Callable[[Operator], Operator]:
    """Register a kind of change."""

    def register(change: Operator) -> Operator:
        OPERATORS.append((kind, change))
        return change

    return register


def mutants(side: Node, setting: Setting) -> Iterator[Mutant]:
    """Yield every mutant of one side, each side's tree with one node changed."""
    for node, put in places(side):
        for kind, change in OPERATORS:
            for after in change(node, setting):
                if after != node:
                    yield Mutant(kind, node, after, side, put(after))


def places(root: Node) -> Iterator[tuple[Node, Callable[[Node], Node]]]:
    """Yield each node with a function that puts another in its place."""
    yield root, lambda fresh: fresh
    if isinstance(root, Range):
        return
    for below in () if isinstance(root, Name) else children(root):
        for node, put in places(below):
            yield node, lambda fresh, below=below, put=put: replaced(root, below, put(fresh))  # type: ignore[misc]


def replaced(root: Node, old: Node, fresh: Node) -> Node:
    """Put a node in the place of one that is directly below; the very one, not its equals."""
    return rebuilt(root, lambda one: fresh if one is old else one)


def setting_of(sides: tuple[Node, ...], shape: Shapes) -> Setting:
    """Collect what the operators need to know of an equation."""
    nodes = [node for side in sides for node in walk(side)]
    names: dict[Shape, dict[Name, None]] = {}
    for node in nodes:
        if isinstance(node, Name) and shape(node) is not None:
            names.setdefault(shape(node), {})[node] = None
    variables = dict.fromkeys(node for node in nodes if isinstance(node, Variable))
    entered = frozenset(id(node.operand) for node in nodes if isinstance(node, Subscript))
    by_shape = {key: tuple(found) for key, found in names.items()}
    return Setting(shape, by_shape, tuple(variables), entered)
