"""A table of symbols links to where each is first used, in the order of reading."""

import pytest

from tests import forgetful
from weave import first_use, labels, source
from weave.build import Build, Desk
from weave.report import Executed as Equation
from weave.verdict import Symbol, Verdict

TABLE = """\
# Symbols

| symbol | first used | note |
|---|---|---|
| $x$ | | inputs |
| $W^{(\\ell)}$ | | weights |
| $\\odot$ | | entry by entry |
| $^\\top$ | | transposed |
| words | | no symbol |

| symbol | used |
|---|---|
| $x$ | |
"""
PAGES = {"index.md": "# Home\n", "symbols.md": TABLE, "b.md": "# B\n", "a.md": "# A\n"}


def equation(page: str, line: int, name: str, latex: str, *keys: str) -> Equation:
    symbols = tuple(Symbol(key, "", "", "") for key in keys)
    return Equation(f"docs/{page}", line, name, Verdict("verified", latex, symbols=symbols))


@pytest.fixture
def build() -> Build:
    """Pages converted in alphabetical order, read in another."""
    made = Build(labels.Labels({"a.md": "1", "b.md": "2", "symbols.md": "N"}), forgetful.answers())
    made.nav = ["index.md", "symbols.md", "b.md", "a.md"]
    for uri in sorted(PAGES):
        scanned = source.parse(PAGES[uri], f"docs/{uri}")
        made.open(Desk(uri, scanned, lambda target: f"../{target.removesuffix('.md')}/"))
    found = [
        equation("a.md", 3, "eq-early", "x \\odot W^{(1)}", "x", r"W^{(\ell)}"),
        equation("b.md", 9, "eq-late", "x^\\topology", "x"),
        equation("b.md", 5, "eq-first", "x", "x"),
        equation("b.md", 2, "", "x", "x"),
        equation("a.md", 7, "eq-turned", "W^{(1)\\top}", r"W^{(\ell)}"),
    ]
    for one in found:
        made.pages[one.page.removeprefix("docs/")].equations.append(one)
    for number, (uri, name) in enumerate(
        [("a.md", "eq-early"), ("b.md", "eq-late"), ("b.md", "eq-first"), ("a.md", "eq-turned")]
    ):
        made.labels.define(name, uri, f"{number}", "eq")
    return made


def test_pages_and_equations_are_read_in_the_order_of_nav(build: Build) -> None:
    assert [desk.uri for desk in build.desks()] == build.nav
    assert [one.name for one in build.reading()] == [
        "", "eq-first", "eq-late", "eq-early", "eq-turned",
    ]  # fmt: skip


def test_a_page_that_nav_has_not_is_read_last(build: Build) -> None:
    build.nav.remove("symbols.md")
    assert [desk.uri for desk in build.desks()][-1] == "symbols.md"


def test_only_rows_of_a_symbol_below_the_column_are_marked(build: Build) -> None:
    marked = first_use.marked(build, TABLE)
    assert marked.count("<weave-first") == 4
    assert marked.count("\n") == TABLE.count("\n")
    assert '| $x$ | <weave-first n="0"></weave-first> | inputs |' in marked
    assert marked.endswith("| $x$ | |\n")
    assert [latex for _, latex in build.desk.sought] == ["x", r"W^{(\ell)}", r"\odot", r"^\top"]


@pytest.mark.parametrize(
    ("latex", "name"),
    [
        ("x", "eq-first"),
        (r"W^{(\ell)}", "eq-early"),
        (r"\odot", "eq-early"),
        (r"^\top", "eq-turned"),
    ],
)
def test_the_first_equation_has_a_label_and_the_symbol(build: Build, latex: str, name: str) -> None:
    assert first_use.first(build, latex).name == name


def test_a_cell_becomes_a_link(build: Build) -> None:
    first_use.marked(build, TABLE)
    html = first_use.filled(build, build.pages["symbols.md"], '<weave-first n="0"></weave-first>')
    assert html == '<a class="reference" href="../b/#eq-first">Eq.\N{NO-BREAK SPACE}(2)</a>'
    assert not build.problems


def test_a_symbol_that_no_equation_uses_is_a_problem_of_its_row(build: Build) -> None:
    text = TABLE.replace("$^\\top$", "$q$")
    build.open(Desk("symbols.md", source.parse(text, "docs/symbols.md")))
    marked = first_use.marked(build, text)
    first_use.filled(build, build.pages["symbols.md"], marked)
    (problem,) = build.problems
    assert str(problem).startswith("docs/symbols.md:8: no equation of the book uses $q$")
