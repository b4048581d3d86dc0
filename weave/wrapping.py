"""Which functions of a house are experiments, and how one is put in the place of another."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

CACHE = ("cache_info", "cache_clear", "cache_parameters")

# function as the module wrote it, the same without a cache of its own, positional, named
Caller = Callable[[Callable[..., Any], Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any]


def top_floor(house: Path) -> frozenset[str]:
    """Name the modules on the highest floor of the plan in a house's docstring: `house.module`."""
    try:
        tree = ast.parse((house / "__init__.py").read_bytes())
    except (OSError, SyntaxError):
        return frozenset()
    plan = ast.get_docstring(tree, clean=False) or ""
    rows = re.findall(r"^ {4}(\d+): (.+)$", plan, flags=re.MULTILINE)
    highest = max((int(floor) for floor, _ in rows), default=-1)
    names = (name for floor, names in rows if int(floor) == highest for name in names.split(", "))
    return frozenset(f"{house.name}.{name.strip()}" for name in names)


def public_functions(module: ModuleType) -> dict[str, Callable[..., Any]]:
    """The functions that a module defines for others."""
    return {
        name: value
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and _is_its_own(value, module)
    }


def _is_its_own(value: Callable[..., Any], module: ModuleType) -> bool:
    raw = inspect.unwrap(value)
    return inspect.isfunction(raw) and raw.__module__ == module.__name__


def wrapped(function: Callable[..., Any], caller: Caller) -> Callable[..., Any]:
    """A function in the place of another, whose calls go to `caller`."""
    raw = function
    if hasattr(function, "cache_info"):  # its cache may hold what a changed module returned
        raw = function.__wrapped__  # type: ignore[attr-defined]

    @wraps(raw)
    def wrapper(*arguments: Any, **named: Any) -> Any:
        return caller(function, raw, arguments, named)

    for name in CACHE:
        if hasattr(function, name):
            setattr(wrapper, name, getattr(function, name))
    return wrapper
