"""What is laid out in rows, as LaTeX: case distinctions, matrices, matrices with dots."""

from __future__ import annotations

from weave import binders, tree
from weave.latex_forms import LATEX
from weave.readback import ATOM, FACTOR, Form, Language
from weave.traversal import rebuilt

BREAK = "\\\\"


@LATEX.speaks(tree.Branch)
def _branch(speak: Language, node: tree.Branch) -> Form:
    said = "\\text{otherwise}" if node.condition is None else speak.write(node.condition)
    return f"{speak.write(node.value)} & {said}", ATOM


@LATEX.speaks(tree.Cases)
def _cases(speak: Language, node: tree.Cases) -> Form:
    rows = " \\\\ ".join(speak.write(branch) for branch in node.branches)
    return f"\\begin{{cases}} {rows} \\end{{cases}}", FACTOR


@LATEX.speaks(tree.Row)
def _row(speak: Language, node: tree.Row) -> Form:
    return " & ".join(speak.write(one) for one in node.entries), ATOM


@LATEX.speaks(tree.Matrix)
def _matrix(speak: Language, node: tree.Matrix) -> Form:
    rows = " \\\\ ".join(speak.write(row) for row in node.rows)
    return f"\\begin{{pmatrix}} {rows} \\end{{pmatrix}}", ATOM


@LATEX.speaks(binders.Grid)
def _grid(speak: Language, node: binders.Grid) -> Form:
    rows, columns = ends(node.rows), ends(node.columns)
    cells = [[speak.write(at(at(node.body, *row), *column)) for column in columns] for row in rows]
    lines = [" & \\cdots & ".join(line) for line in cells]
    dots = " & ".join(["\\vdots"] * (2 * len(columns) - 1))
    return f"\\begin{{pmatrix}} {f' {BREAK} {dots} {BREAK} '.join(lines)} \\end{{pmatrix}}", ATOM


def ends(span: binders.Range | None) -> list[tuple[str, tree.Node]]:
    """Return the letter with its first and its last value."""
    if span is None or span.low is None or span.high is None:
        return [("", tree.Number("0"))]
    return [(span.variable, span.low), (span.variable, span.high)]


def at(body: tree.Node, letter: str, end: tree.Node) -> tree.Node:
    """Put a value in the place of a letter."""
    return rebuilt(body, lambda one: end if one == tree.Variable(letter) else at(one, letter, end))
