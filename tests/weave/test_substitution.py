"""Numbers put in for symbols: the form stays, sums are written out, steps lead to the value."""

import pytest

from tests.weave import toy
from weave import parse, pencil, scenes, substitution
from weave.directives import directives
from weave.draws import draw
from weave.environments import environments
from weave.worked import narrowed

SCENE = scenes.load("round_numbers.table", "tests.weave.scenes", toy.HOUSE)


def steps(latex: str) -> list[str]:
    """The steps of the left side of `latex = a` in a scene of round numbers."""
    (chain,) = parse.equation(f"{latex} = a", SCENE.symbols)
    said, _ = directives(latex)
    env = narrowed(environments(chain, draw(SCENE, 11), said)[0], chain)
    return list(substitution.steps(chain.sides[0], env, 4))


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("a", ["0.50"]),
        ("a b", ["0.50 \\cdot (-0.25)", "-0.125"]),
        ("a - b", ["0.50 - (-0.25)", "0.75"]),
        ("a + a b", ["0.50 + 0.50 \\cdot (-0.25)", "0.50 + (-0.125)", "0.375"]),
        ("b^2", ["(-0.25)^{2}", "0.0625"]),
        ("-b", ["-(-0.25)", "0.25"]),
        ("e^{-b}", ["e^{-(-0.25)}", "e^{0.25}", "1.2840"]),
        ("2 a (a - b)", ["2 \\cdot 0.50 \\cdot (0.50 - (-0.25))", "2 \\cdot 0.50 \\cdot 0.75",
                         "0.75"]),
        ("-a (a - b)", ["-0.50 \\cdot (0.50 - (-0.25))", "-0.50 \\cdot 0.75", "-0.375"]),
        ("c^{(1)} c^{(2)}", ["3 \\cdot 4", "12"]),
        ("v_2", ["2"]),
        ("A_{ij}", ["1"]),
        ("\\sum_j v_j", ["1 + 2 + 3", "6"]),
        ("a \\sum_j v_j", ["0.50 \\cdot (1 + 2 + 3)", "0.50 \\cdot 6", "3"]),
        ("\\sum_j A_{ij} v_j", ["1 \\cdot 1 + 2 \\cdot 2 + 3 \\cdot 3", "1 + 4 + 9", "14"]),
        ("\\sum_{j \\ne 2} v_j", ["1 + 3", "4"]),
        ("\\sum_{\\ell=1}^{2} c^{(\\ell)}", ["3 + 4", "7"]),
        ("\\prod_{\\ell=1}^{2} c^{(\\ell)}", ["3 \\cdot 4", "12"]),
        ("\\sum_{k=1}^{9} k a", ["1 \\cdot 0.50 + 2 \\cdot 0.50 + \\cdots + 9 \\cdot 0.50",
                                 "0.50 + 1 + \\cdots + 4.50", "22.50"]),
        ("\\max_j v_j", ["3"]),
        ("\\mathbf 1[a > b]", ["1"]),
        ("g(a)", ["g(0.50)", "0.4621"]),
        ("\\frac{a}{b - a}", ["\\frac{0.50}{-0.25 - 0.50}", "\\frac{0.50}{-0.75}", "-0.6667"]),
    ],
)  # fmt: skip
def test_each_step_is_one_that_a_pencil_can_follow(latex: str, expected: list[str]) -> None:
    assert steps(latex) == expected


def test_matrices_are_put_in_as_matrices() -> None:
    row, turned = (
        "\\begin{pmatrix} 0.10 & 0.20 & 0.30 \\end{pmatrix}",
        "\\begin{pmatrix} 1 & 4 \\\\ 2 & 5 \\\\ 3 & 6 \\end{pmatrix}",
    )
    assert steps("x A^\\top")[0] == f"{row} \\allowbreak {turned}"
    assert len(steps("x A^\\top")) == 2
    assert steps("A^\\top") == [turned]
    assert "^{\\top}" in steps("(x + x)^\\top")[0]
    assert steps("x A^\\top")[-1] == "\\begin{pmatrix} 1.40 & 3.20 \\end{pmatrix}"
    assert steps("g(x)")[0] == f"g{row}"
    assert steps("a (x + x)")[0] == f"0.50 \\left({row} + {row}\\right)"


def test_of_wide_terms_the_first_and_the_last_are_written() -> None:
    wide = "\\sum_{k=1}^{4} (k a + k b) (a - b)"
    assert steps(wide) == [
        "(1 \\cdot 0.50 + 1 \\cdot (-0.25)) \\cdot (0.50 - (-0.25)) + \\cdots"
        " + (4 \\cdot 0.50 + 4 \\cdot (-0.25)) \\cdot (0.50 - (-0.25))",
        "0.1875 + 0.375 + 0.5625 + 0.75",  # which a pencil can add up
        "1.875",
    ]
    assert "\\cdots" not in steps(wide.replace("{4}", "{3}"))[0]
    assert "\\cdots" not in steps("\\sum_{k=1}^{6} k a")[0]


def test_sums_in_sums_are_one_sum() -> None:
    first, *_ = steps("\\sum_i \\sum_j A_{ij} v_j")
    assert first == "1 \\cdot 1 + 2 \\cdot 2 + 3 \\cdot 3 + 4 \\cdot 1 + 5 \\cdot 2 + 6 \\cdot 3"
    assert steps("\\sum_i (A_{i1} - a)")[0] == "1 - 0.50 + 4 - 0.50"


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("A_{ij}", "A_{ij}"),
        ("\\frac1n \\sum_i \\sum_j A_{ij}", "\\frac{1}{n} \\sum_{i} \\sum_{j} A_{ij}"),
        ("-\\sum_j v_j", "-\\sum_{j} v_{j}"),
        ("(\\frac{a}{b})^2", "\\left(\\frac{a}{b}\\right)^{2}"),
        ("g(a) (a - b)", "g(a) (a - b)"),
    ],
)
def test_a_side_is_shown_as_the_page_writes_it(latex: str, expected: str) -> None:
    (chain,) = parse.equation(f"{latex} = a", SCENE.symbols)
    assert pencil.written(chain.sides[0]) == expected


def test_a_transpose_stands_beside_a_label() -> None:
    scene = toy.built(
        "y = rng.normal(size=(3, 2))\nreturn {'W^{(2)}': y}", "`W^{(2)}` | w | (n, d)"
    )
    (chain,) = parse.equation("W^{(2)\\top} = W^{(2)\\top}", scene.symbols)
    assert pencil.written(chain.sides[0]) == "W^{(2)\\top}"
