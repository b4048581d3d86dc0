"""Letters that a sum brings mean nothing by themselves: two sums may differ in them alone."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from weave.binders import Fold, Range
from weave.traversal import rebuilt, walk
from weave.tree import Node, Variable


def differ_in_letters(first: Node, second: Node, declared: Container[str]) -> bool:
    """Tell whether two sides are the same but for the letters of their sums."""
    return lettered(first, declared) == lettered(second, declared)


def lettered(node: Node, declared: Container[str]) -> Node:
    """Name the letters of each sum in the order in which its body uses them.

    Only letters that run as far as their arrays go are without meaning: a declared one runs over
    its own axis, bounds and conditions say what else it may be.
    """
    inside = rebuilt(node, lambda one: lettered(one, declared))
    if not isinstance(inside, Fold) or inside.conditions:
        return inside
    if any(one.low is not None or one.variable in declared for one in inside.ranges):
        return inside
    letters = {one.variable for one in inside.ranges}
    used = [one.key for one in walk(inside.body) if isinstance(one, Variable)]
    order = list(dict.fromkeys(key for key in used if key in letters))
    if set(order) != letters:
        return inside
    depth = sum(isinstance(one, Fold) for one in walk(inside))
    names = {key: f"{depth}.{place}" for place, key in enumerate(order)}
    ranges = tuple(Range(names[key]) for key in order)
    return replace(inside, ranges=ranges, body=called(inside.body, names))


def called(node: Node, names: Mapping[str, str]) -> Node:
    """Put other letters in a tree."""
    if isinstance(node, Variable):
        return Variable(names.get(node.key, node.key))
    return rebuilt(node, lambda one: called(one, names))
