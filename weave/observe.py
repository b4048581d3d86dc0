"""Tell of each module of a house when it has been imported, whoever loads it."""

from __future__ import annotations

from collections.abc import Callable
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any


class Observer(MetaPathFinder):
    """Finds the modules of a house as Python would; stands first in sys.meta_path.

    tell: called with each module after it ran
    """

    def __init__(self, house: str, tell: Callable[[ModuleType], None]) -> None:
        self._house, self._tell = house, tell

    def find_spec(
        self, fullname: str, path: Any = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module of the house; None for all others."""
        if fullname.partition(".")[0] != self._house:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Observed(spec.loader, self._tell)
        return spec


class _Observed(Loader):
    def __init__(self, inner: Loader, tell: Callable[[ModuleType], None]) -> None:
        self._inner, self._tell = inner, tell

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._inner.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._inner.exec_module(module)
        self._tell(module)

    def __getattr__(self, name: str) -> Any:  # get_source and its like differ by loader
        return getattr(self._inner, name)
