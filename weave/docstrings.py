"""A scene made of one function's docstring: its formula's letters, its shape lines."""

from __future__ import annotations

from weave.errors import Mistake
from weave.scenes import Scene


def load(name: str) -> Scene:
    """Make a scene of `module.function`."""
    raise Mistake(f"of=: not built yet ({name})")
