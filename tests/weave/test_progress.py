"""A bar on a terminal, lines elsewhere, nothing where there is nothing to wait for."""

import io

import pytest

from weave.progress import Bar, Lines, progress
from weave.workers import Answer, Call, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def go(shown: Progress, count: int) -> None:
    shown.begin(count)
    for number in range(count):
        shown.done(Call("f", (), f"docs/a.md:{number}"), Answer(seconds=0.25))
    shown.end()


def test_lines_where_they_are_kept() -> None:
    stream = io.StringIO()
    shown = progress("blocks", stream)
    go(shown, 25)
    lines = stream.getvalue().splitlines()
    assert lines[0] == "blocks: 25 to do"
    assert lines[1] == "blocks: 3 of 25 (docs/a.md:2, 0.2 s)"
    assert lines[-1] == "blocks: 25 of 25 (docs/a.md:24, 0.2 s)"
    assert len(lines) == 11


def test_fewer_than_ten_have_a_line_each() -> None:
    stream = io.StringIO()
    go(Lines("blocks", stream), 3)
    assert len(stream.getvalue().splitlines()) == 4


def test_a_bar_on_a_terminal() -> None:
    stream = Terminal()
    assert isinstance(progress("blocks", stream), Bar)
    shown = Bar("blocks", stream, interval=0)
    shown.begin(2)
    shown.done(Call("f", (), "docs/a.md:7"), Answer(seconds=1.5))
    assert "docs/a.md:7 1.5 s" in stream.getvalue()
    assert "1/2" in stream.getvalue()
    shown.end()
    assert stream.getvalue().rpartition("\r")[2] == ""


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_nothing_to_wait_for_says_nothing(stream: io.StringIO) -> None:
    go(progress("blocks", stream), 0)
    assert stream.getvalue() == ""


def test_a_run_that_is_broken_off_ends_its_bar() -> None:
    shown = progress("blocks", Terminal())
    shown.begin(5)
    shown.end()
    shown.end()
