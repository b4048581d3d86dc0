"""What an author reads after a slip, word for word: page, line, what was expected, LaTeX, caret.

The scene is a sample of vectors: x (n, d), its mean, S (d, d), weights w (d, 1), a bend g.
"""

# ruff: noqa: E501 - messages stand here as they are printed

from pathlib import Path

import pytest

from tests import forgetful
from tests.weave import toy
from weave import audit, check, source
from weave.errors import Problem

SLIPS = {
    "a capital for a small letter": (
        r"S = \frac{1}{n} X^\top x - \bar x^\top \bar x",
        r"""
docs/page.md:6: X is not a symbol of the scene; did you mean x?
S = \frac{1}{n} X^\top x - \bar x^\top \bar x
                ^
""",
    ),
    "a name without its power": (
        r"s = \frac{1}{n} \sum_i (x - \bar x)_{ij} (x - \bar x)_{ik}",
        r"""
docs/page.md:6: s so written is not a symbol; bound is s^2
s = \frac{1}{n} \sum_i (x - \bar x)_{ij} (x - \bar x)_{ik}
^
""",
    ),
    "an accent too many": (
        r"S = \frac{1}{n} \hat{x}^\top x - \bar x^\top \bar x",
        r"""
docs/page.md:6: \hat{x} is not a symbol of the scene; did you mean x?
S = \frac{1}{n} \hat{x}^\top x - \bar x^\top \bar x
                ^
""",
    ),
    "a name that is not there": (
        r"S = \frac{1}{n} x^\top x - m^\top m",
        r"""
docs/page.md:6: m is not a symbol of the scene; known are x, \bar x, S, s^2, w, g, q, y, f, h, a, D, ...
S = \frac{1}{n} x^\top x - m^\top m
                           ^
""",
    ),
    "a misspelt command": (
        r"S = \farc{1}{n} x^\top x - \bar x^\top \bar x",
        r"""
docs/page.md:6: \farc is not known here; did you mean \frac?
S = \farc{1}{n} x^\top x - \bar x^\top \bar x
    ^
""",
    ),
    "a command that is none": (
        r"y = \softsign(\bar x)",
        r"""
docs/page.md:6: \softsign is not known here; a name of several letters is \operatorname{softsign}
y = \softsign(\bar x)
    ^
""",
    ),
    "no second argument at all": (
        r"\bar x_j = \sum_i \frac{x_{ij}}",
        r"""
docs/page.md:6: \frac needs an argument, found the end
\bar x_j = \sum_i \frac{x_{ij}}
                               ^
""",
    ),
    "a bracket left open": (
        r"S = \frac{1}{n} (x - \bar x)^\top (x - \bar x",
        r"""
docs/page.md:6: expected ), found the end
S = \frac{1}{n} (x - \bar x)^\top (x - \bar x
                                             ^
""",
    ),
    "a bracket closed by another": (
        r"S = \frac{1}{n} (x - \bar x]^\top (x - \bar x)",
        r"""
docs/page.md:6: expected ), found ']'
S = \frac{1}{n} (x - \bar x]^\top (x - \bar x)
                           ^
""",
    ),
    "a sum over nothing": (
        r"\bar x_j = \frac{1}{n} \sum x_{ij}",
        r"""
docs/page.md:6: over what? Write the index below
\bar x_j = \frac{1}{n} \sum x_{ij}
                       ^
""",
    ),
    "a sum with one bound": (
        r"\bar x_j = \frac{1}{n} \sum_{i=1} x_{ij}",
        r"""
docs/page.md:6: a sum needs both bounds, or neither
\bar x_j = \frac{1}{n} \sum_{i=1} x_{ij}
                           ^
""",
    ),
    "a sum past the end": (
        r"\bar x_j = \frac{1}{n} \sum_{i=1}^{8} x_{ij}",
        r"""
docs/page.md:6: the index runs from 1 to 8, axis 1 has 7
\bar x_j = \frac{1}{n} \sum_{i=1}^{8} x_{ij}
                                         ^
""",
    ),
    "two powers": (
        r"S = \frac{1}{n} x^T^2 x",
        r"""
docs/page.md:6: double superscript: group what belongs together in braces
S = \frac{1}{n} x^T^2 x
                   ^
""",
    ),
    "what does the bar divide": (
        r"\bar x_j = 1/n \sum_i x_{ij}",
        r"""
docs/page.md:6: a/bc is ambiguous: write \frac{a}{bc} or \frac{a}{b} c
\bar x_j = 1/n \sum_i x_{ij}
               ^
""",
    ),
    "where does the logarithm end": (
        r"y_j = \log x_{ij} h",
        r"""
docs/page.md:6: where does the argument of the function end? Write it in parentheses
y_j = \log x_{ij} h
                  ^
""",
    ),
    "no relation": (
        r"\frac{1}{n} x^\top x - \bar x^\top \bar x",
        r"""
docs/page.md:6: expected a relation such as =, found the end
\frac{1}{n} x^\top x - \bar x^\top \bar x
                                         ^
""",
    ),
    "two equals signs": (
        r"S == \frac{1}{n} x^\top x - \bar x^\top \bar x",
        r"""
docs/page.md:6: expected a value, found '='
S == \frac{1}{n} x^\top x - \bar x^\top \bar x
   ^
""",
    ),
    "a forgotten transpose": (
        r"S = \frac{1}{n} x x - \bar x^\top \bar x",
        r"""
docs/page.md:6: matrix product of shapes (7, 3) and (7, 3): 3 columns meet 7 rows
S = \frac{1}{n} x x - \bar x^\top \bar x
                  ^
""",
    ),
    "a forgotten transpose on the second line": (
        r"""S &= \frac{1}{n} (x - \bar x)^\top (x - \bar x) \\
  &= \frac{1}{n} x^\top x - \bar x \bar x""",
        r"""
docs/page.md:7: matrix product of shapes row (3,) and row (3,): 3 columns meet 1 row
  &= \frac{1}{n} x^\top x - \bar x \bar x
                                   ^
""",
    ),
    "a sign": (
        r"S = \frac{1}{n} x^\top x + \bar x^\top \bar x",
        r"""
docs/page.md:6: the sides differ by 0.57 of their size: left 0.477037, right 1.11256 at entry (2, 2)
S = \frac{1}{n} x^\top x + \bar x^\top \bar x
  ^
""",
    ),
    "a factor on the second line": (
        r"""S &= \frac{1}{n} (x - \bar x)^\top (x - \bar x) \\
  &= x^\top x - \bar x^\top \bar x""",
        r"""
docs/page.md:7: step 2 of 2: the sides differ by 0.91 of their size: left 0.477037, right 5.24581 at entry (2, 2)
  &= x^\top x - \bar x^\top \bar x
   ^
""",
    ),
    "a claim inside words": (
        r"S = \frac{1}{n} x^\top x \text{ if the mean is 0}",
        r"""
docs/page.md:6: \text holds '0': digits, relations and $ inside a label would not be checked
S = \frac{1}{n} x^\top x \text{ if the mean is 0}
                                               ^
""",
    ),
    "a function without its argument": (
        r"y = g \bar x + h g",
        r"""
docs/page.md:6: g is a function; here it has no argument
y = g \bar x + h g
                 ^
""",
    ),
    "a function that is text": (
        r"y = \text{tanh}(\bar x)",
        r"""
docs/page.md:6: \text{tanh} is not a symbol of the scene; words name nothing, write \operatorname{tanh}
y = \text{tanh}(\bar x)
    ^
""",
    ),
}


def page_with(latex: str, folder: Path) -> Path:
    path = folder / "page.md"
    path.write_text(f'# Title\n\nText.\n\n```math id="eq-a"\n{latex}\n```\n', encoding="utf-8")
    return path


def told(latex: str, folder: Path) -> str:
    """Return what the audit of a page says about its only equation."""
    page = source.read(page_with(latex, folder), "docs/page.md")
    (fence,) = page.fences

    def run(_: object) -> object:
        return check.equation(fence.body, scene=toy.scene("sample"))

    problem = audit.attempt(
        page, audit.Piece("math", fence.line, fence.line, "eq-a", run), forgetful.answers()
    )
    assert isinstance(problem, Problem), "this slip was not noticed"
    return str(problem)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_as_a_good_compiler_tells_it(slip: str, tmp_path: Path) -> None:
    latex, expected = SLIPS[slip]
    assert told(latex, tmp_path) == expected.strip("\n")
