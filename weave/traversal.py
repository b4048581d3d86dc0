"""Walk over trees: what is below a node, all of it, and the same tree with parts changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from weave.tree import Node

FIELDS: dict[type[Node], tuple[str, ...]] = {}


def fields_of(kind: type[Node]) -> tuple[str, ...]:
    """Name the fields of a node class, its place left out."""
    if kind not in FIELDS:
        names = (entry.name for entry in dataclasses.fields(kind))
        FIELDS[kind] = tuple(name for name in names if name != "at")
    return FIELDS[kind]


def children(node: Node) -> list[Node]:
    """List the nodes directly below."""
    found: list[Node] = []
    for below in vars(node).values():  # in the order of the fields; its place is no node
        if isinstance(below, Node):
            found.append(below)
        elif isinstance(below, tuple):
            found += below
    return found


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and all below it, outermost first."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += children(one)[::-1]


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return the node with `change` done to each node directly below."""
    fresh = object.__new__(type(node))
    for name, below in vars(node).items():
        made = below
        if isinstance(below, Node):
            made = change(below)
        elif isinstance(below, tuple):
            made = tuple(change(entry) for entry in below)
        object.__setattr__(fresh, name, made)
    return fresh
