"""What is laid out in rows: case distinctions and matrices."""

from __future__ import annotations

from collections.abc import Sequence

from weave.brackets import condition
from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import atom, expression, whole
from weave.lex import Token
from weave.scripted import hang, split
from weave.tree import Apply, Branch, Builtin, Cases, Matrix, Node, Row


def environment(cursor: Cursor) -> Sequence[Token]:
    r"""Take the tokens between \begin{x} and its \end{x}."""
    opening = cursor.take("\\begin")
    start, depth = cursor.place, 1
    while depth:
        token = cursor.take()
        if token.kind == "end":
            raise Mistake(f"\\begin{{{opening.argument}}} is never ended", opening.at)
        depth += {"\\begin": 1, "\\end": -1}.get(token.text, 0)
    return cursor.parts[start : cursor.place - 1]


@atom("\\begin")
def written_out(cursor: Cursor) -> Node:
    """Read cases or a matrix."""
    opening = cursor.peek()
    body = environment(cursor)
    lines = [line for line in split(body, "\\\\") if line]
    if opening.argument == "cases":
        return Cases(tuple(branch(cursor, line) for line in lines), at=opening.at)
    if opening.argument not in ("matrix", "pmatrix", "bmatrix", "vmatrix"):
        raise Mistake(f"the environment {opening.argument} is not known here", opening.at)
    rows = tuple(
        Row(tuple(whole(cursor, cell, "the entry") for cell in split(line, "&")), at=line[0].at)
        for line in lines
    )
    if len({len(row.entries) for row in rows}) > 1:
        raise Mistake("the rows of this matrix differ in length", opening.at)
    node: Node = Matrix(rows, at=opening.at)
    if opening.argument == "vmatrix":
        node = Apply(Builtin("det", at=opening.at), (node,), at=opening.at)
    return hang(cursor, node, cursor.scripts())


def branch(cursor: Cursor, line: Sequence[Token]) -> Branch:
    r"""Read `value & \text{if } condition`; `\text{otherwise}` or nothing closes the list."""
    cells = split(line, "&")
    if len(cells) != 2:
        raise Mistake("a case is a value, &, and its condition", line[0].at)
    value = cursor.sub(cells[0])
    node = expression(value)
    if value.at(",", ";"):
        value.take()
    if value.peek().kind != "end":
        raise value.unexpected("the end of the value")
    rest = [token for token in cells[1] if token.text != "\\text" and token.text not in ",.;"]
    if not rest:
        return Branch(node, None, at=line[0].at)
    inner = cursor.sub(rest)
    found = condition(inner)
    if inner.peek().kind != "end":
        raise inner.unexpected("the end of the condition")
    return Branch(node, found, at=line[0].at)
