"""A scene: its source, its table, who makes what, what runs again for a replaced name."""

from __future__ import annotations

import ast
import importlib
import inspect
import traceback
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from weave import legend, scene_lint, scene_source
from weave.errors import Mistake, nearest
from weave.legend import Entry
from weave.scene_source import HOUSE, Source
from weave.symbols import Symbols

FOLDER = "snippets.scenes"


class Scene:
    """A scene: its source, its table, its names."""

    def __init__(
        self, name: str, source: Source, table: dict[str, Entry], scope: dict[str, Any]
    ) -> None:
        self.name, self.source, self.table = name, source, table
        self.symbols: Symbols = legend.symbols(table)
        self.namespace = dict(scope)
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

    @cached_property
    def pickers(self) -> dict[str, Any]:
        """Compile what the return says of each symbol."""
        return {
            key: compile(ast.fix_missing_locations(ast.Expression(value)), self.name, "eval")
            for key, value in self.source.returned.items()
        }

    @cached_property
    def reads(self) -> dict[str, frozenset[str]]:
        """Name the locals that each symbol reads."""
        return {
            key: frozenset(scene_lint.reads(value)) for key, value in self.source.returned.items()
        }

    def expression(self, key: str, label: int | None = None) -> ast.expr:
        """Return what a symbol is bound to; for a family, its member where that is written out."""
        bound = self.source.returned[key]
        if label is None:
            return bound
        if isinstance(bound, ast.List | ast.Tuple) and 0 < label <= len(bound.elts):
            return bound.elts[label - 1]
        if isinstance(bound, ast.Dict):
            for written, member in zip(bound.keys, bound.values, strict=True):
                if isinstance(written, ast.Constant) and written.value == label:
                    return member
        return bound

    @cache  # noqa: B019 - a scene lives as long as the process
    def functions(self, key: str, label: int | None = None) -> frozenset[str]:
        """Name the functions of snippets that a symbol comes from; empty for an input."""
        if key not in self.source.returned:
            return frozenset()
        bound = self.expression(key, label)
        if self.table[key].role == "function":
            written = ast.unparse(bound)
            if written.split(".")[0] in self.source.modules:
                return frozenset({self.source.called(written)})
        found: set[str] = set()
        for read in scene_lint.reads(bound):
            found |= self.source.origins(read)
        return frozenset(found - {"rng"})

    def maker_of(self, key: str) -> str:
        """Write for the card where a symbol's value comes from."""
        if self.table[key].role not in ("value", "family", "function"):
            return ""
        return ", ".join(sorted(self.functions(key))) or "input"

    def local(self, key: str, label: int | None = None) -> str | None:
        """Return the plain local name behind a symbol, None if it is picked out of something."""
        if key not in self.source.returned:
            return None
        bound = self.expression(key, label)
        return bound.id if isinstance(bound, ast.Name) else None

    @cache  # noqa: B019 - as above
    def downstream(self, names: frozenset[str]) -> tuple[int, ...]:
        """Return the numbers of the statements whose results change with `names`."""
        changed, found = set(names), []
        for number, made in enumerate(self.source.statements):
            if made.reads & changed:
                found.append(number)
                changed.update(made.targets)
        return tuple(found)

    @cache  # noqa: B019 - as above
    def moved(self, names: frozenset[str]) -> frozenset[str]:
        """Name the locals that differ when `names` are replaced."""
        made = (self.source.statements[number].targets for number in self.downstream(names))
        return names.union(*made)

    @cache  # noqa: B019 - as above
    def needed(self, names: frozenset[str], wanted: frozenset[str]) -> tuple[int, ...]:
        """Return the statements to run again for `wanted` when `names` are replaced."""
        wants, found = set(wanted) - names, []
        for number in reversed(self.downstream(names)):
            made = self.source.statements[number]
            if set(made.targets) & wants:
                found.append(number)
                wants |= made.reads - names
        return tuple(reversed(found))


@cache
def load(name: str, folder: str = FOLDER, house: str = HOUSE) -> Scene:
    """Load `module.function` from below the scenes' folder; lint it, read its table."""
    module, _, function = name.rpartition(".")
    if not module:
        raise Mistake(f"a scene is module.function, not {name!r}")
    home = imported(module, folder)
    path = Path(inspect.getfile(home))
    known = [key for key, value in vars(home).items() if callable(value)]
    if function not in known:
        raise Mistake(f"there is no scene {function} in {module}{nearest(function, known)}")
    return understood(name, path.read_text(encoding="utf-8"), home, house)


@cache
def understood(name: str, text: str, home: ModuleType, house: str) -> Scene:
    """Take a scene out of its module's text: kept as long as the text and the module are the same.

    A scene says how to draw, and holds nothing that was drawn.
    """
    path = Path(inspect.getfile(home))
    source = scene_source.read_text(text, path, name.rpartition(".")[2], house)
    if not source.draws:
        raise Mistake(f"{name} draws nothing: it gives cards their numbers, and checks nothing")
    return Scene(name, source, legend.entries(source.docstring), vars(home))


def imported(module: str, folder: str) -> ModuleType:
    """Import a module of scenes; whatever stands in the way is a Mistake with file and line."""
    try:
        return importlib.import_module(f"{folder}.{module}")
    except ModuleNotFoundError as missing:
        raise Mistake(f"there is no scene module {module}: {missing}") from None
    except SyntaxError as error:
        place = f"{Path(error.filename or module).name}:{error.lineno}"
        raise Mistake(f"{place}: {error.msg}") from None
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        raise Mistake(f"{place}: {type(error).__name__}: {error}") from None


SIZES: dict[object, int] = {2: 3, 3: 5, 5: 7, 7: 11, 11: 13, 13: 17}


@cache
def resized(scene: Scene) -> Scene:
    """Return the same scene with arrays of other sizes, where its draws state them."""
    tree = ast.parse(scene.source.text)
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "size":
            for part in ast.walk(node.value):
                if isinstance(part, ast.Constant) and part.value in SIZES:
                    part.value = SIZES[part.value]
    path, house = Path(f"{scene.name} resized"), scene.source.house
    source = scene_source.read_text(ast.unparse(tree), path, scene.source.name, house)
    return Scene(path.name, source, scene.table, scene.namespace)


def forget() -> None:
    """Look into every scene's file anew from now on."""
    load.cache_clear()
