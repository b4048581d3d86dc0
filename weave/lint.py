"""The rules of a page, all together: what an author could get wrong without anything failing."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from weave import frontmatter, headers, numbers, wording, work
from weave.answers import Answers
from weave.claims import claims
from weave.errors import Mistake, Problem, nearest
from weave.page import Page, Span

WORDS = ("value", "claim")
# What no inline rule of Markdown takes: it would be published as it stands.
LEFT_OVER = {
    r"\$\$": "a page has no $$: a display equation stands in a math fence",
    r"(?<![\\$])\$(?!\$)": r"a $ without a partner: close the formula, or write \$",
    r"\\begin\{": "LaTeX outside a math fence",
    r"#!(?:value|claim)\b": "a value or claim that is not between backticks",
}


def page(page: Page, answers: Answers) -> list[Problem]:
    """Everything that the rules say about a page, in the order of its lines."""
    found = [
        *headers.problems(page),
        *frontmatter.problems(page, _docs(page, answers.root)),
        *_words(page),
        *_formulas(page),
        *_left_over(page),
        *numbers.problems(page, executed(page, answers)),
        *wording.problems(page),
    ]
    return sorted(found, key=lambda problem: (problem.line, problem.message))


def _docs(page: Page, root: Path) -> Path:
    """The folder from which `needs` counts: labs stand in one of their own below it."""
    folder = (root / page.name).parent
    return folder.parent if page.script else folder


def executed(page: Page, answers: Answers) -> Callable[[Span], bool]:
    """Whether an inline formula of the page is run as an equation."""

    def runs(span: Span) -> bool:
        if not claims(span.text):
            return False
        try:
            return answers.of(work.formula(page, span.text, span.line)) is not None
        except Mistake:  # said where the formula itself is checked
            return True

    return runs


def _words(page: Page) -> Iterator[Problem]:
    for span in page.code_spans:
        if span.word is None:
            continue
        name = span.word[0]
        if page.script:
            yield Problem(page.name, span.line, f"a {name} in a lab: let a cell print or assert it")
        elif name not in WORDS:
            message = f"no inline word {name!r}{nearest(name, WORDS)}"
            yield Problem(page.name, span.line, message)
        elif span.place[0] == "h":
            where = "raw HTML, where it would not run" if span.place == "html" else "a heading"
            yield Problem(page.name, span.line, f"a {name} in {where}")


def _formulas(page: Page) -> Iterator[Problem]:
    for span in page.math_spans:
        if span.place == "h1":
            yield Problem(page.name, span.line, "math in the title: search and tabs show it raw")
        if span.place == "html":
            yield Problem(page.name, span.line, "math in raw HTML, where it is not set")
        if span.place == "table" and "|" in span.text:
            message = r"| in math in a table ends the cell: write \lvert, \mid or \Vert"
            yield Problem(page.name, span.line, message)


def _left_over(page: Page) -> Iterator[Problem]:
    for passage in page.prose:
        for pattern, message in LEFT_OVER.items():
            match = re.search(pattern, passage.text)
            if match:
                yield Problem(page.name, passage.line_at(match.start()), message)
