"""Labs in a small book: executed, rendered as chapters are, fresh, and good to take along."""

import gzip
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from mkdocs.exceptions import Abort

from tests.site import tiny
from tests.site.commands import mkdocs
from tests.site.tiny import Book, Printer
from weave import site
from weave.home import ROOT

LAB = """\
# %% [markdown] needs=["index.md"] minutes=5 able=["multiply $x$"] typed={"0.25": "chosen"}
# # A tiny lab
#
# It multiplies $x$ as [Eq.](#eq-index) does, and [Eq.](../one.md#eq-one); a quarter is 0.25.

# %%
# %matplotlib inline
from snippets import base, other, tables
from snippets.figures import tiny

print("the number is", base.number())

# %% [markdown]
# ## A table
#
# Back to [the first page](../index.md).

# %%
print(tables.row(-base.number()))

# %% [markdown]
# Table: what is printed. {#tab-tiny}

# %%
print("before a figure")

# %% id="fig-tiny" alt="A line. It rises."
tiny.line()

# %% [markdown]
# Figure: a line, as [Fig.](#fig-tiny) says.

# %%
print("left over")
[base.number(), "<b>"]
"""
NUMBER, OTHER = "the number is 2.0", "the number is 7.0"


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date and the surroundings of every build here."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def write(root: Path, lab: str = LAB, book: Book | None = None) -> Path:
    """A book with a lab, and an address."""
    tiny.write(root, book or Book())
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("  - labs/tiny_lab.py\n")
    path = root / "docs/labs/tiny_lab.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(lab, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book, built once."""
    root = tmp_path_factory.mktemp("labs")
    write(root / "book")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://book.example/")
        patch.setenv("PYTHONPATH", str(ROOT))
        with (root / "book/mkdocs.yml").open("a", encoding="utf-8") as settings:
            settings.write('site_url: !ENV [SITE_URL, ""]\n')
        done = mkdocs(root / "book", "build", "--strict", "--site-dir", str(root / "site"))
    assert done.returncode == 0, done.stdout
    return root / "site"


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Printer]:
    made = Printer(tmp_path / "book")
    write(made.root)
    yield made
    made.close()


def page(printer: Printer, **how: bool) -> str:
    """The lab's page after a build."""
    site = printer.build(printer.root.parent / "site", **how)
    return site["labs/tiny_lab/index.html"].decode()


def ran(printer: Printer) -> float:
    """When the lab ran last."""
    assert printer.press
    record = printer.press.ledger.recorded("lab docs/labs/tiny_lab.py")
    assert record
    return record.time


def test_a_page_looks_as_chapters_do(whole: Path) -> None:
    html = (whole / "labs/tiny_lab/index.html").read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    assert '<p class="chapter-number">Lab 1</p>' in article
    assert "katex" in article
    assert "$x$" not in article
    assert 'href="../../#eq-index">Eq.\N{NO-BREAK SPACE}(1.1)</a>' in article
    assert 'href="../../one/#eq-one">Eq.\N{NO-BREAK SPACE}(2.1)</a>' in article
    assert "<td>\N{MINUS SIGN}2.000</td>" in article
    assert '<span class="caption-label">Table L1.1.</span>' in article
    assert '<figure class="numbered numbered--fig" id="fig-tiny">' in article
    assert 'href="#fig-tiny">Fig.\N{NO-BREAK SPACE}L1.1</a>' in article
    assert "var(--fig-ink)" in article
    assert "[2.0, '&lt;b&gt;']" in article
    assert not re.search(r"<style|<script|jp-|In\s*\[|Out\s*\[", article)


def test_a_page_is_small(whole: Path) -> None:
    html = (whole / "labs/tiny_lab/index.html").read_text(encoding="utf-8")
    bare = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    assert len(gzip.compress(bare.encode(), mtime=0)) < 60_000


def test_labs_and_chapters_link_each_other(whole: Path) -> None:
    lab = (whole / "labs/tiny_lab/index.html").read_text(encoding="utf-8")
    chapter = (whole / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<dt>You need</dt><dd><a href="../../">[^<]*Page index</a></dd>', lab)
    assert '<dt>Labs</dt><dd><a href="labs/tiny_lab/">A tiny lab</a></dd>' in chapter


def test_search_reads_no_prompts(whole: Path) -> None:
    index = json.loads((whole / "search/search_index.json").read_text(encoding="utf-8"))
    found = [one for one in index["docs"] if one["location"].startswith("labs/tiny_lab/")]
    assert {one["title"] for one in found} >= {"A tiny lab", "A table"}
    assert not any(re.search(r"In\s*\[|Out\s*\[", one["text"]) for one in found)


def test_what_one_takes_along(whole: Path) -> None:
    """Both notebooks are valid and of the same cells; links lead to the published book."""
    folder = whole / "downloads/labs"
    full, blank = (
        nbformat.read(folder / f"tiny_lab{ending}.ipynb", as_version=4) for ending in ("", "-blank")
    )
    for one in (full, blank):
        nbformat.validate(one)
    assert [cell.source for cell in full.cells] == [cell.source for cell in blank.cells]
    assert [cell.id for cell in full.cells][:2] == ["cell-1", "cell-2"]
    code = [cell for cell in full.cells if cell.cell_type == "code"]
    assert code[0].source.startswith("%matplotlib inline\n")
    assert code[0].outputs[0].text == f"{NUMBER}\n"
    assert [cell.execution_count for cell in code] == [1, 2, 3, 4, 5]
    assert "<svg" in code[3].outputs[0].data["image/svg+xml"]
    assert not any(cell.get("outputs") for cell in blank.cells)
    assert "[Eq.\N{NO-BREAK SPACE}(1.1)](https://book.example/#eq-index)" in full.cells[0].source
    assert "(https://book.example/one/#eq-one)" in full.cells[0].source
    assert "https://book.example/labs/tiny_lab/" in full.cells[0].source
    text = (folder / "tiny_lab.py").read_text(encoding="utf-8")
    assert "\n# %%\n# %matplotlib inline\nfrom snippets" in text


def test_a_notebook_runs_as_jupyter_executes_it(whole: Path, tmp_path: Path) -> None:
    shutil.copy(whole / "downloads/labs/tiny_lab-blank.ipynb", tmp_path / "lab.ipynb")
    jupyter = Path(sys.executable).with_name("jupyter")
    book = whole.parent / "book"
    done = subprocess.run(
        [jupyter, "execute", "--inplace", "lab.ipynb"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(book), "IPYTHONDIR": str(tmp_path / "ipython")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = nbformat.read(tmp_path / "lab.ipynb", as_version=4)
    outputs = [output for cell in found.cells for output in cell.get("outputs", [])]
    assert outputs[0].text == f"{NUMBER}\n"
    assert any("image/png" in output.get("data", {}) for output in outputs)


def test_an_error_fails_every_build(printer: Printer, caplog: pytest.LogCaptureFixture) -> None:
    """It names script, line and cell."""
    write(printer.root, LAB.replace('print("left over")', 'print("left over")\n1 / 0'))
    line = LAB.split("\n").index('print("left over")') + 2
    for again in (False, False, True):
        if again:
            printer.restart()
        caplog.clear()
        with caplog.at_level(logging.ERROR), pytest.raises(Abort):
            page(printer)
        said = f"docs/labs/tiny_lab.py:{line}: code cell 5: ZeroDivisionError: division by zero"
        assert said in caplog.text
    write(printer.root)
    assert NUMBER in page(printer)


def test_an_edited_function_changes_the_output(printer: Printer) -> None:
    assert NUMBER in page(printer)
    write(printer.root, book=Book().with_number("base", 7))
    assert OTHER in page(printer)
    first = ran(printer)
    write(printer.root, book=Book().with_number("base", 7).with_number("top", 8))
    assert OTHER in page(printer)
    assert ran(printer) == first, "no cell reaches top"


def test_nothing_is_executed_that_has_not_changed(printer: Printer) -> None:
    before = page(printer)
    first = ran(printer)
    write(printer.root, LAB.replace("It multiplies", "It always multiplies"))
    printer.restart()
    assert "It always multiplies" in page(printer)
    assert ran(printer) == first, "a sentence is no code"
    write(printer.root)
    assert page(printer) == before
    assert ran(printer) == first


def test_two_cold_builds_write_the_same_bytes(printer: Printer) -> None:
    first = printer.build(printer.root.parent / "site")
    printer.forget()
    second = printer.build(printer.root.parent / "site2")
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_serving_follows_an_edit(printer: Printer) -> None:
    """Of the lab's text, of its code, of a function; also through a mistake and out of it."""
    place = printer.root.parent / "site/labs/tiny_lab/index.html"
    notebook = printer.root.parent / "site/downloads/labs/tiny_lab.ipynb"
    assert NUMBER in page(printer, serving=True)

    def edited(lab: str = LAB, book: Book | None = None) -> str:
        write(printer.root, lab, book)
        assert site.refresh(), "the quick way"
        return place.read_text(encoding="utf-8")

    assert "It now multiplies" in edited(LAB.replace("It multiplies", "It now multiplies"))
    assert "the digit is 2.0" in edited(LAB.replace("the number is", "the digit is"))
    assert OTHER in edited(book=Book().with_number("base", 7))
    broken = edited(LAB.replace('print("left over")', "1 / 0"))
    assert "code cell 5: ZeroDivisionError" in broken
    assert NUMBER in edited()
    served = site.served()
    assert served.front
    served.follow(served.front)
    assert NUMBER in notebook.read_text(encoding="utf-8")


def test_a_lab_without_its_module_is_shown_and_not_run(printer: Printer) -> None:
    lab = LAB.replace('needs=["index.md"]', 'needs=["index.md"] needs_module="no_such_module"')
    write(
        printer.root,
        lab.replace(
            "from snippets import base", "import no_such_module\n\nfrom snippets import base", 1
        ),
    )
    html = page(printer)
    assert "<code>no_such_module</code> is not installed where this page was built" in html
    assert "no_such_module</span>" in html
    assert NUMBER not in html
    files = printer.build(printer.root.parent / "site")
    notebook = json.loads(files["downloads/labs/tiny_lab.ipynb"])
    assert not any(cell.get("outputs") for cell in notebook["cells"])


def test_the_plugin_may_stand_in_the_list(printer: Printer) -> None:
    """Where mkdocs-jupyter is named as a plugin, labs are rendered all the same."""
    settings = printer.root / "mkdocs.yml"
    without = page(printer)
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[search]", "[search, mkdocs-jupyter]"), encoding="utf-8")
    assert page(printer) == without
