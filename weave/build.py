"""What one build of the book knows: its problems, its labels, and the HTML that waits.

Rendered formulas, figures and code stay out of a page's content until it is written, so that
table of contents, search and templates never parse them: a numbered placeholder stands for each.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from weave.errors import Mistake, Problem
from weave.labels import Labels
from weave.page import Fence, Page
from weave.report import Equation

PLACEHOLDER = re.compile(r'<(span|div) data-weave="(\d+)">[^<]*</\1>')

BLOCK = re.compile(r'<div data-block="(\d+)"></div>')


@dataclass
class Desk:
    """The page that is being converted, and which of its fences have been used up.

    address: another page's source -> its address as seen from this one
    """

    uri: str
    page: Page
    address: Callable[[str], str] = str
    used: set[int] = field(default_factory=set)

    @property
    def scene(self) -> str | None:
        """The scene of the page's front matter: the default of its equations."""
        return self.page.front_matter.get("scene")

    def fence(self, lang: str, body: str) -> Fence:
        """The next unused fence of that language and body."""
        for number, fence in enumerate(self.page.fences):
            if number not in self.used and (fence.lang, fence.body.strip()) == (lang, body.strip()):
                self.used.add(number)
                return fence
        raise Mistake(f"a {lang} block that the scanner of pages does not see as one")

    def line_of(self, text: str) -> int:
        """The first line of the page that contains a text, or 1."""
        return next((n for n, line in enumerate(self.page.lines, 1) if text in line), 1)


@dataclass(frozen=True)
class Block:
    """What a program showed, in parts, so that a caption can go between output and source."""

    name: str
    line: int
    before: str
    output: str
    after: str

    @property
    def html(self) -> str:
        """The whole block, for where no caption follows."""
        name = f' id="{escape(self.name)}"' if self.name else ""
        return f'{self.before}<div class="program"{name}>{self.output}</div>{self.after}'


@dataclass
class Build:
    """One build, from the first page to the last.

    nav: the sources of the pages in the order of reading
    sought: symbols whose first use is asked for, each with the row of the table that asks
    """

    labels: Labels
    problems: list[Problem] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    pages: dict[str, Desk] = field(default_factory=dict)
    nav: list[str] = field(default_factory=list)
    sought: list[tuple[str, str]] = field(default_factory=list)
    desk: Desk = field(default_factory=lambda: Desk("", Page("", "")))

    def open(self, desk: Desk) -> None:
        """Begin to convert a page."""
        self.desk = self.pages[desk.uri] = desk

    def desks(self) -> list[Desk]:
        """The pages in the order of reading; those that nav has not, last."""
        rank = {uri: place for place, uri in enumerate(self.nav)}
        return sorted(self.pages.values(), key=lambda desk: rank.get(desk.uri, len(rank)))

    def reading(self) -> list[Equation]:
        """The equations in the order of reading."""
        rank = {desk.page.name: place for place, desk in enumerate(self.desks())}
        return sorted(self.equations, key=lambda equation: (rank[equation.page], equation.line))

    def refuse(self, line: int, mistake: Exception) -> str:
        """Note what is wrong on a line of the current page; the visible mark of it."""
        known = isinstance(mistake, Mistake)
        message = str(mistake) if known else f"{type(mistake).__name__}: {mistake}"
        problem = Problem(self.desk.page.name, line, message)
        if problem not in self.problems:
            self.problems.append(problem)
        return f'<div class="weave-problem"><pre>{escape(str(problem))}</pre></div>'

    def keep(self, html: str, text: str = "", tag: str = "div") -> str:
        """Put HTML aside and return what stands for it; text is what search reads."""
        self.fragments.append(html)
        return f'<{tag} data-weave="{len(self.fragments) - 1}">{escape(text)}</{tag}>'

    def define(self, name: str, number: str, kind: str = "eq") -> None:
        """Let a label point to a number of the current page; raises Mistake if it is taken."""
        self.labels.define(name, self.desk.uri, number, kind)

    def lay(self, block: Block) -> str:
        """Keep a program's block until it is known whether a caption follows it."""
        self.blocks.append(block)
        return f'<div data-block="{len(self.blocks) - 1}"></div>'

    def block(self, html: str) -> Block | None:
        """The block that lay() put there, if the HTML is one."""
        match = BLOCK.fullmatch(html.strip())
        return self.blocks[int(match[1])] if match else None

    def restore(self, html: str) -> str:
        """The page with every placeholder replaced by what it stands for."""
        return PLACEHOLDER.sub(lambda match: self.restore(self.fragments[int(match[2])]), html)
