"""A page as cells: folds around programs, names of programs, words written out."""

import json

import pytest

from tests import forgetful
from weave import cells, notebook, pieces, shared_names, source
from weave.build import Build, Desk
from weave.errors import Mistake
from weave.labels import Label, Labels
from weave.notebook import Cell
from weave.pieces import Fold
from weave.report import Executed
from weave.verdict import Verdict

PAGE = """\
---
minutes: 5
---

# A page { #top }

It is `#!value losses.mean_squared_error(np.array([[1.0]]), np.array([[3.0]])):.1f`, see
[Eq.](#eq-here) and [Fig.](#fig-there) and [more](other.md#part), not `a - 1` or $x \\in \\R$.

## Part

```math id="eq-here"
x \\in \\R
```

??? success "Solution of `f`"

    Before.

    ```python exec="on" id="tab-one"
    print("| a |")
    ```

    Table: What came.

    After, and

    ??? hint "Deep"

        inside.

Out again.
"""


def taken(text: str, content: str = '<span class="caption-label">Table 3.1.</span>') -> list[Cell]:
    build = Build(Labels({"page.md": "3", "there.md": "4"}), forgetful.answers())
    desk = Desk("page.md", source.parse(text, "docs/page.md"))
    build.open(desk)
    desk.content = content
    build.labels.take({"eq-here": Label("page.md", "3.1"), "fig-there": Label("there.md", "4.2")})
    line = next((fence.line for fence in desk.page.fences if fence.lang == "math"), 0)
    verdict = Verdict("law", "x \\in \\R")
    desk.equations.append(Executed("docs/page.md", line, "eq-here", verdict))
    return cells.of_page(build, desk, {"there.md": "https://there/"}.get, "Head.")


def test_a_page_becomes_cells() -> None:
    title, magic, words, part, program, rest = taken(PAGE)
    assert title == Cell("markdown", '# A page<a id="top"></a>\n\nHead.')
    assert magic == Cell("code", "%matplotlib inline")
    assert words.text == (
        "It is 4.0, see\n[Eq.\N{NO-BREAK SPACE}(3.1)](#eq-here) and "
        "[Fig.\N{NO-BREAK SPACE}4.2](https://there/#fig-there) and more, "
        "not `a - 1` or $x \\in \\mathbb{R}$."
    )
    assert part.text == (
        '## Part\n\n<a id="eq-here"></a>\n\n$$\nx \\in \\mathbb{R} \\tag{3.1}\n$$\n\n'
        "<details>\n<summary>Solution of `f`</summary>\n\nBefore.\n\n"
        f'{cells.GOES_ON}\n\n<a id="tab-one"></a>\n\n</details>'
    )
    assert program == Cell("code", 'print("| a |")', folded=True)
    assert rest.text == (
        "<details>\n<summary>Solution of `f` (continued)</summary>\n\n"
        "**Table 3.1.** What came.\n\nAfter, and\n\n"
        "<details>\n<summary>Deep</summary>\n\ninside.\n\n</details>\n\n</details>\n\nOut again."
    )


def test_a_caption_without_a_place_is_refused() -> None:
    two = (
        '<span class="caption-label">Table 3.1.</span><span class="caption-label">Table 3.2.</span>'
    )
    with pytest.raises(Mistake, match=r"Table 3\.2\."):
        taken(PAGE, two)


def test_a_refused_equation_shows_its_error() -> None:
    build = Build(Labels({}), forgetful.answers())
    desk = Desk("page.md", source.parse('# P\n\n```math wrong="so"\nx = y\n```\n'))
    build.open(desk)
    verdict = Verdict("wrong", "x = y", refusal="x is not y")
    desk.equations.append(Executed("page.md", 3, "equation-7", verdict))
    text = cells.of_page(build, desk, lambda _: "", "")[-1].text
    assert text == "$$\nx = y \\tag{7}\n$$\n\n```text\nx is not y\n```"


def test_a_page_as_a_tree() -> None:
    page = source.parse('a\n\n!!! note\n    b\n\n    ??? hint "H"\n\n        c\n\nd\n# e\nf\n')
    inner = Fold("H", True, ("c",))
    assert pieces.pieces(page) == ["a", Fold("Note", False, ("b", inner)), "d", "# e\nf"]


PROGRAMS = """\
```python exec="on" id="one"
x = 1
```

```python exec="on"
{between}
```

```python exec="on" after="one"
print(x)
```
"""


@pytest.mark.parametrize("between", ["x = 2", "import x", "def x(): pass", "for x in 1, 2: pass"])
def test_names_that_a_program_between_takes_are_brought_back(between: str) -> None:
    page = source.parse(PROGRAMS.format(between=between))
    aside = shared_names.of_page(page)
    code = [aside.code(fence) for fence in page.fences]
    assert code[0] == "x = 1\nnames_of_one = dict(globals())"
    assert code[1] == between
    assert code[2].split("\n")[0] == 'globals().update(names_of_one)  # go on from "one"'
    said: list[int] = []
    exec("\n".join([code[0], "x = 7", code[2]]), {"print": said.append})
    assert said == [1]


def test_names_that_nobody_takes_stay_where_they_are() -> None:
    page = source.parse(PROGRAMS.format(between="y = 2"))
    aside = shared_names.of_page(page)
    assert [aside.code(fence) for fence in page.fences] == ["x = 1", "y = 2", "print(x)"]


def test_both_files_have_the_same_bytes_every_time() -> None:
    made = [
        Cell("markdown", "a\n\nb é"),
        Cell("code", "%matplotlib inline"),
        Cell("code", "1", True),
    ]
    assert notebook.script(made) == (
        "# %% [markdown]\n# a\n#\n# b é\n\n# %%\n# %matplotlib inline\n\n# %%\n1\n"
    )
    text = notebook.ipynb(made)
    assert text == notebook.ipynb(list(made))
    assert "é" in text
    first, _, hidden = json.loads(text)["cells"]
    assert first["source"] == ["a\n", "\n", "b é"]
    assert (first["id"], hidden["id"]) == ("cell-1", "cell-3")
    assert hidden["metadata"] == {"jupyter": {"source_hidden": True}}
