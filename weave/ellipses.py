r"""Ellipses: x_1 + \dots + x_n is a sum, W_1 \cdots W_D a product; the dots stand for what lies
between the term before them and the one after.
"""

from __future__ import annotations

import dataclasses

from weave.binders import Fold, Range
from weave.cursor import Cursor
from weave.errors import Mistake
from weave.traversal import fields_of, walk
from weave.tree import Node, Number, Variable

DOTS = ("\\ldots", "\\cdots")
LETTERS = "kmqrsuvw"


def folded(cursor: Cursor, terms: list[Node], last: Node, operator: str, at: int) -> list[Node]:
    """Put one fold in the place of the terms before the dots and the one after."""
    letter = free_letter(cursor, [*terms, last])
    pairs: list[tuple[Node, Node]] = []
    body = unified(terms[-1], last, letter, pairs)
    if body is None or len(set(pairs)) != 1:
        raise Mistake("what do the dots stand for? Write both ends alike, such as x_1, x_n", at)
    ((start, end),) = set(pairs)
    if not isinstance(start, Number) or not start.text.isdigit():
        raise Mistake("the dots need a number before them, such as x_1", at)
    first, kept = int(start.text), terms[:-1]
    while kept and kept[-1] == put(body, letter, Number(str(first - 1))):
        first, kept = first - 1, kept[:-1]
    span = Range(letter, Number(str(first), at=at), end, at=at)
    return [*kept, Fold(operator, (span,), (), body, at=at)]


def free_letter(cursor: Cursor, nodes: list[Node]) -> str:
    """Find a letter that names nothing here."""
    taken = {node.key for root in nodes for node in walk(root) if isinstance(node, Variable)}
    taken |= set(cursor.symbols.by_base) | set(cursor.local)
    return next(letter for letter in LETTERS if letter not in taken)


def unified(first: Node, last: Node, letter: str, pairs: list[tuple[Node, Node]]) -> Node | None:
    """Return what two terms share, a variable where they differ; note each difference."""
    if first == last:
        return first
    if type(first) is not type(last) or isinstance(first, Number):
        pairs.append((first, last))
        return Variable(letter, at=first.at)
    fresh: dict[str, object] = {}
    for name in fields_of(type(first)):
        mine, other = getattr(first, name), getattr(last, name)
        made = unified_part(mine, other, letter, pairs)
        if made is None and mine is not None:
            return None
        fresh[name] = made
    return dataclasses.replace(first, **fresh)  # type: ignore[arg-type]


def unified_part(
    mine: object, other: object, letter: str, pairs: list[tuple[Node, Node]]
) -> object | None:
    """Unify one field: a node, several, or a word that must be the same."""
    if isinstance(mine, Node) and isinstance(other, Node):
        return unified(mine, other, letter, pairs)
    if isinstance(mine, tuple) and isinstance(other, tuple) and len(mine) == len(other):
        parts = [unified(a, b, letter, pairs) for a, b in zip(mine, other, strict=True)]
        return None if None in parts else tuple(parts)
    return mine if mine == other else None


def put(body: Node, letter: str, number: Number) -> Node:
    """Write a body with a number for its letter."""
    if body == Variable(letter):
        return number
    fresh: dict[str, object] = {}
    for name in fields_of(type(body)):
        below = getattr(body, name)
        if isinstance(below, Node):
            fresh[name] = put(below, letter, number)
        elif isinstance(below, tuple):
            fresh[name] = tuple(put(one, letter, number) for one in below)
    return dataclasses.replace(body, **fresh) if fresh else body  # type: ignore[arg-type]
