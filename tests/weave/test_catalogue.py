"""What search finds besides the text of pages: equations and terms, by their names."""

from pathlib import Path

import pytest

from tests import forgetful
from weave import catalogue, labels, source
from weave.build import Build, Desk
from weave.report import Executed
from weave.verdict import Symbol, Verdict

DELTA = Executed(
    "docs/a.md",
    3,
    "eq-delta",
    Verdict(
        "verified",
        r"\delta^{(\ell)} = g \odot \sigma'(z)",
        words=r"the error of layer $\ell$ is less than <all>",
        symbols=(
            Symbol(
                r"\delta^{(\ell)}", r"errors of layer $\ell$", "(n, h)", "network.backpropagate"
            ),
            Symbol(r"\sigma", "sigmoid", "function", "activations.sigmoid"),
            Symbol(r"\varphi", "activation", "function", "activations.leaky_relu"),
        ),
    ),
)


def build(*equations: Executed) -> Build:
    made = Build(labels.Labels({"a.md": "9"}), forgetful.answers())
    made.open(Desk("a.md", source.parse("# A\n", "docs/a.md")))
    made.pages["a.md"].equations += equations
    made.labels.define("eq-delta", "a.md", "9.4", "eq")
    return made


def test_an_equation_is_found_by_its_words_and_by_the_names_of_its_symbols() -> None:
    (entry,) = catalogue.entries(build(DELTA), "a.md", "a/")
    assert entry == {
        "location": "a/#eq-delta",
        "title": "Equation (9.4)",
        "text": "the error of layer ell is less than &lt;all&gt;. delta ell: errors of layer ell; "
        "sigma: sigmoid, sigma prime, sigmoid prime; varphi: activation",
    }


def test_formulas_in_sentences_and_refused_equations_are_no_entries() -> None:
    inline = Executed("docs/a.md", 5, "", DELTA.verdict)
    refused = Executed("docs/a.md", 6, "eq-wrong", Verdict("wrong", "a = b"))
    assert catalogue.entries(build(inline, refused), "a.md", "a/") == []


def test_an_equation_without_a_label_has_the_number_of_its_place() -> None:
    nameless = Executed("docs/a.md", 5, "equation-9.7", Verdict("law", "a = a", words="a is a"))
    (entry,) = catalogue.entries(build(nameless), "a.md", "a/")
    assert (entry["title"], entry["location"]) == ("Equation (9.7)", "a/#equation-9.7")


def test_a_term_is_an_entry_of_its_own(tmp_path: Path) -> None:
    made = build()
    made.open(Desk("glossary.md", source.parse("# G\n", "docs/glossary.md")))
    made.answers.root = tmp_path
    (tmp_path / "docs").mkdir()
    line = "- **Bias**{#term-bias}: a number that is added. [First use](a.md#a)\n"
    (tmp_path / "docs/glossary.md").write_text(line, encoding="utf-8")
    (entry,) = catalogue.entries(made, "glossary.md", "glossary/")
    assert entry.pop("boost") > 1
    where = "glossary/#term-bias"
    assert entry == {"location": where, "title": "Bias", "text": "a number that is added."}


@pytest.mark.parametrize(
    ("latex", "name"),
    [
        (r"\sigma'", "sigma prime"),
        (r"W^{(\ell)\top}", "W ell transposed"),
        (r"n_{\text{in}}", "n in"),
        (r"\beta_1", "beta 1"),
        (r"\odot", "times, entry by entry,"),
    ],
)
def test_a_symbol_is_named_as_it_is_read(latex: str, name: str) -> None:
    assert catalogue.spoken(latex) == name
