"""A lab, run and rendered: what each of its cells shows."""

import json
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from weave import execution, figures, jupyter_html
from weave.answers import FOLDER
from weave.errors import InCell
from weave.verdict import Lab, Plotted, Shown

TABLE = re.compile(r"\|.*\|\n\|[ :|-]+\|\n(?:\|.*\|\n)*")
SVG = "image/svg+xml"


def run(
    codes: Sequence[str],
    names: Sequence[str],
    alts: Sequence[str | None],
    *,
    root: Path,
    needs: str | None,
    limit: float,
) -> Lab:
    """Run the cells one after the other, and render them.

    names: what the ids of each cell's figure begin with; alts: what it shows, None without one
    needs: a module without which nothing is run; limit: seconds that a cell may take
    Raises InCell as execution does; also if a figure lacks its alt, or an alt its figure.
    """
    missing = needs if needs and find_spec(needs) is None else ""
    outputs: list[list[execution.Output]] = [[] for _ in codes]
    if not missing:
        outputs = execution.run(codes, root=root, ledger=root / FOLDER, limit=limit)
        for number, (shown, alt) in enumerate(zip(outputs, alts, strict=True)):
            _refuse_mute(number, shown, alt)
    html = jupyter_html.pieces(codes, outputs)
    cells = zip(html, outputs, names, alts, strict=True)
    return Lab(tuple(_shown(*cell) for cell in cells), missing or "")


def _refuse_mute(number: int, outputs: Sequence[dict[str, Any]], alt: str | None) -> None:
    drawn = sum(SVG in output.get("data", {}) for output in outputs)
    if drawn and alt is None:
        raise InCell('ends in a figure: add alt="what one sees and what follows"', number)
    if drawn != (alt is not None):
        raise InCell(f"has an alt, and puts out {drawn} figures", number)


def _shown(html: list[str], outputs: list[dict[str, Any]], name: str, alt: str | None) -> Shown:
    code, *pieces = html
    numbers: list[Plotted] = []
    for output in outputs:
        said = output.get("metadata", {}).pop(SVG, {})
        numbers += [_plotted(**one) for one in said.get("numbers", ())]
    parts = zip(outputs, pieces, strict=True)
    found = tuple(_output(output, piece, name, alt or "") for output, piece in parts)
    return Shown(code, found, tuple(numbers), json.dumps(outputs))


def _plotted(title: str, columns: list[str], rows: list[list[str]], note: str) -> Plotted:
    return Plotted(title, tuple(columns), tuple(map(tuple, rows)), note)


def _output(output: dict[str, Any], html: str, name: str, alt: str) -> tuple[str, str]:
    """An output: its kind, and what the page makes of it."""
    if drawing := output.get("data", {}).get(SVG):
        return "figure", figures.themed(drawing, name=name, alt=alt, colours=figures.palette())
    text = output.get("text", "")
    return ("table", text) if TABLE.fullmatch(text) else ("text", html)
