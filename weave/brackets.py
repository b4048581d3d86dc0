"""Brackets: groups, norms, absolute values, inner products, indicators, written-out matrices."""

from __future__ import annotations

from weave.clauses import Both
from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import ATOMS, atom, expression, whole
from weave.lex import Token
from weave.scripted import arguments, hang, is_function
from weave.sets import collection
from weave.spelling import Scripts, spell
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
    Relation,
    Row,
)
from weave.vocabulary import RELATIONS, TEXT

CLOSING = {
    "(": ")", "[": "]", "\\{": "\\}", "|": "|", "\\|": "\\|", "\\lvert": "\\rvert",
    "\\lVert": "\\rVert", "\\langle": "\\rangle",
}  # fmt: skip
ORDER = ("<", ">", "\\leq", "\\geq")
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
        while opening.text == "[" and cursor.at(",", ";"):
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
        raise Mistake(f"the norm {order} is not known; 1, 2, F and \\infty are", hung.at)
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
