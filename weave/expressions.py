"""Python expressions over the modules of `snippets` and `np`, as values and claims use them."""

import ast
import builtins
import importlib
from typing import Any

import numpy as np

from weave.capture import captured
from weave.errors import Mistake, nearest
from weave.home import house
from weave.isolation import isolated

BUILTINS = ("abs", "float", "int", "len", "max", "min", "round", "sorted", "sum", "zip")


def parse(expression: str) -> ast.Expression:
    """The tree of an expression; raises Mistake if it is none."""
    try:
        return ast.parse(expression.strip(), mode="eval")
    except SyntaxError as error:
        raise Mistake(f"{expression.strip()}: {error.msg}") from None


def modules(tree: ast.AST) -> set[str]:
    """The modules, `np` among them, that an expression computes with."""
    return _free(tree) - set(BUILTINS)


def _free(tree: ast.AST) -> set[str]:
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return {node.id for node in names} - bound


def _meaning(name: str) -> Any:
    known = [path.stem for path in house().glob("[!_]*.py")]
    if name == "np":
        return np
    if name in known:
        return _import(name)
    if name in BUILTINS:
        return getattr(builtins, name)
    raise Mistake(f"{name} is no module of snippets{nearest(name, known)}")


def _import(name: str) -> Any:
    try:
        return importlib.import_module(f"snippets.{name}")
    except Exception as error:
        raise Mistake(f"snippets.{name}: {type(error).__name__}: {error}") from None


def evaluate(tree: ast.Expression) -> Any:
    """The value of an expression; raises Mistake if it raises, warns or prints."""
    names = {name: _meaning(name) for name in _free(tree)}
    code = compile(tree, "<value>", "eval", dont_inherit=True)
    try:
        with isolated(), captured() as printed:
            found = eval(code, names)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        said = f"{type(error).__name__}: {error}{_meant(error)}"
        raise Mistake(f"{ast.unparse(tree)}: {said}") from None
    if printed.text:
        raise Mistake(f"{ast.unparse(tree)}: it prints {printed.text.strip()!r}")
    return found


def _meant(error: BaseException) -> str:
    """Which name may have been meant, when a module or a result has not that one."""
    if isinstance(error, AttributeError) and error.name:
        return nearest(error.name, [key for key in dir(error.obj) if not key.startswith("_")])
    return ""
