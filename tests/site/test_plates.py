"""Below every figure of the book stand its numbers, if it has any that are not written into it."""

import re
from pathlib import Path

# Drawings whose numbers are written into them; planes and surfaces, which are seen, not read off;
# histograms, whose cells in the lab print what is counted.
WRITTEN = {
    "fig-diamond", "fig-fit-right-angle", "fig-forward-and-backward", "fig-info-merging",
    "fig-lab-act-scales", "fig-lab-flow", "fig-lab-scratch-slopes", "fig-perceptron-line",
    "fig-shapes", "fig-small-network", "fig-ua-cross",
}  # fmt: skip
SEEN = {"fig-home", "fig-lab-loss-twins", "fig-lab-scratch-start", "fig-lab-scratch-trained"}
COUNTED = {"fig-lab-act-histograms"}
PLATE = re.compile(r'<div class="plate"><svg [^>]*aria-labelledby="([\w-]+)-title"')
TOOLS = re.compile(r'<div class="figure-tools">(.*?)(?=<div class="plate">|\Z)', re.DOTALL)


def plates(book: Path) -> dict[str, bool]:
    """The figures of the book, and whether numbers are folded below each."""
    found = {}
    for path in sorted(book.rglob("*.html")):
        for part in re.split(r'(?=<div class="plate">)', path.read_text(encoding="utf-8"))[1:]:
            name, tools = PLATE.match(part), TOOLS.search(part)
            assert name, part[:200]
            assert tools, f"{path}: {name[1]} has no row of tools"
            found[name[1]] = 'class="numbers-table"' in tools[1]
    return found


def test_every_figure_tells_its_numbers(book: Path) -> None:
    found = plates(book)
    assert len(found) > 50
    assert {name for name, told in found.items() if not told} == WRITTEN | SEEN | COUNTED


def test_tables_below_figures_are_short_and_full(book: Path) -> None:
    for path in sorted(book.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for table in re.findall(r'<table class="numbers-table">.*?</table>', text, re.DOTALL):
            columns, rows = table.count("<th "), table.count("<tr>") - 1
            assert 1 <= rows <= 25, table[:300]
            assert table.count("<td>") == rows * columns, table[:300]
            assert "nan" not in table, table[:300]
