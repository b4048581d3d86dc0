r"""Conditions as they are written: 0 < x < 1, x > 0 \land y > 0, x \in [0, 1]."""

from __future__ import annotations

from weave.clauses import Both
from weave.cursor import Cursor
from weave.grammar import expression
from weave.sets import collection
from weave.tree import Node, Relation
from weave.vocabulary import RELATIONS, TEXT

ORDER = ("<", ">", "\\leq", "\\geq")


def related(cursor: Cursor, left: Node | None = None) -> Relation:
    """Read one relation, such as j \\ne i, or go on with one: the < 1 of 0 < x < 1."""
    left = expression(cursor) if left is None else left
    sign = cursor.take(*sorted(RELATIONS))
    right = collection(cursor) if sign.text == "\\in" else expression(cursor)
    return Relation(left, sign.text, right, at=sign.at)


def condition(cursor: Cursor) -> Relation | Both:
    """Read a relation, a chain such as 0 < x < 1, or several joined by \\land or by `and`."""
    found = [related(cursor)]
    while cursor.at(*ORDER) or joins(cursor):
        if cursor.at(*ORDER):
            found.append(related(cursor, found[-1].right))
        else:
            cursor.take()
            found.append(related(cursor))
    return found[0] if len(found) == 1 else Both(tuple(found), at=found[0].at)


def joins(cursor: Cursor) -> bool:
    """Tell whether a word or sign comes that joins conditions."""
    said = cursor.peek().argument.strip()
    return cursor.at("\\land", "\\wedge") or (cursor.at(*TEXT) and said == "and")
