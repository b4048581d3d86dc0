"""What is laid out in rows: case distinctions and matrices."""

from __future__ import annotations

from collections.abc import Sequence

from weave.binders import Fold, Grid, Range
from weave.cursor import Cursor
from weave.ellipses import folded
from weave.errors import Mistake
from weave.events import condition
from weave.grammar import atom, expression, whole
from weave.lex import Token
from weave.scripted import hang, split
from weave.spelling import argument, spelled
from weave.tree import Apply, Branch, Builtin, Cases, Matrix, Node, Row
from weave.vocabulary import SENTENCE, TEXT, words


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


MATRICES = words("matrix pmatrix bmatrix vmatrix array")
DOTS = ("\\ldots", "\\cdots", "\\vdots", "\\ddots")


@atom("\\begin")
def written_out(cursor: Cursor) -> Node:
    """Read cases or a matrix."""
    opening = cursor.peek()
    body = environment(cursor)
    if opening.argument == "array":
        _, columns = argument(body, 0, "\\begin{array}")
        body = body[columns:]
    lines = [line for line in split(body, "\\\\") if line]
    if opening.argument == "cases":
        return Cases(tuple(branch(cursor, line) for line in lines), at=opening.at)
    if opening.argument not in MATRICES:
        raise Mistake(f"the environment {opening.argument} is not known here", opening.at)
    cells = [[read_cell(cursor, cell) for cell in split(line, "&")] for line in lines]
    if len({len(row) for row in cells}) > 1:
        raise Mistake("the rows of this matrix differ in length", opening.at)
    node = filled(cursor, cells, opening)
    if opening.argument == "vmatrix":
        node = Apply(Builtin("det", at=opening.at), (node,), at=opening.at)
    return hang(cursor, node, cursor.scripts())


@atom("cases")
def braced(cursor: Cursor) -> Node:
    r"""Read the array behind \left\{ as cases; its \right. has no token."""
    opening = cursor.peek()
    body = environment(cursor)
    _, columns = argument(body, 0, "\\begin{array}")
    lines = [line for line in split(body[columns:], "\\\\") if line]
    if cursor.at("\\}"):
        cursor.take()
    return Cases(tuple(branch(cursor, line) for line in lines), at=opening.at)


def read_cell(cursor: Cursor, cell: Sequence[Token]) -> Node | None:
    """Read one entry; None for dots or for the place between them."""
    if not cell or (len(cell) == 1 and cell[0].text in DOTS):
        return None
    return whole(cursor, cell, "the entry")


def filled(cursor: Cursor, cells: list[list[Node | None]], opening: Token) -> Node:
    """Make a matrix of entries, or what its dots stand for."""
    entries = [[cell for cell in row if cell is not None] for row in cells]
    if all(len(row) == len(cells[0]) for row in entries):
        rows = tuple(Row(tuple(row), at=opening.at) for row in entries)
        return Matrix(rows, at=opening.at)
    kept = [row for row in entries if row]
    if len({len(row) for row in kept}) != 1:
        raise Mistake("the dots of this matrix leave its shape open", opening.at)
    return grid(cursor, kept, opening)


def grid(cursor: Cursor, rows: list[list[Node]], opening: Token) -> Node:
    """Read what the dots of a matrix stand for from its outer rows and columns."""
    wide, across = [], None
    for row in rows:
        made, across = between(cursor, row, opening.at)
        wide.append(made)
    body, down = between(cursor, wide, opening.at)
    return Grid(down, across, body, at=opening.at)


def between(cursor: Cursor, terms: list[Node], at: int) -> tuple[Node, Range | None]:
    """Fold a row or column with dots before its last term."""
    if len(terms) == 1:
        return terms[0], None
    found = folded(cursor, terms[:-1], terms[-1], "row", at)
    if len(found) != 1 or not isinstance(found[0], Fold):
        raise Mistake("what do the dots stand for? Write both ends alike", at)
    return found[0].body, found[0].ranges[0]


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
    rest = list(cells[1])
    while rest and rest[0].text in TEXT and spelled(rest[0]) not in cursor.symbols.by_base:
        rest.pop(0)
    while rest and rest[-1].text in SENTENCE:
        rest.pop()
    if not rest:
        return Branch(node, None, at=line[0].at)
    inner = cursor.sub(rest)
    found = condition(inner)
    if inner.peek().kind != "end":
        raise inner.unexpected("the end of the condition")
    return Branch(node, found, at=line[0].at)
