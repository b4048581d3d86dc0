"""Percent scripts: the same cells as jupytext reads, the same lines as a page."""

from pathlib import Path

import jupytext
import pytest

from weave import percent, source, work
from weave.errors import InCell, Mistake
from weave.home import ROOT

LAB = """\
# %% [markdown] needs=["a.md"] minutes=5 typed={"0.10": "why"}
# # Title
#
# Words,
#
#     and code.

# %% id="fig-a" alt="A line."
# %matplotlib inline
x = 1


def f():
    return x


# %% [markdown]
# Figure: a line.
#
# ## More

# %%
f()
"""
LABS = sorted((ROOT / "docs/labs").glob("*.py"))


def same_as_jupytext(script: str) -> None:
    theirs = jupytext.reads(script, fmt="py:percent").cells
    ours = percent.cells(script)
    assert [(one.kind, one.source) for one in ours] == [(c.cell_type, c.source) for c in theirs]
    assert percent.said(ours[0].said) == theirs[0].metadata


def test_the_cells_are_those_of_jupytext() -> None:
    same_as_jupytext(LAB)


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_the_book_s_labs_are_read_as_jupytext_reads_them(path: Path) -> None:
    same_as_jupytext(path.read_text(encoding="utf-8"))


def test_a_page_has_the_lines_of_its_script() -> None:
    page = source.parse(LAB, "docs/labs/lab.py")
    rows = LAB.split("\n")
    assert len(page.lines) == len(rows)
    assert [heading.line for heading in page.headings] == [2, 20]
    assert rows[19] == "# ## More"
    assert page.lines[3] == "Words,"
    assert page.front_matter == {
        "lab": True, "needs": ["a.md"], "minutes": 5, "typed": {"0.10": "why"}
    }  # fmt: skip
    assert page.typed == {"0.10": "why"}
    assert [cell.options for cell in work.cells(page)] == [{"id": "fig-a", "alt": "A line."}, {}]


def test_a_line_of_a_cell_is_a_line_of_the_script() -> None:
    page = source.parse(LAB, "docs/labs/lab.py")
    found = work.placed(page, InCell("wrong", cell=0, line=6, excerpt="    return x"))
    assert LAB.split("\n")[found.line - 1] == "    return x"
    assert str(found) == "code cell 1: wrong\n    return x"


def test_prose_is_no_part_of_what_is_executed() -> None:
    def job(script: str) -> work.Job:
        return work.lab(source.parse(script, "docs/labs/lab.py"))

    assert job(LAB) == job(LAB.replace("Words,", "Other words,").replace("a line.\n", "b.\n"))
    assert job(LAB) != job(LAB.replace("x = 1", "x = 2"))
    assert job(LAB) != job(LAB.replace("A line.", "Another."))


@pytest.mark.parametrize(
    ("script", "line", "message"),
    [
        ("x = 1\n", 1, "begins with"),
        ("# %%\nx = 1\n", 1, "begins with"),
        ("\n# %% [markdown]\n# # T\n", 1, "begins with"),
        ("# %% [markdown] minutes=\n# # T\n", 1, "minutes= is followed by no value"),
        ("# %% [markdown] A title\n# # T\n", 1, "'A title' is no name=value"),
        ("# %% [markdown]\n# # T\n\n# %% [markdown] minutes=3\n# Text\n", 4, "only the first"),
        ("# %% [markdown]\n# # T\nx = 1\n", 3, "all comments, not 'x = 1'"),
        ("# %% [markdown]\n# # T\n\n# %%\nx = 1\n# %%\ny = 1\n", 5, "ends with a blank line"),
        ("# %% [markdown]\n# # T\n\n# %%\n\n", 4, "an empty cell"),
    ],
)
def test_what_is_no_lab(script: str, line: int, message: str) -> None:
    with pytest.raises(Mistake, match=message) as caught:
        source.parse(script, "docs/labs/lab.py")
    assert caught.value.line == line
