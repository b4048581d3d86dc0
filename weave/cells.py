"""A converted page once more as cells, out of its source: for who wants to run and change it.

Prose stays Markdown, equations stand between dollars with their numbers, programs are code. A fold
becomes `<details>`; no cell can hold another, so where a fold holds a program its text is folded
before and behind, and the program's own code is hidden.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from weave import inlines, listings, shared_names
from weave.build import Build, Desk
from weave.errors import Mistake
from weave.inlines import Away
from weave.notebook import Cell
from weave.page import Fence
from weave.pieces import Fold, Piece, pieces
from weave.shared_names import Aside

TITLE = re.compile(r"\A(# [^\n]*)\n*")
CAPTION = re.compile(r"^(?P<kind>Figure|Table): ", re.MULTILINE)
LABELLED = re.compile(r'<span class="caption-label">((?:Figure|Table) [^<]*\.)</span>')
DRAWN = Cell("code", "%matplotlib inline")
GOES_ON = "*The next cell belongs to this fold.*"


def of_page(build: Build, desk: Desk, away: Away, head: str) -> list[Cell]:
    """The cells of a page that was converted.

    away: where other pages are; head: Markdown for below the title
    Raises Mistake as the conversion does, and if the captions are not those of the HTML.
    """
    aside = shared_names.of_page(desk.page)
    walk = Walk(build, desk, away, head, aside, captions(desk))
    walk.go(pieces(desk.page))
    walk.flush()
    if walk.captions:
        raise Mistake(f"its notebook has no place for the caption {walk.captions[0]!r}")
    return walk.cells


@dataclass
class Walk:
    """Where one is while the cells of a page are made.

    captions: the labels of figures and tables that are to come
    cells: those that are done; text: the parts of the Markdown cell that is being made
    folds: titles of the folds around this place; opened: how many of them the text has opened
    """

    build: Build
    desk: Desk
    away: Away
    head: str
    aside: Aside
    captions: list[str]
    cells: list[Cell] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    folds: list[str] = field(default_factory=list)
    opened: int = 0

    def go(self, found: Iterable[Piece]) -> None:
        """Write pieces, one after the other."""
        for piece in found:
            if isinstance(piece, Fold):
                self._fold(piece)
            elif isinstance(piece, str):
                self._prose(piece)
            elif piece.lang == "python" and "exec" in piece.options:
                self._program(piece)
            else:
                self.write(self._shown(piece))

    def write(self, text: str) -> None:
        """Go on with the Markdown cell, within all folds around this place."""
        new = self.folds[self.opened :]
        self.text += [f"<details>\n<summary>{title}</summary>" for title in new]
        self.text.append(text)
        self.opened = len(self.folds)

    def flush(self) -> None:
        """End the Markdown cell."""
        self._close(0)
        if self.text:
            self.cells.append(Cell("markdown", "\n\n".join(self.text)))
        self.text = []

    def _close(self, depth: int) -> None:
        self.text += ["</details>"] * (self.opened - depth)
        self.opened = min(self.opened, depth)

    def _fold(self, fold: Fold) -> None:
        title = inlines.written(self.build, self.desk, self.away, fold.title)
        if not fold.opens:
            self.write(f"**{title}**")
            self.go(fold.pieces)
            return
        self.folds.append(title)
        self.go(fold.pieces)
        self.folds.pop()
        self._close(len(self.folds))

    def _prose(self, text: str) -> None:
        text = inlines.written(self.build, self.desk, self.away, text)
        text = captioned(text, self.captions)
        title = TITLE.match(text)
        if text.startswith("#") and not self.folds:
            self.flush()
        if title:
            self.write(f"{title[1]}\n\n{self.head}")
            self.flush()
            self.cells.append(DRAWN)
            text = text[title.end() :]
        if text:
            self.write(text)

    def _program(self, fence: Fence) -> None:
        """A code cell between two Markdown cells; its folds go on behind it."""
        if self.folds:
            self.write(GOES_ON)
            self.folds = [_continued(title) for title in self.folds]
        if "id" in fence.options:
            self.write(inlines.anchor(fence.options["id"]))
        self.flush()
        self.cells.append(Cell("code", self.aside.code(fence), folded=bool(self.folds)))

    def _shown(self, fence: Fence) -> str:
        """What is read and not run: an equation, the source of a snippet, other code."""
        if fence.lang == "math":
            return self._equation(fence)
        if fence.lang == "snippet":
            sources = listings.snippets(fence.body, self.build.show)
            return "\n\n".join(_quoted(f"# {s.path}:{s.line}\n{s.code}") for s in sources)
        return _quoted(fence.body, fence.lang)

    def _equation(self, fence: Fence) -> str:
        found = next(one for one in self.desk.equations if one.line == fence.line and one.name)
        own = self.build.labels.of(self.desk.uri).get(found.name)
        number = own.number if own else found.name.removeprefix("equation-")
        parts = [
            inlines.anchor(found.name) if own else "",
            f"$$\n{inlines.latex(found.verdict.latex.strip())} \\tag{{{number}}}\n$$",
            _quoted(found.verdict.refusal, "text") if found.verdict.kind == "wrong" else "",
        ]
        return "\n\n".join(filter(None, parts))


def captions(desk: Desk) -> list[str]:
    """The labels of a converted page's figures and tables, in their order: "Figure 3.2."."""
    return LABELLED.findall(desk.content)


def captioned(text: str, labels: list[str]) -> str:
    """The text with each caption's label, taken off the list; a word that only looks so stays."""

    def labelled(match: re.Match[str]) -> str:
        if not labels or not labels[0].startswith(match["kind"]):
            return match[0]
        return f"**{labels.pop(0)}** "

    return CAPTION.sub(labelled, text)


def _continued(title: str) -> str:
    return title if title.endswith("(continued)") else f"{title} (continued)"


def _quoted(code: str, language: str = "python") -> str:
    return f"```{language}\n{code}\n```"
