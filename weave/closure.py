"""Which sources a piece of code depends on, and one digest for all of them.

A key by the page alone publishes old numbers after an edit to an imported module; a key by the
whole house runs everything again after every edit. This one goes by what the code reaches through
imports. Files are read and hashed, never judged by their times. Not covered, since no tree shows
them: files that are opened under computed names and not declared (weave.imports.DATA), and compiled
modules.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from weave.data_files import DataFiles
from weave.houses import Houses, Module
from weave.imports import Imports, imports, said
from weave.installed import Installed, Memory
from weave.machine import machine

__all__ = ["Reach", "Roots", "roots"]

CACHE = ".cache"
NEVER = sys.stdlib_module_names | {"", "**"}  # installed with Python, or no name
Roots = Imports
roots = imports

# A scan depends on the source, on who scans and on Python's grammar.
SCANNER = hashlib.sha256(
    repr(sys.version_info[:2]).encode() + Path(__file__).with_name("imports.py").read_bytes()
).hexdigest()
_scans: dict[str, Imports] = {}  # of this process, by content


@dataclass(frozen=True)
class _Step:
    """Where one source leads: modules of the houses, what it adds to the parts, data files."""

    modules: tuple[Module, ...]
    parts: Mapping[str, str]
    data: tuple[Path, ...]


class Reach:
    """What code of one book reaches; one object per build, for it reads each file once.

    root: the folder that stands first on the path of who runs the code
    houses: top-level packages in it; what is dynamic may reach all of them
    memory: a ledger, so that the next build parses nothing
    guess: follow also what no import shows: all houses where imports are dynamic, and literals that
        name files; False for a house that says itself what it reads, and imports by name nothing
        of its own (weave)
    """

    def __init__(
        self,
        root: Path,
        houses: Iterable[str] = ("snippets",),
        *,
        memory: Memory | None = None,
        guess: bool = True,
    ) -> None:
        self.root, self._memory, self._guess = root, memory, guess
        self._houses, self._installed = Houses(root, houses), Installed(memory)
        self._steps: dict[str, _Step] = {}
        self._parts: dict[Imports, dict[str, str]] = {}
        self._digests: dict[Imports, str] = {}
        self.data = DataFiles()
        self._names: dict[Path, str] = {}
        self._recall()

    def digest(self, names: Iterable[str] | Roots, *, dynamic: bool = False) -> str:
        """Hash all that the names depend on: sha256 in hex of `parts`."""
        start = _start(names, dynamic)
        if start not in self._digests:
            text = "\0".join(f"{name}\0{part}" for name, part in sorted(self.parts(start).items()))
            self._digests[start] = hashlib.sha256(text.encode()).hexdigest()
        return self._digests[start]

    def parts(self, names: Iterable[str] | Roots, *, dynamic: bool = False) -> Mapping[str, str]:
        """Name each part with its digest or version: files, distributions, variables, machine."""
        start = _start(names, dynamic)
        if start not in self._parts:
            self._parts[start] = machine()
            for step in self._walk(start):
                self._parts[start].update(step.parts)
        return self._parts[start]

    def modules(self, names: Iterable[str] | Roots, *, dynamic: bool = False) -> tuple[Path, ...]:
        """List the files of the houses that the names reach."""
        steps = self._walk(_start(names, dynamic))
        paths = {module.path for step in steps for module in step.modules}
        return tuple(sorted(path for path in paths if path.suffix == ".py"))

    def names(self, names: Iterable[str] | Roots, *, dynamic: bool = False) -> frozenset[str]:
        """Name the modules of the houses that the names reach."""
        steps = self._walk(_start(names, dynamic))
        return frozenset(module.name for step in steps for module in step.modules)

    def sources(self) -> dict[str, str]:
        """Give sha256 of every source read so far, by the module's name."""
        return {name: module.sha256 for name, module in self._houses.modules.items()}

    def rests(self, names: Iterable[str] | Roots) -> bool:
        """Whether nobody has touched the names' data files since they were read."""
        steps = self._walk(_start(names, dynamic=False))
        return self.data.rest({path for step in steps for path in step.data})

    def _recall(self) -> None:
        """Fetch what is remembered of all scans with one question."""
        if self._memory is None:
            return
        known = self._houses.modules.values()
        new = {_key(module): module.sha256 for module in known if module.sha256 not in _scans}
        for key, kept in self._memory.get_many(new).items():
            try:
                _scans[new[key]] = Imports.from_json(kept)
            except (KeyError, TypeError):  # not ours: it is scanned again
                continue

    def _walk(self, start: Imports) -> list[_Step]:
        """Follow the imports to the end."""
        steps, seen = [self._step(start, self.root, lambda name: name)], set()
        for step in steps:  # grows while it is walked
            for module in step.modules:
                if module.name not in seen:
                    seen.add(module.name)
                    steps.append(self._into(module))
        return steps

    def _into(self, module: Module) -> _Step:
        if module.name not in self._steps:
            scan = self._scan(module)
            self._steps[module.name] = self._step(scan, module.path.parent, module.absolute)
        return self._steps[module.name]

    def _step(self, scan: Imports, folder: Path, absolute: Callable[[str], str]) -> _Step:
        free = self._houses.names if scan.dynamic and self._guess else ()
        names = [*map(absolute, scan.names), *(f"{house}.**" for house in free)]
        found = {name: list(self._houses.resolve(name)) for name in names if name[:1] != "."}
        modules = {module.name: module for ways in found.values() for module in ways}
        files = [module for module in modules.values() if module.path.suffix == ".py"]
        parts = {self._name(module.path): self._digest_of(module) for module in files}
        for top in {name.partition(".")[0] for name, way in found.items() if not way} - NEVER:
            parts |= self._installed.versions(top) or {f"module {top}": "not installed"}
        for name in scan.variables:
            parts[f"variable {name}"] = repr(os.environ.get(name))
        data = tuple(self._data(scan, folder))
        for path in data:
            if digest := self.data.digest(path):
                parts[f"file {self._name(path)}"] = digest
        return _Step(tuple(modules.values()), parts, data)

    @cached_property
    def _said(self) -> dict[str, Imports]:
        """What the modules of a house say that is not guessed at; kept as one entry for all."""
        modules = {module.name: module for module in self._houses.modules.values()}
        key = _key_of_all(modules.values())
        kept: Any = self._memory.get_many([key]).get(key) if self._memory is not None else None
        try:
            return {name: Imports.from_json(kept[name]) for name in modules}
        except (KeyError, TypeError):  # nothing, or not ours
            found = {name: said(module.source) for name, module in modules.items()}
        if self._memory is not None:
            self._memory.put(key, {name: scan.to_json() for name, scan in found.items()})
        return found

    def _scan(self, module: Module) -> Imports:
        if not self._guess:
            return self._said.get(module.name) or said(module.source)
        if module.sha256 not in _scans:
            _scans[module.sha256] = imports(module.source)
            if self._memory is not None:
                self._memory.put(_key(module), _scans[module.sha256].to_json())
        return _scans[module.sha256]

    def _digest_of(self, module: Module) -> str:
        """Hash a module's source; of a package that is not guessed at, what of it runs.

        There the docstring is the plan of the house, and a room that is added to it must not run
        everything again. Who shows the plan (weave.colophon) reads it in every build.
        """
        return module.sha256 if self._guess or not module.package else module.undocumented()

    def _data(self, scan: Imports, folder: Path) -> Iterator[Path]:
        """Declared files and folders; literals only if they name a file, and none that we made."""
        for name in scan.files:
            yield from (self.root / name, folder / name)
        for name in scan.literals if self._guess else ():
            if CACHE not in name.split("/"):
                yield from filter(self.data.are, (self.root / name, folder / name))

    def _name(self, path: Path) -> str:
        if path not in self._names:
            self._names[path] = Path(os.path.relpath(path, self.root)).as_posix()
        return self._names[path]


def _start(names: Iterable[str] | Roots, dynamic: bool) -> Imports:
    return names if isinstance(names, Imports) else Imports(tuple(sorted(set(names))), dynamic)


def _key_of_all(modules: Iterable[Module]) -> str:
    listed = sorted(f"{module.name} {module.sha256}" for module in modules)
    return hashlib.sha256("\n".join(["said", SCANNER, *listed]).encode()).hexdigest()


def _key(module: Module) -> str:
    return hashlib.sha256(f"scan {SCANNER} {module.sha256}".encode()).hexdigest()
