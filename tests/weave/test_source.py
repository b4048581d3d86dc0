"""The scanner sees what Markdown sees, on the right line."""

from pathlib import Path

import pytest

from weave import source
from weave.errors import Mistake

PAGE = """\
---
title: Slopes and `#!value np.e:.1f`
needs: [a.md]
typed:
  0.10: the rate
---

# Slopes

A *slope* of $y = 2x$ is `#!value network.slope():.2f`, and
$
z$ costs \\$5.

```math id="eq-a" scene="m.f"
a = b
```

??? note "Why"

    ```python exec="on" alt="a line, $x$, `#!value np.pi:.1f`"
    print(1)

    if True:
        print(2)
    ```

    Inside `code $not math$` and $L$.

<!-- hidden $a$ `b`
```text
c
```
-->

| a | b |
|---|---|
| $x | y$ | 3 |

<div class="x">
`#!claim a {1} :: b > {}` <b>raw</b>
</div>

<div markdown>
woven $w$
</div>
"""


@pytest.fixture(scope="module")
def page() -> source.Page:
    return source.parse(PAGE, "docs/slopes.md")


def test_front_matter_is_read_and_typed_numbers_keep_their_digits(page: source.Page) -> None:
    assert page.front_matter["needs"] == ["a.md"]
    assert page.typed == {"0.10": "the rate"}
    assert (page.key_line("needs"), page.key_line("0.10"), page.key_line("none")) == (3, 5, 1)


def test_fences_carry_options_body_and_lines(page: source.Page) -> None:
    math, program, text = page.fences
    assert (math.lang, math.options, math.body) == ("math", {"id": "eq-a", "scene": "m.f"}, "a = b")
    assert (math.line, math.end, math.indent) == (14, 16, 0)
    assert program.body == "print(1)\n\nif True:\n    print(2)"
    assert (program.line, program.end, program.indent) == (20, 25, 4)
    assert program.options["exec"] == "on"
    assert [fence.commented for fence in page.fences] == [False, False, True]
    assert text.closed


def test_code_spans_know_their_word_and_place(page: source.Page) -> None:
    words = [(span.text, span.line, span.place) for span in page.words("value")]
    assert words == [
        ("network.slope():.2f", 10, "text"),
        ("np.pi:.1f", 20, "alt"),
        ("np.e:.1f", 2, "alt"),
    ]
    claim = next(page.words("claim"))
    assert (claim.line, claim.place) == (40, "html")


def test_math_spans_know_their_place_and_leave_code_alone(page: source.Page) -> None:
    found = [(span.text, span.line, span.place) for span in page.math_spans]
    assert found == [
        ("y = 2x", 10, "text"),
        ("L", 27, "text"),
        ("x | y", 37, "table"),
        ("w", 44, "text"),
        ("x", 20, "alt"),
    ]


def test_prose_is_what_is_left(page: source.Page) -> None:
    prose = {passage.line: passage for passage in page.prose}
    assert prose[8].place == "h1"
    assert "slope" in prose[10].text
    assert "network" not in prose[10].text
    assert prose[10].line_at(prose[10].text.index("costs")) == 12
    assert "Inside" in prose[27].text
    assert prose[37].place == "table"
    assert prose[39].place == "html"
    assert not any("hidden" in passage.text or "print" in passage.text for passage in page.prose)


def test_a_word_of_another_site_is_not_prose() -> None:
    text = "See [p. 12 very](https://x.org/9999) and [simply](a.md#b) <https://y.org/777> now."
    prose = source.parse(text).prose[0].text
    assert "simply" in prose
    assert "now" in prose
    assert not any(part in prose for part in ("very", "9999", "777", "a.md"))


def test_headings_of_both_kinds() -> None:
    page = source.parse("# One\n\ntext\n\nTwo\n---\n\n### Three ###\n\na\nb\n---\n")
    found = [(heading.level, heading.text, heading.line) for heading in page.headings]
    assert found == [(1, "One", 1), (2, "Two", 5), (3, "Three", 8)]


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("```text\na\n```\n", True),
        ("```text\na\n", False),
        ("````text\n```\n````\n", True),
        ("    ```text\n    a\n\n    b\n    ```\n", True),
        ("    ```text\na\n    ```\n", False),
        ("> ```text\n> a\n> ```\n", True),
    ],
)
def test_a_fence_ends_with_its_own_mark_and_indentation(text: str, closed: bool) -> None:
    assert source.parse(text).fences[0].closed is closed


@pytest.mark.parametrize(
    ("header", "malformed"),
    [
        ('math id="eq-a"', ""),
        ("math", ""),
        ("python exec=on", "exec=on"),
        ("python exec='on'", "exec='on'"),
        ('math id="eq-a" #b', "#b"),
        ('math scene="a.b"id="c"', 'id="c"'),
        ('math id="eq-a" id="eq-b"', 'id="eq-b"'),
        ('python {exec="on"}', '{exec="on"}'),
    ],
)
def test_only_quoted_options_are_options(header: str, malformed: str) -> None:
    assert source.parse(f"```{header}\nx\n```\n").fences[0].malformed == malformed


def test_inline_backticks_are_no_fence() -> None:
    assert source.parse("```code``` here\n").fences == ()


def test_a_stray_mark_ends_with_its_paragraph() -> None:
    page = source.parse("a ` b $ c\n\nd ` e $ f\n")
    assert page.code_spans == page.math_spans == ()


def test_a_comment_in_code_hides_nothing() -> None:
    assert source.parse("`<!--` a\n\n```text\nx\n```\n\n`-->`\n").fences[0].commented is False


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: a\nneeds: [a\nb: c\n", 4),
        ("title: a: b\n", 2),
        ("title: \x01\n", 1),
        ("- a\n- b\n", 1),
        ("just words\n", 1),
    ],
)
def test_bad_front_matter_names_its_line(text: str, line: int) -> None:
    with pytest.raises(Mistake, match="front matter: ") as caught:
        source.parse(f"---\n{text}---\n\ntext\n")
    assert caught.value.line == line


def test_typed_numbers_that_are_no_mapping_are_left_to_the_rules() -> None:
    assert source.parse("---\ntyped: [0.1]\n---\n").typed == {}


def test_a_rule_of_dashes_is_no_heading_below_a_longer_paragraph() -> None:
    assert source.parse("a\nb\n---\n").headings == ()
    assert source.parse("\na\n---\n").headings == (source.Heading(2, "a", 2),)
    assert source.parse("a\n===\n").headings == (source.Heading(1, "a", 1),)


def test_the_head_of_a_table_belongs_to_it() -> None:
    places = [p.place for p in source.parse("| $|$ | a |\n|---|---|\n| b | c |\n\nd\n").prose]
    assert places == ["table", "table", "text"]


def test_able_may_be_one_text_or_several() -> None:
    for able in ("able: say why", "able:\n  - say why\n  - say how"):
        prose = source.parse(f"---\n{able}\n---\n").prose
        assert [passage.text for passage in prose] in (["say why"], ["say why", "say how"])


def test_a_page_is_read_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n", encoding="utf-8")
    assert source.read(tmp_path / "a.md").name.endswith("a.md")
    assert source.read(tmp_path / "a.md", "docs/a.md").name == "docs/a.md"
