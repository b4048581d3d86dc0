"""One build: placeholders, blocks, and formatters that never let an exception out."""

import pytest
from markdown import Markdown

from tests import forgetful
from weave import source, words
from weave.build import Block, Build, Desk
from weave.errors import Mistake
from weave.labels import Labels

PAGE = "# Page\n\n```snippet\nlosses.nothing\n```\n\nand again\n\n```snippet\nlosses.nothing\n```\n"


@pytest.fixture
def build() -> Build:
    build = Build(Labels({"page.md": "3"}), forgetful.answers())
    build.open(Desk("page.md", source.parse(PAGE, "docs/page.md")))
    return build


def test_a_placeholder_comes_back_also_from_within_another(build: Build) -> None:
    inner = build.keep("<b>2 < 3</b>", "two", "span")
    outer = build.keep(f"<div>{inner}</div>")
    assert inner == '<span data-weave="0">two</span>'
    assert build.desk.restore(f"<p>{outer}</p>") == "<p><div><b>2 < 3</b></div></p>"


def test_equal_fences_keep_their_own_lines(build: Build) -> None:
    lines = [build.desk.fence("snippet", "losses.nothing").line for _ in range(2)]
    assert lines == [3, 9]
    with pytest.raises(Mistake, match="snippet block"):
        build.desk.fence("snippet", "losses.nothing")


def test_a_block_is_known_by_its_placeholder(build: Build) -> None:
    block = Block("fig-x", 4, "<pre>before</pre>", "<p>output</p>", "")
    assert build.block(build.lay(block)) is block
    assert build.block("<p>text</p>") is None
    assert block.html == '<pre>before</pre><div class="program" id="fig-x"><p>output</p></div>'


@pytest.mark.parametrize(
    ("error", "line", "message"),
    [
        (Mistake("not there", line=1), 4, "not there"),
        (KeyError("q"), 3, "KeyError: 'q'"),
    ],
)
def test_no_exception_leaves_a_formatter(
    build: Build, error: Exception, line: int, message: str
) -> None:
    def raises(*_: object) -> str:
        raise error

    html = words._fenced(build, raises)("losses.nothing", "snippet", "", {}, Markdown())
    assert [str(problem) for problem in build.problems] == [f"docs/page.md:{line}: {message}"]
    assert "weave-problem" in html


def test_the_same_problem_is_said_once(build: Build) -> None:
    for _ in range(2):
        build.refuse(3, Mistake("a < b"))
    assert len(build.problems) == 1
    assert "a &lt; b" in build.refuse(3, Mistake("a < b"))
