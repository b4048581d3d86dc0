"""What may stand right of \\in: intervals, sets written out, spaces of arrays."""

from __future__ import annotations

from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import expression, factor, whole
from weave.spelling import base, spell
from weave.tree import Between, Members, Negative, Node, Space

REALS = "\\mathbb{R}"


def collection(cursor: Cursor) -> Node:
    r"""Read [0, 1], (0, 1], \{0, 1\}, \mathbb{R}^{n \times d} or the name of a set."""
    start = cursor.peek()
    if start.text == "\\mathbb" and not named(cursor):
        return space(cursor)
    if start.text == "\\{":
        return members(cursor)
    if start.text in ("(", "["):
        return interval(cursor)
    return expression(cursor)


def named(cursor: Cursor) -> bool:
    r"""Tell whether a letter such as \mathbb{G} is a symbol of the scene."""
    spelling, _ = base(cursor.parts, cursor.place)
    return spelling in cursor.symbols.by_base


def space(cursor: Cursor) -> Node:
    r"""Read \mathbb{R}, \mathbb{R}^n, \mathbb{R}^{n \times d}."""
    start = cursor.peek()
    spelling, cursor.place = base(cursor.parts, cursor.place)
    if spelling != REALS:
        raise Mistake(f"{spelling} is no set known here; \\mathbb{{R}} is", start.at)
    sup = cursor.scripts().sup
    sizes, part = list[Node](), list(sup)
    while part:
        cut = next((at for at, token in enumerate(part) if token.text == "\\times"), len(part))
        if not part[:cut]:
            raise Mistake(f"the shape {spell(sup)} is not complete", sup[0].at)
        sizes.append(whole(cursor, part[:cut], "the size"))
        part = part[cut + 1 :]
    return Space(tuple(sizes), at=start.at)


def members(cursor: Cursor) -> Node:
    r"""Read \{0, 1\}."""
    start = cursor.take("\\{")
    with cursor.within("\\}"):
        found = [expression(cursor)]
        while cursor.at(","):
            cursor.take()
            found.append(expression(cursor))
    cursor.take("\\}")
    return Members(tuple(found), at=start.at)


def interval(cursor: Cursor) -> Node:
    """Read [a, b) and its kin."""
    start = cursor.take("(", "[")
    low = end(cursor)
    cursor.take(",")
    high = end(cursor)
    last = cursor.take(")", "]")
    return Between(low, high, start.text + last.text, at=start.at)


def end(cursor: Cursor) -> Node:
    """Read one end of an interval; it may be infinite."""
    minus = cursor.at("-") and cursor.peek(1).text == "\\infty"
    if minus:
        sign = cursor.take()
        return Negative(factor(cursor), at=sign.at)
    return expression(cursor)
