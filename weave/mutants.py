"""Every single change that an equation could suffer: what the check must notice.

Operators know shapes (a number has no transpose, numbers multiply in one way only) and leave out
what changes nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from weave.latex_reading import as_latex
from weave.traversal import children, rebuilt, walk
from weave.tree import (
    Apply,
    Builtin,
    Cases,
    Delta,
    Derivative,
    Divide,
    Fold,
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
    Range,
    Root,
    Subscript,
    Times,
    Transpose,
    Variable,
)

Shape = tuple[int, ...] | None
Shapes = Callable[[Node], Shape]


@dataclass(frozen=True)
class Mutant:
    """One change: its kind, the node before and after, the whole side without and with it."""

    kind: str
    before: Node
    after: Node
    whole: Node
    side: Node

    @property
    def told(self) -> str:
        """Write the change as an author names it."""
        return f"{self.kind}: {written(self.before)} -> {written(self.after)}"


def written(node: Node) -> str:
    """Write a node as LaTeX; a sum's range as its bounds."""
    if isinstance(node, Range):
        low, high = node.low, node.high
        ends = [as_latex(end) if end else "" for end in (low, high)]
        return f"{node.variable}={ends[0]}..{ends[1]}"
    return as_latex(node)


Operator = Callable[[Node, "Setting"], Iterator[Node]]
OPERATORS: list[tuple[str, Operator]] = []


@dataclass(frozen=True)
class Setting:
    """What an operator knows of its surroundings.

    shape: the shape of a node's value, None if it has none by itself
    names: the symbols of the equation by shape; variables: its index letters
    entered: ids of what stands directly under indices, where a transpose is an exchange of them
    """

    shape: Shapes
    names: dict[Shape, tuple[Name, ...]]
    variables: tuple[Variable, ...]
    entered: frozenset[int]


def operator(kind: str) -> Callable[[Operator], Operator]:
    """Register a kind of change."""

    def register(change: Operator) -> Operator:
        OPERATORS.append((kind, change))
        return change

    return register


def mutants(side: Node, setting: Setting) -> Iterator[Mutant]:
    """Yield every mutant of one side, each side's tree with one node changed."""
    for node, put in places(side):
        for kind, change in OPERATORS:
            for after in change(node, setting):
                if after != node:
                    yield Mutant(kind, node, after, side, put(after))


def places(root: Node) -> Iterator[tuple[Node, Callable[[Node], Node]]]:
    """Yield each node with a function that puts another in its place."""
    yield root, lambda fresh: fresh
    if isinstance(root, Range):
        return
    for below in () if isinstance(root, Name) else children(root):
        for node, put in places(below):
            yield node, lambda fresh, below=below, put=put: replaced(root, below, put(fresh))  # type: ignore[misc]


def replaced(root: Node, old: Node, fresh: Node) -> Node:
    """Put a node in the place of one that is directly below; the very one, not its equals."""
    return rebuilt(root, lambda one: fresh if one is old else one)


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


@operator("prime")
def prime(node: Node, _setting: Setting) -> Iterator[Node]:
    """Drop a prime."""
    if isinstance(node, Prime):
        below = node.function if node.order == 1 else Prime(node.function, node.order - 1)
        yield below


@operator("sum")
def total(node: Node, _setting: Setting) -> Iterator[Node]:
    """Take a product for a sum and the other way, the least for the largest."""
    turned = {"sum": "prod", "prod": "sum", "max": "min", "min": "max"}
    if isinstance(node, Fold) and node.operator in turned:
        yield dataclasses.replace(node, operator=turned[node.operator])


@operator("bound")
def bound(node: Node, _setting: Setting) -> Iterator[Node]:
    """Begin a sum one later, end it one earlier."""
    if isinstance(node, Range) and node.low is not None and node.high is not None:
        one = Number("1", at=node.at)
        yield dataclasses.replace(node, low=Plus(node.low, one, at=node.at))
        yield dataclasses.replace(node, high=Minus(node.high, one, at=node.at))


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
    """Take another norm."""
    if isinstance(node, Norm):
        yield dataclasses.replace(node, order="2" if node.order == "1" else "1")


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


@operator("order")
def order(node: Node, _setting: Setting) -> Iterator[Node]:
    """Differentiate once less."""
    if isinstance(node, Derivative) and len(node.by) > 1:
        yield dataclasses.replace(node, by=node.by[1:])


def setting_of(sides: tuple[Node, ...], shape: Shapes) -> Setting:
    """Collect what the operators need to know of an equation."""
    nodes = [node for side in sides for node in walk(side)]
    names: dict[Shape, dict[Name, None]] = {}
    for node in nodes:
        if isinstance(node, Name) and shape(node) is not None:
            names.setdefault(shape(node), {})[node] = None
    variables = dict.fromkeys(node for node in nodes if isinstance(node, Variable))
    entered = frozenset(id(node.operand) for node in nodes if isinstance(node, Subscript))
    by_shape = {key: tuple(found) for key, found in names.items()}
    return Setting(shape, by_shape, tuple(variables), entered)
