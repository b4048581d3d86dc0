"""Write a tree as LaTeX that reads back as the same tree."""

from __future__ import annotations

from weave import binders, clauses_written, latex_tables, tree
from weave.latex_forms import LATEX
from weave.readback import ATOM, FACTOR, PRODUCT, SIDE, SUM, TERM, Form, Language
from weave.symbols import with_label
from weave.vocabulary import words

SHAPED = {
    "norm": ("\\|{0}\\|_{{{1}}}", ATOM),
    "density": ("\\mathcal{{N}}({0}; {1}, {2})", FACTOR),
    "binom": ("\\binom{{{0}}}{{{1}}}", FACTOR),
    "floor": ("\\lfloor {0} \\rfloor", FACTOR),
    "ceil": ("\\lceil {0} \\rceil", FACTOR),
}
PLAIN = words("sign diag tr vec Var Cov E rank erf")
ROOMS = (clauses_written, latex_tables)  # importing a room registers what it writes
as_latex = LATEX.write


@LATEX.speaks(tree.Name)
def _name(speak: Language, node: tree.Name) -> Form:
    key = with_label(node.key, speak.write(node.label[0])) if node.label else node.key
    return key, FACTOR if "^" in key or "_" in key else ATOM


@LATEX.speaks(tree.Builtin)
def _builtin(_speak: Language, node: tree.Builtin) -> Form:
    if node.name in ("e", "\\pi"):
        return node.name, ATOM
    plain = node.name in PLAIN
    return f"\\operatorname{{{node.name}}}" if plain else f"\\{node.name}", ATOM


@LATEX.speaks(tree.Apply)
def _apply(speak: Language, node: tree.Apply) -> Form:
    inside = [speak.write(one) for one in node.arguments]
    name = node.function.name if isinstance(node.function, tree.Builtin) else ""
    if name == "E" and isinstance(node.arguments[0], tree.Indicator):
        return f"\\Pr({speak.write(node.arguments[0].condition)})", FACTOR
    if name == "factorial":
        return f"{speak.write(node.arguments[0], ATOM)}!", FACTOR
    if name in SHAPED:
        form, binds = SHAPED[name]
        return form.format(*inside), binds
    if name == "log" and len(inside) == 2:
        return f"\\log_{{{inside[1]}}}({inside[0]})", FACTOR
    return f"{speak.write(node.function, FACTOR)}({', '.join(inside)})", FACTOR


@LATEX.speaks(tree.Between)
def _between(speak: Language, node: tree.Between) -> Form:
    low, high = speak.write(node.low), speak.write(node.high)
    return f"{node.ends[0]}{low}, {high}{node.ends[1]}", ATOM


@LATEX.speaks(tree.Space)
def _space(speak: Language, node: tree.Space) -> Form:
    sizes = " \\times ".join(speak.write(one, FACTOR) for one in node.sizes)
    return f"\\mathbb{{R}}^{{{sizes}}}" if sizes else "\\mathbb{R}", ATOM


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
    if node.sign != "\\frac":
        top, bottom = speak.write(node.top, PRODUCT), speak.write(node.bottom, FACTOR)
        return f"{top} {node.sign} {bottom}", PRODUCT
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
    if isinstance(node.operand, tree.Norm | tree.Ones | tree.Identity):
        operand = f"({operand})"
    return f"{operand}_{{{inside}}}", FACTOR


@LATEX.speaks(tree.Root)
def _root(speak: Language, node: tree.Root) -> Form:
    degree = "" if node.degree is None else f"[{speak.write(node.degree)}]"
    return f"\\sqrt{degree}{{{speak.write(node.operand)}}}", FACTOR


@LATEX.speaks(binders.Range)
def _range(speak: Language, node: binders.Range) -> Form:
    low = "" if node.low is None else f" = {speak.write(node.low)}"
    return f"{node.variable}{low}", ATOM


@LATEX.speaks(binders.Fold)
def _fold(speak: Language, node: binders.Fold) -> Form:
    clauses = ", ".join(speak.write(one) for one in node.ranges)
    conditions = ", ".join(speak.write(one) for one in node.conditions)
    below = f"{clauses} : {conditions}" if conditions else clauses
    if conditions.startswith(f"{clauses} \\in "):  # one letter, and what it runs over
        below = conditions
    highs = [speak.write(one.high) for one in node.ranges if one.high is not None]
    above = f"^{{{highs[0]}}}" if highs else ""
    if node.operator in ("mean", "var"):
        sign = "\\mathbb{E}" if node.operator == "mean" else "\\operatorname{Var}"
        return f"{sign}_{{{below}}}[{speak.write(node.body)}]", FACTOR
    level = TERM if node.operator in ("sum", "prod") else FACTOR
    sign = f"\\{node.operator}".replace("arg", "arg\\")
    return f"{sign}_{{{below}}}{above} {speak.write(node.body, level)}", TERM


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
