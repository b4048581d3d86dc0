r"""Bars, double signs, arrows between conditions, suprema, upright d, words over signs."""

import pytest

from tests.weave import toy
from weave import check, guess, mutate, parse
from weave.errors import Mistake
from weave.numpy_reading import as_numpy

POINT = toy.built(
    """
    a = rng.normal()
    h = rng.uniform(0.5, 1.5)
    y = mechanics.saturating(a)
    v = mechanics.potential(h, a)
    return {"a": a, "h": h, "y": y, "V": v, "g": mechanics.saturating, "q": mechanics.kinked}
    """,
    """
    `a` | place | ()
    `h` | step | ()
    `y` | bent | ()
    `V` | energy | ()
    `g` | bend | function
    `q` | corner | function
    """,
)
MANY = toy.built(
    """
    x = rng.normal(size=(211,))
    z = rng.normal(size=(211,))
    p = mechanics.saturating(x)
    return {"x": x, "z": z, "p": p, "g": mechanics.saturating}
    """,
    """
    `x` | numbers | (n,)
    `z` | others | (n,)
    `p` | bent | (n,)
    `g` | bend | function
    `i` | example | index n
    """,
)


@pytest.mark.parametrize(
    ("latex", "numpy"),
    [
        (r"\frac{dy}{da} \Big|_{a = h} = g'(h)", "at(d(y)/d(a), a=h) == g_d(h)"),
        (r"\left. V + y \right|_{a = h} = \frac{h^3}{2} + g(h)",
         "at(V + y, a=h) == h ** 3 / 2 + g(h)"),
        (r"V + y \bigg|_{a = h} = V + g(h)", "V + at(y, a=h) == V + g(h)"),
        (r"V \Big|_{a = \frac{h}{2}}^{a = h} = \frac38 h^3",
         "at(V, a=h) - at(V, a=h / 2) == 3 / 8 * h ** 3"),
        (r"\left. V \right|_{a = \frac{h}{2}}^{h} = \frac38 h^3",
         "at(V, a=h) - at(V, a=h / 2) == 3 / 8 * h ** 3"),
        (r"V \big|_{a = 3, h = 2} = 9", "at(at(V, a=3), h=2) == 9"),
        (r"\partial V / \partial a = h a", "d(V)/d(a) == h * a"),
        (r"dV/da = h a", "d(V)/d(a) == h * a"),
        (r"\frac{\mathrm d}{\mathrm d a} V = h a", "d(V)/d(a) == h * a"),
        (r"\int_0^h g'(u) \, \mathrm{d}u = \tanh h",
         "integral(g_d(u) for u from 0 to h) == np.tanh(h)"),
        (r"\sup_{u \in [-h, h]} g(u) = \tanh h", "sup(g(u) for u if u in (-h, h)) == np.tanh(h)"),
        (r"\underset{u \in (-h, h)}{\sup} (u - g(u)) = h - \tanh h",
         "sup(u - g(u) for u if u in (-h, h)) == h - np.tanh(h)"),
        (r"\max_{u \in [0, h]} u g(u) = h \tanh h",
         "max(u * g(u) for u if u in (0, h)) == h * np.tanh(h)"),
        (r"y \overset{\text{def}}{=} \tanh a", "y == np.tanh(a)"),
        (r"y \stackrel{!}{=} \tanh a", "y == np.tanh(a)"),
        (r"[-y]_+ = \max(0, -\tanh a)", "np.maximum(0, -y) == np.maximum(0, -np.tanh(a))"),
        (r"g[a] = \tanh a", "g(a) == np.tanh(a)"),
        (r"1\,000 y = 1{,}000 \tanh a", "1000 * y == 1000 * np.tanh(a)"),
    ],
)  # fmt: skip
def test_a_form_holds(latex: str, numpy: str) -> None:
    assert check.equation(latex, scene=POINT).numpy == numpy
    survivors = [one.told for one in mutate.equation(latex, scene=POINT).survivors]
    assert survivors == []


def test_the_double_sign_makes_two_equations() -> None:
    latex = r"\tanh(a \pm h) = \frac{g(a) \pm g(h)}{1 \pm g(a) g(h)}"
    found = check.equation(latex, scene=POINT)
    assert (found.kind, len(found.relations)) == ("verified", 2)
    upper, lower = (one.right for one in found.relations)
    assert upper == lower.replace(" - ", " + ")
    assert mutate.equation(latex, scene=POINT).survivors == ()
    for wrong in (latex.replace("1 \\pm", "1 \\mp"), latex.replace("1 \\pm", "1 +")):
        with pytest.raises(Mistake, match="the sides differ"):
            check.equation(wrong, scene=POINT)


def test_an_equation_beside_a_double_sign_counts_once() -> None:
    latex = r"y = \tanh a, \quad g(a) \pm h = y \pm h"
    assert len(check.equation(latex, scene=POINT).relations) == 3


def test_the_first_root_takes_the_upper_sign() -> None:
    scene = toy.built(
        "b = rng.uniform(1.0, 2.0)\nc = rng.uniform(0.1, 0.2)\nx = samples.both_roots(b, c)\n"
        "return {'b': b, 'c': c, 'x': x}",
        "`b` | number | ()\n`c` | number | ()\n`x` | roots | (k,)",
    )
    latex = r"x_{1,2} = -b \pm \sqrt{b^2 - c}"
    assert check.equation(latex, scene=scene).kind == "verified"
    with pytest.raises(Mistake, match="the sides differ"):
        check.equation(latex.replace("pm", "mp"), scene=scene)


@pytest.mark.parametrize(
    ("latex", "kind", "survivors"),
    [
        (r"x > \frac12 \log 3 \iff p > \frac12", "verified", set()),
        (r"z_i + p_i > 0 \Longleftrightarrow -\tanh x_i < z_i", "verified", set()),
        (r"-1 < x < 1 \Leftrightarrow -\tanh 1 < p < \tanh 1", "verified", set()),
        (r"\begin{aligned} x > 1 \\ \iff p > \tanh 1 \end{aligned}", "verified", set()),
        (r"z > 0 \iff 2 z > 0", None, set()),
        (r"p = \tanh x \Rightarrow 2 p = 2 g(x)", "verified", set()),
    ],
)
def test_conditions_hold_in_the_same_places(
    latex: str, kind: str | None, survivors: set[str]
) -> None:
    if kind is None:
        with pytest.raises(Mistake, match="no output of snippets"):
            check.equation(latex, scene=MANY)
        return
    assert check.equation(latex, scene=MANY).kind == kind
    told = {one.told for one in mutate.equation(latex, scene=MANY).survivors}
    assert told <= survivors


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"x > 0 \iff p > 0.1", "one side holds alone"),
        (r"x > -9 \iff p > -1", "everywhere or nowhere"),
        (r"x > 9 \Rightarrow p > 0", "everywhere or nowhere"),
        (r"x > 0 \Rightarrow p > 0.1", "one side holds alone"),
        (r"p > 0 \iff p > 0", "both sides are the same"),
        (r"p_i \Big|_{i = 1} = g(x_1)", "in the place of a symbol of the scene"),
        (r"p \Big|_{g = 1} = x", "is not a plain local name of the scene"),
        (r"\left. p \right) = x", "what ends with"),
        (r"p \Big|_{x = 1}^{z = 2} = x", "both ends of a bar are values of one symbol"),
        (r"p \Big|_{p = 1}^{2} = x_1", "one side has shape"),
        (r"p \Big|_{x = (z + 1) x^\top} = x", "the transpose of a value"),
        (r"p \overset{d}{=} g(x)", "puts words on a sign"),
        (r"p \overset{\text{3}}{=} g(x)", "would not be checked"),
        (r"\sup_{u \in [0, \infty)} g(u) = 1", "the interval must have two ends"),
        (r"\sum_{u \in [0, 1]} g(u) = 1", "over an interval one takes"),
        (r"\sup_u g(u) = 1", "how far does u run?"),
        (r"p = \int_0 g(u) \, du", "an integral needs both its bounds, or none"),
    ],
)  # fmt: skip
def test_what_says_nothing_or_is_not_clear_is_refused(latex: str, said: str) -> None:
    with pytest.raises(Mistake) as refusal:
        check.equation(latex, scene=MANY)
    assert said in refusal.value.message


@pytest.mark.parametrize(
    ("latex", "numpy"),
    [
        (r"\int_a^b \int_c^d f(x, y) \, dx \, dy = z",
         "integral(integral(f(x, y) for x from c to d) for y from a to b) == z"),
        (r"\int p(x) \, \mathrm{d}x = 1", "integral(p * x for x from -np.inf to np.inf) == 1"),
        (r"\sum_{\substack{i = 1 \\ i \ne j}}^n x_i = m",
         "sum(x[i] for i from 1 to n if i != j) == m"),
        (r"a_i = b_i \quad \forall i", "a[i] == b[i]"),
        (r"f(x) = \mathcal O(h^2)", "f(x) == O(h ** 2)"),
        (r"y \in \{-1, +1\}", "y in {-1, 1}"),
        (r"p(y | x; w) = q", "p(y, x, w) == q"),
        (r"H\left( a \,\middle|\, b \right) = c", "H(a, b) == c"),
        (r"f(|x|, y) = z", "f(np.abs(x), y) == z"),
        (r"\max_{1 \le i \le n} x_i = m", "max(x[i] for i if 1 <= i if i <= n) == m"),
        (r"\operatorname{Cov}[x, y] = \mathbb E[xy] - \mathbb E[x] \mathbb E[y]",
         "np.cov(x, y) == np.mean(x @ y) - np.mean(x) @ np.mean(y)"),
        (r"P(y = 1 \mid x) = \sigma(z)", None),
    ],
)  # fmt: skip
def test_a_form_is_read_with_symbols_guessed(latex: str, numpy: str | None) -> None:
    if numpy is None:
        with pytest.raises(Mistake):
            parse.equation(latex, guess.symbols(latex))
        return
    (chain,) = parse.equation(latex, guess.symbols(latex))
    assert as_numpy(chain.relations[0]) == numpy


NORMED = toy.built(
    "x = rng.normal(size=(5,))\nh = rng.uniform(2.5, 3.5)\np = mechanics.saturating(x)\n"
    "return {'x': x, 'h': h, 'p': p}",
    "`x` | numbers | (n,)\n`h` | order | ()\n`p` | bent | (n,)\n`k` | place | index n",
)


@pytest.mark.parametrize(
    ("latex", "survivors"),
    [
        (r"\|p\|_3^3 = \sum_k \lvert \tanh x_k \rvert^3", set()),
        (r"\lVert p \rVert_h = \left( \sum_{k'} |\tanh x_{k'}|^h \right)^{1/h}",
         {r"norm: \lvert p_{k} \rvert -> p_{k}"}),
        (r"\sum_{j', k'} p_{j'} x_{k'} = \sum_{k'} \tanh x_{k'} \sum_k x_k", set()),
        (r"\sum_{k' \ne k} p_{k'} = \sum_{k'} \tanh x_{k'} - p_k", set()),
        (r"\left( p_1, p_2 \right)^\top = (\tanh x_1, \tanh x_2)^T",
         {r"transpose: \begin{pmatrix} p_{1} & p_{2} \end{pmatrix}^{\top} -> x"}),
    ],
)  # fmt: skip
def test_norms_of_any_order_primed_indices_and_columns(latex: str, survivors: set[str]) -> None:
    assert check.equation(latex, scene=NORMED).kind in ("verified", "law")
    told = {one.told for one in mutate.equation(latex, scene=NORMED).survivors}
    assert told <= survivors


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"\|x x^\top\|_3 = 1", "the transpose of a value"),
        (r"\|p\|_{\frac12} = 1", "at least 1"),
        (r"\|p\|_3 = \|x\|_3", "the sides differ"),
        (r"(p_1, p_2) = x", "expected ), found ','"),
    ],
)
def test_a_norm_that_is_none_is_refused(latex: str, said: str) -> None:
    with pytest.raises(Mistake) as refusal:
        check.equation(latex, scene=NORMED)
    assert said in refusal.value.message


def test_an_integral_goes_both_ways() -> None:
    for latex in (
        r"g(a) = -\int_a^0 g'(u) \, du",
        r"\int_a^{\infty} g'(u) \, du = 1 - \tanh a",
        r"\int_{\infty}^a g'(u) \, du = \tanh a - 1",
        r"\int_{\infty}^{-\infty} g'(u) \, du = -2",
    ):
        assert check.equation(latex, scene=POINT).kind in ("verified", "law")
    told = mutate.equation(r"\int_{-\infty}^a g'(u) \, du = \tanh a + 1", scene=POINT)
    assert [one.told for one in told.survivors] == []
    with pytest.raises(Mistake, match="the same infinity"):
        check.equation(r"\int_{\infty}^{\infty} g'(u) \, du = 0", scene=POINT)


def test_a_reason_may_stand_before_a_side_goes_on() -> None:
    latex = r"""\begin{aligned}
    2 y &= 2 g(a) && \text{(twice)} \\
    &= \tanh a && \text{(one half)} \\
    &\quad + \tanh a
    \end{aligned}"""
    found = check.equation(latex, scene=POINT).relations
    assert [one.reason for one in found] == ["(twice)", "(one half)"]
    assert found[1].right == r"\tanh(a) + \tanh(a)"
