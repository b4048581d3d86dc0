"""Runs in which the code computes nonsense: an equation that still holds says nothing about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from weave.binders import Limit
from weave.clauses import At
from weave.draws import Draw
from weave.tree import Derivative, Gradient, Node, Order, Prime, Relation

# These run the code again, and so cannot be fooled.
BLIND = (At, Derivative, Gradient, Limit, Order, Prime)


class Nonsense(Draw):
    """A run in which outputs are random, and functions return something else."""

    def __init__(self, run: Draw) -> None:
        super().__init__(run.scene, run.seed, run)
        self.run, self.locals = run, run.locals
        self.rng = np.random.default_rng(run.seed + 1)

    def value(self, key: str) -> Any:
        """Return a random value for an output, the true one for an input."""
        if ("value", key) not in self.memo:
            self.memo["value", key] = self.made(key)
        return self.memo["value", key]

    def made(self, key: str) -> Any:
        """Make the value of a symbol."""
        true, role = self.run.value(key), self.scene.table[key].role
        if role == "function":
            return another(true) if callable(true) else true
        if role == "family":
            members = true.items() if isinstance(true, dict) else enumerate(true, start=1)
            return {label: self.like(member, self.scene.functions(key, label))
                    for label, member in members}  # fmt: skip
        return self.like(true, self.scene.functions(key))

    def like(self, true: Any, functions: frozenset[str]) -> Any:
        """Return random numbers of the same shape, but for an input."""
        array = np.asarray(true)
        moves = functions and array.dtype.kind in "biuf"
        return self.rng.normal(size=array.shape) if moves else true

    def standing(self, _key: str) -> Draw:
        """Make every symbol here."""
        return self

    def least(self, _keys: object) -> Draw:
        """Stay here."""
        return self


def another(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function whose values are bent, so that what it should compute is not."""
    return lambda *arguments: bent(np.asarray(function(*arguments), dtype=np.float64))


def bent(array: Any) -> Any:
    """Bend values entry by entry, by a curve without symmetry."""
    return 0.3 + 1.7 * array + 0.4 * np.cos(2.3 * array + 0.7)


def can_tell(nodes: tuple[Node, ...]) -> bool:
    """Tell whether nonsense would show in these nodes: it may be spread like a true sample."""
    return not any(
        isinstance(node, BLIND) or (isinstance(node, Relation) and node.sign == "\\sim")
        for node in nodes
    )
