"""Brackets: groups, norms, absolute values, inner products, indicators, written-out matrices."""

from __future__ import annotations

from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import ATOMS, atom, expression, whole
from weave.lex import Token
from weave.scripted import CLOSING as SHUTTING
from weave.scripted import OPENING, arguments, hang, is_function, is_transpose
from weave.spelling import Scripts, scripts, spell
from weave.tree import (
    Absolute,
    Apply,
    Builtin,
    Compose,
    Convolve,
    Inner,
    Matrix,
    Node,
    Norm,
    Number,
    Prime,
    Row,
)

CLOSING = {
    "(": ")", "[": "]", "\\{": "\\}", "|": "|", "\\|": "\\|", "\\lvert": "\\rvert",
    "\\lVert": "\\rVert", "\\langle": "\\rangle",
}  # fmt: skip
NORMS = {"1": "1", "2": "2", "F": "F", "\\infty": "\\infty", "": "2"}


@atom("(", "[", "\\{")
def group(cursor: Cursor) -> Node:
    """Read a bracketed expression; commas in square brackets join arrays."""
    opening = cursor.take()
    if opening.text == "\\{" and cursor.peek().argument == "array":
        return ATOMS["cases"](cursor)
    closing = CLOSING[opening.text]
    with cursor.within(closing):
        entries, marks = [expression(cursor)], set[str]()
        while cursor.at(",", ";") and (opening.text == "[" or turned(cursor)):
            marks.add(cursor.take().text)
            entries.append(expression(cursor))
    cursor.take(closing)
    node = entries[0] if not marks else joined(entries, marks, opening)
    if [cursor.peek().text, cursor.peek(1).text] == ["_", "+"]:
        cursor.take(), cursor.take()
        node = Apply(Builtin("max", at=opening.at), (Number("0", at=opening.at), node), at=node.at)
    if applicable(cursor, node) and cursor.at("(", "'"):
        primes = cursor.scripts().primes
        head = Prime(node, primes, at=node.at) if primes else node
        node = Apply(head, arguments(cursor), at=node.at)
    return hang(cursor, node, cursor.scripts())


def turned(cursor: Cursor) -> bool:
    """Tell whether the parentheses here are turned into a column: (a, b)^T."""
    depth = 0
    for place in range(cursor.place, len(cursor.parts)):
        token = cursor.parts[place]
        depth += (token.text in OPENING) - (token.text in SHUTTING)
        if depth < 0:
            hung, _ = scripts(cursor.parts, place + 1)
            return bool(hung.sup) and is_transpose(cursor, hung.sup)
    return False


def applicable(cursor: Cursor, node: Node) -> bool:
    """Tell whether what stands in brackets is a function: f \\circ g, or f * g of functions."""
    if isinstance(node, Convolve):
        return is_function(cursor, node.left) and is_function(cursor, node.right)
    return isinstance(node, Compose)


def joined(entries: list[Node], marks: set[str], opening: Token) -> Node:
    """Make [a, b] one row of blocks and [a; b] one column of blocks."""
    if len(marks) > 1:
        raise Mistake("commas and semicolons in one bracket: use a pmatrix", opening.at)
    if marks == {";"}:
        return Matrix(tuple(Row((entry,), at=entry.at) for entry in entries), at=opening.at)
    return Matrix((Row(tuple(entries), at=opening.at),), at=opening.at)


@atom("{")
def braces(cursor: Cursor) -> Node:
    """Read a group in braces, which print nothing."""
    node = whole(cursor, cursor.group(), "the group")
    return hang(cursor, node, cursor.scripts())


@atom("|", "\\lvert")
def absolute(cursor: Cursor) -> Node:
    """Read an absolute value, or a norm between double bars."""
    opening = cursor.take()
    if doubled(cursor, opening):
        return double_bars(cursor, opening)
    closing = CLOSING[opening.text]
    with cursor.within(closing):
        node = Absolute(expression(cursor), at=opening.at)
    cursor.take(closing)
    return hang(cursor, node, cursor.scripts())


def doubled(cursor: Cursor, bar: Token) -> bool:
    """Tell whether a second bar stands right beside this one."""
    return bar.text == "|" and cursor.at("|") and cursor.peek().at == bar.at + 1


def double_bars(cursor: Cursor, opening: Token) -> Node:
    """Read ||x||; bars within bars are told apart by \\lvert and \\rvert."""
    cursor.take()
    with cursor.within("|"):
        inside = expression(cursor)
    last = cursor.take("|")
    if not doubled(cursor, last):
        raise Mistake("|| opens a norm; bars within bars are \\lvert and \\rvert", opening.at)
    cursor.take()
    return normed(cursor, inside, opening)


@atom("\\lfloor", "\\lceil")
def rounded(cursor: Cursor) -> Node:
    """Read the next whole number below or above."""
    opening = cursor.take()
    name = opening.text[2:]
    with cursor.within(f"\\r{name}"):
        inside = expression(cursor)
    cursor.take(f"\\r{name}")
    node = Apply(Builtin(name, at=opening.at), (inside,), at=opening.at)
    return hang(cursor, node, cursor.scripts())


@atom("\\binom")
def binomial(cursor: Cursor) -> Node:
    """Read n over k."""
    start = cursor.take()
    pair = (whole(cursor, cursor.group()), whole(cursor, cursor.group("\\binom")))
    return Apply(Builtin("binom", at=start.at), pair, at=start.at)


@atom("\\boxed", "\\textcolor", "\\colorbox")
def shown(cursor: Cursor) -> Node:
    """Read what stands in a frame or a colour."""
    start = cursor.take()
    if start.text != "\\boxed":
        cursor.group()
    node = whole(cursor, cursor.group(), "what is shown")
    return hang(cursor, node, cursor.scripts())


@atom("\\|", "\\lVert")
def norm(cursor: Cursor) -> Node:
    """Read a norm and which one it is."""
    opening = cursor.take()
    closing = CLOSING[opening.text]
    with cursor.within(closing):
        inside = expression(cursor)
    cursor.take(closing)
    return normed(cursor, inside, opening)


def normed(cursor: Cursor, inside: Node, opening: Token) -> Node:
    """Read which norm it is."""
    hung = cursor.scripts()
    order = spell(hung.sub)
    if order not in NORMS:
        power = whole(cursor, hung.sub, "the order of the norm")
        node = Apply(Builtin("norm", at=opening.at), (inside, power), at=opening.at)
        return hang(cursor, node, Scripts((), hung.sup))
    return hang(cursor, Norm(inside, NORMS[order], at=opening.at), Scripts((), hung.sup))


@atom("\\langle")
def inner(cursor: Cursor) -> Node:
    """Read an inner product."""
    opening = cursor.take()
    with cursor.within("\\rangle"):
        left = expression(cursor)
        cursor.take(",")
        right = expression(cursor)
    cursor.take("\\rangle")
    return hang(cursor, Inner(left, right, at=opening.at), cursor.scripts())
