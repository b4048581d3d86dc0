"""Read a tree back as NumPy, for the card."""

from __future__ import annotations

from weave.lex import tokens
from weave.readback import ATOM, FACTOR, PRODUCT, SIDE, SUM, Form, Language
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
    Row,
    Subscript,
    Times,
    Transpose,
    Variable,
)

SIGNS = {"=": "==", "\\leq": "<=", "\\geq": ">=", "\\neq": "!=", "\\approx": "≈", ":=": "="}
NUMPY = Language(
    {
        Number: ("{text}", FACTOR),
        Negative: ("-{operand:2}", SUM),
        Plus: ("{left:0} + {right:1}", SUM),
        Minus: ("{left:0} - {right:2}", SUM),
        Hadamard: ("{left:2} * {right:3}", PRODUCT),
        Outer: ("np.kron({left}, {right})", FACTOR),
        Compose: ("{left:4} ∘ {right:4}", PRODUCT),
        Divide: ("{top:3} / {bottom:4}", PRODUCT),
        HadamardPower: ("{base:4} ** {exponent:4}", SIDE),
        Transpose: ("{operand:4}.T", FACTOR),
        Apply: ("{function:4}({arguments})", FACTOR),
        Subscript: ("{operand:4}[{indices}]", FACTOR),
        Absolute: ("np.abs({operand})", FACTOR),
        Inner: ("np.sum({left:2} * {right:3})", FACTOR),
        Derivative: ("d({of})/d({by})", FACTOR),
        Delta: ("({left} == {right})", FACTOR),
        Indicator: ("({condition})", FACTOR),
        Row: ("[{entries}]", FACTOR),
        Matrix: ("np.block([{rows}])", FACTOR),
        Order: ("O({argument})", FACTOR),
    }
)
as_numpy = NUMPY.write


def plain_name(key: str) -> str:
    """Turn a LaTeX name into one for code: `W^{(\\ell)}` is W, `\\hat{y}` is hat_y."""
    parts = [one for one in tokens(key) if one.text.isalnum() or "\\" in one.text]
    words = [(one.argument or one.text).lstrip("\\") for one in parts]
    kept = [word for word in words if word not in ("ell", "mathbf", "boldsymbol")]
    return "_".join(kept or words)


@NUMPY.speaks(Name)
def _name(node: Name) -> Form:
    label = "".join(f"[{as_numpy(part)}]" for part in node.label)
    return plain_name(node.key) + label, ATOM


@NUMPY.speaks(Variable)
def _variable(node: Variable) -> Form:
    return plain_name(node.key), ATOM


@NUMPY.speaks(Builtin)
def _builtin(node: Builtin) -> Form:
    return f"np.{node.name.lstrip(chr(92))}", ATOM


@NUMPY.speaks(Prime)
def _prime(node: Prime) -> Form:
    return f"{as_numpy(node.function)}_{'d' * node.order}", ATOM


@NUMPY.speaks(Times)
def _times(node: Times) -> Form:
    sign = "*" if is_scalar(node.left) or is_scalar(node.right) else "@"
    return f"{as_numpy(node.left, PRODUCT)} {sign} {as_numpy(node.right, SIDE)}", PRODUCT


def is_scalar(node: Node) -> bool:
    """Tell whether a factor is a number for sure."""
    if isinstance(node, Divide):
        return is_scalar(node.top) and is_scalar(node.bottom)
    if isinstance(node, Times):
        return is_scalar(node.left) and is_scalar(node.right)
    if isinstance(node, Apply):
        return all(is_scalar(one) for one in node.arguments)
    if isinstance(node, Name):
        return node.key in {"n", "m", "d", "h", "C", "\\eta", "\\alpha", "\\gamma", "c"}
    return isinstance(node, Number | Variable | Subscript | Delta | Fold | Norm)


@NUMPY.speaks(Power)
def _power(node: Power) -> Form:
    if isinstance(node.base, Builtin) and node.base.name == "e":
        return f"np.exp({as_numpy(node.exponent)})", FACTOR
    return f"{as_numpy(node.base, FACTOR)} ** {as_numpy(node.exponent, FACTOR)}", SIDE


@NUMPY.speaks(Root)
def _root(node: Root) -> Form:
    if node.degree is None:
        return f"np.sqrt({as_numpy(node.operand)})", FACTOR
    return f"{as_numpy(node.operand, FACTOR)} ** (1 / {as_numpy(node.degree, FACTOR)})", SIDE


@NUMPY.speaks(Fold)
def _fold(node: Fold) -> Form:
    over = " ".join(f"for {plain_name(one.variable)}" for one in node.ranges)
    return f"{node.operator}({as_numpy(node.body)} {over})", FACTOR


@NUMPY.speaks(Norm)
def _norm(node: Norm) -> Form:
    order = {"2": "", "F": "", "1": ", 1", "\\infty": ", np.inf"}[node.order]
    return f"np.linalg.norm({as_numpy(node.operand)}{order})", FACTOR


@NUMPY.speaks(Gradient)
def _gradient(node: Gradient) -> Form:
    by = "" if node.by is None else f", {as_numpy(node.by)}"
    return f"{'gradient' if node.order == 1 else 'hessian'}({as_numpy(node.of)}{by})", FACTOR


@NUMPY.speaks(Ones)
def _ones(node: Ones) -> Form:
    size = "..." if node.size is None else as_numpy(node.size)
    return f"np.ones(({size}, 1))", FACTOR


@NUMPY.speaks(Identity)
def _identity(node: Identity) -> Form:
    return f"np.eye({'...' if node.size is None else as_numpy(node.size)})", FACTOR


@NUMPY.speaks(Relation)
def _relation(node: Relation) -> Form:
    sign = SIGNS.get(node.sign, node.sign)
    return f"{as_numpy(node.left)} {sign} {as_numpy(node.right)}", SUM


@NUMPY.speaks(Cases)
def _cases(node: Cases) -> Form:
    text = as_numpy(node.branches[-1].value)
    for branch in reversed(node.branches[:-1]):
        test = as_numpy(branch.condition) if branch.condition else "True"
        text = f"np.where({test}, {as_numpy(branch.value)}, {text})"
    return text, FACTOR
