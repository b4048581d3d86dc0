"""What one build of the book knows: its problems, its labels, and the HTML that waits.

Rendered formulas, figures and code stay out of a page's content until it is written, so that
table of contents, search and templates never parse them: a numbered placeholder stands for each.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from weave import listings
from weave.answers import Answers
from weave.errors import Mistake, Problem
from weave.home import HOUSE
from weave.labels import Labels
from weave.listings import Source
from weave.page import Fence, Page
from weave.report import Equation, Executed
from weave.work import Job

PLACEHOLDER = re.compile(r'<(span|div) data-weave="(\d+)">[^<]*</\1>')

BLOCK = re.compile(r'<div data-block="(\d+)"></div>')


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
class Desk:
    """A page, and everything that its conversion makes.

    address: another page's source -> its address as seen from this one
    used: which of its fences have been used up
    fragments: the HTML that waits; blocks: the programs that wait for a caption
    sought: symbols whose first use is asked for, each with the row of the table that asks
    asked: the jobs whose results it took, and their keys
    shown: the files of snippets of which it shows or links a line
    content: the HTML, as far as the page's own conversion goes
    """

    uri: str
    page: Page
    address: Callable[[str], str] = str
    used: set[int] = field(default_factory=set)
    fragments: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    equations: list[Executed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sought: list[tuple[str, str]] = field(default_factory=list)
    asked: dict[Job, str] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    content: str = ""
    converted: tuple[int, int] = (0, 0)

    def close(self, content: str) -> None:
        """Note that the page is converted; what follows depends on other pages too."""
        self.content, self.converted = content, (len(self.fragments), len(self.problems))

    def reopen(self) -> None:
        """Forget what other pages brought."""
        fragments, problems = self.converted
        del self.fragments[fragments:], self.problems[problems:]

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

    def keep(self, html: str, text: str = "", tag: str = "div") -> str:
        """Put HTML aside and return what stands for it; text is what search reads."""
        self.fragments.append(html)
        return f'<{tag} data-weave="{len(self.fragments) - 1}">{escape(text)}</{tag}>'

    def restore(self, html: str) -> str:
        """The page with every placeholder replaced by what it stands for."""
        return PLACEHOLDER.sub(lambda match: self.restore(self.fragments[int(match[2])]), html)


@dataclass
class Build:
    """One build, from the first page to the last.

    answers: what the pages' jobs come to
    nav: the sources of the pages in the order of reading
    sources: the definitions that were shown or linked, by name
    """

    labels: Labels
    answers: Answers
    pages: dict[str, Desk] = field(default_factory=dict)
    nav: list[str] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    desk: Desk = field(default_factory=lambda: Desk("", Page("", "")))

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, on any page."""
        return [problem for desk in self.pages.values() for problem in desk.problems]

    @property
    def equations(self) -> list[Equation]:
        """The equations of all pages, as they were converted."""
        return [equation for desk in self.pages.values() for equation in desk.equations]

    def open(self, desk: Desk) -> None:
        """Begin to convert a page."""
        self.desk = self.pages[desk.uri] = desk

    def desks(self) -> list[Desk]:
        """The pages in the order of reading; those that nav has not, last."""
        rank = {uri: place for place, uri in enumerate(self.nav)}
        return sorted(self.pages.values(), key=lambda desk: rank.get(desk.uri, len(rank)))

    def reading(self) -> list[Equation]:
        """The equations in the order of reading."""
        return [
            equation
            for desk in self.desks()
            for equation in sorted(desk.equations, key=lambda equation: equation.line)
        ]

    def ask(self, job: Job) -> Any:
        """The result of a job for the current page; raises the Mistake that it ended in."""
        self.desk.asked[job] = self.answers.key(job)
        return self.answers.of(job)

    def show(self, name: str) -> Source:
        """The current source of a name for the current page; raises Mistake if there is none."""
        try:
            source = self.sources.get(name) or listings.snippet(name, self.answers.root)
        except Mistake:
            self.desk.shown.add(HOUSE)  # another module may come to define it
            raise
        self.sources[name] = source
        self.desk.shown.add(source.path)
        return source

    def refuse(self, line: int, mistake: Exception) -> str:
        """Note what is wrong on a line of the current page; the visible mark of it."""
        known = isinstance(mistake, Mistake)
        message = str(mistake) if known else f"{type(mistake).__name__}: {mistake}"
        problem = Problem(self.desk.page.name, line, message)
        if problem not in self.desk.problems:
            self.desk.problems.append(problem)
        return f'<div class="weave-problem"><pre>{escape(str(problem))}</pre></div>'

    def keep(self, html: str, text: str = "", tag: str = "div") -> str:
        """Put HTML of the current page aside and return what stands for it."""
        return self.desk.keep(html, text, tag)

    def define(self, name: str, number: str, kind: str = "eq") -> None:
        """Let a label point to a number of the current page; raises Mistake if it is taken."""
        self.labels.define(name, self.desk.uri, number, kind)

    def lay(self, block: Block) -> str:
        """Keep a program's block until it is known whether a caption follows it."""
        self.desk.blocks.append(block)
        return f'<div data-block="{len(self.desk.blocks) - 1}"></div>'

    def block(self, html: str) -> Block | None:
        """The block that lay() put there, if the HTML is one."""
        match = BLOCK.fullmatch(html.strip())
        return self.desk.blocks[int(match[1])] if match else None
