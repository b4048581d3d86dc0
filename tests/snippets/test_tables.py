"""Tables: what is printed, what is aligned, and that Markdown reads it back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.tables import table

words = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), max_size=8)


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.replace("\\|", "\0").strip("|").split("|")]


def test_numbers_stand_to_the_right_in_their_format() -> None:
    text = table(["layer", "loss", "n"], [["one", 0.123456, 7], ["second", 12.0, 1000]],
                 [None, ".2f", None])  # fmt: skip
    assert text == "\n".join([
        "| layer  |  loss |    n |",
        "| :----- | ----: | ---: |",
        "| one    |  0.12 |    7 |",
        "| second | 12.00 | 1000 |",
    ])  # fmt: skip


def test_numpy_s_numbers_are_numbers() -> None:
    text = table(["x"], [[np.float64(0.5)], [np.int64(3)], [np.float32(2)]], [".1f"])
    assert text.splitlines()[1:] == ["| --: |", "| 0.5 |", "| 3.0 |", "| 2.0 |"]


def test_truth_values_and_mixed_columns_are_words() -> None:
    text = table(["ok", "x"], [[True, 1.0], [False, "none"]], [".2f", ".2f"])
    assert text.splitlines() == [
        "| ok    | x    |", "| :---- | :--- |", "| True  | 1.00 |", "| False | none |",
    ]  # fmt: skip


def test_numbers_that_were_written_by_hand_end_under_each_other_too() -> None:
    """Minus signs of a page, powers of ten and shares; with one word among them they are words."""
    text = table(["a", "b", "c"], [["−0.155", "3e-08", "5%"], ["12.500", "8e+01", "none"]])
    assert text.splitlines() == [
        "|      a |     b | c    |", "| -----: | ----: | :--- |",
        "| −0.155 | 3e-08 | 5%   |", "| 12.500 | 8e+01 | none |",
    ]  # fmt: skip


def test_without_rows_the_header_stands_alone() -> None:
    assert table(["a", "b"], []) == "| a   | b   |\n| :-- | :-- |"


def test_rows_may_come_from_a_generator() -> None:
    assert table(["k"], ([k] for k in range(2))).count("\n") == 3


@given(st.lists(st.tuples(words, st.floats(-1e6, 1e6)), max_size=5))
def test_as_many_cells_as_headers_in_every_line(rows: list[tuple[str, float]]) -> None:
    lines = table(["name", "p(y|x)"], rows, [None, ".3g"]).splitlines()
    assert len(lines) == 2 + len(rows)
    assert {len(cells(line)) for line in lines} == {2}
    assert len({len(line) for line in lines}) == 1
    for line, (name, number) in zip(lines[2:], rows, strict=True):
        assert cells(line) == [name.replace("|", "\0").strip(), f"{number:.3g}"]


@pytest.mark.parametrize(
    ("rows", "formats", "message"),
    [
        ([[1, 2], [3]], None, r"table: \[3\] has 1 cells, expected 2"),
        ([[1, 2]], [".1f"], r"table: \['.1f'\] has 1 cells, expected 2"),
    ],
)
def test_rows_of_another_length_are_refused(
    rows: list[list[int]], formats: list[str] | None, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        table(["a", "b"], rows, formats)
