"""What a scene may contain: calls, draws and picking; arithmetic and everything else is refused."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path

from weave.errors import Mistake

ALLOWED = (
    ast.Name, ast.Attribute, ast.Subscript, ast.List, ast.Tuple, ast.Call, ast.keyword,
    ast.Constant, ast.Slice, ast.Load, ast.Store, ast.UnaryOp, ast.USub,
)  # fmt: skip


def refuse(path: Path, node: ast.AST, why: str) -> Mistake:
    """Say what a scene may not do, and where."""
    return Mistake(f"{path.name}:{getattr(node, 'lineno', 1)}: {why}")


def imports(tree: ast.Module, path: Path, house: str) -> dict[str, str]:
    """Return the local names of imported snippets; other imports are refused."""
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and within(node.module, house):
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif not harmless(node):
            raise refuse(path, node, f"a scene file imports numpy and {house} and defines scenes")
    return found


def within(module: str | None, house: str) -> bool:
    """Tell whether a module belongs to a package."""
    return f"{module}.".startswith(f"{house}.")


def harmless(node: ast.stmt) -> bool:
    """Tell whether a statement of a scene file is a docstring, a scene or an import for types."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "__future__"
    if isinstance(node, ast.Import):
        return [one.name for one in node.names] == ["numpy"]
    return isinstance(node, ast.FunctionDef) or is_docstring(node)


def is_docstring(node: ast.stmt) -> bool:
    """Tell whether a statement is a bare string."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def reads(node: ast.AST) -> Iterator[str]:
    """Yield the names that an expression reads."""
    for below in ast.walk(node):
        if isinstance(below, ast.Name):
            yield below.id


def refuse_beyond(expression: ast.expr, known: set[str], path: Path) -> None:
    """Refuse arithmetic, control flow, private names and names from nowhere."""
    for node in ast.walk(expression):
        if isinstance(node, ast.BinOp | ast.Compare | ast.BoolOp):
            raise refuse(path, node, "a scene does no arithmetic; that belongs in snippets")
        if isinstance(node, ast.UnaryOp) and not isinstance(node.operand, ast.Constant):
            raise refuse(path, node, "a scene does no arithmetic; that belongs in snippets")
        if not isinstance(node, ALLOWED):
            raise refuse(path, node, f"a scene has no {type(node).__name__}")
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            raise refuse(path, node, f"{node.attr} is private")
        if isinstance(node, ast.Name) and node.id not in known:
            what = "numpy is for types only" if node.id in ("np", "numpy") else "unknown name"
            what = "a builtin is no snippet" if hasattr(builtins, node.id) else what
            raise refuse(path, node, f"{node.id}: {what}")


def refuse_made_in_return(member: ast.expr, known: set[str], path: Path) -> None:
    """Refuse calls and literals in the return: a value is made in a statement of its own."""
    refuse_beyond(member, known, path)
    if isinstance(member, ast.Constant | ast.Call | ast.UnaryOp):
        raise refuse(path, member, "the return only names what statements made")
