"""What a page wants executed, as plain data: it can be hashed, sent to a worker, and remembered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from weave.claims import claims
from weave.errors import InCell, Mistake
from weave.imports import Imports, imports
from weave.page import Fence, Page
from weave.percent import CELL

NOTHING = Imports()
LIMIT = 30.0  # seconds a block may take, unless its fence says otherwise
OF_CELL, OF_LAB = 300.0, 1800.0  # seconds a cell may take, and a lab, whatever its cells say
WORD = re.compile(r"`#!value\s+([^`]+)`")
MODULE = re.compile(r"(?<![\w.])([a-z_]\w*)\s*\.")
CHECKED = ("scene", "of", "unchecked", "wrong")
STYLE = "snippets.figures.style"  # who draws a figure asks it for the colours' names


@dataclass(frozen=True)
class Job:
    """One thing to execute.

    kind: a function of weave.jobs; arguments: what it is called with
    roots: what it imports, reads and asks of the environment itself
    name: how it is called from build to build
    where: the page and the line of its block; base: the line before its first
    limit: the seconds that it may take
    """

    kind: str
    arguments: tuple[Any, ...]
    roots: Imports = NOTHING
    name: str = field(default="", compare=False)
    where: str = field(default="", compare=False)
    base: int = field(default=0, compare=False)
    limit: float = LIMIT


def of_page(page: Page) -> Iterator[Job]:
    """Everything that a page executes; what it asks wrongly is said where it is converted."""
    if page.script:
        yield lab(page)
    yield from _of_fences(page)
    for word in ("value", "claim"):
        for span in page.words(word):
            yield _in_text(page, word, span.text, span.line)
    for span in page.math_spans:
        if claims(span.text):
            yield formula(page, span.text, span.line)


def _of_fences(page: Page) -> Iterator[Job]:
    for fence in page.fences:
        try:
            job = of_fence(page, fence)
        except Mistake:
            continue
        if job:
            yield job


def mutants(page: Page) -> Iterator[tuple[Fence, Job]]:
    """The changes of each executed display equation of a page."""
    for fence in page.fences:
        claims_nothing = fence.broken or {"unchecked", "wrong"} & set(fence.options)
        if fence.lang == "math" and not claims_nothing:
            scene, of, *_ = _checked(page, fence)
            name, where = _place(page, fence)
            yield fence, Job("toll", (fence.body, scene, of), _bound(scene, of), name, where)


def of_fence(page: Page, fence: Fence) -> Job | None:
    """What a fence executes; None for one that only shows something.

    Raises Mistake if nobody can tell where it ends, or if it goes on from no program above it.
    """
    if fence.broken:
        raise Mistake(fence.broken, line=0)
    if fence.lang == "python" and "exec" in fence.options:
        return program(page, fence)
    if fence.lang != "math":
        return None
    options, place = _checked(page, fence), _place(page, fence)
    return Job("equation", (fence.body, *options), _bound(*options[:2]), *place, fence.line)


def program(page: Page, fence: Fence) -> Job:
    """A program, the ones before it, and what its figure is called and shows."""
    before, alt = tuple(_before(page, fence)), fence.options.get("alt")
    name = fence.options.get("id") or f"fig-{Path(page.name).stem}-{page.fences.index(fence)}"
    needs = imports("\n".join([*before, fence.body]))
    values = [name for text in WORD.findall(alt or "") for name in _named(text).names]
    style = [] if alt is None else [STYLE]
    return Job(
        "program",
        (fence.body, before, alt, name),
        replace(needs, names=tuple(sorted({*needs.names, *values, *style}))),
        *_place(page, fence),
        fence.line,
        float(fence.options.get("limit", LIMIT)),
    )


def cells(page: Page) -> list[Fence]:
    """The code cells of a lab."""
    return [fence for fence in page.fences if fence.lang == CELL]


def lab(page: Page) -> Job:
    """All code cells of a lab, with what their figures are called and show.

    Its prose is no part of it: an edited sentence executes nothing.
    """
    found, stem, said = cells(page), Path(page.name).stem, page.front_matter
    codes = tuple(fence.body.strip("\n") for fence in found)
    names = (one.options.get("id", f"fig-{stem}-{n}") for n, one in enumerate(found, start=1))
    alts = (fence.options.get("alt") for fence in found)
    limit = float(said.get("limit", OF_CELL))
    arguments = (codes, tuple(names), tuple(alts), said.get("needs_module"), limit)
    place = page.name, f"{page.name}:1"
    roots = imports("\n".join(codes))
    more = {STYLE, *filter(None, [said.get("needs_module")])}
    roots = replace(roots, names=tuple(sorted({*roots.names, *more})))
    return Job("lab", arguments, roots, *place, limit=OF_LAB)


def placed(page: Page, mistake: InCell) -> Mistake:
    """What is wrong in a cell, with the line of the script and the number of the cell."""
    fence = cells(page)[mistake.cell]
    blank = len(fence.body) - len(fence.body.lstrip("\n"))
    message = f"code cell {mistake.cell + 1}: {mistake.message}"
    return Mistake(message, line=fence.line + blank + mistake.line, excerpt=mistake.excerpt)


def value(page: Page, text: str, line: int) -> Job:
    """The value of an expression."""
    return _in_text(page, "value", text, line)


def claim(page: Page, text: str, line: int) -> Job:
    """The test of a claim."""
    return _in_text(page, "claim", text, line)


def formula(page: Page, latex: str, line: int) -> Job:
    """An inline formula that claims something."""
    scene = page.front_matter.get("scene")
    name, where = f"{page.name} {latex}", f"{page.name}:{line}"
    return Job("formula", (latex, scene), _bound(scene, None), name, where, line - 1)


def _in_text(page: Page, kind: str, text: str, line: int) -> Job:
    name, where = f"{page.name} {text}", f"{page.name}:{line}"
    return Job(kind, (text,), _named(text), name, where, line - 1)


def _place(page: Page, fence: Fence) -> tuple[str, str]:
    """How a fence is called (its id, or which of the page's it is), and where it stands."""
    name = fence.options.get("id") or f"#{page.fences.index(fence)}"
    return f"{page.name} {name}", f"{page.name}:{fence.line}"


def _named(text: str) -> Imports:
    """The modules that an expression may compute with: whatever stands before a dot."""
    return Imports(tuple(sorted({f"snippets.{name}" for name in MODULE.findall(text)})))


def _bound(scene: str | None, of: str | None) -> Imports:
    """The module that gives an equation's symbols their values."""
    if of:
        return Imports((f"snippets.{of.partition('.')[0]}",))
    return Imports((f"snippets.scenes.{scene.rpartition('.')[0]}",)) if scene else NOTHING


def _checked(page: Page, fence: Fence) -> tuple[str | None, ...]:
    """The options of an equation; its scene is by default that of the page."""
    scene, *others = (fence.options.get(key) for key in CHECKED)
    if not scene and not others[0]:
        scene = page.front_matter.get("scene")
    return (scene, *others)


def _before(page: Page, fence: Fence) -> list[str]:
    """The programs that this one goes on from, first one first."""
    earlier: list[str] = []
    while "after" in fence.options:
        name, above = fence.options["after"], fence.line
        for candidate in page.fences:
            if candidate.options.get("id") == name and candidate.line < above:
                fence = candidate
                break
        else:
            raise Mistake(f'after="{name}": no program above has this id', line=0)
        earlier.insert(0, fence.body)
    return earlier
