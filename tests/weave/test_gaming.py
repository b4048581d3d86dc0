"""It cannot be gamed: each way to make a false or empty equation pass is tried, and refused."""

from pathlib import Path

import pytest

from tests.weave import toy
from weave import check, scene_source
from weave.errors import Mistake

X = "`x` | numbers | (n, d)"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("y = mechanics.force(1.5, 2.5) * 2\nreturn {'y': y}", "does no arithmetic"),
        ("x = rng.normal()\ny = -x\nreturn {'y': y}", "does no arithmetic"),
        ("x = rng.normal()\ny = mechanics.force(x, x + 1)\nreturn {'y': y}", "does no arithmetic"),
        ("x = rng.normal()\ny = x if x else x\nreturn {'y': y}", "has no IfExp"),
        ("y = [z for z in rng.normal(size=3)]\nreturn {'y': y}", "has no ListComp"),
        ("y = (lambda: 3)()\nreturn {'y': y}", "has no Lambda"),
        ("for y in rng.normal(size=3):\n    pass\nreturn {'y': y}", "plain assignments"),
        ("y = 3.0\nreturn {'y': y}", "a literal is no generic value"),
        ("y = np.tanh(rng.normal())\nreturn {'y': y}", "np: numpy is for types only"),
        ("y = len(rng.normal(size=3))\nreturn {'y': y}", "len: a builtin is no snippet"),
        ("y = unknown.thing(1)\nreturn {'y': y}", "unknown: unknown name"),
        ("y = mechanics._hidden(1)\nreturn {'y': y}", "_hidden is private"),
        ("y = rng.normal()\ny = rng.normal()\nreturn {'y': y}", "y is assigned twice"),
        ("y = rng.normal()\nreturn {'y': mechanics.force(y, y)}", "the return only names"),
        ("y = rng.normal()\nreturn {'y': 3}", "the return only names"),
        ("y = rng.normal()\nreturn {'y': -y}", "does no arithmetic"),
        ("y = rng.normal()\nreturn dict(y=y)", "returns a dict display"),
        ("y = rng.normal()\ny.shape = 3\nreturn {'y': y}", "plain names only"),
        ("y = rng.normal()", "ends with one return"),
        ("y = mechanics.force(1.5, 2.5)\nreturn {'y': y}", "draws from rng"),
        ("y = rng.normal()\nreturn {'y': y, 'y': y}", "returned twice"),
        ("y = rng.normal()\nreturn {'z': y}", "stands in the table of made, not in its return"),
        ("y = rng.normal()\nreturn {'y': y, 'z': y}", "is returned by made, but not in its table"),
    ],
)
def test_a_scene_does_no_more_than_call_and_draw(body: str, why: str) -> None:
    with pytest.raises(Mistake) as refusal:
        toy.built(body, "`y` | a number | ()")
    assert why in refusal.value.message


def test_a_scene_file_imports_its_house_only() -> None:
    for line in ("import os", "from math import pi", "import numpy.linalg", "x = 3"):
        with pytest.raises(Mistake, match=r"imports numpy and snippets"):
            scene_source.read_text(f"{line}\ndef made(rng):\n    return {{}}", Path("m.py"), "made")


def test_equal_sides_say_nothing() -> None:
    for latex in (
        r"S = S",
        r"\frac1n \sum_i x_{ij} = \frac1n \sum_i x_{ij}",
        r"S + x^\top x = x^\top x + S",
        r"S \odot S^\top = S^\top \odot S",
        r"S - S^\top = S + (-S^\top)",
        r"\frac{S}{2} = S / 2",
        r"2 \cdot s^2 = 2 s^2",
        r"--S = S",
        r"S = -(-S)",
        r"s^2 = \frac{s^2}{1}",
        r"S = S + 0",
        r"S = 1 \cdot S",
    ):
        with pytest.raises(Mistake) as refusal:
            toy.holds(latex)
        assert "says nothing" in refusal.value.message or "expected" in refusal.value.message


def test_the_same_call_on_both_sides_says_nothing() -> None:
    with pytest.raises(Mistake, match=r"both sides are mechanics.saturating of the same arguments"):
        toy.holds(r"y = g(\bar x)")


def test_an_equation_without_an_output_is_no_check() -> None:
    for latex in (r"(w + w)^\top = 2 w^\top", r"a h = h a", "h < 1"):
        with pytest.raises(Mistake, match=r"no output of|says nothing"):
            toy.holds(latex)


def test_an_output_that_is_its_own_input_counts_as_input() -> None:
    scene = toy.built(
        "x = rng.normal(size=(5, 3))\ny = mechanics.same(x)\nreturn {'x': x, 'y': y}",
        f"{X}\n`y` | the same | (n, d)",
    )
    with pytest.raises(Mistake, match="no output of"):
        check.equation("y = x", scene=scene)


def test_an_input_cannot_be_called_an_output() -> None:
    scene = toy.built(
        "x = rng.normal(size=(5, 3))\ny = x\nz = x[0:5]\nreturn {'x': x, 'y': y, 'z': z}",
        f"{X}\n`y` | said to be computed | (n, d)\n`z` | a slice | (n, d)",
    )
    for latex in ("y = x", "z = x", "y + z = 2x"):
        with pytest.raises(Mistake, match="no output of"):
            check.equation(latex, scene=scene)


@pytest.mark.parametrize(
    ("draw", "shape", "why"),
    [
        ("rng.normal(size=(3, 3))", "(n, d)", "the axes d and n are both 3"),
        ("rng.normal(size=(1, 3))", "(n, d)", "the axis n has length 1"),
        ("rng.normal(size=(5, 3))", "(n, 2)", "x is declared (n, 2), but has shape (5, 3)"),
        ("rng.normal(size=5)", "(n, d)", "x is declared (n, d), but has shape (5,)"),
        ("rng.uniform(0, 0, size=(5, 3))", "(n, d)", "holds 0, 1 or -1"),
        ("rng.uniform(1, 1, size=(5, 3))", "(n, d)", "holds 0, 1 or -1"),
        ("mechanics.zeros_like(rng.normal(size=(5, 3)))", "(n, d)", "holds nothing but 0"),
        ("rng.integers(1, 2, size=(5, 3))", "(n, d)", "holds nothing but 1"),
    ],
)
def test_special_data_would_hide_mistakes(draw: str, shape: str, why: str) -> None:
    scene = toy.built(
        f"x = {draw}\ny = mechanics.swapped(x)\nreturn {{'x': x, 'y': y}}",
        f"`x` | numbers | {shape}\n`y` | turned | {'(d, n)' if shape == '(n, d)' else '(2, n)'}",
    )
    with pytest.raises(Mistake) as refusal:
        check.equation(r"x^\top = y", scene=scene)
    assert why in refusal.value.message


def test_a_tolerance_is_at_most_ten_times_the_deviation_met() -> None:
    close = r"D \approx \frac{e^{a + h} - e^{a - h}}{2 h}"
    with pytest.raises(Mistake, match="needs its bound"):
        toy.holds(close)
    with pytest.raises(Mistake, match="more than ten times the deviation met"):
        toy.holds(f"% tolerance: 1e3\n{close}")
    assert toy.holds(f"% tolerance: 0.4\n{close}").residual < 0.4
    with pytest.raises(Mistake, match="the sides differ"):
        toy.holds(f"% tolerance: 1e-3\n{close}")


def test_nothing_hides_in_words() -> None:
    for latex in (
        r"s^2 = 2 \operatorname{Var}(x) \text{ = Var}",
        r"s^2 = \operatorname{Var}(x) \tag{= 3}",
        r"s^2 = \underbrace{\operatorname{Var}(x)}_{= 3}",
        r"s^2 = \operatorname{Var}(x) \text{ times two } w",
    ):
        with pytest.raises(Mistake):
            toy.holds(latex)


def test_a_definition_cannot_hide_what_the_code_computes() -> None:
    assert toy.holds(r"S := \frac1n (x - \bar x)^\top (x - \bar x)").kind == "verified"
    with pytest.raises(Mistake, match="sides differ"):
        toy.holds(r"S := (x - \bar x)^\top (x - \bar x)")


def test_an_algebraic_identity_is_a_law_not_a_verification() -> None:
    verdict = toy.holds(r"(S + S)^\top = 2 S^\top")
    assert (verdict.kind, verdict.functions) == ("law", ())


@pytest.mark.parametrize(
    "latex",
    [
        r"s^2 = s^2 \frac{D}{D}",
        r"S = S + D - \sqrt{D^2 - D^2} - D",
        r"\bar x = \bar x \odot \frac{y}{y}",
        r"2 f(a, h) = \frac{D}{D} f(a, h) + f(a, h)",
        r"x_{ij} = \frac{s^2 x_{ij}}{s^2}",
    ],
)
def test_what_holds_whatever_the_code_computes_verifies_nothing(latex: str) -> None:
    verdict = toy.holds(latex)
    assert (verdict.kind, verdict.functions) == ("law", ())


@pytest.mark.parametrize(
    ("latex", "function"),
    [
        (r"\operatorname{tr}(S) = \sum_j S_{jj} + s^2 - \operatorname{Var}(x)", "samples.variance"),
        (r"f(a, h) = \frac{e^{a + h} - e^a}{h}", "samples.estimate"),
        (r"\bar x_j = \frac1n \sum_i x_{ij}", "samples.mean"),
        (r"D = f(a, h) + s^2 - \operatorname{Var}(x)", "samples.variance"),
    ],
)
def test_what_the_code_must_compute_is_verified(latex: str, function: str) -> None:
    verdict = toy.holds(latex)
    assert verdict.kind == "verified"
    assert function in verdict.functions


def test_comments_are_a_closed_list() -> None:
    with pytest.raises(Mistake, match="a comment is words:"):
        toy.holds("% todo: mend\nS = S^\\top")


def test_what_code_starts_at_zero_may_stand_in_a_way_of_several_steps() -> None:
    head = "x = rng.normal(size=3)\nz = mechanics.zeros_like(x)\n"
    table = "`x` | numbers | (n,)\n`y_t` | a way | family"
    latex = r"y_2 = x + y_0"
    body = head + "a = mechanics.swapped(x)\nreturn {'x': x, 'y_t': {0: z, 1: a, 2: a}}"
    assert check.equation(latex, scene=toy.built(body, table)).kind == "verified"
    for members in ("{0: z, 2: a}", "{0: a, 1: z, 2: a}"):
        body = head + f"a = mechanics.swapped(x)\nreturn {{'x': x, 'y_t': {members}}}"
        with pytest.raises(Mistake, match="y_t holds nothing but 0"):
            check.equation(latex, scene=toy.built(body, table))
