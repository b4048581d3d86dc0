"""The public record: what was executed, what was not and why, by chapter."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from weave.page import Page

KINDS = ("verified", "law", "given", "unchecked", "wrong")
COUNTED = (*KINDS, "in the text", "values", "claims", "programs", "not run", "typed by hand")
EXECUTED = ("verified", "law")  # only these have a residual


class Equation(Protocol):
    """An equation of a page: its line, its label (an inline one has none), its Verdict."""

    @property
    def page(self) -> str:
        """The page's name."""

    @property
    def line(self) -> int:
        """The page's line."""

    @property
    def name(self) -> str:
        """The label, or nothing."""

    @property
    def verdict(self) -> Any:
        """A weave.check.Verdict."""


@dataclass(frozen=True)
class Executed:
    """An equation that was executed, and what its check found; inline ones have no name."""

    page: str
    line: int
    name: str
    verdict: Any


class Toll(Protocol):
    """What the mutants of one equation came to, as weave.tolls gives it."""

    @property
    def page(self) -> str:
        """The page's name."""

    @property
    def line(self) -> int:
        """The page's line."""

    @property
    def toll(self) -> Any:
        """A weave.mutate.Toll."""


def counts(page: Page, equations: Iterable[Equation]) -> Counter[str]:
    """How many there are on a page of each thing that the book counts in public.

    The kinds count display equations; an inline one is counted as "in the text".
    """
    found = Counter(
        equation.verdict.kind if equation.name else "in the text" for equation in equations
    )
    found["values"] = len(list(page.words("value")))
    found["claims"] = len(list(page.words("claim")))
    found["programs"] = sum("exec" in fence.options for fence in page.fences)
    found["not run"] = len(not_run(page))
    found["typed by hand"] = len(page.typed)
    return found


def table(pages: Mapping[str, Page], equations: Iterable[Equation]) -> str:
    """A Markdown table of the counts, a page with any of them a row, and their sums.

    pages: by the name that the equations give them
    """
    of_page = by_page(pages, equations)
    rows = [(title(page), counts(page, of_page[name])) for name, page in pages.items()]
    total: Counter[str] = sum((found for _, found in rows), Counter())
    lines = [_row("chapter", COUNTED), "|---|" + "---:|" * len(COUNTED)]
    for name, found in rows:
        if found.total():
            lines.append(_row(name, [found[key] for key in COUNTED]))
    return "\n".join([*lines, _row("**all**", [f"**{total[key]}**" for key in COUNTED])])


def exceptions(pages: Mapping[str, Page], equations: Iterable[Equation]) -> str:
    """A Markdown list of everything that is not executed, with its reason."""
    lines = [
        f"- {equation.page}:{equation.line}: equation not checked: {equation.verdict.reason}"
        for equation in equations
        if equation.verdict.kind == "unchecked"
    ]
    for page in pages.values():
        lines += [f"- {page.name}:{line}: program not run: {why}" for line, why in not_run(page)]
        lines += [
            f"- {page.name}: {number} typed by hand: {page.typed[number]}" for number in page.typed
        ]
    return "\n".join(lines)


def mutants(tolls: Sequence[Toll]) -> str:
    """A sentence on the changed equations that the check met."""
    found = fates(tolls)
    return (
        f"{found['mutants']} single changes of {len(tolls)} equations: the check noticed "
        f"{found['killed']}, {found['equivalent']} mean the same, {found['survivors']} it missed."
    )


def agreement(equations: Iterable[Equation]) -> str:
    """A sentence on how far apart the sides of an executed equation are at most."""
    found = [(apart, one) for one in equations if (apart := residual(one)) is not None]
    if not found:
        return ""
    worst, equation = max(found, key=lambda pair: pair[0])
    place = equation.name or f"{equation.page}:{equation.line}"
    return f"Two sides differ by at most {worst:.0e} of their size, in `{place}`."


def title(page: Page) -> str:
    """The title in the front matter, else the first heading, else the page's name."""
    first = next((heading.text for heading in page.headings), page.name)
    return str(page.front_matter.get("title", first))


def fates(tolls: Sequence[Toll] | None) -> dict[str, int | None]:
    """Sums over the equations that were mutated; None if none was tried."""
    sums = (
        sum(entry.toll.mutants for entry in tolls or ()),
        sum(entry.toll.killed for entry in tolls or ()),
        sum(len(entry.toll.equivalents) for entry in tolls or ()),
        sum(len(entry.toll.survivors) for entry in tolls or ()),
    )
    keys = ("mutants", "killed", "equivalent", "survivors")
    return {key: None if tolls is None else found for key, found in zip(keys, sums, strict=True)}


def residual(equation: Equation) -> float | None:
    """How far apart the sides of an executed equation were; None for another."""
    executed = equation.verdict.kind in EXECUTED
    return float(equation.verdict.residual) if executed else None


def by_page(pages: Mapping[str, Page], equations: Iterable[Equation]) -> dict[str, list[Equation]]:
    """The equations of each page."""
    found: dict[str, list[Equation]] = {name: [] for name in pages}
    for equation in equations:
        found[equation.page].append(equation)
    return found


def not_run(page: Page) -> list[tuple[int, str]]:
    """The line and the reason of each python fence that is only shown."""
    plain = (f for f in page.fences if f.lang == "python" and "exec" not in f.options)
    return [(fence.line, fence.options.get("reason", "")) for fence in plain]


def _row(name: str, cells: Iterable[object]) -> str:
    return "| " + " | ".join([name, *map(str, cells)]) + " |"
