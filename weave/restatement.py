"""A step that says nothing: both sides are one and the same once signs, order and 1s are undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from fractions import Fraction

from weave.traversal import fields_of
from weave.tree import Divide, Hadamard, Minus, Negative, Node, Number, Plus, Power, Times

Factor = tuple[str, Hashable]
Factors = tuple[Factor, ...]
Scalar = Callable[[Node], bool]
Terms = dict[Factors, Fraction]
ONE = Fraction(1)


def restates(left: Node, right: Node, scalar: Scalar) -> bool:
    """Tell whether two sides are the same sum of products; `scalar` tells what commutes."""
    return terms(left, scalar) == terms(right, scalar)


def terms(node: Node, scalar: Scalar) -> Terms:
    """Write a side as a sum: products of factors, each with its coefficient."""
    if isinstance(node, Plus | Minus):
        sign = 1 if isinstance(node, Plus) else -1
        return added(terms(node.left, scalar), terms(node.right, scalar), sign)
    if isinstance(node, Negative):
        return added({}, terms(node.operand, scalar), -1)
    if isinstance(node, Number):
        return {(): Fraction(node.text)} if Fraction(node.text) else {}
    return product(node, scalar)


def product(node: Node, scalar: Scalar) -> Terms:
    """Write a product or a single factor as a sum of one term."""
    if isinstance(node, Times | Hadamard):
        return multiplied(node, scalar)
    if isinstance(node, Divide):
        return divided(node, scalar)
    if isinstance(node, Power) and node.exponent == Number("1"):
        return terms(node.base, scalar)
    return {((kind(node, scalar), opaque(node, scalar)),): ONE}


def kind(node: Node, scalar: Scalar) -> str:
    """Say whether a factor commutes."""
    return "scalar" if scalar(node) else "array"


def added(first: Terms, second: Terms, sign: int) -> Terms:
    """Add two sums; what cancels is gone."""
    total = Counter(first)
    for factors, coefficient in second.items():
        total[factors] += sign * coefficient  # type: ignore[assignment]
    return {factors: made for factors, made in total.items() if made}  # type: ignore[misc]


def multiplied(node: Times | Hadamard, scalar: Scalar) -> Terms:
    """Multiply: numbers into the coefficient, scalars in one order, arrays in their own."""
    for one, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(one, Number):
            scaled = terms(other, scalar)
            return added({}, {key: made * Fraction(one.text) for key, made in scaled.items()}, 1)
    (some, first), (more, second) = single(node.left, scalar), single(node.right, scalar)
    if not some * more:
        return {}
    factors = (*first, *second)
    if isinstance(node, Hadamard):
        return {(("array", tuple(sorted(map(repr, factors)))),): some * more}
    numbers = sorted((one for one in factors if one[0] == "scalar"), key=repr)
    arrays = [one for one in factors if one[0] != "scalar"]
    return {(*numbers, *arrays): some * more}


def divided(node: Divide, scalar: Scalar) -> Terms:
    """Divide: by a number into the coefficient, else by one opaque factor."""
    (some, first), (more, second) = single(node.top, scalar), single(node.bottom, scalar)
    if not second and more:
        return {first: some / more} if some else {}
    below = ((kind(node.bottom, scalar), ("over", spelled(node.bottom, scalar))),)
    return {tuple(sorted((*first, *below), key=repr)): some} if some else {}


def single(node: Node, scalar: Scalar) -> tuple[Fraction, Factors]:
    """Write a node as one product: a coefficient and factors; a sum is one opaque factor."""
    found = terms(node, scalar)
    if not found:
        return Fraction(0), ()
    if len(found) == 1:
        ((factors, coefficient),) = found.items()
        return coefficient, factors
    return ONE, ((kind(node, scalar), tuple(sorted(map(repr, found.items())))),)


def opaque(node: Node, scalar: Scalar) -> Hashable:
    """Write any other node by its kind and its parts, each in normal form."""
    inside: list[Hashable] = [type(node).__name__]
    for name in fields_of(type(node)):
        below = getattr(node, name)
        inside += [
            spelled(part, scalar) for part in (below if isinstance(below, tuple) else (below,))
        ]
    return tuple(inside)


def spelled(part: object, scalar: Scalar) -> str:
    """Write a part of a node so that equal parts are written equally."""
    return repr(sorted(map(repr, terms(part, scalar).items())) if isinstance(part, Node) else part)
