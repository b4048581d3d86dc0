"""How numbers put in are written: LaTeX for readers, which need not read back as a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from weave import binders, latex_reading, tree
from weave.latex_forms import LATEX
from weave.readback import ATOM, FACTOR, PRODUCT, SUM, TERM, Form, Language
from weave.tree import Node

ROOMS = (latex_reading,)  # importing a room registers how its nodes are written
TALL = re.compile(r"\\begin|\\[td]?frac|\\sum")
MATRICES = re.compile(r"(?<=[)}]) (?=\\left\(|\\begin|\\underset)|(?<=pmatrix\}) (?=\()")
BRACKETED = ("(", "\\begin", "\\underset")
PENCIL = Language(LATEX.forms, dict(LATEX.special))


@dataclass(frozen=True)
class Given(Node):
    """A value, written out."""

    latex: str
    level: int = ATOM


def written(node: Node) -> str:
    """Write a tree as LaTeX for a reader, with brackets as tall as what they hold.

    A line may end between two factors that have no sign between them.
    """
    text = PENCIL.write(node)
    opened: list[int] = []
    tall: list[int] = []
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            start = opened.pop()
            tall += [start, place] if TALL.search(text, start, place) else []
    for place in sorted(tall, reverse=True):
        side = "\\left" if text[place] == "(" else "\\right"
        text = text[:place] + side + text[place:]
    return MATRICES.sub(r" \\allowbreak ", text)


@PENCIL.speaks(Given)
def _given(_speak: Language, node: Given) -> Form:
    return node.latex, node.level


@PENCIL.speaks(tree.Apply)
def _apply(speak: Language, node: tree.Apply) -> Form:
    """A matrix brings the brackets of a function's argument."""
    (first, *others) = node.arguments
    if isinstance(first, Given) and first.latex.startswith(BRACKETED) and not others:
        return f"{speak.write(node.function, FACTOR)}{first.latex}", FACTOR
    return LATEX.special[tree.Apply](speak, node)


@PENCIL.speaks(tree.Times)
def _times(speak: Language, node: tree.Times) -> Form:
    """A sum that ends a product needs no brackets."""
    if isinstance(node.right, binders.Fold):
        sign = f" {node.sign} " if node.sign else " "
        return f"{speak.write(node.left, PRODUCT)}{sign}{speak.write(node.right)}", TERM
    return LATEX.special[tree.Times](speak, node)


@PENCIL.speaks(tree.Negative)
def _negative(speak: Language, node: tree.Negative) -> Form:
    return f"-{speak.write(node.operand, TERM)}", SUM


@PENCIL.speaks(tree.Transpose)
def _transpose(speak: Language, node: tree.Transpose) -> Form:
    """The sign for a transpose stands beside a label."""
    text, level = LATEX.special[tree.Transpose](speak, node)
    return re.sub(r"^\(([^()]+\^\{\([^()]+\))\}\)\^\{(\\top)\}$", r"\1\2}", text), level


@PENCIL.speaks(tree.Subscript)
def _subscript(speak: Language, node: tree.Subscript) -> Form:
    """Letters below a symbol stand side by side, as the page writes them."""
    text, level = LATEX.special[tree.Subscript](speak, node)
    if all(isinstance(one, tree.Variable | tree.Number) for one in node.indices):
        head, _, tail = text.rpartition("_{")
        text = f"{head}_{{{tail.replace(',', '')}"
    return text, level
