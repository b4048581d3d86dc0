"""Everything that must make a build fail is found, one at a time, on its line."""

from pathlib import Path

import pytest

from tests import forgetful
from weave import audit, source
from weave.errors import Problem

RIGHT = r"\frac{\partial L}{\partial W^{(2)}} = a^{(1)\top} \delta^{(2)}"
PAGE = f"""\
---
title: Slopes
scene: backpropagation.batch
---

# Slopes

```math id="eq-a"
{RIGHT}
```

A loss of `#!value network.backpropagate(*network.small()).loss:.3f`, which is
`#!claim above {{0}} :: network.backpropagate(*network.small()).loss > {{}}`, and $n$ rows.

```python exec="on"
print("a table")
```

```snippet
losses.cross_entropy
```
"""


def problems(text: str) -> list[tuple[int, str]]:
    found = audit.audit(source.parse(text, "docs/page.md"), forgetful.answers()).problems
    return [(problem.line, problem.message) for problem in found]


def test_a_right_page_has_no_problem_and_its_equation_is_verified() -> None:
    result = audit.audit(source.parse(PAGE, "docs/page.md"), forgetful.answers())
    assert result.problems == ()
    (equation,) = result.equations
    assert (equation.name, equation.line, equation.verdict.kind) == ("eq-a", 8, "verified")
    words = [piece.word for piece in audit.pieces(result.page)]
    assert words == ["math", "program", "snippet", "value", "claim"]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("= a", "= -a", 9, "the sides differ"),
        (r"a^{(1)\top}", "a^{(1)}", 9, "shapes"),
        (r"\delta", r"\foo", 9, r"\foo is not known"),
        (r"a^{(1)\top} \delta", r"a^{b}^T \delta", 9, "double superscript"),
        ("= a", "= q a", 9, "q is not a symbol"),
        ("scene: backpropagation.batch\n", "", 8, "needs a scene"),
        ("backpropagation.batch", "backpropagation.bach", 9, "no scene bach"),
        (".cross_entropy", ".cross_entrpy", 20, "does not define cross_entrpy"),
        ('print("a table")', 'raise ValueError("no")', 16, "ValueError: no"),
        ('exec="on"', "exec=on", 15, 'write key="value"'),
        ("```python", "```pyton", 15, "no fence language 'pyton'"),
        ("{0} ::", "{5} ::", 13, "claim: untrue for 5"),
        (".loss:.3f", ".los:.3f", 12, "no attribute 'los'"),
        ("$n$", "$L = 0.3x$", 13, "shape"),
        ("A loss", "A loss of 0.231 and", 12, "0.231 is typed by hand"),
    ],
)
def test_what_must_fail_fails_on_its_line(old: str, new: str, line: int, message: str) -> None:
    assert old in PAGE
    found = problems(PAGE.replace(old, new))
    assert any(n == line and message in text for n, text in found), found


def test_an_inline_equation_without_a_scene_is_refused() -> None:
    assert "needs a scene" in problems("A rule, $L = 0.3x$.\n")[0][1]
    assert problems("A letter, $L$, of $n$ rows.\n") == []


SOFTMAX = r"p_{ik} = \frac{e^{z_{ik}}}{\sum_j e^{z_{ij}}}"


@pytest.mark.parametrize(
    ("front_matter", "options", "body"),
    [
        ("title: A", ' scene="backpropagation.batch"', RIGHT),
        ("scene: backpropagation.batch", ' of="activations.softmax"', SOFTMAX),
        ("title: A", ' of="activations.softmax"', SOFTMAX),
        ("scene: gradient_checking.none", ' scene="backpropagation.batch"', RIGHT),
    ],
)
def test_a_fence_may_name_its_own_scene_or_function(
    front_matter: str, options: str, body: str
) -> None:
    shown = '```python reason="slow"\nx\n```\n'
    text = f"---\n{front_matter}\n---\n\n```math{options}\n{body}\n```\n\n{shown}"
    result = audit.audit(source.parse(text), forgetful.answers())
    assert result.problems == ()
    assert [equation.name for equation in result.equations] == ["line-5"]


def test_a_page_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: [a\n---\n", encoding="utf-8")
    (result,) = audit.audit_files({path: "a.md"}, forgetful.answers())
    (problem,) = result.problems
    assert str(problem).startswith("a.md:")


def test_an_attempt_gives_the_result_or_a_problem() -> None:
    page = source.parse("a\n`#!value np.pi:.2f`\n\nb `#!value np.nothing`\n", "p.md")
    first, second = audit.pieces(page)
    answers = forgetful.answers()
    assert audit.attempt(page, first, answers) == "3.14"
    found = audit.attempt(page, second, answers)
    assert isinstance(found, Problem)
    assert str(found).startswith("p.md:4: np.nothing: AttributeError")


def test_pages_come_in_the_order_of_nav(tmp_path: Path) -> None:
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    for name in ("a.md", "b.md", "deep/c.md", "z.md"):
        (tmp_path / "docs" / name).write_text("# A\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: !ENV [A, b]\nnav:\n  - Z: z.md\n  - Part:\n    - b.md\n    - C: deep/c.md\n"
        "  - Elsewhere: https://example.org\n",
        encoding="utf-8",
    )
    names = [path.relative_to(tmp_path / "docs").as_posix() for path in audit.pages(tmp_path)]
    assert names == ["z.md", "b.md", "deep/c.md", "a.md"]


def test_without_settings_all_pages_are_found(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# A\n", encoding="utf-8")
    assert [path.name for path in audit.pages(tmp_path)] == ["a.md"]


def test_a_missing_alt_is_said_once() -> None:
    figure = "from matplotlib.figure import Figure\nFigure()\n"
    page = source.parse(f'```python exec="on" id="fig-a"\n{figure}```\n\nFigure: words\n')
    said = [one.message for one in audit.audit(page, forgetful.answers()).problems]
    assert [one for one in said if "alt" in one] == [
        'the program ends in a figure: add alt="what one sees and what follows"'
    ]
