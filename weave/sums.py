"""Sums, products, maxima and minima over indices: their ranges, conditions and bodies."""

from __future__ import annotations

from weave.binders import Fold
from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import ATOMS, atom, juxtaposition, product, starts_factor
from weave.lex import Token
from weave.ranges import over
from weave.tree import Node

FOLDS = {
    "\\sum": "sum", "\\prod": "prod", "\\max": "max", "\\min": "min", "\\sup": "sup",
    "\\inf": "inf",
}  # fmt: skip


@atom("\\sum", "\\prod", "\\sup", "\\inf")
def fold(cursor: Cursor) -> Node:
    """Read a sum, product or supremum; the body of a sum ends at a top-level plus or minus."""
    start = cursor.take()
    return folded(cursor, start, FOLDS[start.text])


def extremum(cursor: Cursor) -> Node:
    r"""Read \max_j and \min_j."""
    start = cursor.peek(-1)
    return folded(cursor, start, FOLDS[start.text])


def folded(cursor: Cursor, start: Token, operator: str) -> Node:
    """Read ranges and body."""
    hung = cursor.scripts()
    if not hung.sub:
        raise Mistake("over what? Write the index below", start.at)
    with over(cursor, hung) as (ranges, conditions):
        if not starts_factor(cursor):
            raise cursor.unexpected("the body")
        body = product(cursor) if operator in ("sum", "prod") else juxtaposition(cursor)
    return Fold(operator, ranges, conditions, body, at=start.at)


ATOMS["fold"] = extremum
