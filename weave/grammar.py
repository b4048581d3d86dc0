"""The precedence of the notation: sums, products, juxtaposition, factors with scripts.

Rooms above register what stands at the head of a factor (`@atom`); here is only how they combine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from weave.cursor import Cursor
from weave.ellipses import DOTS, folded
from weave.errors import Mistake, nearest
from weave.lex import Token
from weave.spelling import spelled, starts_base
from weave.tree import (
    Compose,
    Convolve,
    Divide,
    Hadamard,
    Minus,
    Negative,
    Node,
    Outer,
    Plus,
    Times,
)
from weave.vocabulary import BASES, CLOSERS, PRODUCTS, RAW, RELATIONS

DEEPEST = 60

Atom = Callable[[Cursor], Node]
ATOMS: dict[str, Atom] = {}
AFTER: dict[str, Callable[[Cursor, Node], Node]] = {}


def atom(*heads: str) -> Callable[[Atom], Atom]:
    """Register how a factor that begins with one of `heads` is read."""

    def register(reader: Atom) -> Atom:
        ATOMS.update(dict.fromkeys(heads, reader))
        return reader

    return register


def whole(cursor: Cursor, parts: Sequence[Token], what: str = "an expression") -> Node:
    """Read tokens as one expression, to the last."""
    inner = cursor.sub(parts)
    node = expression(inner)
    if inner.peek().kind != "end":
        raise inner.unexpected(f"the end of {what}")
    return node


def expression(cursor: Cursor) -> Node:
    """Read a sum of products."""
    left = signed(cursor)
    while cursor.at("+", "-"):
        sign = cursor.take()
        if sign.text == "+" and cursor.at(*DOTS):
            left = dotted_sum(cursor, left)
            continue
        right = product(cursor)
        kind = Plus if sign.text == "+" else Minus
        left = kind(left, right, at=sign.at)
    return left


def dotted_sum(cursor: Cursor, left: Node) -> Node:
    r"""Read \\dots + x_n after the terms before it."""
    at = cursor.take().at
    cursor.take("+")
    terms = chain_of(left, Plus)
    first, *others = folded(cursor, terms, product(cursor), "sum", at)
    for term in others:
        first = Plus(first, term, at=at)
    return first


def chain_of(node: Node, kind: type[Plus] | type[Times]) -> list[Node]:
    """Cut a left-leaning chain into its terms or factors."""
    terms: list[Node] = []
    while isinstance(node, kind):
        terms.insert(0, node.right)
        node = node.left
    return [node, *terms]


def signed(cursor: Cursor) -> Node:
    """Read the first term of a sum, which may carry a minus."""
    if cursor.at("-"):
        sign = cursor.take()
        return Negative(product(cursor), at=sign.at)
    if cursor.at("+") and cursor.peek(1).kind == "number":
        cursor.take()
    if cursor.at("+"):
        raise Mistake("a plus before the first term says nothing; leave it out", cursor.peek().at)
    return product(cursor)


def product(cursor: Cursor) -> Node:
    r"""Read factors between product signs; juxtaposition binds tighter than all of them."""
    left = juxtaposition(cursor)
    while cursor.at(*PRODUCTS):
        sign = cursor.take()
        right = factor(cursor) if sign.text == "/" else juxtaposition(cursor)
        if sign.text == "/" and starts_factor(cursor):
            raise Mistake(
                "a/bc is ambiguous: write \\frac{a}{bc} or \\frac{a}{b} c", cursor.peek().at
            )
        left = joined(left, sign, right)
    return left


def joined(left: Node, sign: Token, right: Node) -> Node:
    """Make the node of a product sign."""
    plain: dict[str, type[Hadamard | Outer | Compose]] = {
        "\\odot": Hadamard, "\\otimes": Outer, "\\circ": Compose
    }  # fmt: skip
    if sign.text in plain:
        return plain[sign.text](left, right, at=sign.at)
    if sign.text in ("/", "\\div"):
        return Divide(left, right, "/", at=sign.at)
    if sign.text in ("*", "\\star"):
        return Convolve(left, right, sign.text, at=sign.at)
    if sign.text == "\\oslash":
        return Divide(left, right, sign.text, at=sign.at)
    return Times(left, right, sign.text, at=sign.at)


def juxtaposition(cursor: Cursor) -> Node:
    """Read factors that stand side by side."""
    left = factor(cursor)
    while starts_factor(cursor) or cursor.at("\\cdots") or evaluated(cursor):
        token = cursor.peek()
        if evaluated(cursor):
            left = AFTER[token.text](cursor, left)
            continue
        if token.text == "\\cdots":
            left = dotted_product(cursor, left)
            continue
        if token.kind == "number":
            raise Mistake("a number after a factor: put it first, or write \\cdot", token.at)
        right = factor(cursor)
        left = Times(left, right, at=token.at)
    return left


def dotted_product(cursor: Cursor, left: Node) -> Node:
    r"""Read \\cdots x_n after the factors before it."""
    at = cursor.take().at
    first, *others = folded(cursor, chain_of(left, Times), factor(cursor), "prod", at)
    for one in others:
        first = Times(first, one, at=at)
    return first


def evaluated(cursor: Cursor) -> bool:
    """Tell whether a bar comes that says where the value before it is taken."""
    open_bar = bool(cursor.bars) and cursor.bars[-1] == "|"
    return cursor.at("|") and cursor.peek(1).text == "_" and not open_bar


def starts_factor(cursor: Cursor) -> bool:
    """Tell whether another factor follows; an unknown command does, so that it is named."""
    token = cursor.peek()
    if token.kind in ("end", "close") or evaluated(cursor):
        return False
    if (cursor.bars and token.text == cursor.bars[-1]) or (token.gap and not cursor.bars):
        return False
    if token.text in RAW and starts_base(token):
        return cursor.symbols.by_base.get(spelled(token)) is not None or (
            token.text.startswith("\\operatorname")
        )
    return token.text not in CLOSERS


def factor(cursor: Cursor) -> Node:
    """Read one factor: a number, a registered construct or a name."""
    token = cursor.peek()
    if token.kind == "end" or (token.text in CLOSERS and not starts_base(token)):
        raise cursor.unexpected("a value")
    cursor.depth += 1
    if cursor.depth > DEEPEST:
        raise Mistake(f"nested more than {DEEPEST} deep", token.at)
    node = reader_of(token)(cursor)
    cursor.depth -= 1
    return node


def other_command(text: str) -> str:
    """Say which command may have been meant, or how a function of another name is written."""
    hint = nearest(text, [*ATOMS, *RELATIONS, *PRODUCTS, *BASES], alike=0.7)
    if hint or not text[1:].isalpha():
        return hint
    return f"; a name of several letters is \\operatorname{{{text[1:]}}}"


def reader_of(token: Token) -> Atom:
    """Find who reads a factor that begins with this token."""
    if token.kind == "number":
        return ATOMS["number"]
    reader = ATOMS.get(token.text)
    if reader is None and not starts_base(token):
        raise Mistake(f"{token.text} is not known here{other_command(token.text)}", token.at)
    return reader or ATOMS["name"]
