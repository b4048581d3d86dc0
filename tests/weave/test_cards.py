"""What a reader finds on the card of an equation, kind by kind."""

import re
from dataclasses import replace
from html import unescape

import pytest

from weave import cards, evidence, glossary, math, workings
from weave.verdict import Numbers, Relation, Side, Symbol, Verdict

EQUAL = Relation("z", "=", "xW", 3e-13, "equal at random points")
VERDICT = Verdict(
    "verified", "z = xW", "z is x times W", (EQUAL,),
    (Symbol("W", "weights", "(d, h)", "input"),
     Symbol("z", "scores, $n$ rows", "(n, h)", "layers.affine, m.other")),
    ("layers.affine",), "z == x @ W", (11, 23, 47), 3e-13,
)  # fmt: skip


def link(name: str) -> str | None:
    return "code/#affine" if name == "layers.affine" else None


def text(html: str) -> str:
    """What a reader sees of HTML: MathML is for those who hear it."""
    html = re.sub(r'<span class="katex-mathml">.*?</math></span>', "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html))).strip()


def card(verdict: Verdict) -> str:
    return cards.equation(verdict, name="eq-z", number="3.1", link=link)


def told(verdict: Verdict) -> str:
    return text(evidence.evidence(verdict, link))


def relation(sign: str, seen: str, residual: float = 0.0) -> Verdict:
    return replace(VERDICT, relations=(Relation("a", sign, "b", residual, seen),))


def test_the_parts_of_a_card_come_in_the_order_of_a_learner() -> None:
    numbers = Numbers("A small one.", (), ((Side("", "z", ("2",)),),))
    html = card(replace(VERDICT, numbers=numbers))
    titles = re.findall(r'<div class="card-title">([^<]*)</div>', html)
    assert titles == ["In words", "Symbols", "With numbers", "In NumPy", "Evidence"]
    assert 'id="eq-z"' in html
    assert '<summary><span class="number">(3.1)</span></summary>' in html


def test_a_part_without_content_is_left_out() -> None:
    html = card(Verdict("unchecked", "a = b", reason="a picture in symbols"))
    assert re.findall(r'<div class="card-title">([^<]*)</div>', html) == ["Evidence"]
    assert '<span class="mark">not checked</span>' in html


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("delta is a slope", "Delta is a slope."),
        ("a slope. Then another.", "A slope. Then another."),
        ("z is x", "z is x."),
        ("x < y", "x &lt; y."),
    ],
)
def test_words_become_a_sentence(words: str, sentence: str) -> None:
    assert f"<div>{sentence}</div>" in card(replace(VERDICT, words=words))


def test_symbols_tell_meaning_shape_and_origin() -> None:
    html = glossary.symbols(VERDICT, link)
    assert text(html) == (
        "W weights (d, h) , drawn at random z scores, n rows (n, h) , from layers.affine , m.other"
    )
    assert '<a href="code/#affine"><code>layers.affine</code></a>' in html
    assert "<code>m.other</code>" in html


@pytest.mark.parametrize(
    ("cell", "latex", "words"),
    [
        ("()", "L", "one number"),
        ("(n, d)", "x", "(n, d)"),
        ("row (h,)", "b", "(h,) , the same in every row"),
        ("family", r"W^{(\ell)}", "one for each ℓ"),
        ("family row", r"b^{(\ell)}", "a row for each ℓ"),
        ("family (n, d)", "x_t", "(n, d) for each t"),
        ("function", r"\sigma", "a function"),
        ("index n", "i", "runs from 1 to n"),
        ("index", "i", "an index"),
        ("label", r"\ell", ""),
        (r"last \ell", "D", "the largest ℓ"),
        ("after W", "W_+", "as W"),
    ],
)
def test_every_shape_is_told_in_words(cell: str, latex: str, words: str) -> None:
    assert text(glossary.shape(cell, latex)) == words


def test_a_verified_equation_says_how_far_apart_its_sides_were() -> None:
    assert told(VERDICT) == (
        "Executed when this page was built, with numbers drawn at random, seeds 11, 23, 47. "
        "Both sides agree; the largest difference is 3 ⋅ 10 −13 of their size. "
        "Code that took part: layers.affine ."
    )


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (relation("=", "equal at random points"), "Both sides are the same numbers, to the last"),
        (relation(r"\leq", "held in all draws"), "Held in all draws."),
        (relation(r"\approx", "within the stated tolerance", 2e-3),
         "Within the stated tolerance; the largest difference is 2 ⋅ 10 −3 ."),
        (relation("=", "what is left over falls with order 2.00"),
         "What is left over falls with order 2.00, as the formula claims."),
        (relation(r"\to", "approached", 1e-4), "Approached; the largest difference is 1 ⋅ 10 −4"),
        (replace(VERDICT, kind="law"), "A law that the code obeys"),
        (Verdict("given", "a := b"), "A definition: it names something new"),
        (Verdict("unchecked", "a", reason="a picture."), "Not executed: a picture."),
        (Verdict("wrong", "a", reason="the sign"), "Wrong on purpose: the sign. The build"),
    ],
)  # fmt: skip
def test_every_kind_says_what_was_seen(verdict: Verdict, words: str) -> None:
    assert words in told(verdict)
    assert "difference is 0" not in told(verdict)


def test_a_derivation_has_a_row_for_each_step_and_no_raw_tex() -> None:
    steps = (
        replace(EQUAL, reason="(chain rule)"),
        replace(EQUAL, left=r"\frac{1}{2}"),
        Relation("a", r"\leq", "b", 0.0, "held in all draws"),
        Relation("a", "=", "b", 0.0, "what is left over falls with order 2.00"),
        Relation("a", "=", "b", 0.0, "equal at random points"),
    )
    html = evidence.evidence(replace(VERDICT, relations=steps), link)
    rows = [text(row) for row in re.findall(r"<tr><td>.*?</tr>", html)]
    assert rows[0] == "1. (chain rule) 3 ⋅ 10 −13"
    assert rows[1].startswith("2.")
    assert rows[2].endswith("held in all draws")
    assert rows[3].endswith("what is left over falls with order 2.00")
    assert rows[4].endswith(" 0")
    assert "\\" not in text(html)


def test_a_refused_equation_shows_what_the_build_says() -> None:
    html = card(Verdict("wrong", "a = b", reason="x", refusal="a < b\n  ^"))
    assert '<pre class="refusal"><code><span class="said">a &lt; b</span>\n  ^</code></pre>' in html
    assert '<span class="mark">refused</span>' in html


def worked(**more: object) -> Verdict:
    sides = (
        Side("", "z", ("2",)),
        Side("=", "a b", ("1 \\cdot 2", "2")),
        Side("\\leq", "c", ("3",)),
    )
    numbers = Numbers("A small one.", (("i", 1), (r"\ell", 2)), (sides,))
    return replace(VERDICT, numbers=replace(numbers, **more))  # type: ignore[arg-type]


def working(verdict: Verdict) -> str:
    """The numbers with their formulas set."""
    return math.beside("z", workings.workings(verdict))[1]


def test_numbers_stand_beside_or_below_their_side() -> None:
    html = working(worked())
    assert text(html) == "A small one; here i = 1 , ℓ = 2 . z = 2 ab = 1 ⋅ 2 = 2 ≤ c = 3"
    assert html.count('class="working"') == 3
    assert html.count('class="working-step"') == 2
    assert working(VERDICT) == ""


def chains(*sides: tuple[Side, ...]) -> str:
    return text(working(replace(VERDICT, numbers=Numbers("Small.", (), sides))))


def test_sides_with_the_same_numbers_put_in_share_their_steps() -> None:
    steps = ("1 \\cdot 2", "2")
    chain = (Side("", "a", ("2",)), Side("=", "b c", steps), Side("=", "d e", steps))
    assert chains(chain) == "Small. a = 2 b c = d e = 1 ⋅ 2 = 2"
    other = (*chain[:2], Side("=", "d e", ("2 \\cdot 1", "2")))
    assert chains(other) == "Small. a = 2 b c = 1 ⋅ 2 = 2 d e = 2 ⋅ 1 = 2"
    apart = (*chain[:2], Side("\\leq", "d e", steps))
    assert chains(apart) == "Small. a = 2 b c = 1 ⋅ 2 = 2 ≤ d e = 2"


def test_what_stands_on_a_card_is_not_worked_out_again() -> None:
    steps = ("1 + 2 - 1", "3 - 1", "2")
    first = (Side("", "a", steps), Side("=", "b", ("4 / 2", "2")))
    again = (Side("", "c", ("5 - 2 - 1", "3 - 1", "2")), Side("=", "a", steps))
    assert chains(first, again) == (
        "Small. a = 1 + 2 − 1 = 3 − 1 = 2 b = 4/2 = 2 c = 5 − 2 − 1 = 2 a = 2"
    )


def test_a_side_without_a_value_is_its_formula() -> None:
    assert chains((Side("", "a", ()), Side("\\in", "b", ()))) == "Small. a ∈ b"


def test_numbers_without_an_index_end_with_their_sentence() -> None:
    assert text(working(worked(where=()))).startswith("A small one. z")


def test_the_end_of_the_numbers() -> None:
    rests = (("h = 0.4", "0.02"), ("h = 0.2", "0.01"))
    assert text(working(worked(rests=rests))).endswith(
        "What is left over: 0.02 at h = 0.4 , 0.01 at h = 0.2 ."
    )
    wrong = replace(worked(), kind="wrong")
    assert text(working(wrong)).endswith("The sides differ.")
