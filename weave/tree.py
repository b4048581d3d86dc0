"""What an equation is made of: an immutable tree; every node knows its place in the LaTeX."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Node:
    """A part of an equation; `at` is its offset in the LaTeX and does not count for equality."""

    at: int = field(default=0, compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class Number(Node):
    """A literal such as 2 or 0.5."""

    text: str


@dataclass(frozen=True)
class Name(Node):
    """A symbol of the scene; `label` holds the layer or step of a member of a family."""

    key: str
    label: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Variable(Node):
    """An index or a label letter."""

    key: str


@dataclass(frozen=True)
class Builtin(Node):
    """A function that the notation itself brings, such as log."""

    name: str


@dataclass(frozen=True)
class Prime(Node):
    """A derivative function f', f''."""

    function: Node
    order: int


@dataclass(frozen=True)
class Negative(Node):
    """-a."""

    operand: Node


@dataclass(frozen=True)
class Plus(Node):
    """a + b."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Minus(Node):
    """a - b."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Times(Node):
    r"""A matrix product or a scaling; `sign` is empty, \cdot or \times."""

    left: Node
    right: Node
    sign: str = ""


@dataclass(frozen=True)
class Hadamard(Node):
    r"""a \odot b, entry by entry."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Outer(Node):
    r"""a \otimes b: outer product of one-axis arrays, Kronecker product of matrices."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Compose(Node):
    r"""f \circ g."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Divide(Node):
    r"""A fraction; `sign` is \frac or /."""

    top: Node
    bottom: Node
    sign: str = "\\frac"


@dataclass(frozen=True)
class Power(Node):
    """A power, the inverse included."""

    base: Node
    exponent: Node


@dataclass(frozen=True)
class HadamardPower(Node):
    r"""A^{\odot 2}: a power entry by entry."""

    base: Node
    exponent: Node


@dataclass(frozen=True)
class Transpose(Node):
    r"""A^\top."""

    operand: Node


@dataclass(frozen=True)
class Root(Node):
    """A square root, or a root of a stated degree."""

    operand: Node
    degree: Node | None = None


@dataclass(frozen=True)
class Apply(Node):
    """A function on its arguments."""

    function: Node
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Subscript(Node):
    """Entries of an array, counted from 1."""

    operand: Node
    indices: tuple[Node, ...]


@dataclass(frozen=True)
class Norm(Node):
    """A norm; `order` is 2, 1, F or \\infty."""

    operand: Node
    order: str = "2"


@dataclass(frozen=True)
class Absolute(Node):
    """|a|, entry by entry."""

    operand: Node


@dataclass(frozen=True)
class Inner(Node):
    r"""\langle a, b \rangle: the sum of the entrywise product."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Derivative(Node):
    r"""A derivative by one or more symbols; `sign` is \partial or d."""

    of: Node
    by: tuple[Node, ...]
    sign: str = "\\partial"


@dataclass(frozen=True)
class Gradient(Node):
    r"""\nabla_x f, or \nabla_x^2 f for the Hessian."""

    of: Node
    by: Node | None
    order: int = 1


@dataclass(frozen=True)
class Delta(Node):
    r"""Kronecker's \delta_{ij}."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Ones(Node):
    r"""\mathbf{1}: a column of ones, as long as its neighbour needs or as long as `size` says."""

    size: Node | None = None


@dataclass(frozen=True)
class Identity(Node):
    r"""\mathbf{I}: the identity matrix, as large as its neighbour needs or as `size` says."""

    size: Node | None = None


@dataclass(frozen=True)
class Indicator(Node):
    r"""\mathbf{1}[condition]: 1 where it holds, else 0."""

    condition: Node


@dataclass(frozen=True)
class Branch(Node):
    """One line of a case distinction; no condition means otherwise."""

    value: Node
    condition: Node | None


@dataclass(frozen=True)
class Cases(Node):
    """A case distinction, entry by entry; the first condition that holds wins."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Row(Node):
    """One row of a matrix written out."""

    entries: tuple[Node, ...]


@dataclass(frozen=True)
class Matrix(Node):
    """A matrix written out; its entries may be blocks."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Order(Node):
    """O(h^p): what may be left over."""

    argument: Node


@dataclass(frozen=True)
class Convolve(Node):
    r"""f * g, or the correlation f \star g."""

    left: Node
    right: Node
    sign: str = "*"


@dataclass(frozen=True)
class Between(Node):
    """An interval; `ends` is its two brackets, such as (]."""

    low: Node
    high: Node
    ends: str = "[]"


@dataclass(frozen=True)
class Members(Node):
    """A set written out."""

    entries: tuple[Node, ...]


@dataclass(frozen=True)
class Space(Node):
    """The real arrays of a shape; no sizes mean the real numbers."""

    sizes: tuple[Node, ...]


@dataclass(frozen=True)
class Relation(Node):
    """Two sides and the sign between them."""

    left: Node
    sign: str
    right: Node
