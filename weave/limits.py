"""Integrals, limits, expectations and arg max: signs that bring a letter of their own."""

from __future__ import annotations

from weave.binders import Fold, Infinity, Integral, Limit, Range
from weave.calculus import sign_of
from weave.chances import expectation
from weave.chances import letters as indices
from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import atom, expression, factor, product, starts_factor, whole
from weave.lex import Token
from weave.scripted import CLOSING, OPENING, hang
from weave.spelling import Scripts, base
from weave.sums import FOLDS, folded
from weave.tree import Apply, Builtin, Hadamard, Minus, Negative, Node

MEANS = {
    "\\mathbb{E}": "E", "\\mathbf{E}": "E", "\\operatorname{E}": "E", "\\operatorname{Var}": "Var",
    "\\mathbb{V}": "Var", "\\operatorname{Cov}": "Cov", "E": "E",
}  # fmt: skip


@atom("\\infty")
def infinity(cursor: Cursor) -> Node:
    """Read infinity, which only bounds and targets hold."""
    return Infinity(at=cursor.take().at)


@atom("\\int")
def integral(cursor: Cursor) -> Node:
    r"""Read \int_a^b f(x) \, dx: the body ends at the last d of the same level."""
    start = cursor.take()
    hung = cursor.scripts()
    if bool(hung.sub) != bool(hung.sup):
        raise Mistake("an integral needs both its bounds, or none: then over all numbers", start.at)
    end = differential(cursor)
    letter = cursor.parts[end + len(sign_of(cursor.parts[end:]))]
    low, high = bounds(cursor, hung, start)
    inner = cursor.sub(cursor.parts[cursor.place : end])
    with inner.naming(letter.text):
        body = expression(inner)
    if inner.peek().kind != "end":
        raise inner.unexpected("the end of the integral")
    cursor.place = end + len(sign_of(cursor.parts[end:])) + 1
    return Integral(letter.text, low, high, body, at=start.at)


def bounds(cursor: Cursor, hung: Scripts, start: Token) -> tuple[Node, Node]:
    """Read the bounds of an integral; without any it goes over all numbers."""
    if not hung.sub:
        return Negative(Infinity(at=start.at), at=start.at), Infinity(at=start.at)
    return whole(cursor, hung.sub, "the bound"), whole(cursor, hung.sup, "the bound")


def differential(cursor: Cursor) -> int:
    """Find the d of the integral: the first at this level, those of inner integrals skipped."""
    depth = inner = 0
    for place in range(cursor.place, len(cursor.parts) - 1):
        token, sign = cursor.parts[place], sign_of(cursor.parts[place:])
        depth += (token.text in OPENING) - (token.text in CLOSING)
        inner += depth == 0 and token.text == "\\int"
        if depth == 0 and sign and cursor.parts[place - 1].text not in ("_", "^"):
            if not inner:
                return place
            inner -= 1
    raise Mistake("this integral has no d to end it", cursor.peek().at)


@atom("\\lim")
def limit(cursor: Cursor) -> Node:
    r"""Read \lim_{h \to 0}; its body ends at a top-level plus or minus."""
    start = cursor.take()
    letter, target = approach(cursor, cursor.scripts(), start)
    with cursor.naming(letter):
        if not starts_factor(cursor):
            raise cursor.unexpected("the body")
        body = product(cursor)
    return Limit(letter, target, body, at=start.at)


def approach(cursor: Cursor, hung: Scripts, start: Token) -> tuple[str, Node]:
    r"""Read h \to 0."""
    sub = hung.sub
    if len(sub) < 3 or sub[1].text not in ("\\to", "\\searrow", "\\downarrow"):
        raise Mistake("where to? Write \\lim_{h \\to 0}", start.at)
    return sub[0].text, whole(cursor, sub[2:], "the target")


@atom("\\arg")
def extreme_place(cursor: Cursor) -> Node:
    r"""Read \arg\max_j and \arg\min_j."""
    start = cursor.take("\\arg")
    which = cursor.take("\\max", "\\min")
    return folded(cursor, start, f"arg{which.text[1:]}")


@atom("\\underset")
def below(cursor: Cursor) -> Node:
    r"""Read \underset{j}{\max} as \max_j."""
    start = cursor.take()
    under, sign = cursor.group(), cursor.group("\\underset")
    marks = [Token("sign", "_", start.at), Token("open", "{", start.at)]
    tail = [*marks, *under, Token("close", "}", start.at)]
    if not sign or sign[-1].text not in (*FOLDS, "\\lim"):
        raise Mistake("\\underset puts an index below \\max, \\sup, \\sum, \\lim", start.at)
    cursor.parts = [*cursor.parts[: cursor.place], *sign, *tail, *cursor.parts[cursor.place :]]
    return factor(cursor)


@atom("mean")
def mean(cursor: Cursor) -> Node:
    r"""Read \mathbb{E}[x], \mathbb{E}_i[x_i], \operatorname{Var}_i(x_i)."""
    start = cursor.peek()
    spelling, cursor.place = base(cursor.parts, cursor.place)
    which = MEANS[spelling]
    below = cursor.scripts().sub
    if any(token.text == "\\sim" for token in below):
        return expectation(cursor, below, start)
    letters = indices(cursor, below)
    with cursor.naming(*letters):
        bodies = bracketed(cursor)
    if letters and which == "Cov" and len(bodies) == 2:
        return hang(cursor, covariance(letters, bodies, start.at), cursor.scripts())
    if not letters:
        node: Node = Apply(Builtin(which, at=start.at), bodies, at=start.at)
    elif len(bodies) > 1:
        raise Mistake(f"{spelling} takes one argument", start.at)
    else:
        ranges = tuple(Range(letter, at=start.at) for letter in letters)
        node = Fold("mean" if which == "E" else "var", ranges, (), bodies[0], at=start.at)
    return hang(cursor, node, cursor.scripts())


def covariance(letters: tuple[str, ...], bodies: tuple[Node, ...], at: int) -> Node:
    """Write a covariance as the mean of the product less the product of the means."""
    ranges = tuple(Range(letter, at=at) for letter in letters)
    both = Fold("mean", ranges, (), Hadamard(*bodies, at=at), at=at)
    first, second = (Fold("mean", ranges, (), body, at=at) for body in bodies)
    return Minus(both, Hadamard(first, second, at=at), at=at)


def bracketed(cursor: Cursor) -> tuple[Node, ...]:
    """Read [x], (x, y) or one factor."""
    pairs = {"[": "]", "(": ")", "\\{": "\\}"}
    if not cursor.at(*pairs):
        return (factor(cursor),)
    last = pairs[cursor.take().text]
    with cursor.within(last):
        found = [expression(cursor)]
        while cursor.at(","):
            cursor.take()
            found.append(expression(cursor))
    cursor.take(last)
    return tuple(found)
