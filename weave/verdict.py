"""What was found when something was executed, as plain records: a card is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Relation:
    """One step: its sides as LaTeX, the worst residual over all seeds, the kind of evidence."""

    left: str
    sign: str
    right: str
    residual: float
    evidence: str
    reason: str = ""


@dataclass(frozen=True)
class Symbol:
    """One symbol of an equation: its LaTeX, meaning, shape, and where its value comes from."""

    latex: str
    meaning: str
    shape: str
    source: str


@dataclass(frozen=True)
class Side:
    """One side with numbers put in: the sign before it, its LaTeX, then step by step its value."""

    sign: str
    latex: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Numbers:
    """An equation at one point.

    whose: a sentence that says whose numbers these are; where: the values of indices and labels
    chains: the sides of each equation of the block; rests: what O(...) leaves over, by step
    """

    whose: str
    where: tuple[tuple[str, int], ...]
    chains: tuple[tuple[Side, ...], ...]
    rests: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Verdict:
    """The result of a check.

    kind: verified, law, given, unchecked or wrong; latex: what is typeset, comments gone
    functions: what of snippets it verifies; refusal: the error of an equation shown as wrong
    numbers: the equation at one point, for a reader with a pencil
    """

    kind: str
    latex: str
    words: str = ""
    relations: tuple[Relation, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    functions: tuple[str, ...] = ()
    numpy: str = ""
    seeds: tuple[int, ...] = ()
    residual: float = 0.0
    refusal: str = ""
    reason: str = ""
    numbers: Numbers | None = None


@dataclass(frozen=True)
class Survivor:
    """A change of an equation that nobody noticed, in words."""

    told: str


@dataclass(frozen=True)
class Toll:
    """What the mutants of one equation came to; each survivor is `told` in words."""

    mutants: int
    survivors: tuple[Any, ...]
    equivalents: tuple[str, ...]

    @property
    def killed(self) -> int:
        """Count the mutants that the check noticed."""
        return self.mutants - len(self.survivors) - len(self.equivalents)


@dataclass(frozen=True)
class Plotted:
    """Numbers of a figure: cells in columns; note: what is not there."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Shown:
    """What a page shows of one cell of a lab.

    code: its HTML; outputs: "text" (HTML), "table" (Markdown) or "figure" (SVG) and what it is
    numbers: of its figure; raw: the outputs as a notebook has them, in JSON
    """

    code: str
    outputs: tuple[tuple[str, str], ...]
    numbers: tuple[Plotted, ...]
    raw: str


@dataclass(frozen=True)
class Lab:
    """What an executed lab came to; missing: the module without which it was not executed."""

    cells: tuple[Shown, ...]
    missing: str = ""


@dataclass(frozen=True)
class Output:
    """What a program printed (Markdown), and of the figure that it ended with SVG and numbers."""

    text: str
    svg: str | None = None
    numbers: tuple[Plotted, ...] = ()
