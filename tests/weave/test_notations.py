"""What other texts write: forms that were once read past or misread, found by their equations."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.weave import toy
from tests.weave.texts import dive, goodfellow, nielsen
from tests.weave.texts.printed import Printed, read, symbols
from weave import guess, parse
from weave.errors import Mistake
from weave.lex import tokens
from weave.numpy_reading import as_numpy

ROLES = {
    "H": "function", "f": "function", "g": "function", r"\mathbb{G}": "value",
    r"\text{softmax}": "function", r"\mbox{low}": "value", "a^l": "family l", "l": "label",
}  # fmt: skip


@pytest.mark.parametrize(
    ("latex", "numpy"),
    [
        (r"\text{softmax}(x)_i = y_i", "softmax(x)[i] == y[i]"),
        (r"y = ||x||", "y == np.linalg.norm(x)"),
        (r"y = ||x||_1 ||z||_\infty", "y == np.linalg.norm(x, 1) * np.linalg.norm(z, np.inf)"),
        (r"y = |x||z|", "y == np.abs(x) @ np.abs(z)"),
        (r"y = \sum_{\mathbf{x} \in S} \mathbf{x}", "y == sum(x for x if x in S)"),
        (r"y = \sum_{ij} x_{ij}", "y == sum(x[i, j] for i for j)"),
        (r"y = \operatorname*{argmax}_j x_j", "y == argmax(x[j] for j)"),
        (r"y = \operatorname*{arg\,min}_j x_j", "y == argmin(x[j] for j)"),
        (r"y = \argmax_j x_j", "y == argmax(x[j] for j)"),
        (r"y = \underset{j \in \mathbb{G}}{\max} x_j", "y == max(x[j] for j if j in mathbb_G)"),
        (r"y = \max\{0, x\}", "y == np.maximum(0, x)"),
        (r"y = (f * g)(x)", "y == np.convolve(f, g, 'valid')(x)"),
        (r"y = H(f)(x)", "y == H(f)(x)"),
        (r"y = f(x)(1 - f(x))", "y == f(x) @ (1 - f(x))"),
        (r"y = \lim_{h \searrow 0} h", r"y == limit(h for h to 0)"),
        (r"y = x_1 + ... + x_n", "y == sum(x[k] for k from 1 to n)"),
        (r"y = {\rm sgn}(x)", "y == np.sign(x)"),
        (r"y = {\bf x} {\cal L}", r"y == x @ mathcal_L"),
        (r"y = \mathrm{Tr}(A)", "y == np.trace(A)"),
        (r"y = A^T x", "y == A.T @ x"),
        (r"y = (A x)^T", "y == (A @ x).T"),
        (r"y = -\eta \nabla C", "y == -eta @ gradient(C)"),
        (r"x' = x", "x_prime == x"),
        (r"y = a^L + a^{l - 1}", "y == a[L] + a[l - 1]"),
    ],
)
def test_a_notation_of_other_texts_is_read(latex: str, numpy: str) -> None:
    (chain,) = read(Printed("", latex, ROLES))
    assert as_numpy(chain.relations[0]) == numpy


@pytest.mark.parametrize(
    ("latex", "numpy"),
    [
        (r"C(w, b) = q(a; c)", "C(w, b) == q(a, c)"),
        (r"y = a(x + b)", "y == a @ (x + b)"),
        (r"y = a([x, b])", "y == a @ np.block([[x, b]])"),
        (r"x^* = A^+ x", "x_star == A_plus @ x"),
        (r"w_i^* = w_i", "w_star[i] == w[i]"),
    ],
)
def test_names_are_guessed_by_what_stands_beside_them(latex: str, numpy: str) -> None:
    (chain,) = parse.equation(latex, guess.symbols(latex))
    assert as_numpy(chain.relations[0]) == numpy


def test_cases_stand_in_an_array() -> None:
    latex = r"""y = \left\{ \begin{array}{ll} 0 & \mbox{if } x \leq \mbox{low} \\
                1 & \mbox{if } x > \mbox{low} \end{array} \right."""
    (chain,) = read(Printed("", latex, ROLES))
    assert as_numpy(chain.relations[0]) == "y == np.where(x <= low, 0, 1)"


@pytest.mark.parametrize(
    "latex",
    [
        r"y = x \text{ and } z = u",
        r"y = x \text{, where } z = u",
        r"y = x \quad \text{where} \quad z = u",
        r"y = x \text{ and hence } z = u",
    ],
)
def test_words_part_two_equations(latex: str) -> None:
    first, second = parse.equation(latex, guess.symbols(latex))
    assert as_numpy(first.relations[0]) == "y == x"
    assert as_numpy(second.relations[0]) == "z == u"
    assert not first.conditions


@pytest.mark.parametrize(
    ("latex", "message", "column"),
    [
        (r"\text{relu}(x) = x", "words name nothing, write \\operatorname{relu}", 1),
        (r"y = ||x| - |z||", "|| opens a norm", 5),
        (r"y = \frac{\partial^}{\partial x} x", "needs an argument", 20),
        (r"y = \underset{j}{\log} x_j", "\\underset puts an index below", 5),
    ],
)
def test_what_could_be_misread_is_refused(latex: str, message: str, column: int) -> None:
    plain = {"x": "value", "y": "value", "z": "value", "j": "index"}
    declared = Printed("", latex, plain)
    names = symbols(declared)
    names.by_base.pop(r"\text{relu}", None)
    with pytest.raises(Mistake) as refusal:
        parse.equation(latex, names)
    mistake = refusal.value.located(latex)
    assert message in mistake.message
    assert mistake.column == column


def test_a_gradient_by_nothing_has_no_value() -> None:
    with pytest.raises(Mistake, match="by what"):
        toy.holds(r"D = \nabla a")


PROFILE = settings(
    max_examples=300, deadline=2000, derandomize=True, suppress_health_check=list(HealthCheck)
)
PRINTED = [*nielsen.EQUATIONS, *goodfellow.EQUATIONS, *dive.EQUATIONS]


@PROFILE
@given(st.sampled_from(PRINTED), st.data())
def test_a_misprint_is_read_or_refused_with_its_place(
    equation: Printed, data: st.DataObject
) -> None:
    """Leave out, double or exchange tokens of a printed equation: no crash, no hanging."""
    starts = [token.at for token in tokens(equation.latex)] + [len(equation.latex)]
    pieces = [equation.latex[a:b] for a, b in pairwise(starts)]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(pieces) - 1))
        pieces[at] = data.draw(st.sampled_from(["", pieces[at] * 2, data.draw(drawn(pieces))]))
    latex = "".join(pieces)
    place = refused_at(latex, equation)
    assert place is None or 0 <= place <= len(latex) + 1


def refused_at(latex: str, equation: Printed) -> int | None:
    """Read a misprint; return the place of the refusal, None when it is read."""
    try:
        assert parse.equation(latex, symbols(equation))
    except Mistake as mistake:
        return -1 if mistake.offset is None else mistake.offset
    return None


def drawn(pieces: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(pieces)
