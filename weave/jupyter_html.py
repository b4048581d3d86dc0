"""The cells of an executed notebook as mkdocs-jupyter renders them, taken out of its page.

What it puts around them is left behind: half a megabyte of styles and scripts for each page,
prompts, and a hidden copy of all code. The book has one style for all code.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from mkdocs_jupyter.convert import nb2html

NOTHING = {"text/plain": ""}
HIGHLIGHTED = '<div class="highlight"><pre><code>{}</code></pre></div>'
PRINTED = '<div class="printed no-copy"><pre><code>{}</code></pre></div>'
NOTEBOOK = '<div class="jupyter-wrapper">'


def pieces(codes: Sequence[str], outputs: Sequence[list[dict[str, Any]]]) -> list[list[str]]:
    """The HTML of each cell's code, and after it of each of its outputs."""
    cells = [_cell(code, shown) for code, shown in zip(codes, outputs, strict=True)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 4}
    with tempfile.TemporaryDirectory(prefix="lab") as folder:
        path = Path(folder, "lab.ipynb")
        path.write_text(json.dumps(book), encoding="utf-8")
        html = nb2html(str(path), allow_errors=False, no_prompt=True)
    page = BeautifulSoup(html[html.index(NOTEBOOK) :], "html.parser")
    return [[_code(cell), *_outputs(cell)] for cell in page.select(".jp-Notebook > .jp-CodeCell")]


def _cell(code: str, outputs: list[dict[str, Any]]) -> dict[str, Any]:
    """A cell whose pictures are put in later: no parser of HTML has to read them."""
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {},
        "source": code,
        "outputs": [{**one, "data": NOTHING} if _drawn(one) else one for one in outputs],
    }


def _drawn(output: dict[str, Any]) -> bool:
    return "image/svg+xml" in output.get("data", {})


def _code(cell: Tag) -> str:
    """Highlighted code, as on any other page."""
    found = cell.select_one(".highlight-ipynb pre")
    assert found is not None, "mkdocs-jupyter shows no code"
    return HIGHLIGHTED.format(found.decode_contents())


def _outputs(cell: Tag) -> list[str]:
    """What was printed or returned, without what Jupyter builds around it."""
    areas = cell.select(".jp-OutputArea-output pre")
    return [PRINTED.format(area.decode_contents()) for area in areas]
