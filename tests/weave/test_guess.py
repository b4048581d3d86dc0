"""Without a scene, names get the role that they seem to have."""

import pytest

from weave import guess, parse
from weave.errors import Mistake
from weave.numpy_reading import as_numpy


@pytest.mark.parametrize(
    ("latex", "roles"),
    [
        ("L = 0.3 x", {"L": "value", "x": "value"}),
        (r"y_k = \sigma'(z_k)", {"k": "index", "y": "value", r"\sigma": "function", "z": "value"}),
        (r"a^{(\ell)} = W^{(\ell)\top}", {r"\ell": "label", r"a^{(\ell)}": "value",
                                          r"W^{(\ell)}": "value"}),
        (r"W^{[2]} = x", {r"W^{[\ell]}": "value", "x": "value"}),
        (r"n_{\text{in}} = d", {r"n_{\text{in}}": "value", "d": "value"}),
        (r"\hat y = f(x)", {r"\hat{y}": "value", "f": "function", "x": "value"}),
        (r"y = a(x + b)", {"y": "value", "a": "value", "x": "value", "b": "value"}),
        (r"e^{z_{ik}} = \pi", {"i": "index", "k": "index", "z": "value"}),
        (r"\delta_{ij} = O(h)", {"i": "index", "j": "index", "h": "value"}),
        (r"k = x_k", {"k": "value", "x": "value"}),
    ],
)  # fmt: skip
def test_roles(latex: str, roles: dict[str, str]) -> None:
    assert {key: entry.role for key, entry in guess.symbols(latex).entries.items()} == roles


@pytest.mark.parametrize(
    ("latex", "numpy"),
    [
        (r"p_{ik} = \frac{e^{z_{ik}}}{\sum_j e^{z_{ij}}}",
         "p[i, k] == np.exp(z[i, k]) / sum(np.exp(z[i, j]) for j)"),
        (r"\hat y = f(x) + \log p_k", "hat_y == f(x) + np.log(p[k])"),
    ],
)  # fmt: skip
def test_an_equation_is_read_with_guessed_names(latex: str, numpy: str) -> None:
    (chain,) = parse.equation(latex, guess.symbols(latex))
    assert as_numpy(chain.relations[0]) == numpy


def test_a_family_is_described_as_one() -> None:
    assert guess.described(guess.symbols(r"W^{(\ell)}")) == [r"\ell: label", r"W^{(\ell)}: family"]


def test_what_is_no_latex_is_refused() -> None:
    with pytest.raises(Mistake, match="no meaning"):
        guess.symbols("a = §")
