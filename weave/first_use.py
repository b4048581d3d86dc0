"""Where each symbol is first used: filled into tables that have a column of that name.

A row names its symbol in its first cell, as inline math; the cell in the column `first used` stays
empty in the page, and gets a link to the first equation of the book, in reading order, that has it.
"""

import re
from html import escape

from weave.build import Build, Desk
from weave.errors import Mistake
from weave.labels import reference
from weave.report import Equation

COLUMN = "first used"
BAR = re.compile(r"(?<!\\)\|")
SYMBOL = re.compile(r"\s*\$([^$]+)\$\s*")
SOUGHT = re.compile(r'<weave-first n="(\d+)"></weave-first>')
OPERATOR = re.compile(r"\^?\s*(\\[a-zA-Z]+)")


def marked(build: Build, markdown: str) -> str:
    """The page with a mark in every cell that is to be filled when all equations are known."""
    lines, column = markdown.split("\n"), 0
    for number, line in enumerate(lines):
        cells = BAR.split(line)
        names = [cell.strip() for cell in cells]
        if not line.startswith("|"):
            column = 0
        elif COLUMN in names:
            column = names.index(COLUMN)
        elif 0 < column < len(cells) and (symbol := SYMBOL.fullmatch(cells[1])):
            cells[column] = f' <weave-first n="{len(build.desk.sought)}"></weave-first> '
            build.desk.sought.append((line, symbol[1]))
            lines[number] = "|".join(cells)
    return "\n".join(lines)


def filled(build: Build, desk: Desk, html: str) -> str:
    """The page with a link to the first equation in every marked cell."""
    build.desk = desk
    return SOUGHT.sub(lambda match: _link(build, desk, *desk.sought[int(match[1])]), html)


def _link(build: Build, desk: Desk, row: str, latex: str) -> str:
    """A link to the first equation; a symbol that none uses is a mistake of the row."""
    try:
        found = first(build, latex)
        label = build.labels.find(found.name, seen_from=desk.uri)
    except Mistake as mistake:
        return build.refuse(desk.line_of(row), mistake)
    page = "" if label.page == desk.uri else desk.address(label.page)
    shown = reference(found.name, "Eq.", label.number)
    return f'<a class="reference" href="{escape(page)}#{found.name}">{shown}</a>'


def first(build: Build, latex: str) -> Equation:
    """The first equation with a label that uses a symbol, else an operator, of that LaTeX."""
    labelled = [one for one in build.reading() if one.name.startswith("eq-")]
    for equation in labelled:
        if any(symbol.latex == latex for symbol in equation.verdict.symbols):
            return equation
    operator = OPERATOR.fullmatch(latex)
    for equation in labelled:
        if operator and re.search(rf"{re.escape(operator[1])}(?![a-zA-Z])", equation.verdict.latex):
            return equation
    raise Mistake(f"no equation of the book uses ${latex}$, so the table promises too much")
