"""Read a tree back as NumPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weave.lex import tokens
from weave.tree import (
    Absolute,
    Apply,
    Builtin,
    Cases,
    Compose,
    Delta,
    Derivative,
    Divide,
    Fold,
    Gradient,
    Hadamard,
    HadamardPower,
    Identity,
    Indicator,
    Inner,
    Matrix,
    Minus,
    Name,
    Negative,
    Node,
    Norm,
    Number,
    Ones,
    Order,
    Outer,
    Plus,
    Power,
    Prime,
    Relation,
    Root,
    Subscript,
    Times,
    Transpose,
    Variable,
)

SUM, PRODUCT, SIDE, FACTOR = range(4)
Writer = Callable[[Any], tuple[str, int]]
NUMPY: dict[type[Node], Writer] = {}
SIGNS = {"=": "==", "\\leq": "<=", "\\geq": ">=", "\\neq": "!=", "\\approx": "≈", ":=": "="}


def numpy(kind: type[Node]) -> Callable[[Writer], Writer]:
    """Register how a node reads in NumPy."""

    def register(writer: Writer) -> Writer:
        NUMPY[kind] = writer
        return writer

    return register


def as_numpy(node: Node, level: int = SUM) -> str:
    """Write a tree as NumPy, in parentheses where it binds weaker than `level`."""
    writer = NUMPY.get(type(node))
    if writer is None:
        return f"<{type(node).__name__.lower()}>"
    text, binds = writer(node)
    return text if binds >= level else f"({text})"


def plain_name(key: str) -> str:
    """Turn a LaTeX name into one for code: `W^{(\\ell)}` is W, `\\hat{y}` is hat_y."""

    words = [
        one.argument or one.text for one in tokens(key) if one.text.isalnum() or "\\" in one.text
    ]
    kept = [
        word.lstrip("\\") for word in words if word not in ("\\ell", "\\mathbf", "\\boldsymbol")
    ]
    return "_".join(kept) or key


@numpy(Number)
def _number(node: Number) -> tuple[str, int]:
    return node.text, FACTOR


@numpy(Name)
def _name(node: Name) -> tuple[str, int]:
    label = "".join(f"[{as_numpy(part)}]" for part in node.label)
    return plain_name(node.key) + label, FACTOR


@numpy(Variable)
def _variable(node: Variable) -> tuple[str, int]:
    return plain_name(node.key), FACTOR


@numpy(Builtin)
def _builtin(node: Builtin) -> tuple[str, int]:
    return f"np.{node.name.lstrip(chr(92))}", FACTOR


@numpy(Prime)
def _prime(node: Prime) -> tuple[str, int]:
    return f"{as_numpy(node.function)}_{'d' * node.order}", FACTOR


@numpy(Negative)
def _negative(node: Negative) -> tuple[str, int]:
    return f"-{as_numpy(node.operand, PRODUCT)}", SUM


def binary(sign: str, level: int, right: int) -> Writer:
    """Make the writer of an infix operator."""
    return lambda node: (
        f"{as_numpy(node.left, level)} {sign} {as_numpy(node.right, right)}",
        level,
    )


NUMPY[Plus] = binary("+", SUM, SUM)
NUMPY[Minus] = binary("-", SUM, PRODUCT)
NUMPY[Hadamard] = binary("*", PRODUCT, SIDE)


@numpy(Times)
def _times(node: Times) -> tuple[str, int]:
    scales = any(is_scalar(side) for side in (node.left, node.right))
    return binary("*" if scales else "@", PRODUCT, SIDE)(node)


def is_scalar(node: Node) -> bool:
    """Tell whether a factor is a number for sure."""
    if isinstance(node, Divide):
        return is_scalar(node.top) and is_scalar(node.bottom)
    if isinstance(node, Times):
        return is_scalar(node.left) and is_scalar(node.right)
    if isinstance(node, Apply):
        return all(is_scalar(one) for one in node.arguments)
    scalar = (Number, Variable, Subscript, Delta, Fold, Norm)
    return isinstance(node, scalar) or (
        isinstance(node, Name) and node.key.islower() and len(node.key) == 1
    )


@numpy(Divide)
def _divide(node: Divide) -> tuple[str, int]:
    return f"{as_numpy(node.top, SIDE)} / {as_numpy(node.bottom, FACTOR)}", PRODUCT


@numpy(Power)
def _power(node: Power) -> tuple[str, int]:
    if isinstance(node.base, Builtin) and node.base.name == "e":
        return f"np.exp({as_numpy(node.exponent)})", FACTOR
    return f"{as_numpy(node.base, FACTOR)} ** {as_numpy(node.exponent, FACTOR)}", SIDE


@numpy(HadamardPower)
def _hadamard_power(node: HadamardPower) -> tuple[str, int]:
    return f"{as_numpy(node.base, FACTOR)} ** {as_numpy(node.exponent, FACTOR)}", SIDE


@numpy(Transpose)
def _transpose(node: Transpose) -> tuple[str, int]:
    return f"{as_numpy(node.operand, FACTOR)}.T", FACTOR


@numpy(Root)
def _root(node: Root) -> tuple[str, int]:
    if node.degree is None:
        return f"np.sqrt({as_numpy(node.operand)})", FACTOR
    return f"{as_numpy(node.operand, FACTOR)} ** (1 / {as_numpy(node.degree, FACTOR)})", SIDE


@numpy(Apply)
def _apply(node: Apply) -> tuple[str, int]:
    inside = ", ".join(as_numpy(one) for one in node.arguments)
    return f"{as_numpy(node.function, FACTOR)}({inside})", FACTOR


@numpy(Subscript)
def _subscript(node: Subscript) -> tuple[str, int]:
    inside = ", ".join(as_numpy(one) for one in node.indices)
    return f"{as_numpy(node.operand, FACTOR)}[{inside}]", FACTOR


@numpy(Fold)
def _fold(node: Fold) -> tuple[str, int]:
    over = " ".join(f"for {plain_name(one.variable)}" for one in node.ranges)
    return f"{node.operator}({as_numpy(node.body)} {over})", FACTOR


@numpy(Norm)
def _norm(node: Norm) -> tuple[str, int]:
    order = {"2": "", "F": "", "1": ", 1", "\\infty": ", np.inf"}[node.order]
    return f"np.linalg.norm({as_numpy(node.operand)}{order})", FACTOR


@numpy(Absolute)
def _absolute(node: Absolute) -> tuple[str, int]:
    return f"np.abs({as_numpy(node.operand)})", FACTOR


@numpy(Inner)
def _inner(node: Inner) -> tuple[str, int]:
    return f"np.sum({as_numpy(node.left, PRODUCT)} * {as_numpy(node.right, SIDE)})", FACTOR


@numpy(Outer)
def _outer(node: Outer) -> tuple[str, int]:
    return f"np.kron({as_numpy(node.left)}, {as_numpy(node.right)})", FACTOR


@numpy(Compose)
def _compose(node: Compose) -> tuple[str, int]:
    return f"{as_numpy(node.left, FACTOR)} ∘ {as_numpy(node.right, FACTOR)}", PRODUCT


@numpy(Derivative)
def _derivative(node: Derivative) -> tuple[str, int]:
    return f"d({as_numpy(node.of)})/d({', '.join(as_numpy(one) for one in node.by)})", FACTOR


@numpy(Gradient)
def _gradient(node: Gradient) -> tuple[str, int]:
    by = "" if node.by is None else f", {as_numpy(node.by)}"
    return f"{'gradient' if node.order == 1 else 'hessian'}({as_numpy(node.of)}{by})", FACTOR


@numpy(Delta)
def _delta(node: Delta) -> tuple[str, int]:
    return f"({as_numpy(node.left)} == {as_numpy(node.right)})", FACTOR


@numpy(Ones)
def _ones(node: Ones) -> tuple[str, int]:
    size = "..." if node.size is None else as_numpy(node.size)
    return f"np.ones(({size}, 1))", FACTOR


@numpy(Identity)
def _identity(node: Identity) -> tuple[str, int]:
    return f"np.eye({'...' if node.size is None else as_numpy(node.size)})", FACTOR


@numpy(Relation)
def _relation(node: Relation) -> tuple[str, int]:
    sign = SIGNS.get(node.sign, node.sign)
    return f"{as_numpy(node.left)} {sign} {as_numpy(node.right)}", SUM


@numpy(Indicator)
def _indicator(node: Indicator) -> tuple[str, int]:
    return f"({as_numpy(node.condition)})", FACTOR


@numpy(Cases)
def _cases(node: Cases) -> tuple[str, int]:
    text = as_numpy(node.branches[-1].value)
    for branch in reversed(node.branches[:-1]):
        test = as_numpy(branch.condition) if branch.condition else "True"
        text = f"np.where({test}, {as_numpy(branch.value)}, {text})"
    return text, FACTOR


@numpy(Matrix)
def _matrix(node: Matrix) -> tuple[str, int]:
    rows = (", ".join(as_numpy(entry) for entry in row.entries) for row in node.rows)
    return f"np.block([{', '.join(f'[{row}]' for row in rows)}])", FACTOR


@numpy(Order)
def _order(node: Order) -> tuple[str, int]:
    return f"O({as_numpy(node.argument)})", FACTOR
