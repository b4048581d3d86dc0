"""KaTeX at build: what it makes of formulas, and what it refuses."""

import re
import subprocess
import sys

import pytest

from weave import math
from weave.errors import Mistake
from weave.home import ROOT


def test_a_formula_is_html_and_mathml_without_its_source() -> None:
    html = math.display(r"\frac{\partial L}{\partial W} = x^\top \delta").html
    assert "<mfrac>" in html
    assert 'class="katex-html" aria-hidden="true"' in html
    assert "annotation" not in html
    assert "\\frac" not in html
    assert "<script" not in html


CONSTRUCTS = (
    "x",
    "i = 1",
    r"\frac{\partial L}{\partial W^{(2)}} = x^\top \delta",
    r"\frac1n",
    r"x_i^2 + e^{-z^2/2}",
    r"\begin{pmatrix} 0.25 & -1 \\ 2 & 3 \\ \varvdots & \vdots \\ 4 & 5 \end{pmatrix}_{7 \times 2}",
    r"\begin{pmatrix} x_1 & \frac12 \\ 2 & 3 \end{pmatrix}^\top",
    r"\sum_{i=1}^{n} \prod_j a_{ij}",
    r"\displaystyle \sum_{i=1}^{n} \max_j a_{ij}",
    r"\sqrt{2 \pi s^2} + \sqrt[3]{x}",
    r"\hat y + \bar x + \vec v",
    r"\begin{aligned} a &= b + c && \text{(why)} \\ &= \frac{d}{e} \end{aligned}",
    r"\mathbb{R} \cup \mathcal{N}",
    r"f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
    r"\lVert w \rVert_2",
    r"\left( \frac{a}{b} \right)^2 \, \mathbf 1[z > 0]",
    r"\underset{2 \times 3}{\cdots} \quad \overline{ab}",
    r"\underbrace{a + b}_{c}",
    r"\operatorname{sign}(z) \ne \infty",
    r"\log(0.5) - 0.25 \cdot 3",
    r"\binom{n}{k}",
    r"\left\{ \frac12 \middle| \begin{matrix} 1 \\ 2 \\ 3 \\ 4 \end{matrix} \right]",
)


@pytest.mark.parametrize("latex", CONSTRUCTS)
def test_markup_is_lighter_than_katexs_and_says_the_same(latex: str) -> None:
    """Letter for letter; KaTeX's lists of boxes with struts are gone."""
    ours, theirs = math.inline(latex), plain(latex)
    assert len(ours) < 0.75 * len(theirs)
    assert "vlist" not in ours
    assert "pstrut" not in ours
    assert letters(ours) == letters(theirs)


def plain(latex: str, **more: object) -> str:
    """What KaTeX itself writes."""
    options = {"output": "htmlAndMathml", "macros": math.MACROS, **more}
    return str(math._engine().call("katex.renderToString", latex, options))


def letters(html: str) -> str:
    """What is seen of a formula; a space without width holds KaTeX's tables open."""
    html = re.sub(r'<span class="katex-mathml">.*?</math></span>', "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]*>|\s|\u200b", "", html)


def test_what_a_screen_reader_hears_has_no_looks() -> None:
    html = math.inline(r"\displaystyle \begin{pmatrix} -1 & \frac{2 \quad x}{n} \end{pmatrix}^\top")
    assert re.search("<math.*</math>", html)[0] == (
        "<math><msup><mrow><mo>(</mo><mtable><mtr><mtd><mo>−</mo><mn>1</mn></mtd><mtd><mfrac><mrow>"
        "<mn>2</mn><mi>x</mi></mrow><mi>n</mi></mfrac></mtd></mtr></mtable><mo>)</mo></mrow>"
        "<mi>⊤</mi></msup></math>"
    )


@pytest.mark.parametrize(
    ("latex", "text"),
    [("x", "x"), ("0.25", "0.25"), (r"\ell = 2", "ℓ=2"), (r"= 0.25 \cdot (-3)", "=0.25⋅(−3)"),
     (r"a < b", "a&lt;b")],
)  # fmt: skip
def test_a_line_of_letters_numbers_and_signs_is_text(latex: str, text: str) -> None:
    html = math.inline(latex)
    assert re.sub(r"<[^>]*>", "", html) == text
    assert "aria-hidden" not in html


@pytest.mark.parametrize(
    "latex", ["a b", "x^2", "x_1", r"\mathbb{R}", r"\mathbf{w}", r"\frac12", r"2 \pi"]
)
def test_what_text_would_not_say_has_mathml(latex: str) -> None:
    """A product without a sign, heights, and alphabets that mean something."""
    html = math.inline(latex)
    assert html.startswith('<span class="katex"><span class="katex-mathml"><math>')
    assert html.count('aria-hidden="true"') == 1


def test_the_height_is_that_of_the_tallest_part() -> None:
    flat, fraction = math.display("z = x").height, math.display(r"z = \frac{x}{y}").height
    lines = math.display(r"\begin{aligned} a &= b \\ c &= d \\ e &= f \end{aligned}").height
    assert 0 < flat < 1 < fraction < 3 < lines


@pytest.mark.parametrize(
    ("latex", "message", "line", "column"),
    [
        (r"\foo", "Undefined control sequence: \\foo", 1, 1),
        ("a^{b}^T", "Double superscript", 1, 6),
        ("a = b\n+ \\foo", "Undefined control sequence", 2, 3),
        (r"\frac{1", "Unexpected end of input", 1, 8),
        ("é", "Accented Unicode", 1, 1),
    ],
)
def test_a_mistake_has_its_place(latex: str, message: str, line: int, column: int) -> None:
    with pytest.raises(Mistake, match=re.escape(message)) as caught:
        math.display(latex)
    assert (caught.value.line, caught.value.column) == (line, column)
    shown, caret = caught.value.excerpt.split("\n")
    assert shown == latex.split("\n")[line - 1]
    assert caret == " " * (column - 1) + "^"


def test_a_formula_is_readable_as_text() -> None:
    assert math.readable(r"z = x W + b") == "z=xW+b"
    assert math.readable("x < 1") == "x<1"
    assert "∂" in math.readable(r"\frac{\partial L}{\partial w}")
    assert "\\" not in math.readable(r"\sigma(z) \le \tfrac12")


def test_what_waits_is_set_beside_a_formula_with_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    engine = math._engine()
    monkeypatch.setattr(
        engine,
        "call",
        lambda *given: (calls.append(given[1]), type(engine).call(engine, *given))[1],
    )
    html = f"<p>{math.later('u < 7')} and {math.later('v_7')} and {math.later('u < 7')}.</p>"
    formula, settled = math.beside("w_7 = u", html)
    assert calls == [[("w_7 = u", True), ("u < 7", False), ("v_7", False)]]
    assert formula == math.display("w_7 = u")
    assert (
        settled
        == f"<p>{math.inline('u < 7')} and {math.inline('v_7')} and {math.inline('u < 7')}.</p>"
    )
    assert len(calls) == 1


def test_what_waits_is_refused_like_any_formula() -> None:
    with pytest.raises(Mistake, match=r"Undefined control sequence: \\foo"):
        math.beside("a", math.later(r"b \foo"))


def test_the_end_of_a_process_does_not_wait_for_the_engine() -> None:
    code = "from weave import math; math.beside('a', math.later('b') + math.later('c')); print(1)"
    command = [sys.executable, "-c", code]
    assert subprocess.check_output(command, cwd=ROOT, timeout=60) == b"1\n"


def test_words_around_formulas_are_escaped() -> None:
    html = math.with_math("weights < 1 of layer $\\ell$")
    assert html.startswith("weights &lt; 1 of layer <span")
    assert "ℓ" in html


def test_script_and_style_are_of_one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = math.asset_versions()
    assert versions["js"] == versions["css"] != "unknown"
    monkeypatch.setattr(math, "asset_versions", lambda: {"js": "1.0", "css": "2.0"})
    math._engine.cache_clear()
    with pytest.raises(Mistake, match=r"KaTeX 1\.0 as js, 2\.0 as css"):
        math._engine()


def test_the_style_asks_only_for_fonts_that_are_there() -> None:
    assets = math.assets()
    style = assets["assets/katex/katex.min.css"].decode()
    wanted = {f"assets/katex/{address}" for address in re.findall(r"url\(([^)]+)\)", style)}
    assert len(wanted) > 10
    assert wanted <= set(assets)
    assert all(data[:4] == b"wOF2" for path, data in assets.items() if path in wanted)
