"""The LaTeX of the nodes that are written by a form alone."""

from __future__ import annotations

from weave import binders, tree
from weave.readback import ATOM, FACTOR, PRODUCT, SUM, TERM, Language

LATEX = Language(
    {
        tree.Number: ("{text}", FACTOR),
        tree.Variable: ("{key}", ATOM),
        tree.Negative: ("-{operand:2}", SUM),
        tree.Plus: ("{left:0} + {right:1}", SUM),
        tree.Minus: ("{left:0} - {right:1}", SUM),
        tree.Hadamard: ("{left:2} \\odot {right:3}", PRODUCT),
        tree.Convolve: ("{left:2} {sign} {right:3}", PRODUCT),
        binders.Infinity: ("\\infty", ATOM),
        binders.Integral: ("\\int_{{{low}}}^{{{high}}} {body} \\, d{variable}", SUM),
        binders.Limit: ("\\lim_{{{variable} \\to {target}}} {body:1}", TERM),
        tree.Members: ("\\{{{entries}\\}}", ATOM),
        tree.Outer: ("{left:2} \\otimes {right:3}", PRODUCT),
        tree.Compose: ("{left:2} \\circ {right:3}", PRODUCT),
        tree.Absolute: ("\\lvert {operand} \\rvert", FACTOR),
        tree.Inner: ("\\langle {left}, {right} \\rangle", FACTOR),
        tree.Norm: ("\\|{operand}\\|_{order}", ATOM),
        tree.Delta: ("\\delta_{{{left:4},{right:4}}}", FACTOR),
        tree.Indicator: ("\\mathbf{{1}}[{condition}]", FACTOR),
        tree.Order: ("O({argument})", FACTOR),
        tree.Relation: ("{left} {sign} {right}", SUM),
    }
)
