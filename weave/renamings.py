"""Changes of what is named: another index, layer, symbol, bound or case."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from weave.binders import Range
from weave.mutants import Setting, operator
from weave.tree import Cases, Delta, Minus, Name, Node, Number, Plus, Subscript, Variable


@operator("index")
def index(node: Node, setting: Setting) -> Iterator[Node]:
    """Exchange two indices, or put another letter in the place of one."""
    if isinstance(node, Subscript):
        if len(node.indices) == 2:
            yield dataclasses.replace(node, indices=node.indices[::-1])
        for place, one in enumerate(node.indices):
            for other in setting.variables:
                if isinstance(one, Variable) and other.key != one.key:
                    fresh = (*node.indices[:place], other, *node.indices[place + 1 :])
                    yield dataclasses.replace(node, indices=fresh)


@operator("label")
def label(node: Node, _setting: Setting) -> Iterator[Node]:
    """Go one layer or step up or down."""
    if isinstance(node, Name) and node.label:
        for moved in stepped(node.label[0]):
            yield dataclasses.replace(node, label=(moved,))


def stepped(node: Node) -> Iterator[Node]:
    """Yield what is one more and one less."""
    if isinstance(node, Number):
        yield Number(str(int(node.text) + 1), at=node.at)
        yield Number(str(int(node.text) - 1), at=node.at)
        return
    one = Number("1", at=node.at)
    yield (
        node.left if isinstance(node, Minus) and node.right == one else Plus(node, one, at=node.at)
    )
    yield (
        node.left if isinstance(node, Plus) and node.right == one else Minus(node, one, at=node.at)
    )


@operator("bound")
def bound(node: Node, _setting: Setting) -> Iterator[Node]:
    """Begin a sum one later, end it one earlier."""
    if isinstance(node, Range) and node.low is not None and node.high is not None:
        one = Number("1", at=node.at)
        yield dataclasses.replace(node, low=Plus(node.low, one, at=node.at))
        yield dataclasses.replace(node, high=Minus(node.high, one, at=node.at))


@operator("case")
def case(node: Node, _setting: Setting) -> Iterator[Node]:
    """Exchange the first two cases; take Kronecker's delta for 1."""
    if isinstance(node, Cases) and len(node.branches) > 1:
        first, second, *others = node.branches
        swapped = (
            dataclasses.replace(first, value=second.value),
            dataclasses.replace(second, value=first.value),
        )
        yield dataclasses.replace(node, branches=(*swapped, *others))
    if isinstance(node, Delta):
        yield Number("1", at=node.at)


@operator("exchange")
def exchange(node: Node, setting: Setting) -> Iterator[Node]:
    """Put another symbol of the same shape in the place of one."""
    if isinstance(node, Name):
        for other in setting.names.get(setting.shape(node), ()):
            if other != node:
                yield dataclasses.replace(other, at=node.at)
