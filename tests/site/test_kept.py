"""What is kept hides nothing: a warning comes again, and no page shows what others said before."""

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from material.plugins.search.plugin import SearchIndex
from mkdocs.exceptions import Abort

from tests.site import tiny
from tests.site.commands import mkdocs
from tests.site.tiny import Printer
from weave import prints, site

pytestmark = pytest.mark.filterwarnings("default::DeprecationWarning")
TERMS = """\
# Words

- **Alpha**{#term-alpha}: the first. [First use](one.md#terms)
- **Beta**{#term-beta}: the second. [First use](one.md#terms)
"""


def edit(printer: Printer, page: str, before: str, after: str) -> None:
    """Replace a text on a page."""
    path = printer.root / f"docs/{page}.md"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def with_terms(printer: Printer, first: str) -> None:
    """Give the book a glossary of two terms, and page one a heading where they come up."""
    (printer.root / "docs/glossary.md").write_text(TERMS, encoding="utf-8")
    edit(printer, "one", "Sentence", f"## Terms\n\n{first} Sentence")
    settings = printer.root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[tables,", "[tables, attr_list,"), encoding="utf-8")


def served(printer: Printer) -> Path:
    """Serve the book, all of which is kept by now; where it is written."""
    target = printer.root.parent / "site"
    for _ in range(2):
        printer.build(target, serving=True)
    return target


def stale(printer: Printer, target: Path) -> list[str]:
    """The files that a build from nothing writes otherwise than they are."""
    front = site.served().front
    assert front
    site.served().close()
    site.served().follow(front)
    shown = tiny.read(target)
    printer.forget()
    full = printer.build(printer.root.parent / "full", serving=True)
    return [name for name in full | shown if full.get(name) != shown.get(name)]


@pytest.mark.parametrize("link", ["[x](gone.md)", "![x](gone.png)"])
def test_a_link_to_nothing_fails_every_time(printer: Printer, link: str) -> None:
    edit(printer, "two", "Sentence", f"{link} Sentence")
    for number in range(3):
        if number == 2:
            printer.restart()
        with pytest.raises(Abort):
            printer.build(printer.root.parent / "site")


def test_a_quiet_build_hides_no_warning_from_the_next(printer: Printer) -> None:
    edit(printer, "two", "Sentence", "[x](gone.md) Sentence")
    assert mkdocs(printer.root, "build", "--quiet").returncode == 0
    assert mkdocs(printer.root, "build", "--strict").returncode == 1


def test_a_served_edit_of_the_glossary_comes_to_pages_that_were_kept(printer: Printer) -> None:
    with_terms(printer, "alpha, beta.")
    target = served(printer)
    edit(printer, "glossary", "the first", "the first of all")
    assert site.refresh()
    assert b"the first of all" in (target / "one/index.html").read_bytes()
    assert stale(printer, target) == []


def test_a_served_problem_that_becomes_another_is_told_anew(printer: Printer) -> None:
    with_terms(printer, "alpha.")
    target = served(printer)
    edit(printer, "one", "alpha.", "beta.")
    assert site.refresh()
    assert b"Alpha: no such word" in (target / "glossary/index.html").read_bytes()
    assert stale(printer, target) == []


def test_an_edit_taken_back_shows_the_titles_of_now(printer: Printer) -> None:
    target = served(printer)
    edit(printer, "one", "Sentence", "Words")
    assert site.refresh()
    edit(printer, "two", "title: Page two", "title: Another")
    assert not site.refresh()
    printer.build(target, serving=True)
    for before, after in (("Words", "Sentence"), ("Sentence", "Words")):
        edit(printer, "one", before, after)
        assert site.refresh()
    assert b"Another" in (target / "one/index.html").read_bytes()
    assert stale(printer, target) == []


def test_a_served_equation_comes_into_the_record(printer: Printer) -> None:
    target = served(printer)
    edit(printer, "two", r"y = \lambda x", r"\lambda x = y")
    assert site.refresh()
    assert stale(printer, target) == []


def test_a_program_that_reads_a_page_follows_its_edits(printer: Printer) -> None:
    reads = "from pathlib import Path\nprint(len(Path('docs/two.md').read_text()))\nprint(tables"
    edit(printer, "one", "print(tables", reads)
    target = served(printer)
    edit(printer, "two", "Sentence", "A longer sentence")
    assert site.refresh()
    assert stale(printer, target) == []


def test_a_label_that_is_taken_leaves_nothing_of_the_page_that_was_kept(printer: Printer) -> None:
    target = served(printer)
    edit(printer, "index", 'id="eq-index"', 'id="eq-two"')
    printer.build(target, serving=True)
    assert stale(printer, target) == []


def test_a_page_that_gets_its_first_program_can_be_taken_along(printer: Printer) -> None:
    page = printer.root / "docs/one.md"
    text = page.read_text(encoding="utf-8")
    bare = re.sub(r"```python.*?```\n|Figure: .*\n", "", text, flags=re.DOTALL)
    page.write_text(bare, encoding="utf-8")
    target = served(printer)
    program = '\n```python exec="on"\nfrom snippets import base\nprint(base.number())\n```\n'
    for taken, found in ((bare + program, True), (bare, False)):
        page.write_text(taken, encoding="utf-8")
        assert not site.refresh()
        printer.build(target, serving=True)
        assert (target / "downloads/one.py").exists() is found
    assert stale(printer, target) == []


def test_a_page_with_a_mistake_is_not_taken_along_as_it_was(printer: Printer) -> None:
    target = served(printer)
    edit(printer, "one", "Sentence", "`#!value base.nothing()` Sentence")
    assert site.refresh()
    assert stale(printer, target) == []
    assert b"mistake" in (printer.root.parent / "full/downloads/one.py").read_bytes()


def test_a_colour_of_the_house_reaches_figures_that_do_not_import_it(printer: Printer) -> None:
    target = served(printer)
    style = printer.root / "snippets/figures/style.py"
    style.write_text('"""Style."""\n\nCOLOURS = {"line": "#1f77b4"}\n', encoding="utf-8")
    assert site.refresh()
    assert b"var(--fig-line)" in (target / "one/index.html").read_bytes()
    assert stale(printer, target) == []


def test_a_file_that_comes_to_be_is_read(printer: Printer) -> None:
    reads = "from pathlib import Path\np = Path('data/x.txt')\nprint(p.is_file())\nprint(tables"
    edit(printer, "one", "print(tables", reads)
    (printer.root / "data").mkdir()
    target = served(printer)
    (printer.root / "data/x.txt").write_text("1", encoding="utf-8")
    assert site.refresh()
    assert stale(printer, target) == []


def test_what_follows_an_edit_ends_before_the_next_build(printer: Printer) -> None:
    """Or it would write the index of the book before, or use the press while it prints."""
    target = served(printer)
    edit(printer, "one", "Sentence", "Words")
    assert site.refresh()
    pending, front = site.served()._timer, site.served().front
    assert pending
    assert front
    edit(printer, "two", "title: Page two", "title: Another")
    assert not site.refresh()
    assert not pending.is_alive()
    printer.build(target, serving=True)
    before = tiny.read(target)
    site.served().follow(front, site.served()._stop)  # it was told to stop
    assert tiny.read(target) == before


def test_another_version_of_the_search_plugin_finds_for_itself(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.build(printer.root.parent / "site")
    found = SearchIndex.create_entry_for_section

    def shouting(index: SearchIndex, *arguments: Any) -> None:
        found(index, *arguments)
        index.entries[-1]["title"] = index.entries[-1]["title"].upper()

    monkeypatch.setattr(SearchIndex, "create_entry_for_section", shouting)
    versions = {"mkdocs-material": "another"}
    monkeypatch.setattr(prints, "version", lambda name: versions.get(name) or version(name))
    site = printer.build(printer.root.parent / "site")
    assert b"PAGE ONE" in site["search/search_index.json"]
