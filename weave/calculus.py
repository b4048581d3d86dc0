"""Fractions and roots, derivatives, gradients, sums and their kin."""

from __future__ import annotations

from collections.abc import Sequence

from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import (
    ATOMS,
    atom,
    expression,
    factor,
    starts_factor,
    whole,
)
from weave.lex import Token
from weave.scripted import hang
from weave.spelling import argument, base, spell, starts_base
from weave.tree import Derivative, Divide, Gradient, Node, Number, Order, Power, Root

D_SIGNS = {"\\partial": "\\partial", "d": "d", "\\mathrm{d}": "d"}


@atom("\\frac")
def fraction(cursor: Cursor) -> Node:
    """Read a fraction, or a derivative written as one."""
    start = cursor.take()
    top, bottom = cursor.group(), cursor.group("\\frac")
    sign = differential(top)
    if sign and differential(bottom) == sign:
        return derivative(cursor, start, top, bottom)
    node = Divide(whole(cursor, top, "the numerator"), whole(cursor, bottom, "the denominator"),
                  at=start.at)  # fmt: skip
    return hang(cursor, node, cursor.scripts())


def differential(parts: Sequence[Token]) -> str:
    r"""Return the sign (\partial or d) with which these tokens begin, if they do."""
    if parts and parts[0].text == "\\partial":
        return "\\partial"
    if upright(parts):
        return "d"
    is_d = bool(parts) and parts[0].text == "d" and (len(parts) == 1 or parts[1].text != "_")
    return "d" if is_d else ""


def after_sign(parts: Sequence[Token]) -> Sequence[Token]:
    """Step over the sign of a differential."""
    return parts[upright(parts) or 1 :]


def upright(parts: Sequence[Token]) -> int:
    r"""Return how many tokens an upright d takes at the head of these: \mathrm{d}, \mathrm d."""
    texts = [token.text for token in parts[:4]]
    if texts[:1] != ["\\mathrm"]:
        return 0
    return 4 if texts[1:] == ["{", "d", "}"] else 2 if texts[1:2] == ["d"] else 0


def sign_of(parts: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens of the d of an integral when a letter follows them."""
    many = upright(parts) or (1 if parts[0].text == "d" else 0)
    after = parts[many : many + 1]
    return parts[:many] if after and after[0].kind in ("letter", "command") else ()


def derivative(cursor: Cursor, start: Token, top: Sequence[Token], bottom: Sequence[Token]) -> Node:
    r"""Read \frac{\partial^2 L}{\partial x \partial y} or \frac{d}{dx} followed by one factor."""
    sign, rest = differential(top), after_sign(top)
    order, rest = power_of_sign(rest)
    by = variables(cursor, bottom, sign)
    if len(by) != order:
        raise Mistake(f"order {order} above, {len(by)} below", start.at)
    if rest:
        node: Node = Derivative(whole(cursor, rest, "the numerator"), by, sign, at=start.at)
        return hang(cursor, node, cursor.scripts())
    return Derivative(operand(cursor), by, sign, at=start.at)


def power_of_sign(rest: Sequence[Token]) -> tuple[int, Sequence[Token]]:
    r"""Read the 2 of \partial^2."""
    if rest and rest[0].text == "^":
        power, after = argument(rest, 1, "^")
        if [token.kind for token in power] != ["number"]:
            raise Mistake("the order of a derivative must be a number", rest[0].at)
        return int(power[0].text), rest[after:]
    return 1, rest


def variables(cursor: Cursor, bottom: Sequence[Token], sign: str) -> tuple[Node, ...]:
    """Read what one differentiates by; `x^2` counts twice."""
    inner, found = cursor.sub(bottom), list[Node]()
    while inner.peek().kind != "end":
        if differential(inner.parts[inner.place :]) != sign:
            raise inner.unexpected(f"{sign} before each variable")
        inner.place += len(inner.parts[inner.place :]) - len(after_sign(inner.parts[inner.place :]))
        found += repeated(factor(inner))
    return tuple(found)


def repeated(node: Node) -> list[Node]:
    """Turn x^2 below the bar into x, x."""
    if isinstance(node, Power) and isinstance(node.exponent, Number):
        return [node.base] * int(node.exponent.text)
    return [node]


def operand(cursor: Cursor) -> Node:
    """Read the one factor that an operator acts on."""
    if not starts_factor(cursor):
        raise cursor.unexpected("what is differentiated")
    node = factor(cursor)
    if starts_factor(cursor):
        raise Mistake("what does the derivative act on? Put it in parentheses", cursor.peek().at)
    return node


@atom("\\partial")
def partial_below(cursor: Cursor) -> Node:
    r"""Read \\partial_x L."""
    start = cursor.take()
    hung = cursor.scripts()
    if not (hung.sub or hung.sup) and starts_factor(cursor):
        return slashed(cursor, "\\partial", start)
    if not hung.sub or hung.sup:
        raise Mistake("by what? Write \\partial_x, or a fraction", start.at)
    by = whole(cursor, hung.sub, "the variable")
    return Derivative(operand(cursor), (by,), at=start.at)


@atom("d")
def slashed_d(cursor: Cursor) -> Node:
    """Read dL/dx, unless d is a name."""
    place = cursor.place
    if "d" in cursor.symbols.by_base or "d" in cursor.local or not starts_base(cursor.peek(1)):
        return ATOMS["name"](cursor)
    try:
        return slashed(cursor, "d", cursor.take())
    except Mistake:
        cursor.place = place
        return ATOMS["name"](cursor)


def slashed(cursor: Cursor, sign: str, start: Token) -> Node:
    r"""Read what follows the first sign of \partial L / \partial x."""
    of = factor(cursor)
    cursor.take("/")
    cursor.take(sign)
    return Derivative(of, (factor(cursor),), sign, at=start.at)


@atom("\\nabla")
def gradient(cursor: Cursor) -> Node:
    r"""Read \nabla_x L, \nabla L(x) and the Hessian \nabla_x^2 L."""
    start = cursor.take()
    hung = cursor.scripts()
    if hung.sup and spell(hung.sup) != "2":
        raise Mistake("only \\nabla and \\nabla^2 are known", hung.at)
    by = whole(cursor, hung.sub, "the variable") if hung.sub else None
    return Gradient(operand(cursor), by, 2 if hung.sup else 1, at=start.at)


@atom("\\sqrt")
def root(cursor: Cursor) -> Node:
    """Read a root and its degree."""
    start = cursor.take()
    degree = None
    if cursor.at("["):
        cursor.take()
        with cursor.within("]"):
            degree = expression(cursor)
        cursor.take("]")
    node = Root(whole(cursor, cursor.group(), "the root"), degree, at=start.at)
    return hang(cursor, node, cursor.scripts())


@atom("O", "\\mathcal")
def order(cursor: Cursor) -> Node:
    r"""Read O(h^2) or \mathcal O(h^2), unless O is a name."""
    start = cursor.peek()
    spelling, after = base(cursor.parts, cursor.place)
    bound = spelling in cursor.symbols.by_base or spelling not in ("O", "\\mathcal{O}")
    if bound or [token.text for token in cursor.parts[after : after + 1]] != ["("]:
        return ATOMS["name"](cursor)
    cursor.place = after
    cursor.take("(")
    with cursor.within(")"):
        inside = expression(cursor)
    cursor.take(")")
    return Order(inside, at=start.at)


@atom("\\underbrace", "\\overbrace")
def braced(cursor: Cursor) -> Node:
    """Read what the brace spans; its label is words only."""
    start = cursor.take()
    node = whole(cursor, cursor.group(), "what the brace spans")
    if cursor.at("_", "^"):
        cursor.take()
        label = cursor.group()
        if any(token.text not in ("\\text", "\\mathrm") and token.kind != "letter"
               and token.kind not in ("open", "close") for token in label):  # fmt: skip
            raise Mistake("the label of a brace is words: \\text{...}", start.at)
    return hang(cursor, node, cursor.scripts())
