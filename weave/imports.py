"""What a source says it imports, reads and asks of the environment, without running it.

A name may begin with dots (a relative import), may end in `.**` (if it is a package, anything below
it may be meant) and may go on past the module (`losses.cross_entropy`): who resolves it knows which
modules there are.
"""

from __future__ import annotations

import ast
import re
from dataclasses import asdict, dataclass, field
from typing import Any

# Whoever uses these may import what no tree shows, or read the sources beside it.
DYNAMIC_MODULES = {"builtins", "imp", "importlib", "pickle", "pkgutil", "runpy", "shelve"}
DYNAMIC_MODULES |= {"subprocess", "zipimport"}
DYNAMIC_NAMES = {"__builtins__", "__file__", "__import__", "__loader__", "__path__", "__spec__"}
DYNAMIC_NAMES |= {"compile", "eval", "exec"}
DYNAMIC_CHAINS = {("os", "popen"), ("os", "system"), ("sys", "modules")}
READERS_OF_VARIABLES = {"environ", "getenv", "environb", "getenvb"}

# What a module declares by a constant, where no literal shows it: paths from the book's root
# (a folder stands for all files in it), and names of environment variables.
DATA = "DATA_FILES"
VARIABLES = "ENVIRONMENT_VARIABLES"

# A literal that may name a file: no blank, no sign that paths do not have, an ending or a folder.
PATH = re.compile(r"(?!/)[\w.+@/-]*(?:\.\w+|/[\w.+@-]+)")


TEXTS = ("names", "files", "literals", "variables")


@dataclass(frozen=True)
class Imports:
    """What one source reaches for.

    names: dotted names, as imported and as used through an imported package
    dynamic: it can import what the names do not say
    files: data files and folders that it declares
    literals: texts in it that may be paths of files
    variables: environment variables that it reads or declares
    """

    names: tuple[str, ...] = ()
    dynamic: bool = False
    files: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give what from_json takes."""
        return asdict(self)

    @staticmethod
    def from_json(kept: Any) -> Imports:
        """Read to_json's result back; raises KeyError or TypeError for anything else."""
        texts = {name: tuple(kept[name]) for name in TEXTS}
        return Imports(dynamic=bool(kept["dynamic"]), **texts)


def imports(source: bytes | str) -> Imports:
    """Scan a module or a program; what cannot be parsed counts as dynamic."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return Imports(dynamic=True)
    scan = _Scan()
    scan.visit(tree)
    return scan.result()


def said(source: bytes) -> Imports:
    """Scan a module that imports by statements only, and takes nothing else from elsewhere.

    A fifth of the work: no expression is looked at.
    """
    scan, waiting = _Scan(), list(ast.parse(source).body)
    for node in waiting:  # grows while it is walked
        if isinstance(node, ast.Import | ast.ImportFrom):
            scan.visit(node)
        for block in ("body", "orelse", "finalbody", "handlers", "cases"):
            inside = getattr(node, block, [])
            waiting += inside if isinstance(inside, list) else []
    return scan.result()


@dataclass
class _Scan(ast.NodeVisitor):
    names: set[str] = field(default_factory=set)
    bound: dict[str, set[str]] = field(default_factory=dict)  # local name -> what it may stand for
    chains: set[str] = field(default_factory=set)  # `a.b.c` as used; `a` alone as `a.**`
    files: set[str] = field(default_factory=set)
    literals: set[str] = field(default_factory=set)
    variables: set[str] = field(default_factory=set)
    dynamic: bool = False

    def result(self) -> Imports:
        for chain in self.chains:
            head, _, rest = chain.partition(".")
            self.names |= {f"{target}.{rest}" for target in self.bound.get(head, ())}
        texts = {name: tuple(sorted(getattr(self, name))) for name in TEXTS}
        return Imports(dynamic=self.dynamic, **texts)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._name(alias.name)
            head = alias.name.partition(".")[0]
            self._bind(alias.asname or head, alias.name if alias.asname else head)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        home = "." * node.level + (node.module or "")
        self._name(home)
        for alias in node.names:
            if alias.name == "*":
                self._name(_join(home, "**"))
                continue
            self._name(_join(home, alias.name))
            self._bind(alias.asname or alias.name, _join(home, alias.name))

    def _name(self, name: str) -> None:
        self.names.add(name)
        self.dynamic |= name.partition(".")[0] in DYNAMIC_MODULES

    def _bind(self, local: str, target: str) -> None:
        self.bound.setdefault(local, set()).add(target)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        chain, inner = [node.attr], node.value
        while isinstance(inner, ast.Attribute):
            chain.append(inner.attr)
            inner = inner.value
        if isinstance(inner, ast.Name):
            self._use(inner.id, chain[::-1])
        else:
            self.visit(inner)

    def _use(self, name: str, chain: list[str]) -> None:
        inside = next((i for i, part in enumerate(chain) if part.startswith("__")), None)
        # `package.__path__` and its like lead anywhere below the package
        kept = [*chain[:inside], "**"] if inside is not None else chain
        self.chains.add(".".join([name, *kept]))
        self.dynamic |= name in DYNAMIC_NAMES or (name, chain[0]) in DYNAMIC_CHAINS

    def visit_Name(self, node: ast.Name) -> None:
        self.chains.add(f"{node.id}.**")
        self.dynamic |= node.id in DYNAMIC_NAMES

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and PATH.fullmatch(node.value):
            self.literals.add(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        if _ends_in(node.func, READERS_OF_VARIABLES) or (
            isinstance(node.func, ast.Attribute) and _ends_in(node.func.value, READERS_OF_VARIABLES)
        ):
            self.variables |= _literals(node.args)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if _ends_in(node.value, READERS_OF_VARIABLES):
            self.variables |= _literals([node.slice])
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        if any(_ends_in(other, READERS_OF_VARIABLES) for other in node.comparators):
            self.variables |= _literals([node.left])  # `"NAME" in os.environ`
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._declare(target, node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._declare(node.target, node.value)
        self.generic_visit(node)

    def _declare(self, target: ast.expr, value: ast.expr | None) -> None:
        if isinstance(target, ast.Name) and value is not None:
            literals = _literals([value, *getattr(value, "elts", ())])
            self.files |= literals if target.id == DATA else set()
            self.variables |= literals if target.id == VARIABLES else set()


def _join(home: str, name: str) -> str:
    return f"{home}{name}" if home.endswith(".") else f"{home}.{name}"


def _ends_in(node: ast.expr, words: set[str]) -> bool:
    """Say whether the expression is one of these names, or an attribute of that name."""
    return getattr(node, "attr", getattr(node, "id", None)) in words


def _literals(nodes: list[ast.expr]) -> set[str]:
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str)}
