"""The source of a scene: straight-line calls of snippets and draws, and who computes what.

The lint keeps arithmetic out; provenance is read from the tree, never declared.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType

from weave.errors import Mistake
from weave.scene_lint import (
    imports,
    is_docstring,
    reads,
    refuse,
    refuse_beyond,
    refuse_made_in_return,
)

HOUSE = "snippets"


@dataclass(frozen=True)
class Statement:
    """One assignment: the names it makes, the names it reads, the function that makes them.

    function: "rng" for a draw, "module.function" for a call, "" for picking out of other names
    arguments: dump of each argument, to see the same call twice
    """

    code: CodeType = field(repr=False)
    targets: tuple[str, ...]
    reads: frozenset[str]
    function: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A scene taken apart."""

    name: str
    docstring: str
    modules: dict[str, str]
    statements: tuple[Statement, ...]
    returned: dict[str, ast.expr]
    house: str
    text: str = field(repr=False)

    @property
    def draws(self) -> bool:
        """Tell whether anything is drawn; else the scene only gives cards their numbers."""
        return any("rng" in made.reads for made in self.statements)

    def maker(self, local: str) -> Statement:
        """Return the statement that makes a local name."""
        return next(made for made in self.statements if local in made.targets)

    def origins(self, local: str) -> frozenset[str]:
        """Name the functions (or rng) that a local name comes from."""
        if local == "rng" or local in self.modules:
            return frozenset()
        made = self.maker(local)
        if made.function:
            return frozenset({self.called(made.function)})
        return frozenset[str]().union(*(self.origins(read) for read in made.reads))

    def called(self, function: str) -> str:
        """Write a called function with the snippets module it comes from."""
        root, _, rest = function.partition(".")
        if root in self.modules:
            full = self.modules[root].removeprefix(self.house).lstrip(".")
            return ".".join(part for part in (full, rest) if part)
        if root == "rng":
            return "rng"
        return f"{min(self.origins(root), default=root)}.{rest}"


def read(path: Path, name: str, house: str = HOUSE) -> Source:
    """Read one scene out of a file; raises Mistake for what a scene may not do."""
    return read_text(path.read_text(encoding="utf-8"), path, name, house)


def read_text(text: str, path: Path, name: str, house: str = HOUSE) -> Source:
    """Read one scene out of source text; `house` is the package whose functions it may call."""
    tree = ast.parse(text)
    modules = imports(tree, path, house)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return source(node, modules, path, (house, text))
    raise Mistake(f"there is no scene {name} in {path.name}")


def source(
    function: ast.FunctionDef, modules: dict[str, str], path: Path, origin: tuple[str, str]
) -> Source:
    """Take one scene apart."""
    given = [one.arg for one in function.args.args]
    if given not in (["rng"], []) or function.decorator_list:
        raise refuse(path, function, "a scene is a plain function of rng")
    docstring = ast.get_docstring(function) or ""
    body = [node for node in function.body if not is_docstring(node)]
    if not body or not isinstance(body[-1], ast.Return):
        raise refuse(path, function, "a scene ends with one return of a dict display")
    known = set(modules) | set(given)
    statements = []
    for node in body[:-1]:
        statements.append(statement(node, known, path))
        known.update(statements[-1].targets)
    if given and not any("rng" in made.reads for made in statements):
        raise refuse(path, function, "a scene draws from rng, else its three seeds are one")
    returned = display(body[-1], known, path)
    return Source(function.name, docstring, modules, tuple(statements), returned, *origin)


def statement(node: ast.stmt, known: set[str], path: Path) -> Statement:
    """Read one assignment."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        raise refuse(path, node, "a scene is made of plain assignments and one return")
    target = node.targets[0]
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    targets = tuple(name.id for name in names if isinstance(name, ast.Name))
    if len(targets) != len(names):
        raise refuse(path, node, "a scene assigns to plain names only")
    again = sorted((set(targets) & known) - {"_"})
    if again:
        raise refuse(path, node, f"{again[0]} is assigned twice")
    if isinstance(node.value, ast.Constant):
        raise refuse(path, node, "a literal is no generic value: draw it from rng")
    refuse_beyond(node.value, known, path)
    call = node.value if isinstance(node.value, ast.Call) else None
    module = ast.Module([ast.Assign(node.targets, node.value, lineno=1, col_offset=0)], [])
    code = compile(ast.fix_missing_locations(module), path.name, "exec")
    return Statement(
        code,
        targets,
        frozenset(reads(node.value)),
        ast.unparse(call.func) if call else "",
        tuple(ast.unparse(part) for part in [*call.args, *call.keywords]) if call else (),
    )


def display(node: ast.stmt, known: set[str], path: Path) -> dict[str, ast.expr]:
    """Read the returned dict: symbols to names, and to what is picked out of names."""
    if not isinstance(node, ast.Return) or not isinstance(node.value, ast.Dict):
        raise refuse(path, node, "a scene returns a dict display")
    found: dict[str, ast.expr] = {}
    for key, value in zip(node.value.keys, node.value.values, strict=True):
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            raise refuse(path, node, "the keys of the returned dict are LaTeX strings")
        if key.value in found:
            raise refuse(path, key, f"{key.value} is returned twice")
        members = value.values if isinstance(value, ast.Dict) else [value]
        for member in members:
            refuse_made_in_return(member, known, path)
        found[key.value] = value
    return found
