"""The rules of a page together: each span where it may stand, each rule with its page and line."""

import pytest

from tests import forgetful
from weave import lint, source

RULES = [
    ("# A `#!value np.pi:.2f`", "a value in a heading"),
    ("## A `#!claim {1} :: np.pi > {}`", "a claim in a heading"),
    ("<div>\n`#!value np.pi:.2f`\n</div>", "a value in raw HTML"),
    ("`#!valu np.pi:.2f`", "no inline word 'valu'; did you mean value?"),
    ("`:::python x = 1`", "no inline word 'python'"),
    ("a #!value np.pi there", "not between backticks"),
    ("# A title with $x$", "math in the title"),
    ("<p>\n$x$\n</p>", "math in raw HTML"),
    ("| a | b |\n|---|---|\n| $|x|$ | c |", "| in math in a table"),
    ("$$\nx\n$$", "a page has no $$"),
    ("it costs $5", "a $ without a partner"),
    ("\\begin{aligned} x \\end{aligned}", "LaTeX outside a math fence"),
    ("It is very small.", "a word that we do without"),
    ("It takes 1600 steps.", "typed by hand"),
    ("```pyton\nx\n```", "no fence language"),
    ("---\nchapter: true\nminutes: 3\nneeds: []\n---\n\ntext", "a chapter says its 'able'"),
    ("---\nneeds: [none.md]\n---\n\ntext", "needs: no page none.md"),
]


def found(text: str) -> list[str]:
    return [
        str(problem)
        for problem in lint.page(source.parse(text, "docs/page.md"), forgetful.answers())
    ]


@pytest.mark.parametrize(("text", "message"), RULES, ids=[message for _, message in RULES])
def test_a_rule_is_kept(text: str, message: str) -> None:
    problems = found(text)
    assert len(problems) == 1
    assert problems[0].startswith("docs/page.md:")
    assert message in problems[0]


@pytest.mark.parametrize(
    "text",
    [
        "A sentence with `#!value np.pi:.2f`.",
        "<div markdown>\n`#!value np.pi:.2f` and $x$\n</div>",
        "| a | b |\n|---|---|\n| `#!value np.pi:.2f` | $x$ |",
        "`` `#!value np.pi:.2f` `` shows how it is written",
        "`#!value` and `:::` alone",
        "## A part with $x$",
        "| a | b |\n|---|---|\n| $\\lvert x \\rvert$ | c |",
        "It costs \\$5, and `$$` is code, and $x$ is math.",
        "a `\\begin{aligned}` in code",
        '```math id="eq-a"\n\\begin{aligned} x \\end{aligned}\n```',
        "A <b>bold</b> word with $x$.",
    ],
)
def test_a_near_miss_is_fine(text: str) -> None:
    assert found(text) == []


def test_problems_come_in_the_order_of_the_lines() -> None:
    text = "It is very small.\n\n```pyton\nx\n```\n\n1600 steps and $\n"
    assert [problem.split(":")[1] for problem in found(text)] == ["1", "3", "7", "7"]


def test_a_number_in_an_executed_formula_is_no_typed_number() -> None:
    page = "A rule, $L = 0.3x + y$, and $\\eta = 0.3$.\n"
    problems = found(page)
    assert len(problems) == 1
    assert "0.3 is typed by hand" in problems[0]
