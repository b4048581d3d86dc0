"""Write a tree as LaTeX that reads back as the same tree."""

from __future__ import annotations

from weave.readback import ATOM, FACTOR, PRODUCT, SIDE, SUM, TERM, Form, Language
from weave.symbols import with_label
from weave.tree import (
    Absolute,
    Apply,
    Branch,
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
    Range,
    Relation,
    Root,
    Row,
    Subscript,
    Times,
    Transpose,
    Variable,
)

LATEX = Language(
    {
        Number: ("{text}", FACTOR),
        Variable: ("{key}", ATOM),
        Negative: ("-{operand:2}", SUM),
        Plus: ("{left:0} + {right:1}", SUM),
        Minus: ("{left:0} - {right:1}", SUM),
        Hadamard: ("{left:2} \\odot {right:3}", PRODUCT),
        Outer: ("{left:2} \\otimes {right:3}", PRODUCT),
        Compose: ("{left:2} \\circ {right:3}", PRODUCT),
        Apply: ("{function:4}({arguments})", FACTOR),
        Absolute: ("\\lvert {operand} \\rvert", FACTOR),
        Inner: ("\\langle {left}, {right} \\rangle", FACTOR),
        Norm: ("\\|{operand}\\|_{order}", ATOM),
        Delta: ("\\delta_{{{left:4},{right:4}}}", FACTOR),
        Indicator: ("\\mathbf{{1}}[{condition}]", FACTOR),
        Order: ("O({argument})", FACTOR),
        Relation: ("{left} {sign} {right}", SUM),
    }
)
as_latex = LATEX.write


@LATEX.speaks(Name)
def _name(speak: Language, node: Name) -> Form:
    key = with_label(node.key, speak.write(node.label[0])) if node.label else node.key
    return key, FACTOR if "^" in key or "_" in key else ATOM


@LATEX.speaks(Builtin)
def _builtin(_speak: Language, node: Builtin) -> Form:
    if node.name in ("e", "\\pi"):
        return node.name, ATOM
    plain = node.name in ("sign", "diag", "tr", "vec", "Var", "Cov", "E", "rank", "erf")
    return f"\\operatorname{{{node.name}}}" if plain else f"\\{node.name}", ATOM


@LATEX.speaks(Prime)
def _prime(speak: Language, node: Prime) -> Form:
    return speak.write(node.function, ATOM) + "'" * node.order, FACTOR


@LATEX.speaks(Times)
def _times(speak: Language, node: Times) -> Form:
    if node.sign:
        return (
            f"{speak.write(node.left, PRODUCT)} {node.sign} {speak.write(node.right, SIDE)}",
            PRODUCT,
        )
    right = speak.write(node.right, FACTOR)
    right = f"({right})" if right[0].isdigit() else right
    return f"{speak.write(node.left, SIDE)} {right}", SIDE


@LATEX.speaks(Divide)
def _divide(speak: Language, node: Divide) -> Form:
    if node.sign == "/":
        return f"{speak.write(node.top, PRODUCT)} / {speak.write(node.bottom, FACTOR)}", PRODUCT
    return f"\\frac{{{speak.write(node.top)}}}{{{speak.write(node.bottom)}}}", FACTOR


def raised(speak: Language, base: Node, above: str) -> Form:
    """Put something above a base that has nothing there yet."""
    bare = isinstance(base, Subscript) and isinstance(base.operand, Variable | Name)
    text = speak.write(base, FACTOR if bare or isinstance(base, Number) else ATOM)
    text = f"({text})" if bare and "^" in text else text
    return f"{text}^{{{above}}}", FACTOR


@LATEX.speaks(Power)
def _power(speak: Language, node: Power) -> Form:
    return raised(speak, node.base, speak.write(node.exponent))


@LATEX.speaks(HadamardPower)
def _hadamard_power(speak: Language, node: HadamardPower) -> Form:
    return raised(speak, node.base, f"\\odot {speak.write(node.exponent)}")


@LATEX.speaks(Transpose)
def _transpose(speak: Language, node: Transpose) -> Form:
    return raised(speak, node.operand, "\\top")


@LATEX.speaks(Subscript)
def _subscript(speak: Language, node: Subscript) -> Form:
    simple = len(node.indices) > 1 or isinstance(node.indices[0], Plus | Minus)
    inside = ",".join(speak.write(one, SUM if simple else FACTOR) for one in node.indices)
    operand = speak.write(node.operand, ATOM)
    free = isinstance(node.operand, Name) and "_" not in speak.write(node.operand)
    operand = speak.write(node.operand) if free else operand
    operand = f"({operand})" if isinstance(node.operand, Norm) else operand
    return f"{operand}_{{{inside}}}", FACTOR


@LATEX.speaks(Root)
def _root(speak: Language, node: Root) -> Form:
    degree = "" if node.degree is None else f"[{speak.write(node.degree)}]"
    return f"\\sqrt{degree}{{{speak.write(node.operand)}}}", FACTOR


@LATEX.speaks(Range)
def _range(speak: Language, node: Range) -> Form:
    low = "" if node.low is None else f" = {speak.write(node.low)}"
    return f"{node.variable}{low}", ATOM


@LATEX.speaks(Fold)
def _fold(speak: Language, node: Fold) -> Form:
    clauses = [speak.write(one) for one in (*node.ranges, *node.conditions)]
    highs = [speak.write(one.high) for one in node.ranges if one.high is not None]
    above = f"^{{{highs[0]}}}" if highs else ""
    level = TERM if node.operator in ("sum", "prod") else FACTOR
    head = f"\\{node.operator}_{{{', '.join(clauses)}}}{above}"
    return f"{head} {speak.write(node.body, level)}", TERM


@LATEX.speaks(Derivative)
def _derivative(speak: Language, node: Derivative) -> Form:
    order = f"^{len(node.by)}" if len(node.by) > 1 else ""
    below = " ".join(f"{node.sign} {speak.write(one, FACTOR)}" for one in node.by)
    return f"\\frac{{{node.sign}{order} {speak.write(node.of, FACTOR)}}}{{{below}}}", FACTOR


@LATEX.speaks(Gradient)
def _gradient(speak: Language, node: Gradient) -> Form:
    by = "" if node.by is None else f"_{{{speak.write(node.by)}}}"
    order = "^2" if node.order == 2 else ""
    return f"\\nabla{by}{order} {speak.write(node.of, FACTOR)}", PRODUCT


@LATEX.speaks(Ones)
def _ones(speak: Language, node: Ones) -> Form:
    return sized(speak, "\\mathbf{1}", node.size)


@LATEX.speaks(Identity)
def _identity(speak: Language, node: Identity) -> Form:
    return sized(speak, "\\mathbf{I}", node.size)


def sized(speak: Language, text: str, size: Node | None) -> Form:
    """Write a size below a symbol."""
    return (text, ATOM) if size is None else (f"{text}_{{{speak.write(size)}}}", FACTOR)


@LATEX.speaks(Row)
def _row(speak: Language, node: Row) -> Form:
    return " & ".join(speak.write(one) for one in node.entries), ATOM


@LATEX.speaks(Matrix)
def _matrix(speak: Language, node: Matrix) -> Form:
    rows = " \\\\ ".join(speak.write(row) for row in node.rows)
    return f"\\begin{{pmatrix}} {rows} \\end{{pmatrix}}", ATOM


@LATEX.speaks(Branch)
def _branch(speak: Language, node: Branch) -> Form:
    said = "\\text{otherwise}" if node.condition is None else speak.write(node.condition)
    return f"{speak.write(node.value)} & {said}", ATOM


@LATEX.speaks(Cases)
def _cases(speak: Language, node: Cases) -> Form:
    rows = " \\\\ ".join(speak.write(branch) for branch in node.branches)
    return f"\\begin{{cases}} {rows} \\end{{cases}}", FACTOR
