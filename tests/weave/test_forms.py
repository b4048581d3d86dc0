"""Every sign of the grammar at work: what it means numerically, and that a wrong use is noticed."""

import numpy as np
import pytest

from tests.weave import toy
from weave import check, converge
from weave.errors import Mistake

HOLD = [
    # ellipses
    r"\bar x_j = \frac{x_{1j} + x_{2j} + \dots + x_{nj}}{n}",
    r"n \bar x_j = x_{1j} + \cdots + x_{nj}",
    r"\operatorname{tr}(S) + s^2 = s^2 + S_{11} + S_{22} + \dots + S_{dd}",
    r"S_{11} S_{22} \cdots S_{dd} = \prod_j S_{jj}",
    # matrices
    r"S^\top = \begin{pmatrix} S_{11} & S_{12} & S_{13} \\ S_{12} & S_{22} & S_{23} \\ "
    r"S_{13} & S_{23} & S_{33} \end{pmatrix}",
    r"S = \begin{pmatrix} S_{11} & \cdots & S_{1d} \\ \vdots & \ddots & \vdots \\ "
    r"S_{d1} & \cdots & S_{dd} \end{pmatrix}^\top",
    r"\begin{vmatrix} S_{11} & S_{12} \\ S_{21} & S_{22} \end{vmatrix} = S_{11} S_{22} - S_{12}^2",
    r"[S, S^\top] \mathbf{1} = 2 S \mathbf{1}",
    r"[\bar x; \bar x] w = [\bar x w; \bar x w]",
    r"S \mathbf{I} = \mathbf{I} S^\top",
    r"\operatorname{tr}(S \otimes S) = \operatorname{tr}(S)^2",
    r"\operatorname{vec}(S) = \operatorname{vec}(S^\top)",
    r"\operatorname{diag}(S)_j = S_{jj}",
    r"\bar x \operatorname{diag}(\bar x) = \bar x \odot \bar x",
    r"\det(S^\top) = \det S",
    # samples
    r"s^2 = \mathbb{E}[x \odot x] - \mathbb{E}[x]^2",
    r"S_{jk} = \operatorname{Cov}_i(x_{ij}, x_{ik})",
    r"\bar x_j = \mathbb E_i[x_{ij}]",
    r"S_{jj} = \operatorname{Var}_i(x_{ij})",
    r"\operatorname{Cov}(x, x) = s^2",
    # extrema, norms, rounding
    r"\max_j S_{jj} = \max(S_{11}, S_{22}, S_{33})",
    r"\arg\max_j S_{jj} = \arg\max_j \sqrt{S_{jj}}",
    r"\arg\min_j S_{jj} = \arg\max_j (-S_{jj})",
    r"\|S\|_F^2 = \operatorname{tr}(S^\top S)",
    r"\|\bar x\|_1 = \sum_j |\bar x_j|",
    r"\|\bar x\|_\infty = \max_j |\bar x_j|",
    r"\langle S, S \rangle = \|S\|_F^2",
    r"\lfloor s^2 + 3 \rfloor = 3 + \lfloor s^2 \rfloor",
    r"\lceil s^2 \rceil = -\lfloor -s^2 \rfloor",
    r"3! \, s^2 = \binom{4}{2} s^2",
    r"\log_2 s^2 = \frac{\log s^2}{\log 2}",
    r"\sqrt[3]{s^2}^3 = s^2",
    # sums with conditions
    r"\sum_{1 \le j < k \le d} S_{jk} = S_{12} + S_{13} + S_{23}",
    r"\sum_{j, k : j \ne k} S_{jk} = 2 (S_{12} + S_{13} + S_{23})",
    r"\sum_j \sum_{k \ne j} S_{jk} = 2 (S_{12} + S_{13} + S_{23})",
    r"\sum_{j \in \{1, 3\}} S_{jj} = S_{11} + S_{33}",
    r"\sum_{j=1}^{d} \sum_{k=1}^{j-1} S_{jk} = S_{12} + S_{13} + S_{23}",
    r"\sum_j \delta_{jk} \bar x_j = \bar x_k",
    r"\sum_j \mathbf{1}[j \ne k] \bar x_j + \bar x_k = \sum_j \bar x_j",
    r"S[j, k] = S_{kj}",
    # analysis
    r"\int_0^1 S_{jk} u^2 \, du = \frac{S_{jk}}{3}",
    r"\int_{-\infty}^\infty e^{-S_{jj} t^2} \, dt = \sqrt{\frac{\pi}{S_{jj}}}",
    r"\int_0^\infty e^{-u s^2} \, du = \frac{1}{s^2}",
    r"\lim_{t \to 0} \frac{g(a + t) - g(a)}{t} = 1 - g(a)^2",
    r"\lim_{m \to \infty} \left(1 + \frac{s^2}{m}\right)^m = e^{s^2}",
    r"(g \circ g)(x) = g(g(x))",
    r"(g \circ g)'(a) = g'(g(a)) g'(a)",
    r"g''(a) = -2 g(a) (1 - g(a)^2)",
    r"\nabla_w (w^\top S w) = 2 S w",
    r"\nabla_w^2 (w^\top S w) = 2 S",
    r"\partial_h D = \frac{e^{a + h}}{h} - \frac{D}{h}",
    r"\frac{\partial y}{\partial \bar x} = \operatorname{diag}(\mathbf{1}_d^\top - y \odot y)",
    # sets, order, proportion
    r"s^2 \in (0, \infty)",
    r"g(x) \in [-1, 1]",
    r"S \in \mathbb{R}^{d \times d}",
    r"\bar x \in \mathbb{R}^d",
    r"S \propto n S",
    r"s^2 \ne \operatorname{tr}(S)",
    r"0 < s^2",
    r"g(x) = \begin{cases} \tanh x & \text{if } x > 0 \\ -\tanh(-x) & \text{otherwise} \end{cases}",
    r"D = \boxed{\frac{e^{a+h} - e^a}{h}}",
    r"D = \underbrace{\frac{e^{a+h} - e^a}{h}}_{\text{a difference}} \quad \text{(by definition)}",
    r"\textcolor{red}{S} = S^\top",
]


@pytest.mark.parametrize("latex", HOLD)
def test_a_sign_means_what_mathematics_means(latex: str) -> None:
    assert toy.holds(latex).kind in ("verified", "law")


REFUSED = {
    r"n \bar x_j = x_{1j} + \cdots + x_{dj}": "the sides differ",
    r"n \bar x_j = x_{1j} + \cdots + S_{nj}": "what do the dots stand for",
    r"n \bar x_j = x_{1j} + \cdots": "expected +",
    r"S_{jk} = \operatorname{Var}_i(x_{ij})": "the sides differ",
    r"s^2 = \mathbb{E}[x]^2": "the sides differ",
    r"\arg\max_j S_{jj} = 1 + \arg\max_j S_{jj}": "the sides differ",
    r"[S, x] = [S, x]^\top": "do not fit together",
    r"\det(x) = s^2": "the determinant of a value of shape (7, 3)",
    r"S \otimes s^2 = S": "\\otimes of shapes (3, 3) and ()",
    r"S \mathbf{1} \mathbf{1}^\top = S": "how many ones?",
    r"\sum_{j \in \{1, 2\}} S_{jj} = S_{11} + S_{33}": "the sides differ",
    r"\int_0^1 s^2 u \, du = s^2": "the sides differ",
    r"\int_0^1 \frac{s^2}{u} \, du = s^2": "differs between two orders",
    r"\lim_{t \to 0} \frac{s^2}{t} = s^2": "does not settle",
    r"s^2 \in (0, 0.01]": "is not in the set",
    r"S \in \mathbb{R}^{n \times d}": "the left side has shape (3, 3), the set (7, 3)",
    r"S \propto S \odot S": "the ratio of the sides varies",
    r"s^2 \propto 2": "says nothing of one number",
    r"g(x) = \begin{cases} x & x > 0 \\ -x & x < 0 \end{cases}": "the sides differ",
    r"s^2 = \begin{cases} 1 & s^2 < 0 \end{cases}": "some entry fits no case",
    r"\bar x + S = S": "the sides differ",
    r"\bar x^\top + S = S": "sum of shapes (3, 1) and (3, 3)",
    r"S^{-1} x = S": "matrix product of shapes (3, 3) and (7, 3)",
    r"x^{-1} = x": "no inverse",
    r"x^2 = g(x)": "the sides differ",
    r"\sum_j x_{jj} = s^2": "j runs over 3 values",
    r"\sum_i \sum_i x_{ij} = \bar x_j": "in use outside",
    r"x_{i+1, j} = x_{ij}": "axis 1 has 7",
    r"\prod_i x_i = \bar x": "a product of arrays has an order",
    r"s^2 \sim 1": "stands a distribution",
    r"\langle S, x \rangle = s^2": "inner product of shapes",
    r"\max_j x_{ij} \le 0": "does not hold",
    r"\mathbf{1}[s^2 \sim 2] = 1": "is no condition",
    r"\sum_{t=1}^{2000000000} t = s^2": "1000000 at most",
    r"\sum_{t=1}^{3000} \sum_{u=1}^{3000} t u = s^2": "more than 1000000 places",
    r"\sum_{t=1}^{s^2} t = s^2": "are not whole",
    r"s^2 = \sum_{t=3}^{1} t": "the range is empty",
    r"\mathbf{1}_{2000000}^\top x = s^2": "between 1 and 1000",
    r"S^{9999999} = S": "a matrix to the power of",
    r"S^{s^2} = S": "expected one whole number",
}


@pytest.mark.parametrize(("latex", "message"), REFUSED.items())
def test_a_wrong_use_is_noticed(latex: str, message: str) -> None:
    with pytest.raises(Mistake) as refusal:
        toy.holds(latex)
    assert message in refusal.value.message
    assert refusal.value.excerpt.endswith("^")


def test_steps_of_a_family() -> None:
    toy.holds(r"\prod_{t=1}^{T} x_t = x_1 x_2 \cdots x_T", "spring")
    toy.holds(r"x_1 + \dots + x_T = \sum_{t=1}^{T} x_t", "spring")
    with pytest.raises(Mistake, match="the distance to the right side goes from"):
        toy.holds(r"x_t \to x", "spring")


def test_a_sequence_converges() -> None:
    scene = toy.built(
        "x = rng.uniform(1.5, 9)\nguess = mechanics.roots(x, 8)\nreturn {'x': x, 'g_t': guess}",
        "`x` | number | ()\n`g_t` | guess | family",
    )
    assert check.equation(r"g_t \to \sqrt{x}", scene=scene).residual < 1e-3
    with pytest.raises(Mistake, match="the distance"):
        check.equation(r"g_t \to x", scene=scene)


def test_an_update_is_what_the_code_makes_of_a_symbol() -> None:
    scene = toy.built(
        "x = rng.normal(size=5)\nv = rng.normal(size=5)\nh = rng.uniform(0.2, 0.4)\n"
        "after = mechanics.moved(x, v, h)\n"
        "return {'x': x, 'v': v, 'h': h, r'x_+': after}",
        "`x` | where | (n,)\n`v` | speed | (n,)\n`h` | time | ()\n`x_+` | where then | after x",
    )
    verdict = check.equation(r"x \leftarrow x + h v", scene=scene)
    assert (verdict.kind, verdict.functions) == ("verified", ("mechanics.moved",))
    with pytest.raises(Mistake, match="the sides differ"):
        check.equation(r"x \leftarrow x - h v", scene=scene)
    with pytest.raises(Mistake, match="declared `after v`"):
        check.equation(r"v \leftarrow v + h x", scene=scene)


def test_convolution_turns_the_kernel_and_correlation_does_not() -> None:
    scene = toy.built(
        "f = rng.normal(size=7)\nk = rng.normal(size=3)\nc = mechanics.slid(f, k)\n"
        "return {'f': f, 'k': k, 'c': c}",
        "`f` | signal | (n,)\n`k` | kernel | (m,)\n`c` | slid | (p,)\n`i` | place | index p",
    )
    check.equation(r"c = f \star k", scene=scene)
    check.equation(r"c_i = \sum_{a=1}^{m} f[i + a - 1] k[a]", scene=scene)
    check.equation(r"c_i - (f * k)_i = \sum_{a=1}^m (f[i + a - 1] - f[i + m - a]) k_a", scene=scene)
    with pytest.raises(Mistake, match="the sides differ"):
        check.equation(r"c = f * k", scene=scene)


def test_quadrature_by_hand() -> None:
    points, weights = converge.rule(60)
    assert float((weights * points**4).sum()) == pytest.approx(2 / 5, rel=1e-14)


def test_extrapolation_by_hand() -> None:
    steps = 0.5 ** np.arange(2.0, 14)
    assert converge.extrapolated(3 + 2 * steps + steps**2) == pytest.approx(3, rel=1e-12)
