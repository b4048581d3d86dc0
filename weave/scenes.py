"""Scenes at work: draw live values, name their makers, run again with one name replaced."""

from __future__ import annotations

import ast
import importlib
import inspect
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from weave import legend, scene_source
from weave.errors import Mistake, nearest
from weave.legend import Entry
from weave.scene_source import Source
from weave.symbols import Symbols

SEEDS = (11, 23, 47)
FOLDER = "snippets.scenes"


class Scene:
    """A scene: its source, its table, its names."""

    def __init__(self, name: str, source: Source, table: dict[str, Entry], home: Any) -> None:
        self.name, self.source, self.table = name, source, table
        self.symbols: Symbols = legend.symbols(table)
        self.namespace = dict(vars(home))
        self.draws: dict[int, Draw] = {}
        self.check_table()

    def check_table(self) -> None:
        """Refuse a table that differs from what is returned."""
        returned = set(self.source.returned)
        for entry in self.table.values():
            wanted = entry.role in ("value", "family", "function")
            if wanted and entry.key not in returned:
                raise Mistake(f"{entry.key} stands in the table of {self.name}, not in its return")
        for key in returned - set(self.table):
            raise Mistake(f"{key} is returned by {self.name}, but not in its table")

    def draw(self, seed: int) -> Draw:
        """Run the scene with a seed, once."""
        if seed not in self.draws:
            self.draws[seed] = Draw(self, seed)
        return self.draws[seed]

    @cached_property
    def pickers(self) -> dict[str, Any]:
        """Compile what the return says of each symbol."""
        return {
            key: compile(ast.fix_missing_locations(ast.Expression(value)), self.name, "eval")
            for key, value in self.source.returned.items()
        }

    def expression(self, key: str, label: int | None = None) -> ast.expr:
        """Return what a symbol is bound to; for a family, its member where that is written out."""
        bound = self.source.returned[key]
        if label is None:
            return bound
        if isinstance(bound, ast.List | ast.Tuple):
            return bound.elts[label - 1]
        if isinstance(bound, ast.Dict):
            for written, member in zip(bound.keys, bound.values, strict=True):
                if isinstance(written, ast.Constant) and written.value == label:
                    return member
        return bound

    def functions(self, key: str, label: int | None = None) -> frozenset[str]:
        """Name the functions of snippets that a symbol comes from; empty for an input."""
        if key not in self.source.returned:
            return frozenset()
        bound = self.expression(key, label)
        if self.table[key].role == "function":
            return frozenset({self.source.called(ast.unparse(bound))})
        found: set[str] = set()
        for read in scene_source.reads(bound):
            found |= self.source.origins(read)
        return frozenset(found - {"rng"})

    def local(self, key: str, label: int | None = None) -> str | None:
        """Return the plain local name behind a symbol, None if it is picked out of something."""
        if key not in self.source.returned:
            return None
        bound = self.expression(key, label)
        return bound.id if isinstance(bound, ast.Name) else None

    @lru_cache(maxsize=None)  # noqa: B019 - a scene lives as long as the process
    def downstream(self, names: frozenset[str]) -> tuple[int, ...]:
        """Return the numbers of the statements whose results change with `names`."""
        changed, found = set(names), []
        for number, made in enumerate(self.source.statements):
            if made.reads & changed:
                found.append(number)
                changed.update(made.targets)
        return tuple(found)

    @lru_cache(maxsize=None)  # noqa: B019
    def needed(self, names: frozenset[str], wanted: frozenset[str]) -> tuple[int, ...]:
        """Return the statements to run again for `wanted` when `names` are replaced."""
        wants, found = set(wanted) - names, []
        for number in reversed(self.downstream(names)):
            made = self.source.statements[number]
            if set(made.targets) & wants:
                found.append(number)
                wants |= made.reads - names
        return tuple(reversed(found))


class Draw:
    """One run of a scene with a seed, or the same run with some names replaced."""

    def __init__(self, scene: Scene, seed: int, base: Draw | None = None) -> None:
        self.scene, self.seed, self.base = scene, seed, base
        self.replaced: dict[str, object] = {}
        self.done: set[int] = set()
        self.locals: dict[str, Any] = {}
        self.states: dict[int, Any] = {}
        self.memo: dict[object, object] = {}
        if base is None:
            self.run_all()

    def run_all(self) -> None:
        """Run every statement, remembering the generator's state before each draw."""
        rng = np.random.default_rng(self.seed)
        self.locals["rng"] = rng
        for number, made in enumerate(self.scene.source.statements):
            if "rng" in made.reads:
                self.states[number] = rng.bit_generator.state
            exec(made.code, self.scene.namespace, self.locals)

    def with_local(self, name: str, value: object) -> Draw:
        """Return this run with a local name replaced; what follows from it is run on demand."""
        fresh = Draw(self.scene, self.seed, self.base or self)
        fresh.replaced = {**self.replaced, name: value}
        fresh.locals = {**(self.base or self).locals, **fresh.replaced}
        fresh.states = self.states
        return fresh

    def settle(self, wanted: frozenset[str]) -> None:
        """Run again what `wanted` needs."""
        if self.base is None:
            return
        for number in self.scene.needed(frozenset(self.replaced), wanted):
            if number in self.done:
                continue
            made = self.scene.source.statements[number]
            if number in self.states:
                rng = np.random.default_rng()
                rng.bit_generator.state = self.states[number]
                self.locals["rng"] = rng
            exec(made.code, self.scene.namespace, self.locals)
            self.locals.update(self.replaced)
            self.done.add(number)

    def value(self, key: str) -> Any:
        """Return what a symbol is bound to in this run."""
        bound = self.scene.source.returned[key]
        self.settle(frozenset(scene_source.reads(bound)))
        return eval(self.scene.pickers[key], self.scene.namespace, self.locals)

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


def bind_axes(entry: Entry, value: object, found: dict[str, int]) -> None:
    """Compare one value with its shape in the table."""
    shape = np.shape(value)  # type: ignore[arg-type]
    wanted = entry.axes or ()
    if len(shape) != len(wanted):
        raise Mistake(f"{entry.key} is declared {entry.shape}, but has shape {shape}")
    for axis, size in zip(wanted, shape, strict=True):
        expected = int(axis) if axis.isdigit() else found.setdefault(axis, size)
        if expected != size:
            raise Mistake(f"{entry.key} is declared {entry.shape}, but has shape {shape}: {axis}")


@lru_cache(maxsize=None)
def load(name: str, folder: str = FOLDER) -> Scene:
    """Load `module.function` from below the scenes' folder; lint it, read its table."""
    module, _, function = name.rpartition(".")
    if not module:
        raise Mistake(f"a scene is module.function, not {name!r}")
    try:
        home = importlib.import_module(f"{folder}.{module}")
    except ModuleNotFoundError as missing:
        raise Mistake(f"there is no scene module {module}: {missing}") from None
    path = Path(inspect.getfile(home))
    known = [key for key, value in vars(home).items() if callable(value)]
    if function not in known:
        raise Mistake(f"there is no scene {function} in {module}{nearest(function, known)}")
    return build(name, path, function, home)


def build(name: str, path: Path, function: str, home: Any) -> Scene:
    """Make a scene of a function in a file."""
    source = scene_source.read(path, function)
    return Scene(name, source, legend.entries(source.docstring), home)
