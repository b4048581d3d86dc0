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
