"""Nodes that are no plain value: several conditions at once, distributions, values at a place."""

from __future__ import annotations

from dataclasses import dataclass

from weave.tree import Name, Node, Relation


@dataclass(frozen=True)
class Both(Node):
    """Conditions that hold together, such as 0 < x < 1."""

    parts: tuple[Relation, ...]


@dataclass(frozen=True)
class Distribution(Node):
    r"""A distribution and its parameters, such as \mathcal N(\mu, s^2)."""

    name: str
    parameters: tuple[Node, ...]


@dataclass(frozen=True)
class Expectation(Node):
    r"""\mathbb E_{x \sim p}: a mean weighted by probabilities or by a density."""

    variable: str
    weights: Node
    body: Node


@dataclass(frozen=True)
class At(Node):
    """A value where a symbol is something else: f(x) at x = 0."""

    of: Node
    symbol: Name
    place: Node
