"""The synthetic book: the same work for every builder, and proof that an edit is seen."""

from pathlib import Path

import pytest

from benchmarks import books, synthetic
from benchmarks.builders import BOOK, EXEC, LABS, LISTED, OURS, Builder


@pytest.mark.parametrize("builder", [OURS, LABS, LISTED, EXEC, BOOK], ids=lambda one: one.flavour)
def test_a_page_has_the_same_programs_and_equations_for_everybody(builder: Builder) -> None:
    text = synthetic.page(4, builder.flavour)
    programs = text.count("```python exec") + text.count("```{code-cell}")
    equations = text.count("```math") + text.count("$$") // 2
    assert (programs, equations) == (synthetic.PROGRAMS + synthetic.FIGURES, synthetic.EQUATIONS)
    assert text.count(synthetic.SENTENCE) == 1


def test_no_two_equations_are_the_same() -> None:
    lines = [
        line
        for number in range(5)
        for line in synthetic.page(number, "weave").split("\n")
        if "\\lambda" in line
    ]
    assert len(lines) == len(set(lines)) == 5 * synthetic.EQUATIONS


def test_a_third_of_the_pages_use_the_function_that_is_edited() -> None:
    using = [number for number in range(30) if "shared" in synthetic.page(number, "weave")]
    assert using == [number for number in range(30) if synthetic.uses_shared(number)]
    assert len(using) == 10


def test_a_builder_is_measured_and_shows_its_edits(tmp_path: Path) -> None:
    synthetic.write(tmp_path / "book", 2, "weave")
    measured = books.Measured()
    books.turn(OURS, tmp_path / "book", 2, 1, measured)
    assert {kind: len(taken) for kind, taken in measured.seconds.items()} == dict.fromkeys(
        books.KINDS, 1
    )
    assert measured.right == {"1 of 1"}
    assert 20 < measured.peak < 4000
    cells = measured.cells()
    assert len(cells) == len(books.HEADER) - 2
    assert cells[4:7] == ["1 of 1", "-", "-"]


@pytest.mark.parametrize("builder", [LABS, LISTED], ids=lambda one: one.flavour)
def test_a_book_with_labs_shows_an_edited_function_in_them(
    builder: Builder, tmp_path: Path
) -> None:
    synthetic.write(tmp_path / "book", synthetic.PAGES_A_LAB, builder.flavour)
    measured = books.Measured()
    books.turn(builder, tmp_path / "book", synthetic.PAGES_A_LAB, 1, measured)
    assert measured.right == {"5 of 5"}, "four pages and a lab"


def test_a_builder_that_fails_says_so(tmp_path: Path) -> None:
    synthetic.write(tmp_path / "book", 1, "weave")
    (tmp_path / "book/docs/page000.md").write_text("# A\n\n$$x$$\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"weave failed:[\s\S]*a page has no"):
        OURS.build(tmp_path / "book")
