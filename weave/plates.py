"""A figure on its page: the drawing, and folded below it its numbers and its program."""

import re
from html import escape

from weave import math
from weave.verdict import Plotted

SUMMARY = "The numbers in this figure"
NUMBER = re.compile(r"[\N{MINUS SIGN}\N{EN DASH}\d]")


def plate(svg: str) -> str:
    """The drawing; what is wider than the column scrolls."""
    return f'<div class="plate">{svg}</div>'


def tools(numbers: tuple[Plotted, ...], program: str) -> str:
    """What a reader can open below a figure.

    program: its folded source, or nothing
    """
    tables = "".join(table(one) for one in numbers if one.rows)
    fold = f"<details><summary>{SUMMARY}</summary>{tables}</details>" if tables else ""
    return f'<div class="figure-tools">{program}{fold}</div>'


def table(numbers: Plotted) -> str:
    """One table; it scrolls by itself, with the keyboard too."""
    heads = "".join(f'<th scope="col">{math.with_math(name)}</th>' for name in numbers.columns)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in numbers.rows)
    said = ": ".join(filter(None, (numbers.title, numbers.note)))
    caption = f"<caption>{math.with_math(said)}</caption>" if said else ""
    worded = "" if all(NUMBER.match(row[0]) for row in numbers.rows) else " numbers--worded"
    return (
        f'<div class="numbers{worded}" tabindex="0" role="group" '
        f'aria-label="{escape(numbers.title or SUMMARY)}">'
        f'<table class="numbers-table">{caption}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cells(row: tuple[str, ...]) -> str:
    return "".join(f"<td>{escape(cell)}</td>" for cell in row)
