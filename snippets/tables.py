"""Tables: rows as GitHub Markdown, so that a terminal prints what the page shows."""

import re
from collections.abc import Iterable, Sequence
from numbers import Number

NUMERAL = re.compile(r"[-+−]?\d+(\.\d+)?(e[-+]?\d+)?%?")


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    formats: Sequence[str | None] | None = None,
) -> str:
    """Lay rows out as a Markdown table, columns of numbers to the right.

    header: names of the columns
    rows: cells; numbers are formatted, everything else is printed as text
    formats: a format such as ".3f" for each column, None to print as is
    -> lines joined by newlines; a | within a cell is escaped

    Raises ValueError if a row or the formats have another length than the header.

    >>> print(table(["layer", "loss"], [["hidden", 0.25], ["output", 12.5]], [None, ".2f"]))
    | layer  |  loss |
    | :----- | ----: |
    | hidden |  0.25 |
    | output | 12.50 |
    """
    grid: list[Sequence[object]] = [list(row) for row in rows]
    formats = formats or [None] * len(header)
    for line in (formats, *grid):
        if len(line) != len(header):
            raise ValueError(f"table: {line} has {len(line)} cells, expected {len(header)}")
    columns = list(zip(*grid, strict=True)) or [("",)] * len(header)
    right = [all(map(reads_as_number, column)) for column in columns]
    texts = [[escape(name) for name in header], *(row_texts(row, formats) for row in grid)]
    widths = [max(3, *map(len, column)) for column in zip(*texts, strict=True)]
    rules = [rule(*column) for column in zip(widths, right, strict=True)]
    lines = [texts[0], rules, *texts[1:]]
    return "\n".join(line_text(line, widths, right) for line in lines)


def row_texts(row: Sequence[object], formats: Sequence[str | None]) -> list[str]:
    """Print each cell of a row, numbers by their column's format.

    >>> row_texts([0.12345, "p(y|x)"], [".2f", None])
    ['0.12', 'p(y\\\\|x)']
    """
    pairs = zip(row, formats, strict=True)
    return [escape(format(c, spec or "") if is_number(c) else str(c)) for c, spec in pairs]


def rule(width: int, to_right: bool) -> str:
    """Draw a column's part of the line under the header; the colon is on the aligned side.

    >>> rule(3, False), rule(4, True)
    (':--', '---:')
    """
    return "-" * (width - 1) + ":" if to_right else ":" + "-" * (width - 1)


def escape(text: str) -> str:
    r"""Keep a | within a cell from ending it.

    >>> print(escape("p(y|x)"))
    p(y\|x)
    """
    return text.replace("|", "\\|")


def is_number(cell: object) -> bool:
    """Say whether a cell is a number; True and False are words.

    >>> is_number(1.5), is_number(True), is_number("1.5")
    (True, False, False)
    """
    return isinstance(cell, Number) and not isinstance(cell, bool)


def reads_as_number(cell: object) -> bool:
    """Say whether a cell is a number, or a text that is nothing else: both end under each other.

    >>> reads_as_number(2), reads_as_number("−0.155"), reads_as_number("3e-08")
    (True, True, True)
    >>> reads_as_number("2, 1"), reads_as_number("step 2"), reads_as_number("")
    (False, False, False)
    """
    return is_number(cell) or (isinstance(cell, str) and bool(NUMERAL.fullmatch(cell)))


def line_text(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    """Pad the cells of one line to the columns' widths.

    >>> line_text(["a", "1"], [3, 3], [False, True])
    '| a   |   1 |'
    """
    padded = [
        cell.rjust(width) if to_right else cell.ljust(width)
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    ]
    return f"| {' | '.join(padded)} |"


if __name__ == "__main__":
    print(table(["x", "x²"], [[x, x * x] for x in (1, 2, 12)]))
