"""How several conditions, distributions and values at a place are written: LaTeX and NumPy."""

from __future__ import annotations

from weave import clauses
from weave.latex_forms import LATEX
from weave.numpy_reading import NUMPY, plain_name
from weave.readback import ATOM, FACTOR, PRODUCT, SUM, Form, Language

ORDER = ("<", ">", "\\leq", "\\geq")
LETTERS = {"N": "\\mathcal{N}", "U": "\\mathcal{U}"}


@LATEX.speaks(clauses.Both)
def _both(speak: Language, node: clauses.Both) -> Form:
    text = speak.write(node.parts[0])
    for before, part in zip(node.parts, node.parts[1:], strict=False):
        chained = before.right == part.left and part.sign in ORDER
        text += f" {part.sign} {speak.write(part.right)}" if chained else (
            f" \\land {speak.write(part)}")  # fmt: skip
    return text, SUM


@NUMPY.speaks(clauses.Both)
def _and(speak: Language, node: clauses.Both) -> Form:
    return " & ".join(f"({speak.write(part)})" for part in node.parts), PRODUCT


@LATEX.speaks(clauses.Distribution)
def _distribution(speak: Language, node: clauses.Distribution) -> Form:
    name = LETTERS.get(node.name, f"\\operatorname{{{node.name}}}")
    return f"{name}({', '.join(map(speak.write, node.parameters))})", ATOM


@NUMPY.speaks(clauses.Distribution)
def _random(speak: Language, node: clauses.Distribution) -> Form:
    return f"{node.name}({', '.join(map(speak.write, node.parameters))})", ATOM


@LATEX.speaks(clauses.Expectation)
def _expectation(speak: Language, node: clauses.Expectation) -> Form:
    below = f"{node.variable} \\sim {speak.write(node.weights)}"
    return f"\\mathbb{{E}}_{{{below}}}[{speak.write(node.body)}]", FACTOR


@NUMPY.speaks(clauses.Expectation)
def _weighted(speak: Language, node: clauses.Expectation) -> Form:
    letter = plain_name(node.variable)
    return f"mean({speak.write(node.body)} for {letter} ~ {speak.write(node.weights)})", FACTOR


@LATEX.speaks(clauses.At)
def _at(speak: Language, node: clauses.At) -> Form:
    place = f"{speak.write(node.symbol)} = {speak.write(node.place)}"
    return f"(\\left. {speak.write(node.of)} \\right|_{{{place}}})", ATOM


@NUMPY.speaks(clauses.At)
def _there(speak: Language, node: clauses.At) -> Form:
    inside = f"{speak.write(node.symbol)}={speak.write(node.place)}"
    return f"at({speak.write(node.of)}, {inside})", FACTOR
