"""Each rule for the header of a fence: caught, and a near miss that is fine."""

import pytest

from tests import forgetful
from weave import audit, headers, source

CAPTION = "\n\nFigure: It falls.\n"


def found(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in headers.problems(source.parse(text))]


def fence(header: str, below: str = "\n") -> str:
    return f"```{header}\nx\n```{below}"


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("pyton", "no fence language 'pyton'; did you mean python?"),
        ("", "no fence language ''"),
        ("program", "no fence language 'program'"),
        ("python exec=on", 'write key="value"'),
        ("math id=eq-a", 'write key="value"'),
        ('math id="eq-a" numbered', "'numbered' is no option"),
        ('python exec="yes"', 'exec="yes" does not fit; wanted on'),
        ('python exec="on" source="below"', 'source="below" does not fit; wanted above'),
        ('python exec="on" sorce="above"', "no option 'sorce'; did you mean source?"),
        ('python exec="on" reason="too slow"', "a program fence has no option 'reason'"),
        ('python exec="on" alt=" "', 'alt=" " does not fit; wanted some words'),
        ('python exec="on" id="Fig 1"', "does not fit"),
        ('math id="delta"', 'id="delta" does not fit'),
        ('math scene="two_layer"', 'scene="two_layer" does not fit'),
        ('math unchecked=""', "wanted some words"),
        ('snippet id="a"', "a snippet fence has no option 'id'"),
        ('text title="a"', "no option 'title'"),
        ("python", 'write exec="on", or reason='),
        ('python alt="a"', "a python fence has no option 'alt'"),
    ],
)
def test_a_wrong_header_is_caught(header: str, message: str) -> None:
    assert any(line == 3 and message in text for line, text in found("a\n\n" + fence(header)))


@pytest.mark.parametrize(
    ("header", "below"),
    [
        ("snippet", ""),
        ('python exec="on"', ""),
        ('python exec="on" source="above" id="first-data"', ""),
        ('python exec="on" result="text"', ""),
        ('python exec="on" after="first-data"', ""),
        ('python exec="on" id="fig-a" alt="a line that falls"', CAPTION),
        ('python reason="it would run for a day"', ""),
        ('math id="eq-a" scene="two.layers"', ""),
        ('math of="activations.softmax"', ""),
        ('math unchecked="a picture in symbols"', ""),
        ('math id="eq-b" wrong="the transpose is missing"', ""),
        ("text", ""),
        ("bash", ""),
    ],
)
def test_a_right_header_is_fine(header: str, below: str) -> None:
    assert found(fence(header, below)) == []


def test_an_open_fence_is_caught() -> None:
    assert "never closed" in found("a\n\n```text\nx\n")[0][1]
    assert "never closed" in found("- a\n\n    ```text\nx\n    ```\n")[0][1]
    assert found("- a\n\n    ```text\n    x\n\n    ```\n") == []


def test_a_fence_that_runs_into_the_next_is_named_once() -> None:
    page = source.parse("a\n\n```math\nx = y\n\nb\n\n```math\nx = x\n```\n", "a.md")
    (problem,) = audit.audit(page, forgetful.answers()).problems
    assert (problem.line, problem.message) == (
        3, "this math fence is never closed: line 8 opens another"
    )  # fmt: skip
    shown = "a\n\n```markdown\n```math\nx = y\n```\n"
    assert audit.audit(source.parse(shown, "a.md"), forgetful.answers()).problems == ()


def test_an_open_fence_says_how_it_is_closed() -> None:
    page = source.parse("a\n\n```math\nx = y\n", "a.md")
    (problem,) = audit.audit(page, forgetful.answers()).problems
    assert "this math fence is never closed: end it with a line of ```" in problem.message


def test_a_fence_in_a_comment_is_caught() -> None:
    assert "would still run" in found("<!--\n```text\nx\n```\n-->\n")[0][1]
    assert found("<!-- a -->\n```text\nx\n```\n<!-- b -->\n") == []


def test_an_id_is_given_once() -> None:
    twice = fence('math id="eq-a"') + "\n" + fence('math id="eq-a"')
    assert found(twice) == [(5, 'id="eq-a" is taken by a fence above')]
    assert found(fence('math id="eq-a"') + "\n" + fence('math id="eq-b"')) == []


FIGURE = 'python exec="on" alt="a line that falls"'


@pytest.mark.parametrize(
    ("below", "wrong"),
    [
        (CAPTION, False),
        ("\nFigure: It falls.\n", False),
        ("\n\nIt falls.\n", True),
        ("\n\nTable: It falls.\n", True),
        ("\n\nFigures fall.\n", True),
        ("\n", True),
    ],
)
def test_a_figure_has_a_caption_below_it(below: str, wrong: bool) -> None:
    assert bool(found(fence(FIGURE, below))) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("A line.\n\nFigure: Of nothing.\n", True),
        ("A line.\n\nTable: Of nothing.\n", True),
        (fence("text") + "\nTable: Of a fence that does not run.\n", True),
        (fence('python exec="on"') + "\nTable: What it prints.\n", False),
        ("| a | b |\n|---|---|\n| c | d |\n\nTable: Typed.\n", False),
        ("| a | b |\n|---|---|\n| c | d |\n\nFigure: No figure.\n", True),
        ("Tables: a word.\n", False),
    ],
)
def test_a_caption_has_something_above_it(text: str, wrong: bool) -> None:
    assert bool(found(text)) is wrong
