"""Everything on a page that can be wrong, one piece at a time, without MkDocs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from weave import check, fences, lint, source, values, worked
from weave.errors import Mistake, Problem
from weave.isolation import ROOT
from weave.page import Fence, Page
from weave.verdict import Verdict


@dataclass(frozen=True)
class Piece:
    """One fence, value, claim or inline formula.

    line: of the page; name: its label, or its line for a fence without one
    base: the line before its first, so that a mistake's line can be added to it
    run: executes it; a Verdict for an equation, None for a formula that is none
    """

    word: str
    line: int
    base: int
    name: str
    run: Callable[[], Any]


@dataclass(frozen=True)
class Equation:
    """An equation that was executed, and what its check found; inline ones have no name."""

    page: str
    line: int
    name: str
    verdict: Any


@dataclass(frozen=True)
class Result:
    """What the audit of a page found."""

    page: Page
    equations: tuple[Equation, ...]
    problems: tuple[Problem, ...]


def pieces(page: Page) -> Iterator[Piece]:
    """All pieces of a page that are executed: fences, values, claims, inline formulas."""
    for fence in page.fences:
        run = runner(page, fence)
        if run:
            word = "program" if fence.lang == "python" else fence.lang
            name = fence.options.get("id") or f"line-{fence.line}"
            yield Piece(word, fence.line, fence.line, name, run)
    for word, function in (("value", values.value), ("claim", values.claim)):
        for span in page.words(word):
            yield Piece(word, span.line, span.line - 1, "", partial(function, span.text))
    scene = page.front_matter.get("scene")
    for span in page.math_spans:
        run = partial(check.inline, span.text, scene=scene)
        yield Piece("formula", span.line, span.line - 1, "", run)


def attempt(page: Page, piece: Piece) -> Any:
    """Run a piece; what is wrong with it comes back as a Problem of the page."""
    try:
        return piece.run()
    except Mistake as mistake:
        return Problem(page.name, piece.base + mistake.line, str(mistake))


def audit(page: Page) -> Result:
    """Run every piece of a page, and its rules."""
    equations, problems = [], lint.page(page)
    for piece in pieces(page):
        found = attempt(page, piece)
        if isinstance(found, Problem):
            problems.append(found)
        elif piece.word in ("math", "formula") and found is not None:
            equations.append(Equation(page.name, piece.line, piece.name, found))
    return Result(page, tuple(equations), tuple(sorted(set(problems))))


def audit_file(path: Path, name: str = "") -> Result:
    """The audit of the page at a path, also if it cannot be read."""
    name = name or path.as_posix()
    try:
        return audit(source.read(path, name))
    except Mistake as mistake:
        return Result(Page(name, ""), (), (Problem(name, mistake.line, str(mistake)),))


def pages(root: Path = ROOT) -> list[Path]:
    """The pages of the book: those of nav in its order, then the others."""
    docs = root / "docs"
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8") if settings.is_file() else "{}"
    # This loader gives every scalar as text and obeys no tag, such as !ENV.
    nav = yaml.load(text, Loader=yaml.BaseLoader).get("nav") or []
    ordered = [docs / name for name in _names(nav) if (docs / name).is_file()]
    return ordered + [path for path in sorted(docs.rglob("*.md")) if path not in ordered]


def _names(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        yield from _names(list(nav.values()))
    elif isinstance(nav, list):
        for entry in nav:
            yield from _names(entry)


def runner(page: Page, fence: Fence) -> Callable[[], Any] | None:
    """What executes a fence; None for one that is only shown."""
    if fence.lang == "snippet":
        return partial(fences.snippets, fence.body)
    if fence.lang == "python" and "exec" in fence.options:
        return partial(fences.run, page, fence)
    if fence.lang != "math":
        return None
    options = {key: fence.options.get(key) for key in ("scene", "of", "unchecked", "wrong")}
    if not options["scene"] and not options["of"]:
        options["scene"] = page.front_matter.get("scene")
    return partial(equation, fence.body, options)


def equation(latex: str, options: dict[str, str | None]) -> Verdict:
    """Check a display equation, and work it out with numbers."""
    verdict = check.equation(latex, **options)
    return worked.with_numbers(verdict, latex, scene=options["scene"], of=options["of"])
