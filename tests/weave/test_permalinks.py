"""Published ids: read, added to, lost, and led on to where their content is now."""

import pytest

from tests import forgetful
from weave import permalinks
from weave.build import Build, Desk
from weave.errors import Mistake
from weave.labels import Label, Labels
from weave.page import Page
from weave.permalinks import Kept

LIST = """\
# words

a.md
  eq-one
  eq-old -> b.md#eq-two

b.md
  part
"""


def test_a_list_is_read_and_written_with_what_is_new() -> None:
    kept = list(permalinks.parse(LIST))
    assert kept == [
        Kept("a.md", "eq-one", 4),
        Kept("a.md", "eq-old", 5, ("b.md", "eq-two")),
        Kept("b.md", "part", 8),
    ]
    text = permalinks.written(kept, {"b.md": {"eq-two", "part"}, "c.md": {"top"}})
    assert text == (
        f"{permalinks.HEAD}\n\na.md\n  eq-old -> b.md#eq-two\n  eq-one\n\n"
        "b.md\n  eq-two\n  part\n\nc.md\n  top\n"
    )
    assert permalinks.written(permalinks.parse(text), {}) == text


@pytest.mark.parametrize("text", ["  eq-one\n", "a.md\n  eq-one ->\n", "a.md\n   eq-one\n"])
def test_a_line_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(Mistake) as caught:
        list(permalinks.parse(text))
    assert caught.value.line == len(text.splitlines())


def test_names_by_place_are_nobodys_to_keep() -> None:
    found = {"a.md": {"fn:1", "fnref2:1", "equation-3.1", "__search", "part"}, "b.md": None}
    listing = {"source/snippets/losses.md": {"top"}}
    assert permalinks.anchors(found | listing) == {"a.md": {"part"}, "b.md": set()}


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ({"a.md": ["eq-one"], "b.md": ["eq-two", "part"]}, None),
        (
            {"a.md": [], "b.md": ["eq-two", "part"]},
            "docs/ids.txt:4: a.md#eq-one is published and gone",
        ),
        ({"a.md": ["eq-one"], "b.md": ["part"]}, "a.md#eq-old leads to b.md#eq-two, which is not"),
        ({"a.md": ["eq-one", "eq-old"], "b.md": ["eq-two", "part"]}, "stands on its page again"),
        ({"a.md": ["eq-one"]}, "docs/ids.txt:8: b.md#part is published and gone"),
    ],
)
def test_a_link_that_would_break_is_a_problem(there: dict[str, list[str]], said: str) -> None:
    found = [str(one) for one in permalinks.problems(permalinks.parse(LIST), there)]
    if said is None:
        assert found == []
    else:
        assert any(said in problem for problem in found), found


def led_on(html: str, fragments: list[str], home: tuple[str, str], name: str = "eq-old") -> str:
    build = Build(Labels({"b.md": "2"}), forgetful.answers())
    build.labels.take({"eq-two": Label("b.md", "2.7")})
    desk = Desk("a.md", Page("docs/a.md", ""), lambda page: f"../{page}")
    build.open(desk)
    desk.fragments = fragments
    found = permalinks.led_on(build, desk, html, [Kept("a.md", name, 1, home)], {"b.md": "Bees"})
    return desk.restore(found)


def test_within_a_page_the_old_id_stands_before_the_new_one() -> None:
    span = '<span id="eq-old"></span>'
    assert led_on('<h2>x</h2><h2 id="new">y</h2>', [], ("a.md", "new")) == (
        f'<h2>x</h2>{span}<h2 id="new">y</h2>'
    )
    held = ["<b>0</b>", '<div id="eq-new">e</div>']
    page = '<p>x</p><div data-weave="0"></div><div data-weave="1"></div>'
    assert led_on(page, held, ("a.md", "eq-new")) == f"<p>x</p><b>0</b>{span}{held[1]}"
    assert led_on("<p>x</p>", [], ("a.md", "else")) == f"{span}<p>x</p>"


def test_from_another_page_a_sentence_leads_on() -> None:
    assert led_on("<p>x</p>", [], ("b.md", "eq-two")) == (
        '<p>x</p><p class="moved" id="eq-old">What stood here is now in '
        '<a href="../b.md#eq-two">Bees, Eq.\N{NO-BREAK SPACE}(2.7)</a>.</p>'
    )
    assert '<a href="../b.md#part">Bees</a>' in led_on("", [], ("b.md", "part"))
