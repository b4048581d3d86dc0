r"""Conditions that imply each other: x > 0 \iff y > 0 compares where both hold."""

from __future__ import annotations

from collections.abc import Sequence

from weave.clauses import Both
from weave.tree import Indicator, Relation

BY_ORDER = ("<", ">", "\\leq", "\\geq", "\\neq", "\\in")


def conditional(before: Sequence[Relation], after: Sequence[Relation]) -> bool:
    """Tell whether an arrow joins conditions; equations that follow from each other all hold."""
    return any(one.sign in BY_ORDER for one in (*before, *after))


def implied(before: Sequence[Relation], sign: str, after: Sequence[Relation]) -> Relation:
    """Compare where two conditions hold."""
    left, right = indicated(before), indicated(after)
    return Relation(left, sign, right, at=after[0].at)


def indicated(relations: Sequence[Relation]) -> Indicator:
    """Write 1 where all relations hold."""
    one = relations[0] if len(relations) == 1 else Both(tuple(relations), at=relations[0].at)
    return Indicator(one, at=relations[0].at)
