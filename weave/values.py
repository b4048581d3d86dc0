"""Two words of a chapter: value (a number out of the code) and claim (a bound that is tested)."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from weave import expressions
from weave.errors import Mistake
from weave.numbers import typed_by_hand

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
WORD = re.compile(r"`#!value\s+([^`]+)`")
JITTER = 1e-9  # a relative change that another processor may make


def value(text: str) -> str:
    """The value of `expression:format`, as it stands in the sentence.

    text: a Python expression over the modules of `snippets` and `np`; a format after its last colon
    Raises Mistake if it fails, is no single finite number or word, is typed rather than computed,
    or if its last digit hangs on rounding.
    """
    expression, form = _split(text)
    tree = expressions.parse(expression)
    if not expressions.modules(tree):
        raise Mistake(f"value {expression}: nothing of snippets in it; it is typed, not computed")
    found = expressions.evaluate(tree)
    written = readable(_format(found, form, expression))
    if _typed(tree, found):
        raise Mistake(f"value {expression}: {found} stands in it; it is typed, not computed")
    return written


def fill(text: str) -> str:
    """Text, such as an alt text, with every value in it written out."""
    return WORD.sub(lambda match: value(match[1].strip()), text)


def claim(text: str) -> str:
    """The words of `accuracy above {97 %} :: experiments.digits().accuracy > {}`, if it is true.

    Raises Mistake if it is not, or if a number stands anywhere but in the braces.
    """
    words, mark, expression = (part.strip() for part in text.partition(" :: "))
    literals = re.findall(r"\{([^{}]*)\}", words)
    if not mark or len(literals) != 1:
        raise Mistake("claim: write words with one {number} :: a comparison with {} in its place")
    others = [number for _, number in typed_by_hand(re.sub(r"\{[^{}]*\}", "", words))]
    if others:
        raise Mistake(f"claim: {others[0]} stands outside the braces, so nothing tests it")
    _test(expression, _number(literals[0]), literals[0])
    return words.replace(f"{{{literals[0]}}}", readable(literals[0].strip()))


def readable(text: str) -> str:
    """A number as a book prints it: −0.5, 97 %, 1.3 × 10⁻¹²; other text as it is."""
    match = re.fullmatch(r"(-?[\d.]+)e([+-]?)0*(\d+)", text)
    if match:
        power = "10" + (match[2].replace("+", "") + match[3]).translate(SUPERSCRIPT)
        text = power if match[1] == "1" else f"{match[1]} × {power}"
    text = re.sub(r"^-(?=[\d.])", "\N{MINUS SIGN}", text)
    return re.sub(r"(?<=\d) ?%$", "\N{NO-BREAK SPACE}%", text)


def _split(text: str) -> tuple[str, str]:
    """Expression and format: the last colon outside brackets and quotes parts them."""
    depth, quote, colon = 0, "", -1
    for offset, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == ":" and depth == 0:
            colon = offset
    return (text, "") if colon < 0 else (text[:colon], text[colon + 1 :])


def _format(result: Any, form: str, expression: str) -> str:
    """One number or word, written; refused where writing it would mislead."""
    if isinstance(result, np.ndarray | np.generic) and result.ndim == 0:
        result = result.item()
    if not isinstance(result, bool | int | float | str):
        raise Mistake(f"value {expression}: {_told(result)}")
    if isinstance(result, float) and not np.isfinite(result):
        raise Mistake(f"value {expression}: it is {result}")
    if isinstance(result, float) and not form:
        raise Mistake(f"value {expression}: say how many digits, such as :.3f")
    try:
        written = format(result, form)
        near = {format(result * (1 + j), form) for j in (-JITTER, JITTER) if type(result) is float}
    except (ValueError, TypeError) as error:
        raise Mistake(f"value {expression}: format {form!r}: {error}") from None
    if near - {written}:
        raise Mistake(
            f"value {expression}: {result!r} lies on the edge of two roundings; show another digit"
        )
    return written


def _told(result: Any) -> str:
    """Say what a result is, and how a number comes out of it."""
    if callable(result):
        return f"a {type(result).__name__} is no single number; call it"
    if isinstance(result, np.ndarray):
        zeros = ", ".join("0" * result.ndim)
        shape = f"an array of shape {result.shape}"
        return f"{shape} is no single number; pick an entry, such as [{zeros}]"
    if isinstance(result, list | dict) or type(result) is tuple:
        name = type(result).__name__
        return f"a {name} of {len(result)} is no single number; pick an entry"
    name, fields = type(result).__name__, getattr(result, "_fields", ())
    article = "an" if name[0] in "AEIOUaeiou" else "a"
    hint = f"; pick a field: {', '.join(f'.{one}' for one in fields)}" if fields else ""
    return f"{article} {name} is no single number{hint}"


def _typed(tree: ast.Expression, found: Any) -> bool:
    """Whether a number is one of its own literals, so that no code of snippets made it.

    What a function of snippets takes may come out of it again: its code might have changed it.
    """
    free = _free(tree.body, alone=expressions.modules(tree) == {"np"})
    return not isinstance(found, bool | str) and any(literal == abs(found) for literal in free)


def _free(node: ast.AST, *, alone: bool) -> Iterator[float]:
    """Literals that reach the value past all functions of snippets, short counts left out.

    alone: whether a factor counts too, since there is nothing of snippets that it scales
    """
    if isinstance(node, ast.Constant):
        if isinstance(node.value, int | float) and any(typed_by_hand(str(node.value))):
            yield node.value
    elif isinstance(node, ast.Subscript):
        yield from _free(node.value, alone=alone)
    elif not isinstance(node, ast.Call) or not expressions.modules(node.func) - {"np"}:
        scales = isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.Sub)
        for child in ast.iter_child_nodes(node):
            if alone or not (scales and isinstance(child, ast.Constant)):
                yield from _free(child, alone=alone)


def _number(literal: str) -> float:
    text = literal.strip().replace(",", "").replace("\N{MINUS SIGN}", "-")
    percent = text.endswith("%")
    try:
        number = float(text.rstrip("%"))
    except ValueError:
        raise Mistake(f"claim: {literal!r} is no number") from None
    return number / 100 if percent else number


def _test(expression: str, number: float, literal: str) -> None:
    """Raise Mistake unless the comparison is true with the number in the place of {}."""
    tree = expressions.parse(expression)
    comparison = tree.body
    holes = [node for node in ast.walk(tree) if _is_hole(node)]
    if not isinstance(comparison, ast.Compare) or len(holes) != 1:
        raise Mistake("claim: after :: comes one comparison, with one {}")
    if not expressions.modules(tree):
        raise Mistake(f"claim {expression}: nothing of snippets in it; it is typed, not computed")
    sides = [comparison.left, *comparison.comparators]
    if holes[0] not in sides:
        raise Mistake("claim: {} is one whole side of the comparison")
    for typed in _literals(comparison):
        raise Mistake(f"claim: {typed} is a second number; only the one in braces is printed")
    if not _holds(tree, number):
        found = ", ".join(
            f"{ast.unparse(side)} is {expressions.evaluate(ast.Expression(side))!s}"
            for side in sides
            if not _is_hole(side)
        )
        raise Mistake(f"claim: untrue for {literal.strip()}: {found}")


def _is_hole(node: ast.AST) -> bool:
    return isinstance(node, ast.Dict) and not node.keys


def _literals(node: ast.AST) -> Iterator[object]:
    """Numbers that take part in the comparison; those that choose what is measured may be there."""
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Call):
        yield from _literals(node.func)
    elif isinstance(node, ast.Subscript):
        yield from _literals(node.value)
    else:
        for child in ast.iter_child_nodes(node):
            yield from _literals(child)


def _holds(tree: ast.Expression, number: float) -> bool:
    class Fill(ast.NodeTransformer):
        def visit_Dict(self, node: ast.Dict) -> ast.AST:
            return ast.copy_location(ast.Constant(number), node) if not node.keys else node

    filled = Fill().visit(ast.parse(ast.unparse(tree), mode="eval"))
    result = expressions.evaluate(filled)
    if not isinstance(result, bool | np.bool_):
        raise Mistake(f"claim: the comparison gives a {type(result).__name__}, not true or false")
    return bool(result)
