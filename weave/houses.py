"""The source files of a book by the names that Python imports them under; read once, by content."""

from __future__ import annotations

import ast
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Module:
    """One module of a house; a folder without `__init__.py` is a package with an empty source."""

    name: str
    path: Path
    package: bool = False
    source: bytes = field(default=b"", repr=False)
    sha256: str = ""

    @staticmethod
    def read(name: str, path: Path, package: bool = False) -> Module:
        """Read the file; who deletes it meanwhile leaves an empty one."""
        try:
            source = path.read_bytes() if path.suffix == ".py" else b""
        except FileNotFoundError:
            source = b""
        return Module(name, path, package, source, hashlib.sha256(source).hexdigest())

    def undocumented(self) -> str:
        """Give sha256 of what runs: the source without its docstring and comments."""
        tree = ast.parse(self.source)
        if ast.get_docstring(tree, clean=False) is not None:
            del tree.body[0]
        return hashlib.sha256(ast.dump(tree).encode()).hexdigest()

    def absolute(self, name: str) -> str:
        """Give the full name of one with leading dots, as an import in this module means it."""
        bare = name.lstrip(".")
        if bare == name:
            return name
        up = len(name) - len(bare) - (1 if self.package else 0)
        parts = self.name.split(".")
        return ".".join([*parts[: max(len(parts) - up, 0)], *filter(None, [bare])])


class Houses:
    """The modules that stand in a book's folder.

    root: the folder that stands first on the path of who runs the code
    names: packages that are read at once; others in the root when an import names them
    """

    def __init__(self, root: Path, names: Iterable[str]) -> None:
        self.root, self.names = root, tuple(names)
        self.modules: dict[str, Module] = {}
        self._looked: set[str] = set()
        for name in self.names:
            self._look(name)

    def resolve(self, name: str) -> Iterator[Module]:
        """Give every module on the way down a dotted name: a package runs its own file first.

        `a.**` gives all that is below the package a; parts that are no modules end the way.
        """
        parts = name.split(".")
        self._look(parts[0])
        for depth, part in enumerate(parts):
            below = ".".join(parts[: depth + 1])
            if part == "**":
                inside = below[: -len("**")]
                yield from [m for n, m in self.modules.items() if n.startswith(inside)]
            if below not in self.modules:
                return
            yield self.modules[below]

    def _look(self, top: str) -> None:
        if top in self._looked or not top.isidentifier():
            return
        self._looked.add(top)
        folder, file = self.root / top, self.root / f"{top}.py"
        if (folder / "__init__.py").is_file() or (top in self.names and folder.is_dir()):
            self.modules |= {module.name: module for module in _read(folder, top)}
        elif file.is_file():
            self.modules[top] = Module.read(top, file)


def _read(folder: Path, name: str, above: frozenset[str] = frozenset()) -> Iterator[Module]:
    """Read a package; where a package and a module share a name, Python takes the package.

    above: the real folders that led here, so that a link to one of them ends
    """
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except FileNotFoundError:  # removed while the folder above was read
        return
    files = {entry.name[:-3] for entry in entries if entry.name.endswith(".py") and entry.is_file()}
    own = folder / "__init__.py" if "__init__" in files else folder
    packages = set()
    for entry in entries:
        if entry.is_dir() and entry.name.isidentifier() and entry.name != "__pycache__":
            inside = list(_read(folder / entry.name, f"{name}.{entry.name}", above | {real}))
            if inside and (inside[-1].path.suffix == ".py" or entry.name not in files):
                packages.add(entry.name)
                yield from inside
    for file in sorted(files - packages - {"__init__"}):
        yield Module.read(f"{name}.{file}", folder / f"{file}.py")
    yield Module.read(name, own, package=True)
