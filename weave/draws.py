"""Scenes at work: live values by seed, and the same run with one name replaced."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

import numpy as np

from weave import scenes
from weave.errors import Mistake
from weave.legend import Entry
from weave.scene_source import Statement
from weave.scenes import Scene

SEEDS = (11, 23, 47)


@cache
def draw(scene: Scene, seed: int) -> Draw:
    """Run a scene with a seed, once."""
    return Draw(scene, seed)


def forget() -> None:
    """Read and run every scene anew from now on."""
    scenes.forget()
    draw.cache_clear()


class Draw:
    """One run of a scene with a seed, or the same run with some names replaced."""

    def __init__(self, scene: Scene, seed: int, base: Draw | None = None) -> None:
        self.scene, self.seed, self.base = scene, seed, base
        self.replaced: dict[str, object] = {}
        self.names: frozenset[str] = frozenset()
        self.moved: frozenset[str] = frozenset()
        self.done: set[int] = set()
        self.locals: dict[str, Any] = {}
        self.states: dict[int, Any] = {}
        self.memo: dict[object, Any] = {}
        if base is None:
            self.run_all()

    def run_all(self) -> None:
        """Run every statement, remembering the generator's state before each draw."""
        rng = np.random.default_rng(self.seed)
        self.locals["rng"] = rng
        for number, made in enumerate(self.scene.source.statements):
            if "rng" in made.reads:
                self.states[number] = rng.bit_generator.state
            self.execute(made)

    def execute(self, made: Statement) -> None:
        """Run one statement; what it raises is a mistake of the scene, or of the moved name."""
        try:
            exec(made.code, self.scene.namespace, self.locals)
        except Exception as error:
            raise Mistake(
                f"{self.scene.name}: {', '.join(made.targets)} = {made.function}(...) raises "
                f"{type(error).__name__}: {error}"
            ) from error

    def with_local(self, name: str, value: object) -> Draw:
        """Return this run with a local name replaced; what follows from it is run on demand."""
        base = self.base or self
        fresh = Draw(self.scene, self.seed, base)
        fresh.replaced = {**self.replaced, name: value}
        fresh.names = self.names | {name}
        fresh.moved = self.scene.moved(fresh.names)
        fresh.locals = base.locals | fresh.replaced
        fresh.states = self.states
        return fresh

    def nudged(self, name: str, entry: tuple[int, ...], change: float) -> Draw:
        """Return this run with one entry of a local name moved."""
        moved = np.array(self.locals[name], dtype=np.float64)
        moved[entry] += change
        return self.with_local(name, moved if moved.ndim else float(moved))

    def settle(self, wanted: frozenset[str]) -> None:
        """Run again what `wanted` needs."""
        if self.base is None:
            return
        statements = self.scene.source.statements
        for number in self.scene.needed(self.names, wanted):
            if number in self.done:
                continue
            made = statements[number]
            if number in self.states:
                rng = np.random.default_rng()
                rng.bit_generator.state = self.states[number]
                self.locals["rng"] = rng
            self.execute(made)
            self.done.add(number)
            if not self.names.isdisjoint(made.targets):
                self.locals.update(self.replaced)

    def value(self, key: str) -> Any:
        """Return what a symbol is bound to in this run."""
        reads = self.scene.reads[key]
        if self.base is not None and not self.moves(reads):
            return self.base.value(key)
        memo = ("value", key)
        if memo not in self.memo:
            self.settle(reads)
            self.memo[memo] = eval(self.scene.pickers[key], self.scene.namespace, self.locals)
        return self.memo[memo]

    def standing(self, key: str) -> Draw:
        """Return the run in which a symbol's value is made: the base, unless it is moved."""
        if self.base is None or self.moves(self.scene.reads[key]):
            return self
        return self.base

    def least(self, keys: Iterable[str]) -> Draw:
        """Return the run without replacements if none of these symbols differs in it."""
        reads = self.scene.reads
        if self.base is None or any(self.moves(reads[key]) for key in keys if key in reads):
            return self
        return self.base

    def moves(self, reads: frozenset[str]) -> bool:
        """Tell whether any of these locals differs from the run without replacements."""
        return not self.moved.isdisjoint(reads)

    def family(self, key: str) -> dict[int, Any]:
        """Return the members of a family by label; a list counts from 1."""
        members = self.value(key)
        if isinstance(members, dict):
            return members
        return dict(enumerate(members, start=1))

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Bind the axis letters to sizes; refuse shapes that differ from the table's."""
        found: dict[str, int] = {}
        for entry in self.scene.table.values():
            if entry.role == "value":
                bind_axes(entry, self.value(entry.key), found)
            elif entry.role == "family" and entry.axes is not None:
                for member in self.family(entry.key).values():
                    bind_axes(entry, member, found)
        return found


def bind_axes(entry: Entry, value: Any, found: dict[str, int]) -> None:
    """Compare one value with its shape in the table."""
    shape = np.shape(value)
    wanted = entry.axes or ()
    if len(shape) != len(wanted):
        raise Mistake(f"{entry.key} is declared {entry.shape}, but has shape {shape}")
    for axis, size in zip(wanted, shape, strict=True):
        expected = int(axis) if axis.isdigit() else found.setdefault(axis, size)
        if expected != size:
            raise Mistake(f"{entry.key} is declared {entry.shape}, but has shape {shape}: {axis}")
