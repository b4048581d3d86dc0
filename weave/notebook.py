"""A chapter as cells, and the two files that cells become: a notebook and a percent script.

Both have the same bytes whenever the cells are the same: an id is the place of its cell.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

MAGIC = re.compile(r"^(?=\s*%)", re.MULTILINE)
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Cell:
    """A piece of a chapter.

    kind: "markdown" or "code"; folded: whether a reader should not see its code at once
    run: which code cell it was that was run, None if it was not; outputs: what it put out
    """

    kind: str
    text: str
    folded: bool = False
    run: int | None = None
    outputs: tuple[dict[str, Any], ...] = ()


def ipynb(cells: Iterable[Cell]) -> str:
    """The cells as a notebook, format 4.5."""
    book = {
        "cells": [_cell(number, cell) for number, cell in enumerate(cells, start=1)],
        "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def blank(cells: Iterable[Cell]) -> str:
    """The cells as a notebook that was not run."""
    return ipynb(replace(cell, run=None, outputs=()) for cell in cells)


def _cell(number: int, cell: Cell) -> dict[str, Any]:
    found: dict[str, Any] = {
        "cell_type": cell.kind,
        "id": f"cell-{number}",
        "metadata": {"jupyter": {"source_hidden": True}} if cell.folded else {},
        "source": cell.text.splitlines(keepends=True),
    }
    if cell.kind == "code":
        found |= {"execution_count": cell.run, "outputs": [*cell.outputs]}
    return found


def script(cells: Iterable[Cell]) -> str:
    """The cells as a script in percent format: Jupyter and editors open it as a notebook too."""
    return "\n\n".join(_written(cell) for cell in cells) + "\n"


def _written(cell: Cell) -> str:
    if cell.kind == "code":
        return "# %%\n" + MAGIC.sub("# ", cell.text)
    lines = (f"# {line}".rstrip() for line in cell.text.split("\n"))
    return "\n".join(["# %% [markdown]", *lines])
