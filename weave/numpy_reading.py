"""Read a tree back as NumPy, for the card."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from weave import binders, tree
from weave.lex import tokens
from weave.readback import ATOM, FACTOR, PRODUCT, SIDE, SUM, Form, Language
from weave.symbols import without_label

SIGNS = {
    "=": "==", "\\leq": "<=", "\\geq": ">=", "\\neq": "!=", "\\approx": "≈", ":=": "=",
    "\\in": "in", "\\sim": "~", "\\Leftrightarrow": "==", "\\Rightarrow": "<=",
}  # fmt: skip
ELSEWHERE = {
    "E": "np.mean", "Var": "np.var", "Cov": "np.cov", "tr": "np.trace", "det": "np.linalg.det",
    "vec": "np.ravel", "ln": "np.log", "rank": "np.linalg.matrix_rank", "norm": "np.linalg.norm",
    "factorial": "math.factorial", "binom": "math.comb", "erf": "math.erf", "density": "normal",
}  # fmt: skip
NUMPY = Language(
    {
        tree.Number: ("{text}", FACTOR),
        tree.Negative: ("-{operand:2}", SUM),
        tree.Plus: ("{left:0} + {right:1}", SUM),
        tree.Minus: ("{left:0} - {right:2}", SUM),
        tree.Hadamard: ("{left:2} * {right:3}", PRODUCT),
        binders.Infinity: ("np.inf", ATOM),
        binders.Integral: ("integral({body} for {variable} from {low} to {high})", FACTOR),
        binders.Limit: ("limit({body} for {variable} to {target})", FACTOR),
        tree.Between: ("({low}, {high})", FACTOR),
        tree.Members: ("{{{entries}}}", FACTOR),
        tree.Space: ("reals({sizes})", FACTOR),
        binders.Grid: ("matrix({body} for {rows} {columns})", FACTOR),
        binders.Range: ("{variable}", ATOM),
        tree.Outer: ("np.kron({left}, {right})", FACTOR),
        tree.Compose: ("{left:4} ∘ {right:4}", PRODUCT),
        tree.Divide: ("{top:3} / {bottom:4}", PRODUCT),
        tree.HadamardPower: ("{base:4} ** {exponent:4}", SIDE),
        tree.Transpose: ("{operand:4}.T", FACTOR),
        tree.Subscript: ("{operand:4}[{indices}]", FACTOR),
        tree.Absolute: ("np.abs({operand})", FACTOR),
        tree.Inner: ("np.sum({left:2} * {right:3})", FACTOR),
        tree.Derivative: ("d({of})/d({by})", FACTOR),
        tree.Delta: ("({left} == {right})", FACTOR),
        tree.Indicator: ("({condition})", FACTOR),
        tree.Row: ("[{entries}]", FACTOR),
        tree.Matrix: ("np.block([{rows}])", FACTOR),
        tree.Order: ("O({argument})", FACTOR),
    }
)
as_numpy = NUMPY.write


def knowing(scalar: Callable[[tree.Node], bool]) -> Language:
    """Return NumPy for a scene in which `scalar` tells numbers from arrays."""
    return replace(NUMPY, scalar=scalar)


@cache
def plain_name(key: str) -> str:
    """Turn a LaTeX name into one for code: `\\hat{y}` is hat_y."""
    plain = re.sub(r"\\(?:mathrm|rm|mathsf|mathit)\s*\{?\s*([A-Za-z ]+)\}?", r"\\text{\1}", key)
    marks = {"+": "plus", "-": "minus", "*": "star", "'": "prime"}
    words = [
        marks.get(one.text, (one.argument or one.text).lstrip("\\"))
        for one in tokens(plain)
        if one.text in marks or one.text.isalnum() or "\\" in one.text
    ]
    kept = [word for word in words if word not in ("mathbf", "boldsymbol")]
    return "_".join(kept or words)


@NUMPY.speaks(tree.Name)
def _name(speak: Language, node: tree.Name) -> Form:
    label = "".join(f"[{speak.write(part)}]" for part in node.label)
    return plain_name(without_label(node.key) if node.label else node.key) + label, ATOM


@NUMPY.speaks(tree.Variable)
def _variable(_speak: Language, node: tree.Variable) -> Form:
    return plain_name(node.key), ATOM


@NUMPY.speaks(tree.Builtin)
def _builtin(_speak: Language, node: tree.Builtin) -> Form:
    name = node.name.lstrip("\\")
    return ELSEWHERE.get(name, f"np.{name}"), ATOM


@NUMPY.speaks(tree.Apply)
def _apply(speak: Language, node: tree.Apply) -> Form:
    inside, name = [speak.write(one) for one in node.arguments], speak.write(node.function, FACTOR)
    if name == "np.log" and len(inside) == 2:
        return f"np.log({inside[0]}) / np.log({inside[1]})", PRODUCT
    pairs = {"np.max": "np.maximum", "np.min": "np.minimum"}
    text = inside[-1]
    for one in reversed(inside[:-1]):
        text = f"{one}, {text}" if name not in pairs else f"{pairs[name]}({one}, {text})"
    if name in pairs and len(inside) > 1:
        return text, FACTOR
    return f"{name}({text})", FACTOR


@NUMPY.speaks(tree.Prime)
def _prime(speak: Language, node: tree.Prime) -> Form:
    return f"{speak.write(node.function)}_{'d' * node.order}", ATOM


@NUMPY.speaks(tree.Times)
def _times(speak: Language, node: tree.Times) -> Form:
    scales = any(speak.scalar(side) or is_number(side) for side in (node.left, node.right))
    sign = "*" if scales else "@"
    return f"{speak.write(node.left, PRODUCT)} {sign} {speak.write(node.right, SIDE)}", PRODUCT


@NUMPY.speaks(tree.Convolve)
def _convolve(speak: Language, node: tree.Convolve) -> Form:
    if is_number(node.left) and is_number(node.right):
        return f"{speak.write(node.left, PRODUCT)} * {speak.write(node.right, SIDE)}", PRODUCT
    name = "np.convolve" if node.sign == "*" else "np.correlate"
    return f"{name}({speak.write(node.left)}, {speak.write(node.right)}, 'valid')", FACTOR


def is_number(node: tree.Node) -> bool:
    """Tell whether a factor is one number by its looks alone."""
    if isinstance(node, tree.Divide):
        return is_number(node.top) and is_number(node.bottom)
    return isinstance(node, tree.Number | tree.Variable | tree.Delta | tree.Norm)


@NUMPY.speaks(tree.Power)
def _power(speak: Language, node: tree.Power) -> Form:
    if isinstance(node.base, tree.Builtin) and node.base.name == "e":
        return f"np.exp({speak.write(node.exponent)})", FACTOR
    return f"{speak.write(node.base, FACTOR)} ** {speak.write(node.exponent, FACTOR)}", SIDE


@NUMPY.speaks(tree.Root)
def _root(speak: Language, node: tree.Root) -> Form:
    if node.degree is None:
        return f"np.sqrt({speak.write(node.operand)})", FACTOR
    return f"{speak.write(node.operand, FACTOR)} ** (1 / {speak.write(node.degree, FACTOR)})", SIDE


def span(speak: Language, one: binders.Range) -> str:
    """Write an index, and how far it runs where that is said."""
    name = plain_name(one.variable)
    if one.low is None or one.high is None:
        return name
    return f"{name} from {speak.write(one.low)} to {speak.write(one.high)}"


@NUMPY.speaks(binders.Fold)
def _fold(speak: Language, node: binders.Fold) -> Form:
    over = " ".join(f"for {span(speak, one)}" for one in node.ranges)
    over += "".join(f" if {speak.write(one)}" for one in node.conditions)
    return f"{node.operator}({speak.write(node.body)} {over})", FACTOR


@NUMPY.speaks(tree.Norm)
def _norm(speak: Language, node: tree.Norm) -> Form:
    order = {"2": "", "F": "", "1": ", 1", "\\infty": ", np.inf"}[node.order]
    return f"np.linalg.norm({speak.write(node.operand)}{order})", FACTOR


@NUMPY.speaks(tree.Gradient)
def _gradient(speak: Language, node: tree.Gradient) -> Form:
    by = "" if node.by is None else f", {speak.write(node.by)}"
    return f"{'gradient' if node.order == 1 else 'hessian'}({speak.write(node.of)}{by})", FACTOR


@NUMPY.speaks(tree.Ones)
def _ones(speak: Language, node: tree.Ones) -> Form:
    size = "..." if node.size is None else speak.write(node.size)
    return f"np.ones(({size}, 1))", FACTOR


@NUMPY.speaks(tree.Identity)
def _identity(speak: Language, node: tree.Identity) -> Form:
    return f"np.eye({'...' if node.size is None else speak.write(node.size)})", FACTOR


@NUMPY.speaks(tree.Relation)
def _relation(speak: Language, node: tree.Relation) -> Form:
    sign = SIGNS.get(node.sign, node.sign)
    return f"{speak.write(node.left)} {sign} {speak.write(node.right)}", SUM


@NUMPY.speaks(tree.Cases)
def _cases(speak: Language, node: tree.Cases) -> Form:
    text = speak.write(node.branches[-1].value)
    for branch in reversed(node.branches[:-1]):
        test = speak.write(branch.condition) if branch.condition else "True"
        text = f"np.where({test}, {speak.write(branch.value)}, {text})"
    return text, FACTOR
