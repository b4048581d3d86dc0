"""Chapters taken along: what runs elsewhere says what the page says, and nothing else is in it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from weave import answers, reproducible, source, takeaway, work
from weave.answers import Answers
from weave.hands import Workers
from weave.home import ROOT

OFFERED = [
    path for path in sorted((ROOT / "docs").glob("*.md")) if takeaway.forms(source.read(path))
]
NAMES = [path.stem for path in OFFERED]
# What only the site reads, and nothing else knows.
OF_THE_SITE = re.compile(
    r"#!(?:value|claim)|^\?\?\?|^```(?:math|snippet)|\{[:#.]|\]\([\w-]+\.md", re.M
)

# Runs a script as `python` does, with what the build has computed at hand.
REMEMBERING = f"""
import runpy, sys
from pathlib import Path
from weave import afresh, memoize
root = Path({str(ROOT)!r})
afresh.read_afresh(root)
memoize.of_process(root, root / ".cache/ledger")
runpy.run_path(sys.argv[1], run_name="__main__")
"""


@pytest.fixture(scope="module")
def book_answers() -> Iterator[Answers]:
    """What the programs of the pages printed when the site was built."""
    hands = Workers(ROOT)
    found = answers.of_book(ROOT, hands)
    yield found
    hands.crew.close()
    found.ledger.close()


def script(book: Path, name: str) -> Path:
    return book / "downloads" / f"{name}.py"


def notebook(book: Path, name: str) -> Path:
    return book / "downloads" / f"{name}.ipynb"


def ran(folder: Path, *arguments: str) -> str:
    """What a fresh Python prints, which finds the snippets of this book first."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**reproducible.environment(), "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def printed(name: str, known: Answers) -> str:
    """All that the programs of a page print, in the order of the page."""
    page = source.read(ROOT / "docs" / f"{name}.md", f"docs/{name}.md")
    jobs = [job for job in (work.of_fence(page, fence) for fence in page.fences) if job]
    return "".join(known.of(job).text for job in jobs if job.kind == "program")


def test_every_chapter_is_offered() -> None:
    chapters = [
        path.stem
        for path in (ROOT / "docs").glob("*.md")
        if source.read(path).front_matter.get("chapter")
    ]
    assert set(chapters) <= set(NAMES)
    assert "first-network" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_script_prints_what_its_page_shows(
    name: str, book: Path, tmp_path: Path, book_answers: Answers
) -> None:
    """In one namespace, from top to bottom; experiments that the build knows are not run again."""
    assert ran(tmp_path, "-c", REMEMBERING, str(script(book, name))) == printed(name, book_answers)


def test_a_notebook_is_the_same_cells_as_its_script(book: Path) -> None:
    """Valid, without outputs, numbered by place; its code is the script's."""
    for name in NAMES:
        found = nbformat.read(notebook(book, name), as_version=4)
        nbformat.validate(found)
        assert [cell.id for cell in found.cells] == [
            f"cell-{place}" for place in range(1, len(found.cells) + 1)
        ]
        code = [cell.source for cell in found.cells if cell.cell_type == "code"]
        assert code[0] == "%matplotlib inline"
        parts = re.split(
            r"^# %%( \[markdown\])?\n", script(book, name).read_text("utf-8"), flags=re.M
        )
        cells = list(zip(parts[1::2], parts[2::2], strict=True))
        assert [text.strip() for kind, text in cells if not kind][1:] == [
            text.strip() for text in code[1:]
        ]
        assert len(cells) == len(found.cells)
        assert "text/html" not in found.cells[0].source


def test_a_notebook_runs_as_jupyter_runs_it(book: Path, tmp_path: Path) -> None:
    """A kernel of its own, in an empty folder: pictures come out, and what the page prints."""
    found = nbformat.read(notebook(book, "first-network"), as_version=4)
    NotebookClient(found, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in found.cells for output in cell.get("outputs", [])]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == 2
    said = "".join(output.text for output in outputs if output.output_type == "stream")
    assert "step 1600" in said


def test_a_script_runs_as_a_reader_runs_it(
    book: Path, tmp_path: Path, book_answers: Answers
) -> None:
    """`python file.py`, in a process that knows nothing of the build."""
    said = ran(tmp_path, str(script(book, "backpropagation")))
    assert said == printed("backpropagation", book_answers)


def test_nothing_is_left_that_only_the_site_reads(book: Path) -> None:
    for name in NAMES:
        cells = json.loads(notebook(book, name).read_text("utf-8"))["cells"]
        for cell in cells:
            if cell["cell_type"] == "markdown":
                text = "".join(cell["source"])
                assert not OF_THE_SITE.search(text), (name, text)
                assert text.count("<details>") == text.count("</details>")


def test_text_equations_and_programs_of_a_page_are_all_there(book: Path) -> None:
    """Every sentence that is prose only, every equation, every program, in the page's order."""
    for name in NAMES:
        page = source.read(ROOT / "docs" / f"{name}.md", f"docs/{name}.md")
        text = script(book, name).read_text("utf-8")
        for fence in page.fences:
            if fence.lang == "python":
                shown = "\n".join(f"# {line}".rstrip() for line in fence.body.split("\n"))
                assert (fence.body if "exec" in fence.options else shown) in text, (name, fence)
        equations = [fence for fence in page.fences if fence.lang == "math"]
        assert text.count("\\tag{") == len(equations)
        for heading in page.headings:
            if "`" not in heading.text and "$" not in heading.text:
                assert f"# {'#' * heading.level} {heading.text}" in text, (name, heading)
