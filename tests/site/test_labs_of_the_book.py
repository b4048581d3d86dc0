"""The book's own labs, as they were built: small pages, valid notebooks, links both ways."""

import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from weave import percent, source
from weave.home import ROOT

LABS = sorted((ROOT / "docs/labs").glob("*.py"))
EACH = pytest.mark.parametrize("lab", LABS, ids=lambda path: path.stem)
QUICK = "backpropagation_step_by_step"


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_there_are_six() -> None:
    assert len(LABS) == 6


@EACH
def test_a_page_is_small_and_like_the_book_s(lab: Path, book: Path) -> None:
    """Under 60 KB compressed without its figures; nothing of Jupyter's own is left."""
    html = text(book / f"labs/{lab.stem}/index.html")
    bare = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    assert len(gzip.compress(bare.encode(), mtime=0)) < 60_000
    article = html[html.index("<article") : html.index("</article>")]
    assert not re.search(r"<style|<script|jp-|In\s*\[\d|Out\s*\[\d|\$\w", article)


@EACH
def test_a_lab_and_its_chapters_link_each_other(lab: Path, book: Path) -> None:
    page = text(book / f"labs/{lab.stem}/index.html")
    for needed in source.read(lab).front_matter["needs"]:
        stem = needed.removesuffix(".md")
        assert f'href="../../{stem}/"' in page
        assert f'href="../labs/{lab.stem}/"' in text(book / stem / "index.html")


@EACH
def test_what_one_takes_along_is_the_lab(lab: Path, book: Path) -> None:
    cells = percent.cells(text(lab))
    for ending in ("", "-blank"):
        found = nbformat.read(book / f"downloads/labs/{lab.stem}{ending}.ipynb", as_version=4)
        nbformat.validate(found)
        assert [(one.cell_type, one.source) for one in found.cells if one.cell_type == "code"] == [
            (one.kind, one.source) for one in cells if one.kind == "code"
        ]
        assert len(found.cells) == len(cells)


def test_a_notebook_runs_from_top_to_bottom(book: Path, tmp_path: Path) -> None:
    """One of them, as `jupyter execute` runs it; the others take longer."""
    shutil.copy(book / f"downloads/labs/{QUICK}-blank.ipynb", tmp_path / "lab.ipynb")
    done = subprocess.run(
        [Path(sys.executable).with_name("jupyter"), "execute", "lab.ipynb"],
        cwd=tmp_path,
        env={**os.environ, "IPYTHONDIR": str(tmp_path / "ipython")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
