"""The single changes that make mutants of an equation; each knows where it would be a no-op."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from weave.binders import Fold
from weave.mutants import Setting, operator
from weave.tree import (
    Absolute,
    Apply,
    Builtin,
    Derivative,
    Divide,
    Hadamard,
    Minus,
    Name,
    Negative,
    Node,
    Norm,
    Number,
    Order,
    Plus,
    Power,
    Prime,
    Root,
    Subscript,
    Times,
    Transpose,
)


@operator("sign")
def sign(node: Node, _setting: Setting) -> Iterator[Node]:
    """Turn plus into minus and back; drop a minus."""
    if isinstance(node, Plus | Minus) and not isinstance(node.right, Order):
        turned = Minus if isinstance(node, Plus) else Plus
        yield turned(node.left, node.right, at=node.at)
    if isinstance(node, Negative):
        yield node.operand


@operator("term")
def term(node: Node, _setting: Setting) -> Iterator[Node]:
    """Drop a term."""
    if isinstance(node, Plus | Minus):
        yield node.left
        yield Negative(node.right, at=node.at) if isinstance(node, Minus) else node.right


@operator("factor")
def factor(node: Node, setting: Setting) -> Iterator[Node]:
    """Drop a factor or a denominator, where the shape stays."""
    if isinstance(node, Times | Hadamard):
        for kept, lost in ((node.left, node.right), (node.right, node.left)):
            if setting.shape(lost) == () or setting.shape(kept) == setting.shape(node):
                yield kept
    if isinstance(node, Divide):
        yield node.top


@operator("fraction")
def fraction(node: Node, _setting: Setting) -> Iterator[Node]:
    """Turn a fraction over."""
    if isinstance(node, Divide):
        yield Divide(node.bottom, node.top, node.sign, at=node.at)


@operator("transpose")
def transpose(node: Node, setting: Setting) -> Iterator[Node]:
    """Drop a transpose, or put one on a matrix that has none."""
    if isinstance(node, Transpose):
        yield node.operand
    elif (
        isinstance(node, Name | Subscript)
        and len(setting.shape(node) or ()) == 2
        and id(node) not in setting.entered
    ):
        yield Transpose(node, at=node.at)


@operator("product")
def product(node: Node, setting: Setting) -> Iterator[Node]:
    """Turn a matrix product into an entrywise one and back."""
    if not isinstance(node, Times | Hadamard):
        return
    if setting.shape(node.left) == () or setting.shape(node.right) == ():
        return
    kind = Hadamard if isinstance(node, Times) else Times
    yield kind(node.left, node.right, at=node.at)


@operator("prime")
def prime(node: Node, _setting: Setting) -> Iterator[Node]:
    """Drop a prime."""
    if isinstance(node, Prime):
        below = node.function if node.order == 1 else Prime(node.function, node.order - 1)
        yield below


@operator("sum")
def total(node: Node, _setting: Setting) -> Iterator[Node]:
    """Take a product for a sum and the other way, the least for the largest."""
    turned = {
        "sum": "prod", "prod": "sum", "max": "min", "min": "max", "sup": "inf", "inf": "sup"
    }  # fmt: skip
    if isinstance(node, Fold) and node.operator in turned:
        yield dataclasses.replace(node, operator=turned[node.operator])


@operator("constant")
def constant(node: Node, _setting: Setting) -> Iterator[Node]:
    """Take the next number."""
    if isinstance(node, Number):
        digits = len(node.text.partition(".")[2])
        yield Number(f"{float(node.text) + 10.0**-digits:.{digits}f}", at=node.at)


@operator("power")
def power(node: Node, _setting: Setting) -> Iterator[Node]:
    """Drop a power or a root."""
    if isinstance(node, Power) and not is_euler(node.base):
        yield node.base
    if isinstance(node, Root):
        yield node.operand


def is_euler(node: Node) -> bool:
    """Tell whether this is the number e."""
    return isinstance(node, Builtin) and node.name == "e"


@operator("function")
def function(node: Node, setting: Setting) -> Iterator[Node]:
    """Drop a function that keeps the shape; take the least for the largest."""
    if isinstance(node, Apply):
        if len(node.arguments) == 1 and not isinstance(node.function, Prime):
            (argument,) = node.arguments
            if setting.shape(argument) == setting.shape(node):
                yield argument
        twin = {"max": "min", "min": "max", "sin": "cos", "cos": "sin"}
        if isinstance(node.function, Builtin) and node.function.name in twin:
            turned = Builtin(twin[node.function.name], at=node.at)
            yield dataclasses.replace(node, function=turned)


@operator("norm")
def norm(node: Node, _setting: Setting) -> Iterator[Node]:
    """Take another norm; drop an absolute value."""
    if isinstance(node, Absolute):
        yield node.operand
    if isinstance(node, Norm):
        yield dataclasses.replace(node, order="2" if node.order == "1" else "1")


@operator("order")
def order(node: Node, _setting: Setting) -> Iterator[Node]:
    """Differentiate once less."""
    if isinstance(node, Derivative) and len(node.by) > 1:
        yield dataclasses.replace(node, by=node.by[1:])
