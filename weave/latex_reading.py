"""Write a tree as LaTeX that reads back as the same tree."""

from __future__ import annotations

from weave import tree
from weave.readback import ATOM, FACTOR, PRODUCT, SIDE, SUM, TERM, Form, Language
from weave.symbols import with_label

LATEX = Language(
    {
        tree.Number: ("{text}", FACTOR),
        tree.Variable: ("{key}", ATOM),
        tree.Negative: ("-{operand:2}", SUM),
        tree.Plus: ("{left:0} + {right:1}", SUM),
        tree.Minus: ("{left:0} - {right:1}", SUM),
        tree.Hadamard: ("{left:2} \\odot {right:3}", PRODUCT),
        tree.Outer: ("{left:2} \\otimes {right:3}", PRODUCT),
        tree.Compose: ("{left:2} \\circ {right:3}", PRODUCT),
        tree.Apply: ("{function:4}({arguments})", FACTOR),
        tree.Absolute: ("\\lvert {operand} \\rvert", FACTOR),
        tree.Inner: ("\\langle {left}, {right} \\rangle", FACTOR),
        tree.Norm: ("\\|{operand}\\|_{order}", ATOM),
        tree.Delta: ("\\delta_{{{left:4},{right:4}}}", FACTOR),
        tree.Indicator: ("\\mathbf{{1}}[{condition}]", FACTOR),
        tree.Order: ("O({argument})", FACTOR),
        tree.Relation: ("{left} {sign} {right}", SUM),
    }
)
as_latex = LATEX.write


@LATEX.speaks(tree.Name)
def _name(speak: Language, node: tree.Name) -> Form:
    key = with_label(node.key, speak.write(node.label[0])) if node.label else node.key
    return key, FACTOR if "^" in key or "_" in key else ATOM


@LATEX.speaks(tree.Builtin)
def _builtin(_speak: Language, node: tree.Builtin) -> Form:
    if node.name in ("e", "\\pi"):
        return node.name, ATOM
    plain = node.name in ("sign", "diag", "tr", "vec", "Var", "Cov", "E", "rank", "erf")
    return f"\\operatorname{{{node.name}}}" if plain else f"\\{node.name}", ATOM


@LATEX.speaks(tree.Prime)
def _prime(speak: Language, node: tree.Prime) -> Form:
    return speak.write(node.function, ATOM) + "'" * node.order, FACTOR


@LATEX.speaks(tree.Times)
def _times(speak: Language, node: tree.Times) -> Form:
    if node.sign:
        return (
            f"{speak.write(node.left, PRODUCT)} {node.sign} {speak.write(node.right, SIDE)}",
            PRODUCT,
        )
    right = speak.write(node.right, FACTOR)
    right = f"({right})" if right[0].isdigit() else right
    return f"{speak.write(node.left, SIDE)} {right}", SIDE


@LATEX.speaks(tree.Divide)
def _divide(speak: Language, node: tree.Divide) -> Form:
    if node.sign == "/":
        return f"{speak.write(node.top, PRODUCT)} / {speak.write(node.bottom, FACTOR)}", PRODUCT
    return f"\\frac{{{speak.write(node.top)}}}{{{speak.write(node.bottom)}}}", FACTOR


def raised(speak: Language, base: tree.Node, above: str) -> Form:
    """Put something above a base that has nothing there yet."""
    bare = isinstance(base, tree.Subscript) and isinstance(base.operand, tree.Variable | tree.Name)
    text = speak.write(base, FACTOR if bare or isinstance(base, tree.Number) else ATOM)
    text = f"({text})" if bare and "^" in text else text
    return f"{text}^{{{above}}}", FACTOR


@LATEX.speaks(tree.Power)
def _power(speak: Language, node: tree.Power) -> Form:
    return raised(speak, node.base, speak.write(node.exponent))


@LATEX.speaks(tree.HadamardPower)
def _hadamard_power(speak: Language, node: tree.HadamardPower) -> Form:
    return raised(speak, node.base, f"\\odot {speak.write(node.exponent)}")


@LATEX.speaks(tree.Transpose)
def _transpose(speak: Language, node: tree.Transpose) -> Form:
    return raised(speak, node.operand, "\\top")


@LATEX.speaks(tree.Subscript)
def _subscript(speak: Language, node: tree.Subscript) -> Form:
    simple = len(node.indices) > 1 or isinstance(node.indices[0], tree.Plus | tree.Minus)
    inside = ",".join(speak.write(one, SUM if simple else FACTOR) for one in node.indices)
    operand = speak.write(node.operand, ATOM)
    free = isinstance(node.operand, tree.Name) and "_" not in speak.write(node.operand)
    operand = speak.write(node.operand) if free else operand
    operand = f"({operand})" if isinstance(node.operand, tree.Norm) else operand
    return f"{operand}_{{{inside}}}", FACTOR


@LATEX.speaks(tree.Root)
def _root(speak: Language, node: tree.Root) -> Form:
    degree = "" if node.degree is None else f"[{speak.write(node.degree)}]"
    return f"\\sqrt{degree}{{{speak.write(node.operand)}}}", FACTOR


@LATEX.speaks(tree.Range)
def _range(speak: Language, node: tree.Range) -> Form:
    low = "" if node.low is None else f" = {speak.write(node.low)}"
    return f"{node.variable}{low}", ATOM


@LATEX.speaks(tree.Fold)
def _fold(speak: Language, node: tree.Fold) -> Form:
    clauses = [speak.write(one) for one in (*node.ranges, *node.conditions)]
    highs = [speak.write(one.high) for one in node.ranges if one.high is not None]
    above = f"^{{{highs[0]}}}" if highs else ""
    level = TERM if node.operator in ("sum", "prod") else FACTOR
    head = f"\\{node.operator}_{{{', '.join(clauses)}}}{above}"
    return f"{head} {speak.write(node.body, level)}", TERM


@LATEX.speaks(tree.Derivative)
def _derivative(speak: Language, node: tree.Derivative) -> Form:
    order = f"^{len(node.by)}" if len(node.by) > 1 else ""
    below = " ".join(f"{node.sign} {speak.write(one, FACTOR)}" for one in node.by)
    return f"\\frac{{{node.sign}{order} {speak.write(node.of, FACTOR)}}}{{{below}}}", FACTOR


@LATEX.speaks(tree.Gradient)
def _gradient(speak: Language, node: tree.Gradient) -> Form:
    by = "" if node.by is None else f"_{{{speak.write(node.by)}}}"
    order = "^2" if node.order == 2 else ""
    return f"\\nabla{by}{order} {speak.write(node.of, FACTOR)}", PRODUCT


@LATEX.speaks(tree.Ones)
def _ones(speak: Language, node: tree.Ones) -> Form:
    return sized(speak, "\\mathbf{1}", node.size)


@LATEX.speaks(tree.Identity)
def _identity(speak: Language, node: tree.Identity) -> Form:
    return sized(speak, "\\mathbf{I}", node.size)


def sized(speak: Language, text: str, size: tree.Node | None) -> Form:
    """Write a size below a symbol."""
    return (text, ATOM) if size is None else (f"{text}_{{{speak.write(size)}}}", FACTOR)


@LATEX.speaks(tree.Branch)
def _branch(speak: Language, node: tree.Branch) -> Form:
    said = "\\text{otherwise}" if node.condition is None else speak.write(node.condition)
    return f"{speak.write(node.value)} & {said}", ATOM


@LATEX.speaks(tree.Cases)
def _cases(speak: Language, node: tree.Cases) -> Form:
    rows = " \\\\ ".join(speak.write(branch) for branch in node.branches)
    return f"\\begin{{cases}} {rows} \\end{{cases}}", FACTOR


@LATEX.speaks(tree.Row)
def _row(speak: Language, node: tree.Row) -> Form:
    return " & ".join(speak.write(one) for one in node.entries), ATOM


@LATEX.speaks(tree.Matrix)
def _matrix(speak: Language, node: tree.Matrix) -> Form:
    rows = " \\\\ ".join(speak.write(row) for row in node.rows)
    return f"\\begin{{pmatrix}} {rows} \\end{{pmatrix}}", ATOM
