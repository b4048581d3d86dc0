"""A lab that was run, as the cells of the notebook that it came from, with what they put out."""

import json

from weave import cells, inlines, percent, work
from weave.build import Build, Desk
from weave.inlines import Away
from weave.notebook import Cell
from weave.verdict import Lab


def of_page(build: Build, desk: Desk, away: Away, head: str) -> list[Cell]:
    """The cells of a lab that was converted.

    away: where other pages are; head: Markdown for below the title
    """
    labels = cells.captions(desk)
    lab: Lab = build.answers.of(work.lab(desk.page))
    outputs = iter(enumerate((json.loads(one.raw) for one in lab.cells), start=1))
    found = []
    for cell in percent.cells(desk.page.script):
        if cell.kind == "code":
            number, shown = next(outputs)
            run = None if lab.missing else number
            found.append(Cell("code", cell.source, run=run, outputs=(*shown,)))
        else:
            text = inlines.written(build, desk, away, cell.source)
            found.append(Cell("markdown", cells.captioned(text, labels)))
    title, _, rest = found[0].text.partition("\n")
    return [Cell("markdown", f"{title}\n\n{head}\n\n{rest.strip()}"), *found[1:]]
