"""Each form of the notation is read as what a mathematician means, or refused with a place."""

import pytest

from weave import parse
from weave.errors import Mistake
from weave.latex_reading import as_latex
from weave.numpy_reading import as_numpy
from weave.symbols import Symbols, signature

VALUES = [
    r"x",
    r"y",
    r"z",
    r"L",
    r"A",
    r"B",
    r"a",
    r"b",
    r"c",
    r"p",
    r"\delta^{(\ell)}",
    r"W^{(\ell)}",
    r"b^{(1)}",
    r"W^{[1]}",
    r"n_{\text{in}}",
    r"\hat{y}",
    r"\bar{x}",
    r"\mathbf{u}",
    r"\theta_*",
    r"m_t",
    r"\beta_1",
    r"h_\star",
    r"\Delta\,w",
    r"\mathcal{L}",
    r"v",
    r"s^2",
    r"\tilde{\mathbf{g}}",
    r"T",
]
FUNCTIONS = (r"f", r"g", r"\sigma", r"\operatorname{softmax}", r"f_\theta")


def names() -> Symbols:
    found = Symbols()
    for key in VALUES:
        found.add(signature(key.replace(r"\,", " "), "value", 2, ("\\ell", "t")))
    for key in FUNCTIONS:
        found.add(signature(key, "function"))
    for key in "ijk":
        found.add(signature(key, "index"))
    for key in ("\\ell", "t"):
        found.add(signature(key, "label"))
    found.add(signature("n", "size", 0))
    return found


NAMES = names()


def read(latex: str) -> str:
    """Write one side of an equation in NumPy, as it is read."""
    (chain,) = parse.equation(f"L = {latex}", NAMES)
    right = chain.relations[0].right
    again = parse.equation(f"L = {as_latex(right)}", NAMES)[0].relations[0].right
    assert again == right, f"{latex} is written back as {as_latex(right)}"
    return as_numpy(right)


@pytest.mark.parametrize(
    ("latex", "numpy"),
    [
        # products: juxtaposition binds tighter than signs
        ("xy", "x @ y"),
        ("2xy", "2 * x @ y"),
        (r"xy \odot z", "x @ y * z"),
        (r"x \odot yz", "x * (y @ z)"),
        (r"x \cdot y", "x @ y"),
        (r"x \otimes y", "np.kron(x, y)"),
        ("x(y + z)", "x @ (y + z)"),
        (r"\left( x + y \right) z", "(x + y) @ z"),
        (r"x \, y \; z", "x @ y @ z"),
        ("x - y - z", "x - y - z"),
        ("x - (y - z)", "x - (y - z)"),
        ("-x + y", "-x + y"),
        ("-xy", "-x @ y"),
        ("x + -y", None),
        # fractions, roots, powers
        (r"\frac{x}{2y}", "x / (2 * y)"),
        (r"\frac12 x", "1 / 2 * x"),
        (r"\tfrac1n x", "1 / n @ x"),
        (r"\dfrac{x}{y}", "x / y"),
        ("x/2", "x / 2"),
        (r"\sqrt{x}", "np.sqrt(x)"),
        (r"\sqrt[3]{x}", "x ** (1 / 3)"),
        ("x^2", "x ** 2"),
        ("x^{n-1}", "x ** (n - 1)"),
        ("e^{-x}", "np.exp(-x)"),
        ("2^x", "2 ** x"),
        (r"x^{\odot 2}", "x ** 2"),
        ("A^{-1}", "A ** (-1)"),
        ("(x + y)^2", "(x + y) ** 2"),
        # transposes
        (r"A^\top B", "A.T @ B"),
        ("A^{\\mathsf T}", "A.T"),
        (r"W^{(\ell)\top}", "W[ell].T"),
        (r"(W^{(\ell)})^\top", "W[ell].T"),
        (r"A^{-\top}", "(A ** (-1)).T"),
        # names: the longest bound one wins
        (r"W^{(\ell+1)}", "W[ell + 1]"),
        ("W^{(2)}", "W[2]"),
        ("b^{(1)}", "b_1"),
        ("W^{[1]}", "W_1"),
        (r"n_{\text{in}}", "n_in"),
        (r"\hat y", "hat_y"),
        (r"\bar{x}_i", "bar_x[i]"),
        (r"\mathbf{u}_i", "u[i]"),
        (r"\tilde{\mathbf g}", "tilde_g"),
        ("m_{t-1}", "m[t - 1]"),
        (r"\beta_1^t", "beta_1 ** t"),
        (r"h_{\star}", "h_star"),
        (r"\Delta w", "Delta_w"),
        ("s^2", "s_2"),
        ("s^2 + x^2", "s_2 + x ** 2"),
        # indices
        ("x_{ij}", "x[i, j]"),
        ("x_{i,j}", "x[i, j]"),
        ("x_{i+1,j}", "x[i + 1, j]"),
        ("x_{12}", "x[1, 2]"),
        ("x_i", "x[i]"),
        (r"W^{(\ell)}_{jk}", "W[ell][j, k]"),
        (r"W_{jk}^{(\ell)}", "W[ell][j, k]"),
        ("(xy)_{ij}", "(x @ y)[i, j]"),
        ("x_{ij}^2", "x[i, j] ** 2"),
        # functions
        ("f(x)", "f(x)"),
        ("f(x, y)", "f(x, y)"),
        ("c(x)", "c @ x"),
        ("f'(x)", "f_d(x)"),
        ("f''(x)", "f_dd(x)"),
        (r"f^{\prime}(x)", "f_d(x)"),
        (r"f_\theta(x)", "f_theta(x)"),
        (r"\operatorname{softmax}(x)_i", "softmax(x)[i]"),
        (r"\mathrm{softmax}(x)_i", "softmax(x)[i]"),
        (r"\sigma(x)^2", "sigma(x) ** 2"),
        (r"\log p", "np.log(p)"),
        (r"\log p_{ij}", "np.log(p[i, j])"),
        (r"\log(p) x", "np.log(p) @ x"),
        (r"\log 2 p", "np.log(2 * p)"),
        (r"x \log p", "x @ np.log(p)"),
        (r"\log \det A", "np.log(np.linalg.det(A))"),
        (r"\sin^2 x", "np.sin(x) ** 2"),
        (r"\max(0, x)", "np.maximum(0, x)"),
        (r"\max_j x_{ij}", "max(x[i, j] for j)"),
        (r"\operatorname{tr}(A)", "np.trace(A)"),
        (r"(f \circ g)(x)", "(f ∘ g)(x)"),
        # sums: the body ends at a plus or minus
        (r"\sum_i x_i y_i + z", "sum(x[i] @ y[i] for i) + z"),
        (r"\sum_i (x_i + y_i)", "sum(x[i] + y[i] for i)"),
        (r"\sum_{i=1}^{n} x_i", "sum(x[i] for i from 1 to n)"),
        (r"\sum_{i,j} x_{ij}", "sum(x[i, j] for i for j)"),
        (r"\sum_{i} \sum_{j \ne i} x_{ij}", "sum(sum(x[i, j] for j if j != i) for i)"),
        (r"\prod_{i=1}^n x_i", "prod(x[i] for i from 1 to n)"),
        (r"\frac1n \sum_i x_i", "1 / n @ sum(x[i] for i)"),
        # derivatives
        (r"\frac{\partial L}{\partial x}", "d(L)/d(x)"),
        (r"\frac{\partial L}{\partial W^{(1)}_{jk}}", "d(L)/d(W[1][j, k])"),
        (r"\frac{\partial p_i}{\partial z_j}", "d(p[i])/d(z[j])"),
        (r"\frac{\partial^2 L}{\partial x \partial y}", "d(L)/d(x, y)"),
        (r"\frac{\partial^2 L}{\partial x^2}", "d(L)/d(x, x)"),
        (r"\frac{d}{dx} f(x)", "d(f(x))/d(x)"),
        (r"\frac{\mathrm{d} L}{\mathrm{d} x}", "d(L)/d(x)"),
        (r"\nabla_x L", "gradient(L, x)"),
        (r"\nabla f(x)", "gradient(f(x))"),
        (r"\nabla_x^2 L", "hessian(L, x)"),
        (r"-\frac{\partial L}{\partial x} \frac{\partial x}{\partial y}", "-d(L)/d(x) @ d(x)/d(y)"),
        # brackets
        (r"\|x\|_2^2", "np.linalg.norm(x) ** 2"),
        (r"\lVert x \rVert_1", "np.linalg.norm(x, 1)"),
        (r"\|x\|_\infty", "np.linalg.norm(x, np.inf)"),
        ("|x|", "np.abs(x)"),
        ("|x||y|", "np.abs(x) @ np.abs(y)"),
        (r"\langle x, y \rangle", "np.sum(x * y)"),
        (r"\mathbf{1}^\top x", "np.ones((..., 1)).T @ x"),
        (r"\mathbf{1}_n", "np.ones((n, 1))"),
        (r"\mathbf{I} - A", "np.eye(...) - A"),
        (r"\mathbf{1}[x > 0]", "(x > 0)"),
        (r"\delta_{ij}", "(i == j)"),
        (r"\delta^{(1)}", "delta[1]"),
        (
            r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
            "np.where(x > 0, x, 0)",
        ),
        (r"\begin{pmatrix} x & y \\ z & a \end{pmatrix}", "np.block([[x, y], [z, a]])"),
        (r"\underbrace{x y}_{\text{a product}} + z", "x @ y + z"),
        (r"{x + y}", "x + y"),
    ],
)
def test_a_form_is_read(latex: str, numpy: str | None) -> None:
    if numpy is None:
        with pytest.raises(Mistake):
            read(latex)
    else:
        assert read(latex) == numpy


@pytest.mark.parametrize(
    ("latex", "message", "column"),
    [
        (r"L = \foo", r"\foo is not known here", 5),
        ("L = q", "q is not a symbol of the scene", 5),
        (r"L = \hat z", r"\hat{z} is not a symbol of the scene", 5),
        (r"L = \frc{1}{2}", r"did you mean \frac", 5),
        ("L = x/yz", "a/bc is ambiguous", 8),
        ("L = a^{b}^T", "double superscript", 10),
        ("L = a_i_j", "double subscript", 8),
        ("L = x^12", "write {12} in braces", 7),
        ("L = (x + y", "expected ), found the end", 11),
        ("L = x + y)", "found ')'", 10),
        ("L = x +", "expected a value, found the end", 8),
        ("L = + x", "a plus before the first term", 5),
        ("L = x + * y", "found '*'", 9),
        ("L = x ** y", "found '*'", 8),
        ("L = x 2", "a number after a factor", 7),
        (r"L = \log x y", "where does the argument of the function end", 12),
        (r"L = \frac{d}{dx} x y", "what does the derivative act on", 20),
        (r"L = \frac{\partial^2 L}{\partial x}", "order 2 above, 1 below", 5),
        (r"L = \sum x", "over what?", 5),
        (r"L = \sum_{i=1} x_i", "both bounds, or neither", 9),
        ("L = x'", "not a function", 6),
        ("L = x^{(2)}", "no such name with a label", 8),
        ("L = A^T", "T names a value here", 7),
        ("L = W", "W so written is not a symbol", 5),
        ("L = x §", "the character '§' has no meaning", 7),
        ("L = {x", "never closed", 5),
        ("L = x}", "closes nothing", 6),
        ("x + y", "expected a relation such as =", 6),
        ("= x", "this line has no left side", 1),
        ("L = x = ", "expected a value", 8),
        ("L = x y = z w", "w is not a symbol", 13),
        (r"L = \begin{cases} x \end{cases}", "a case is a value, &, and its condition", 19),
        (r"L = \begin{tabular} x \end{tabular}", "tabular is not known", 5),
        (r"\begin{aligned} L = x", "never ended", 1),
        (r"L = \|x\|_{\text{op}}", "is not a symbol of the scene", 12),
        (r"L = x \text{times two} y", "expected a relation, a comma or the end", 24),
        (r"L = \sin^a x", "only a whole power", 9),
        (r"L = \delta_{ijk}", "needs two indices", 5),
        (r"L = \text{twice } x", "is not a symbol", 5),
        ("", "there is no equation", 1),
        ("L = O(x)^2", "expected a relation", 9),
        (r"L = W^{(\ell}", r"bound is W^{(\ell)}, W^{[1]}", 5),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(
    latex: str, message: str, column: int
) -> None:
    with pytest.raises(Mistake) as refusal:
        parse.equation(latex, NAMES)
    mistake = refusal.value.located(latex)
    assert message in mistake.message
    assert (mistake.line, mistake.column) == (1, column), str(mistake)
    assert mistake.excerpt == f"{latex}\n{' ' * (column - 1)}^"


@pytest.mark.parametrize(
    "label",
    [r"\text{= 3}", r"\tag{3.2}", r"\text{about 97 \%}", r"\text{$x$}", r"\text{x \approx y}"],
)
def test_a_label_holds_no_claim(label: str) -> None:
    for latex in (f"L = x {label}", rf"L = \underbrace{{x}}_{{{label}}}"):
        with pytest.raises(Mistake, match="inside a label would not be checked"):
            parse.equation(latex, NAMES)


def test_the_label_of_a_brace_is_words_only() -> None:
    with pytest.raises(Mistake, match="the label of a brace is words"):
        parse.equation(r"L = \underbrace{x}_{= y}", NAMES)


def test_the_caret_stands_in_the_line_where_the_mistake_is() -> None:
    latex = "\\begin{aligned}\nL &= x \\\\\n  &= y + \\foo\n\\end{aligned}"
    with pytest.raises(Mistake) as refusal:
        parse.equation(latex, NAMES)
    mistake = refusal.value.located(latex)
    assert (mistake.line, mistake.column) == (3, 10)
    assert mistake.excerpt == "  &= y + \\foo\n         ^"


def test_a_line_that_begins_with_a_sign_goes_on_with_the_side_above() -> None:
    latex = "\\begin{aligned} L &= x \\\\ &\\quad - y \\\\ &= z \\end{aligned}"
    (chain,) = parse.equation(latex, NAMES)
    assert [as_numpy(one) for one in chain.relations] == ["L == x - y", "x - y == z"]


def test_words_are_kept_as_reasons() -> None:
    (chain,) = parse.equation(r"L = x \text{ (chain rule)} = y .", NAMES)
    assert chain.reasons == ("(chain rule)", "")


def test_nesting_ends_in_an_error_not_in_a_crash() -> None:
    for opening, closing in (("(", ")"), ("{", "}"), (r"\frac{1}{", "}"), ("x^{", "}"), ("|", "|")):
        with pytest.raises(Mistake):
            parse.equation("L = " + opening * 200 + "x" + closing * 200, NAMES)
