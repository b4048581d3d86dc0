"""A book that loses a published id is not built, and says how to lead readers on."""

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from tests.site.tiny import Printer
from weave import permalinks
from weave.home import ROOT

pytestmark = pytest.mark.filterwarnings("default::DeprecationWarning")


def publish(printer: Printer, text: str) -> None:
    (printer.root / permalinks.NAME).write_text(text, encoding="utf-8")


def test_an_id_is_kept_led_on_or_the_build_fails(
    printer: Printer, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    target = printer.root.parent / "site"
    publish(printer, "one.md\n  eq-one\n  eq-gone\n")
    with pytest.raises(Abort):
        printer.build(target)
    assert "docs/ids.txt:3: one.md#eq-gone is published and gone" in caplog.text
    publish(printer, "one.md\n  eq-one\n  eq-gone -> two.md#eq-two\n  fig-gone -> one.md#fig-one\n")
    site = printer.build(target)
    page = site["one/index.html"].decode()
    link = '<a href="../two/#eq-two">3\N{EN SPACE}Page two, Eq.\N{NO-BREAK SPACE}(3.1)</a>'
    assert f'<p class="moved" id="eq-gone">What stood here is now in {link}.</p>' in page
    assert '<span id="fig-gone"></span><figure' in page
    now = site["ids.txt"].decode()
    assert "  eq-gone -> two.md#eq-two\n  eq-one\n" in now
    assert "two.md\n  eq-two\n" in now
    publish(printer, now)
    assert printer.build(target)["ids.txt"].decode() == now


def test_a_list_with_a_mistake_names_its_line(
    printer: Printer, caplog: pytest.LogCaptureFixture
) -> None:
    publish(printer, "one.md\n   eq-one\n")
    with pytest.raises(Abort):
        printer.build(printer.root.parent / "site")
    assert "docs/ids.txt:2: '   eq-one' is neither" in caplog.text


def test_every_id_of_the_book_is_published(book: Path) -> None:
    there, listed = (path / permalinks.FILE for path in (book, ROOT / "docs"))
    new = set(there.read_text("utf-8").splitlines()) - set(listed.read_text("utf-8").splitlines())
    assert not new, f"docs/ids.txt lacks {len(new)} ids ({', '.join(sorted(new))[:200]}): make ids"
    assert there.read_text("utf-8") == listed.read_text("utf-8"), (
        "docs/ids.txt is out of order: make ids"
    )
