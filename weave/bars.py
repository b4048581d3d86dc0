r"""Evaluation bars: f(x) \Big|_{x = 0}, \left. f(x) \right|_{x = a}^{x = b}."""

from __future__ import annotations

from collections.abc import Sequence

from weave.clauses import At
from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import AFTER, atom, expression, whole
from weave.lex import Token
from weave.scripted import split
from weave.tree import Minus, Name, Node


@atom("\\left.")
def spanned(cursor: Cursor) -> Node:
    r"""Read \left. ... \right|_{x = 0}: the bar acts on all between."""
    start = cursor.take()
    with cursor.within("|"):
        inside = expression(cursor)
    if not (cursor.at("|") and cursor.peek(1).text == "_"):
        raise Mistake("\\left. opens what ends with \\right|_{x = ...}", start.at)
    return placed(cursor, inside)


def placed(cursor: Cursor, node: Node) -> Node:
    """Read what stands below the bar: the symbol and its value; with one above, a difference."""
    bar = cursor.take("|")
    hung = cursor.scripts()
    lower = put(cursor, node, hung.sub, bar)
    if not hung.sup:
        return lower
    if not isinstance(lower, At):
        raise Mistake("a bar with two ends has one symbol", bar.at)
    ends = split(hung.sup, "=")
    high = whole(cursor, ends[-1], "the upper end")
    if len(ends) > 1 and whole(cursor, ends[0]) != lower.symbol:
        raise Mistake("both ends of a bar are values of one symbol", bar.at)
    return Minus(At(node, lower.symbol, high, at=bar.at), lower, at=bar.at)


def put(cursor: Cursor, node: Node, below: Sequence[Token], bar: Token) -> Node:
    """Read `x = 0, y = 1`."""
    for part in split(below, ","):
        inner = cursor.sub(part)
        symbol = expression(inner)
        inner.take("=")
        if not isinstance(symbol, Name):
            raise Mistake("the bar puts a value in the place of a symbol of the scene", bar.at)
        node = At(node, symbol, expression(inner), at=bar.at)
        if inner.peek().kind != "end":
            raise inner.unexpected("the end of the value")
    return node


AFTER["|"] = placed
