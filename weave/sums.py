"""Sums, products, maxima and minima over indices: their ranges, conditions and bodies."""

from __future__ import annotations

from collections.abc import Sequence

from weave.binders import Fold, Range
from weave.brackets import condition
from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import ATOMS, atom, juxtaposition, product, starts_factor, whole
from weave.lex import Token
from weave.scripted import split
from weave.spelling import Scripts
from weave.tree import Node, Relation

FOLDS = {"\\sum": "sum", "\\prod": "prod", "\\max": "max", "\\min": "min"}


@atom("\\sum", "\\prod")
def fold(cursor: Cursor) -> Node:
    """Read a sum or product; its body ends at a top-level plus or minus."""
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
    letters = index_letters(hung.sub)
    with cursor.naming(*letters):
        ranges, conditions = ranges_of(cursor, hung, letters)
        if not starts_factor(cursor):
            raise cursor.unexpected("the body")
        body = product(cursor) if operator in ("sum", "prod") else juxtaposition(cursor)
    return Fold(operator, ranges, conditions, body, at=start.at)


def index_letters(sub: Sequence[Token]) -> tuple[str, ...]:
    """Find the letters that a sum introduces: those that head its clauses."""
    letters = []
    for clause in split(sub, ","):
        if not clause or clause[0].kind not in ("letter", "command"):
            raise Mistake("expected an index", clause[0].at if clause else sub[0].at)
        if clause[0].text not in letters:
            letters.append(clause[0].text)
    return tuple(letters)


def ranges_of(
    cursor: Cursor, hung: Scripts, letters: tuple[str, ...]
) -> tuple[tuple[Range, ...], tuple[Relation, ...]]:
    """Read j=1, or i,j, or conditions such as j \\ne i."""
    low: dict[str, Node] = {}
    conditions: list[Relation] = []
    for clause in split(hung.sub, ","):
        if len(clause) == 1:
            continue
        if clause[1].text == "=":
            low[clause[0].text] = whole(cursor, clause[2:], "the lower bound")
            continue
        inner = cursor.sub(clause)
        conditions.append(condition(inner))
        if inner.peek().kind != "end":
            raise inner.unexpected("the end of the condition")
    if bool(hung.sup) != bool(low) or len(low) > 1:
        raise Mistake("a sum needs both bounds, or neither", hung.at)
    high = whole(cursor, hung.sup, "the upper bound") if hung.sup else None
    ranges = tuple(
        Range(letter, low.get(letter), high if letter in low else None, at=hung.at)
        for letter in letters
    )
    return ranges, tuple(conditions)


ATOMS["fold"] = extremum
