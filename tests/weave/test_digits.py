"""Arrays are written with as many digits as a pencil can follow, and no more."""

import numpy as np
import pytest

from weave import digits
from weave.readback import ATOM, SIDE, SUM


def latex(array: object, decimals: int = 4) -> str:
    return digits.typeset(np.asarray(array, dtype=float), decimals)[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.324322, "0.3243"),
        (0.8, "0.80"),
        (-0.055, "-0.055"),
        (2, "2"),
        (0, "0"),
        (-0.0, "0"),
        (-1e-17, "0"),
        (0.00123456, "0.00123"),
        (12.34567, "12.346"),
        (1234.567, "1234.6"),
        (3.5e-7, "3.50 \\cdot 10^{-7}"),
        (250000, "250000"),
        (-2.512345e8, "-2.51 \\cdot 10^{8}"),
    ],
)
def test_a_number_has_the_digits_that_it_needs(value: float, text: str) -> None:
    assert latex(value) == text


def test_fewer_decimals_for_numbers_that_nobody_meets_again() -> None:
    assert latex(0.324322, 3) == "0.324"
    assert latex(0.0324322, 3) == "0.0324"


def test_all_entries_of_an_array_have_one_number_of_decimals() -> None:
    assert latex([[-0.055, -0.67, 0.995]]) == (
        "\\begin{pmatrix} -0.055 & -0.670 & 0.995 \\end{pmatrix}"
    )
    assert latex([[1, 0], [2, 3]]) == "\\begin{pmatrix} 1 & 0 \\\\ 2 & 3 \\end{pmatrix}"
    assert latex([0.25, 1.5]) == "(0.25, 1.50)"


def test_one_entry_is_a_number() -> None:
    assert latex([[0.25]]) == latex([0.25]) == "0.25"


def test_a_large_matrix_shows_its_corners_and_its_shape() -> None:
    text = latex(np.arange(14.0).reshape(7, 2))
    assert text.endswith("\\end{pmatrix}_{7 \\times 2}")
    assert text.count("\\\\") == 3
    assert "12 & 13" in text
    assert "\\varvdots & \\varvdots" in text
    assert "4 & 5" not in text
    wide = latex(np.arange(42.0).reshape(6, 7))
    assert "0 & 1 & \\cdots & 6" in wide
    assert "\\varvdots & \\varvdots & \\ddots & \\varvdots" in wide


def test_up_to_five_are_shown() -> None:
    assert "dots" not in latex(np.arange(25.0).reshape(5, 5))
    assert "times" not in latex(np.arange(25.0).reshape(5, 5))
    assert "dots" in latex(np.arange(12.0).reshape(6, 2))
    assert "dots" not in latex(np.arange(5.0))
    assert latex(np.arange(7.0)) == "(0, 1, \\dots, 6)"


def test_more_than_two_axes_are_told_by_their_shape() -> None:
    assert latex(np.ones((2, 3, 4))) == "\\underset{2 \\times 3 \\times 4}{\\cdots}"


def test_a_minus_binds_like_a_sum() -> None:
    levels = [digits.typeset(np.asarray(value))[1] for value in (0.5, -0.5, [[1.0, -2.0]], 1e-7)]
    assert levels == [ATOM, SUM, ATOM, SIDE]


def test_what_is_no_number_is_said() -> None:
    assert latex(np.inf) == "\\infty"
    assert latex(np.nan) == "\\text{not a number}"
