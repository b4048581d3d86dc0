"""Each term of the glossary is linked where it is first used, in running text only."""

from pathlib import Path

import pytest

from tests import forgetful
from weave import source, terms
from weave.build import Build, Desk
from weave.labels import Labels
from weave.terms import Term

LINE = "- **Bias**{#term-bias}: a number. [First use](a.md#here)\n"
BIAS = Term("Bias", "term-bias", "a number", "a.md", "here", 3)
PAGE = (
    '<p>A bias before.</p><h2 id="here">Bias</h2><p><code>bias</code> <a href="x">bias</a>'
    '<span data-weave="0">bias</span> of biased, un-bias; two <em>biases</em>, one bias.</p>'
)


@pytest.fixture
def build() -> Build:
    made = Build(Labels({}), forgetful.answers())
    for uri in ("a.md", "glossary.md"):
        made.open(Desk(uri, source.parse("# A\n", f"docs/{uri}"), lambda _: "../glossary/"))
    return made


def test_a_line_of_the_glossary_is_read(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert list(terms.terms(tmp_path)) == []
    (tmp_path / "docs/glossary.md").write_text(f"# Glossary\n\n{LINE}", encoding="utf-8")
    (term,) = terms.terms(tmp_path)
    assert term == Term("Bias", "term-bias", "a number.", "a.md", "here", 3)


def test_the_first_word_of_running_text_is_linked(build: Build) -> None:
    html = terms.linked(build, build.pages["a.md"], PAGE, [BIAS])
    link = '<a class="term" href="../glossary/#term-bias" title="a number">biases</a>'
    assert html == PAGE.replace("<em>biases</em>", f"<em>{link}</em>")
    assert build.problems == []


def test_other_pages_stay_as_they_are(build: Build) -> None:
    assert terms.linked(build, build.pages["glossary.md"], PAGE, [BIAS]) == PAGE


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Exclusive or (XOR)", "an XOR gate"),
        ("Log-odds, logit", "two logits"),
        ("ReLU", "a ReLU"),
        ("Nat", "nats"),
        ("Huber's loss", "Huber&rsquo;s loss"),
    ],
)
def test_a_term_has_several_forms(term: str, text: str) -> None:
    assert Term(term, "", "", "", "", 1).pattern().search(text)


def test_a_part_of_a_word_is_no_term() -> None:
    assert not Term("Nat", "", "", "", "", 1).pattern().search("natural, sub-nat")


@pytest.mark.parametrize(
    ("html", "message"),
    [("<p>bias</p>", "no anchor here"), ('<h2 id="here">Bias</h2><p>no</p>', "no such word")],
)
def test_a_term_that_is_not_there_is_a_problem_of_its_line(
    build: Build, html: str, message: str
) -> None:
    assert terms.linked(build, build.pages["a.md"], html, [BIAS]) == html
    (problem,) = build.problems
    assert str(problem).startswith("docs/glossary.md:3: Bias: ")
    assert message in str(problem)
