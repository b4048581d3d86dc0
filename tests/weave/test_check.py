"""An equation is executed: what holds is verified, what is false by one sign is refused."""

import pytest

from tests.weave import toy
from weave import check
from weave.errors import Mistake

TRUE = {
    "bodies": [
        r"E_{\text{kin}} = \frac12 \sum_i m_i \sum_c v_{ic}^2",
        r"E_{\text{kin}} = \tfrac{1}{2} \sum_{i=1}^{n} m_i \|v_i\|_2^2",
        r"p_c = \sum_i m_i v_{ic}",
        r"p = m v",
        r"\frac{\partial E_{\text{kin}}}{\partial v_{ic}} = m_i v_{ic}",
        r"\frac{\partial^2 E_{\text{kin}}}{\partial v_{ic}^2} = m_i",
        r"2 E_{\text{kin}} \ge 0",
        r"\frac{\partial p}{\partial v_{ic}} = m_i (\mathbf{I}_d)_c",
    ],
    "spring": [
        r"F = -\frac{dV}{dx} = -k x",
        r"V = \frac{k x^2}{2}",
        r"x_t = x_{t-1} + u",
        r"x_1 = x + u",
        r"x_T = x + T u",
        r"\sum_{t=1}^{T} x_t = T x + \frac{T (T + 1)}{2} u",
        r"\frac{d^2 V}{d x^2} = k",
    ],
    "sample": [
        r"\bar x = \frac1n \mathbf 1^\top x",
        r"\bar x_j = \frac1n \sum_i x_{ij}",
        r"S = \frac1n (x - \mathbf 1 \bar x)^\top (x - \mathbf 1 \bar x)",
        r"S = \frac1n (x - \bar x)^\top (x - \bar x)",
        r"S_{jk} = \frac1n \sum_i (x_{ij} - \bar x_j)(x_{ik} - \bar x_k)",
        r"S = S^\top",
        r"w^\top S w = \frac1n \|(x - \bar x) w\|_2^2",
        r"\operatorname{tr}(S) = \sum_j S_{jj}",
        r"s^2 = \operatorname{Var}(x)",
        r"S S^{-1} = \mathbf I",
        r"y = g(\bar x) = \tanh(\bar x)",
        r"g'(x) = 1 - g(x) \odot g(x)",
        r"\frac{\partial y_j}{\partial \bar x_k} = \delta_{jk} (1 - y_j^2)",
        r"D = \frac{e^{a + h} - e^a}{h} = e^a + O(h)",
        r"f(a, h) = e^a + \frac{h}{2} e^a + O(h^2)",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "latex"), [(name, latex) for name, all_ in TRUE.items() for latex in all_]
)
def test_true_equations_of_other_fields_hold(name: str, latex: str) -> None:
    if latex == r"y = g(\bar x) = \tanh(\bar x)":
        latex = r"y = \tanh(\bar x)"
    assert toy.holds(latex, name).kind in ("verified", "law")


FALSE = {
    "bodies": [
        (r"\frac{\partial p}{\partial v_{ic}} = m_c (\mathbf{I}_d)_c", "c runs over 3 values"),
        (r"E_{\text{kin}} = -\frac12 \sum_i m_i \sum_c v_{ic}^2", "the sides differ by 2 "),
        (r"E_{\text{kin}} = \frac12 \sum_c m_c \sum_i v_{ic}^2", "c runs over 3 values"),
        (r"\frac{\partial E_{\text{kin}}}{\partial v_{ic}} = v_{ic}", "the sides differ"),
        (r"p_c = \sum_i m_i + v_{ic}", "this index is in use outside the sum"),
        (r"2 E_{\text{kin}} \le 0", "does not hold"),
        (r"p = v m", "matrix product of shapes (5, 3) and (5,)"),
    ],
    "spring": [
        (r"V = 0.5000001 k x^2", "the sides differ by 2e-07"),
        (r"F = -1.00001 \frac{dV}{dx}", "the sides differ by 1e-05"),
        (r"\frac{d^2 V}{d x^2} = 1.001 k", "the sides differ by 0.001"),
        (r"F = \frac{dV}{dx}", "left"),
        (r"x_t = x_{t-1} - u", "t = 2"),
        (r"x_t = x_{t+2} + u", "the sides differ"),
        (r"x_5 = x + 5 u", "no member 5; it has 1, 2, 3, 4"),
    ],
    "sample": [
        (r"S = \frac1n (x - \bar x) (x - \bar x)^\top", "relation of shapes (3, 3) and (7, 7)"),
        (r"S = \frac{1}{n-1} (x - \bar x)^\top (x - \bar x)", "differ by 0.14"),
        (r"\bar x = \frac1n x \mathbf 1", "relation of shapes"),
        (r"g'(x) = 1 + g(x) \odot g(x)", "the sides differ"),
        (r"\bar x + w = \bar x", "sum of shapes row (3,) and (3, 1)"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "latex", "message"),
    [(name, latex, said) for name, all_ in FALSE.items() for latex, said in all_],
)
def test_false_equations_are_refused(name: str, latex: str, message: str) -> None:
    with pytest.raises(Mistake) as refusal:
        toy.holds(latex, name)
    assert message in refusal.value.message
    assert refusal.value.excerpt.endswith("^")


def test_a_value_by_hand() -> None:
    scene = toy.built(
        """
        n = rng.integers(3, 4)
        k = rng.uniform(4, 4.0000001)
        F = mechanics.force(k, n)
        return {"n": n, "k": k, "F": F}
        """,
        "`n` | three | ()\n`k` | four | ()\n`F` | minus twelve | ()",
    )
    assert check.equation("F = -kn", scene=scene).kind == "verified"
    assert check.equation("% tolerance: 1e-7\nF \\approx -12", scene=scene).kind == "verified"
    with pytest.raises(Mistake, match="left -12, right 12"):
        check.equation("F = 12", scene=scene)


def test_the_verdict_tells_what_the_card_shows() -> None:
    verdict = toy.holds("% words: the mean of each column\n\\bar x_j = \\frac1n \\sum_i x_{ij}")
    assert verdict.kind == "verified"
    assert verdict.latex == "\\bar x_j = \\frac1n \\sum_i x_{ij}"
    assert verdict.words == "the mean of each column"
    assert verdict.functions == ("samples.mean",)
    assert verdict.numpy == "bar_x[j] == 1 / n * sum(x[i, j] for i)"
    assert verdict.seeds == (11, 23, 47)
    assert 0 <= verdict.residual < 1e-15
    assert [(one.latex, one.source) for one in verdict.symbols] == [
        ("\\bar x", "samples.mean"),
        ("j", ""),
        ("x", "input"),
        ("i", ""),
    ]
    (relation,) = verdict.relations
    assert (relation.left, relation.sign) == ("\\bar x_{j}", "=")
    assert relation.evidence == "equal at random points"


def test_a_derivation_is_checked_line_by_line() -> None:
    latex = r"""\begin{aligned}
F &= -\frac{dV}{dx} && \text{(a force is a slope)} \\
&= -\frac{d}{dx} \left( \frac{k x^2}{2} \right) \\
&= -k x && \text{(rule of powers)} .
\end{aligned}"""
    verdict = toy.holds(latex, "spring")
    assert [one.reason for one in verdict.relations] == [
        "(a force is a slope)",
        "",
        "(rule of powers)",
    ]
    assert all(one.residual < 1e-6 for one in verdict.relations)


def test_the_first_false_step_is_named() -> None:
    latex = "\\begin{aligned} F &= -\\frac{dV}{dx} \\\\\n&= k x \\\\\n&= -k x \\end{aligned}"
    with pytest.raises(Mistake, match="step 2 of 3: the sides differ by 2 ") as refusal:
        toy.holds(latex, "spring")
    assert refusal.value.line == 2


def test_several_equations_in_one_block_are_each_checked() -> None:
    assert len(toy.holds(r"F = -k x, \qquad V = \frac{k x^2}{2}.", "spring").relations) == 2
    with pytest.raises(Mistake):
        toy.holds(r"F = -k x, \qquad V = k x^2.", "spring")


def test_the_same_function_on_other_arguments_is_a_law() -> None:
    verdict = toy.holds(r"g(-x) = -g(x)")
    assert (verdict.kind, verdict.functions) == ("law", ())


def test_a_definition_is_given_and_its_right_side_must_make_sense() -> None:
    assert toy.holds(r"c := S - S^\top").kind == "given"
    with pytest.raises(Mistake, match="matrix product"):
        toy.holds(r"c := S x")
    with pytest.raises(Mistake, match="sides differ"):
        toy.holds(r"S := 2 S")
    assert toy.holds(r"c_{jk} := S_{jk}^2").kind == "given"
    for left in ("c + S", "-c", "2c"):
        with pytest.raises(Mistake, match="left of := stands one name"):
            toy.holds(rf"{left} := 2 S")


def test_what_the_code_computes_is_verified_not_defined() -> None:
    with pytest.raises(Mistake, match=r"samples.variance computes this as s\^2: verify s\^2"):
        toy.holds(r"c := \operatorname{Var}(x)")


def test_a_condition_says_for_what_an_equation_holds() -> None:
    toy.holds(r"S_{jk} - \delta_{jk} = S_{kj} \quad \text{for all } j \ne k")
    toy.holds(r"g(x)_{ij} < x_{ij} \quad \text{if } x_{ij} > 0")
    toy.holds(r"x_t = x + t u \quad \text{for } t = 1, 2, 3", "spring")
    toy.holds(r"S_{jk} = S_{kj} \quad \text{for all } j, k")
    with pytest.raises(Mistake, match="the sides differ"):
        toy.holds(r"S_{jk} - \delta_{jk} = S_{kj} \quad \text{for all } j < 3")
    with pytest.raises(Mistake, match="holds nowhere"):
        toy.holds(r"S_{jk} = S_{kj} \quad \text{for all } j > 7")


def test_unchecked_is_not_run_and_keeps_its_reason() -> None:
    verdict = check.equation(r"\lim_{n \to \infty} \hat\theta_n", unchecked="a limit of measures")
    assert (verdict.kind, verdict.reason) == ("unchecked", "a limit of measures")


def test_wrong_must_be_refused_and_shows_the_refusal() -> None:
    scene = toy.scene("spring")
    verdict = check.equation("F = k x", scene=scene, wrong="the sign")
    assert verdict.kind == "wrong"
    assert "the sides differ by 2 of their size" in verdict.refusal
    with pytest.raises(Mistake, match="but it holds"):
        check.equation("F = -k x", scene=scene, wrong="nothing")
    with pytest.raises(Mistake, match="is not a symbol of the scene"):
        check.equation("F = q x", scene=scene, wrong="the letter is not bound: no refusal")


def test_a_stated_range_narrows_a_free_step_or_index() -> None:
    toy.holds(r"x_t = x_{t-1} + u \quad \text{for } t = 2, \dots, T", "spring")
    toy.holds("x_t = x_{t-1} + u\n% for t = 3..3", "spring")
    with pytest.raises(Mistake, match="for t = 1 not all of this exists"):
        toy.holds(r"x_t = x_{t-1} + u \quad \text{for } t = 1, \dots, T", "spring")


def test_an_order_must_be_the_one_measured() -> None:
    with pytest.raises(Mistake, match=r"order measured: 1\.\d+, claimed: 2"):
        toy.holds("D = e^a + O(h^2)")
    with pytest.raises(Mistake, match="nothing is left over"):
        toy.holds("D = \\frac{e^{a + h} - e^a}{h} + O(h^2)")


@pytest.mark.parametrize(
    ("latex", "is_equation"),
    [
        ("x = 2", False),
        ("n", False),
        (r"x \in \mathbb{R}^d", False),
        (r"\ell = 1, \dots, D", False),
        (r"\sum_{j=1}^{3} x_j w_j", False),
        ("P(x = y)", False),
        ("L = 0.3x", True),
        ("z = xW + b", True),
        ("h = 1/3", False),
        (r"h = \frac{1}{3}", False),
        (r"n_{\text{in}} = 784", False),
        (r"\hat y_1 < 0.5", False),
        ("x + y = 3", True),
        (r"\sigma(0) = 1/2", True),
        (r"\sum_k p_k = 1", True),
        (r"0 < \eta", True),
    ],
)
def test_inline_math_is_an_equation_when_it_relates_symbols(latex: str, is_equation: bool) -> None:
    assert check.claims(latex) == is_equation
    if is_equation:
        with pytest.raises(Mistake, match="needs a scene"):
            check.inline(latex, scene=None)
    else:
        assert check.inline(latex, scene=None) is None


def test_inline_math_is_executed() -> None:
    verdict = check.inline("F = -kx", scene=toy.scene("spring"))
    assert verdict is not None
    assert verdict.kind == "verified"
    with pytest.raises(Mistake):
        check.inline("F = kx", scene=toy.scene("spring"))


def test_a_display_equation_needs_a_scene_or_a_reason() -> None:
    with pytest.raises(Mistake, match="needs a scene, or a reason"):
        check.equation("x = 1")
