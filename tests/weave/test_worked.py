"""Equations worked out with numbers: those that a scene names, else those that it draws."""

from pathlib import Path

import numpy as np
import pytest

from tests.weave import toy
from weave import check, rounding, scene_source, scenes, worked
from weave.errors import Mistake
from weave.scenes import Scene
from weave.verdict import Numbers, Verdict

FOLDER = "tests.weave.scenes"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worked, "FOLDER", FOLDER)


def scene(name: str) -> Scene:
    return scenes.load(f"round_numbers.{name}", FOLDER, toy.HOUSE)


def verdict(latex: str, name: str, wrong: str | None = None) -> Verdict:
    found = check.equation(latex, scene=scene(name), wrong=wrong)
    return worked.with_numbers(found, latex, scene=scene(name))


def numbers(latex: str, name: str, wrong: str | None = None) -> Numbers:
    found = verdict(latex, name, wrong).numbers
    assert found is not None
    return found


def ends(found: Numbers) -> list[list[str]]:
    return [[side.steps[-1] for side in chain] for chain in found.chains]


ENERGY = r"V = \frac{k}{2} x^2"


def test_a_scene_names_the_numbers_that_its_readers_know() -> None:
    found = numbers(ENERGY, "named")
    assert found.whose == "A spring that the reader has met before."
    (chain,) = found.chains
    assert [side.sign for side in chain] == ["", "="]
    assert [side.latex for side in chain] == ["V", r"\frac{k}{2} x^{2}"]
    assert chain[0].steps == ("0.0156",)
    assert chain[1].steps == (
        r"\frac{0.50}{2} \cdot (-0.25)^{2}", r"0.25 \cdot 0.0625", "0.0156",
    )  # fmt: skip


def test_a_value_that_the_named_numbers_lack_is_drawn_instead() -> None:
    assert "drawn at random" in numbers("F = -k x", "named").whose
    assert "drawn at random" in numbers("x_4 = x + 4 k", "named").whose
    assert numbers("x_2 = x + 2 k", "named").whose.startswith("A spring")


def test_named_numbers_that_do_not_fit_are_a_mistake_with_its_place() -> None:
    with pytest.raises(Mistake, match=r"with the numbers of round_numbers.false: the sides differ"):
        verdict(ENERGY, "misnamed")


def test_a_scene_without_draws_checks_nothing() -> None:
    with pytest.raises(Mistake, match="draws nothing"):
        scene("known")
    text = "def made():\n    x = rng.normal()\n    return {'x': x}\n"
    with pytest.raises(Mistake, match="rng: unknown name"):
        scene_source.read_text(text, Path("made.py"), "made", toy.HOUSE)


def test_drawn_numbers_have_two_digits_each() -> None:
    found = numbers(ENERGY, "drawn")
    assert found.whose == "Numbers drawn at random, with seed 11, two digits each."
    first = found.chains[0][1].steps[0]
    assert first.startswith(r"\frac{1.69}{2} \cdot ")
    assert ends(found)[0][0] == ends(found)[0][1]


def test_an_equation_that_rounding_breaks_takes_the_plain_draw() -> None:
    found = numbers("\\frac{\\sum_i s_i}{V} = \\frac{2}{k x^2}", "drawn")
    assert found.whose == "Numbers drawn at random, with seed 11."


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(1.23456, 1.23), (0.098765, 0.1), (0.043219, 0.043), (-0.00043219, -0.00043), (-2.0, -2.0)],
)
def test_rounding_keeps_two_decimals_or_two_digits(value: float, rounded: float) -> None:
    assert rounding.rounded(np.array(value)) == pytest.approx(rounded, rel=1e-12)


def test_indices_and_labels_have_one_value() -> None:
    assert numbers("v_j = A_{1j}", "table").where == (("j", 1),)
    found = numbers("x_t = x + t k \\qquad \\text{for } t = 1, 2", "named")
    assert found.where == (("t", 1),)


def test_what_an_order_leaves_over_is_shown_at_two_steps() -> None:
    found = numbers("D = 2 x + O(h)", "step")
    assert [at for at, _ in found.rests] == ["h = 0.40", "h = 0.20"]
    assert [rest for _, rest in found.rests] == ["0.40", "0.20"]
    assert [side.latex for side in found.chains[0]] == ["D", "2 x"]


def test_a_wrong_equation_shows_two_values_where_it_has_them() -> None:
    found = numbers("V = k x", "named", wrong="no square")
    assert ends(found) == [["0.0156", "-0.125"]]
    assert verdict("V = k \\odot x^\\top x", "named", wrong="no matrix").numbers is not None


def test_a_wrong_equation_without_a_value_has_no_numbers() -> None:
    bent = scene("table")
    latex = "a = x v^\\top"
    found = check.equation(latex, scene=bent, wrong="shapes")
    assert worked.with_numbers(found, latex, scene=bent).numbers is None


def test_what_is_unchecked_or_defined() -> None:
    found = check.equation("a = b", unchecked="for once")
    assert worked.with_numbers(found, "a = b").numbers is None
    found = verdict("w := k + x", "named")
    assert found.kind == "given"
    assert found.numbers is not None
    assert [[side.latex for side in chain] for chain in found.numbers.chains] == [["k + x"]]
    assert ends(found.numbers) == [["0.25"]]
