"""Nodes that bring a letter of their own: sums and their ranges, integrals, limits."""

from __future__ import annotations

from dataclasses import dataclass

from weave.tree import Node, Relation


@dataclass(frozen=True)
class Range(Node):
    """What a sum's index runs over; None means: as far as the arrays go."""

    variable: str
    low: Node | None = None
    high: Node | None = None


@dataclass(frozen=True)
class Fold(Node):
    """A sum, product, maximum, minimum, mean or arg max over indices."""

    operator: str
    ranges: tuple[Range, ...]
    conditions: tuple[Relation, ...]
    body: Node


@dataclass(frozen=True)
class Integral(Node):
    """An integral in one variable; the body does not hold its dx."""

    variable: str
    low: Node
    high: Node
    body: Node


@dataclass(frozen=True)
class Limit(Node):
    r"""\lim_{variable \to target} of a body."""

    variable: str
    target: Node
    body: Node


@dataclass(frozen=True)
class Infinity(Node):
    r"""\infty, a bound or a target."""


@dataclass(frozen=True)
class Grid(Node):
    """A matrix written with dots: its entry by row and column; None means only one."""

    rows: Range | None
    columns: Range | None
    body: Node
