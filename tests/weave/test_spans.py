"""What Markdown takes for code, math, comments and raw HTML, found by offset."""

import pytest

from weave import spans


def raw(text: str) -> list[str]:
    return [text[start:end] for start, end in spans.raw_html(text)]


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("<div>a</div> b", ["<div>a</div>"]),
        ("b\n\n  <p>a</p>\n\nc", ["<p>a</p>"]),
        ("a <div>b</div>", []),
        ("ab<div>\nc</div>", []),
        ("<b>a</b> <span>b</span>", []),
        ("<div markdown>a</div>", []),
        ('<div markdown="1"><p>a</p> <b>c</b></div>', ["<p>a</p>"]),
        ("<div>a<div>b</div>c</div>d", ["<div>a<div>b</div>c</div>"]),
        ("<div><section markdown>a</section></div>", ["<div><section markdown>a</section></div>"]),
        ("<div markdown><section markdown><p>a</p></section><p>b</p></div>",
         ["<p>a</p>", "<p>b</p>"]),
        ("<div/>a", []),
        ("</div>a\n<p>b</p>", ["<p>b</p>"]),
        ("<div>a</p>b</div>", ["<div>a</p>b</div>"]),
        ("<div><p>a</div>b", ["<div><p>a</div>"]),
        ("<div markdown>\n<p>a\n</div>\n<ul>b</ul>", ["<p>a\n</div>", "<ul>b</ul>"]),
        ("<div>a", ["<div>a"]),
        ("<div markdown>a", []),
        ("<div title='a > b'>c</div>d", ["<div title='a > b'>c</div>"]),
        ("<divide>a</divide>", []),
    ],
)  # fmt: skip
def test_raw_html_is_what_markdown_leaves_alone(text: str, ranges: list[str]) -> None:
    assert raw(text) == ranges


def test_masks_keep_lines_and_lengths() -> None:
    masked = spans.mask("ab\ncd", 1, 4)
    assert masked == f"a{spans.MASK}\n{spans.MASK}d"
    assert spans.line_of("a\nb\nc", 4) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("`a` and ``b ` c``", ["a", "b ` c"]),
        (r"\`a` b`", [" b"]),
        (r"\`a`", []),
        ("`a\nb`", ["a\nb"]),
        ("`a\n\nb`", []),
        ("```a``` b", ["a"]),
    ],
)
def test_code_spans(text: str, found: list[str]) -> None:
    assert [match[2] for match in spans.CODE.finditer(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$a$ and $b c$", ["a", "b c"]),
        (r"\$a$ and $b\$c$", [r"b\$c"]),
        ("$ a$ and $b $", []),
        ("$a\n\nb$", []),
        ("$a\nb$", ["a\nb"]),
        ("$$a$$", []),
        (r"$a\\b$", [r"a\\b"]),
    ],
)
def test_math_spans(text: str, found: list[str]) -> None:
    assert [match[1] for match in spans.MATH.finditer(text)] == found


def test_comments_scripts_and_styles_are_hidden() -> None:
    text = "a <!-- b --> `<!--` c <style>d</style> e <!-- f"
    assert [text[start:end] for start, end in spans.comments(text)] == [
        "<!-- b -->",
        "<style>d</style>",
        "<!-- f",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a [b](c.md#d) e", "a b e"),
        ("a [b](https://c.org) e", "a e"),
        ("![b](c.svg){ #d .e } f", "b f"),
        ("a <https://b.org/1> c http://d.org/2 e", "a c e"),
        ("a <b class='c'>d</b> e", "a d e"),
        ('!!! note "a b"', '"a b"'),
        ('    ???+ tip "a"', '"a"'),
        ('=== "a"', '"a"'),
        ("!!! warning", ""),
        (":material-school: a: b", "a: b"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ],
)
def test_plain_prose(text: str, words: str) -> None:
    assert " ".join(spans.plain(text).replace(spans.MASK, " ").split()) == words
