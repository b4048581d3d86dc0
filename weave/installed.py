"""Which distributions a module's name stands for, and their versions."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from importlib.metadata import Distribution

_Known = Mapping[str, Mapping[str, str]]  # top-level module -> distribution -> version

FIELD = re.compile(r"^(Name|Version|Requires-Dist):[ \t]*(.*\S)", re.MULTILINE)
INSTALLED = re.compile(
    r"^([^\W\d]\w*)(?=/|\.py,|\.[\w.-]+\.(?:so|pyd),|\.(?:so|pyd),)", re.MULTILINE
)
ENDINGS = (".dist-info", ".egg-info", ".egg-link")


class Memory(Protocol):
    """What remembers results between builds: a ledger, or nothing."""

    def get_many(self, keys: Iterable[str]) -> Mapping[str, Any]:
        """Give the values of the keys that are known."""

    def put(self, key: str, value: Any) -> None:
        """Keep a value made of JSON's types."""


class Installed:
    """The distributions that Python finds now; one listing of its folders, no file of theirs.

    memory: remembers what the distributions say of themselves, which takes half a second to ask
    """

    def __init__(self, memory: Memory | None = None) -> None:
        self._memory = memory
        self._known: _Known | None = None
        self.fingerprint = _fingerprint()

    def versions(self, module: str) -> Mapping[str, str] | None:
        """Name the distributions of a top-level module and all they require, with versions.

        None if no distribution has the module.
        """
        if self._known is None:
            self._known = _PROCESS.get(self.fingerprint) or self._remembered()
        return self._known.get(module)

    def _remembered(self) -> _Known:
        kept = self._memory.get_many([self.fingerprint]) if self._memory else {}
        known = kept.get(self.fingerprint)
        if not isinstance(known, dict):
            known = _ask()
            if self._memory:
                self._memory.put(self.fingerprint, known)
        return _PROCESS.setdefault(self.fingerprint, known)


_PROCESS: dict[str, _Known] = {}


def _fingerprint() -> str:
    """Hash the names of the folders that carry name and version of a distribution."""
    digest = hashlib.sha256(b"distributions 2")
    for folder in dict.fromkeys(sys.path):
        try:
            names = sorted(name for name in os.listdir(folder or ".") if name.endswith(ENDINGS))
        except OSError:  # an archive, or nothing: it has no folders of distributions
            names = []
        digest.update(repr(names).encode())
    return digest.hexdigest()


def _ask() -> dict[str, dict[str, str]]:
    """Read what all distributions say of themselves.

    importlib.metadata.packages_distributions parses each of them four times, for 0.35 s.
    """
    from importlib.metadata import distributions  # noqa: PLC0415 - 40 ms, for nothing when warm

    versions: dict[str, str] = {}
    needs: dict[str, list[str]] = {}
    homes: dict[str, list[str]] = {}
    for found in distributions():
        said = found.read_text("METADATA") or found.read_text("PKG-INFO") or ""
        fields = FIELD.findall(said.partition("\n\n")[0])
        name = _normal(next((text for field, text in fields if field == "Name"), ""))
        if name in versions:  # the first on the path is the one that is imported
            continue
        versions[name] = next((text for field, text in fields if field == "Version"), "")
        required = (text for field, text in fields if field == "Requires-Dist")
        needs[name] = [_normal(text) for text in required if "extra ==" not in text]
        for module in _modules(found):
            homes.setdefault(module, []).append(name)
    return {
        module: {name: versions[name] for name in sorted(_closure(names, needs))}
        for module, names in homes.items()
    }


def _modules(found: Distribution) -> set[str]:
    """The top-level modules and packages that a distribution installed."""
    named = set((found.read_text("top_level.txt") or "").split())
    return named or set(INSTALLED.findall(found.read_text("RECORD") or ""))


def _normal(requirement: str) -> str:
    """Take the name out of a requirement, in the spelling that compares equal."""
    name = re.match(r"\s*[\w.-]*", requirement)
    return re.sub(r"[-_.]+", "-", name[0].strip().lower()) if name else ""


def _closure(names: Iterable[str], needs: Mapping[str, Iterable[str]]) -> set[str]:
    """Follow the requirements that are installed."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in needs and name not in found:
            found.add(name)
            waiting += needs[name]
    return found
