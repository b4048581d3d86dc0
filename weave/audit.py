"""Everything on a page that can be wrong, one piece at a time, without MkDocs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from weave import lint, listings, source, work
from weave.answers import Answers
from weave.claims import claims
from weave.errors import InCell, Mistake, Problem
from weave.home import ROOT
from weave.page import Fence, Page, Span
from weave.report import Executed


@dataclass(frozen=True)
class Piece:
    """One fence, value, claim or inline formula.

    line: of the page; name: its label, or its line for a fence without one
    base: the line before its first, so that a mistake's line can be added to it
    ask: finds what it comes to; a Verdict for an equation, None for a formula that is none
    """

    word: str
    line: int
    base: int
    name: str
    ask: Callable[[Answers], Any]


@dataclass(frozen=True)
class Result:
    """What the audit of a page found."""

    page: Page
    equations: tuple[Executed, ...]
    problems: tuple[Problem, ...]


def pieces(page: Page) -> Iterator[Piece]:
    """All pieces of a page that are executed: fences, values, claims, inline formulas, a lab."""
    if page.script:
        yield Piece("lab", 1, 0, "", partial(_lab, page))
    for fence in page.fences:
        if fence.lang in ("snippet", "math") or "exec" in fence.options:
            word = "program" if fence.lang == "python" else fence.lang
            name = fence.options.get("id") or f"line-{fence.line}"
            yield Piece(word, fence.line, fence.line, name, partial(_fence, page, fence))
    for word, job in (("value", work.value), ("claim", work.claim)):
        for span in page.words(word):
            yield Piece(word, span.line, span.line - 1, "", partial(_word, page, span, job))
    for span in page.math_spans:
        if claims(span.text):
            ask = partial(_word, page, span, work.formula)
            yield Piece("formula", span.line, span.line - 1, "", ask)


def _fence(page: Page, fence: Fence, answers: Answers) -> Any:
    if fence.lang == "snippet":
        return listings.snippets(fence.body, partial(listings.snippet, root=answers.root))
    job = work.of_fence(page, fence)
    return answers.of(job) if job else None


def _lab(page: Page, answers: Answers) -> Any:
    try:
        return answers.of(work.lab(page))
    except InCell as mistake:
        raise work.placed(page, mistake) from None


def _word(
    page: Page, span: Span, job: Callable[[Page, str, int], work.Job], answers: Answers
) -> Any:
    return answers.of(job(page, span.text, span.line))


def attempt(page: Page, piece: Piece, answers: Answers) -> Any:
    """What a piece comes to; what is wrong with it comes back as a Problem of the page."""
    try:
        return piece.ask(answers)
    except Mistake as mistake:
        return Problem(page.name, piece.base + mistake.line, str(mistake))


def audit(page: Page, answers: Answers) -> Result:
    """Run every piece of a page, and its rules."""
    equations, problems = [], lint.page(page, answers)
    for piece in pieces(page):
        found = attempt(page, piece, answers)
        if isinstance(found, Problem):
            problems.append(found)
        elif piece.word in ("math", "formula") and found is not None:
            equations.append(Executed(page.name, piece.line, piece.name, found))
    return Result(page, tuple(equations), tuple(sorted(set(problems))))


def audit_files(paths: Mapping[Path, str], answers: Answers) -> list[Result]:
    """The audits of pages, path -> name, also of such as cannot be read."""
    read: list[Page | Problem] = [_read(path, name) for path, name in paths.items()]
    found = [page for page in read if isinstance(page, Page)]
    answers.gather(job for page in found for job in work.of_page(page))
    return [
        audit(page, answers) if isinstance(page, Page) else Result(Page(page.page, ""), (), (page,))
        for page in read
    ]


def _read(path: Path, name: str) -> Page | Problem:
    try:
        return source.read(path, name)
    except Mistake as mistake:
        return Problem(name, mistake.line, str(mistake))


def pages(root: Path = ROOT) -> list[Path]:
    """The pages of the book: those of nav in its order, then the others."""
    docs = root / "docs"
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8") if settings.is_file() else "{}"
    # This loader gives every scalar as text and obeys no tag, such as !ENV.
    nav = yaml.load(text, Loader=yaml.BaseLoader).get("nav") or []
    ordered = [docs / name for name in _names(nav) if (docs / name).is_file()]
    found = [*sorted(docs.rglob("*.md")), *sorted(docs.glob("labs/*.py"))]
    return ordered + [path for path in found if path not in ordered]


def _names(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        yield from _names(list(nav.values()))
    elif isinstance(nav, list):
        for entry in nav:
            yield from _names(entry)
