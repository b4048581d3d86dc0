"""Experiments are computed once: by function, arguments and all the sources that they reach.

The modules on the top floor of the house are wrapped as they are imported; they know nothing of it.
A call is computed as ever if its arguments are more than plain values, if its result cannot be
pickled, or if a module that it reaches is not what stood on the disk, or was changed since.
"""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

from weave import afresh
from weave.closure import Reach
from weave.ledger import Ledger, LedgerFull, key
from weave.locks import Locks
from weave.observe import Observer
from weave.wrapping import public_functions, top_floor, wrapped

HOUSE = "snippets"
FORM = 1  # of what is kept; another number makes all entries unknown
WORTH = 0.002  # seconds: what is quicker is kept in this process only
BIG = 1 << 20  # bytes: what is longer is no finding but data, and is kept in this process only
PLAIN = (bool, int, float, complex, str, bytes, type(None))


def install(root: Path, ledger: Ledger) -> Memoizer:
    """Wrap the experiments of the book at `root` from their next import on.

    Only of modules that weave.afresh loads, for only then it is known what ran.
    """
    memoizer = Memoizer(root, ledger)
    sys.meta_path.insert(0, memoizer.finder)
    return memoizer


@cache
def of_process(root: Path, folder: Path) -> Memoizer:
    """Install once in a process that ends without a word; the same at every further call."""
    return install(root, Ledger(folder))


@dataclass(frozen=True)
class _Call:
    key: str
    label: str
    module: str
    compute: Callable[[], Any]


class Memoizer:
    """Keeps the results of a book's experiments in a ledger."""

    def __init__(self, root: Path, ledger: Ledger) -> None:
        self.ledger, self._reach = ledger, Reach(root, (HOUSE,), memory=ledger)
        self._locks = Locks(ledger.folder / "locks")
        self._modules = top_floor(root / HOUSE)
        self._results: dict[str, bytes] = {}  # of this process
        self._as_imported: dict[str, dict[str, Any]] = {}
        self._wanted: dict[str, dict[str, str]] = {}
        self.finder = Observer(HOUSE, self._imported)

    def remove(self) -> None:
        """Wrap nothing more, and let go of files; what is wrapped already computes as ever."""
        sys.meta_path.remove(self.finder)
        self._modules = frozenset()
        self._locks.close()

    def _imported(self, module: ModuleType) -> None:
        """Wrap the public functions of an experiment's module; remember what each module was."""
        if module.__name__ in self._modules:
            for name, function in public_functions(module).items():
                setattr(module, name, wrapped(function, self.call))
        self._as_imported[module.__name__] = dict(vars(module))

    def call(
        self,
        function: Callable[..., Any],
        raw: Callable[..., Any],
        arguments: tuple[Any, ...],
        named: Mapping[str, Any],
    ) -> Any:
        """Compute a call, or take its result from who did; a copy that is the caller's own.

        function: as the module wrote it; raw: without a cache of its own
        """
        module = raw.__module__
        if not _is_plain((*arguments, *named.values())) or not self._is_as_imported(module):
            return function(*arguments, **named)
        said = [f"{module}.{raw.__qualname__}", repr((arguments, sorted(named.items())))]
        call = _Call(
            key("experiment", FORM, *said, self._reach.digest([module])),
            " ".join(["experiment", *said]),
            module,
            partial(raw, *arguments, **named),
        )
        kept = self._kept(call.key)
        if kept is None:
            with self._locks.holding(call.key):  # somebody may have computed it meanwhile
                kept = self._kept(call.key)
                return pickle.loads(kept) if kept else self._compute(call)
        return pickle.loads(kept) if kept else function(*arguments, **named)

    def _kept(self, name: str) -> bytes | None:
        """The pickled result of a call; empty if it cannot be pickled, None if it is not known."""
        if name not in self._results:
            kept = self.ledger.get(name)
            if isinstance(kept, bytes) and _is_readable(kept):
                self._results[name] = kept
                with suppress(LedgerFull):  # a worker may be killed before it closes the ledger
                    self.ledger.flush()
        return self._results.get(name)

    def _compute(self, call: _Call) -> Any:
        start = time.perf_counter()
        result = call.compute()
        seconds = time.perf_counter() - start
        if not self._is_as_imported(call.module):
            return result
        pickled = self._results[call.key] = _pickled(result)
        if not pickled:
            return result
        if seconds >= WORTH and len(pickled) <= BIG:
            self.ledger.put(call.key, pickled, seconds=seconds, label=call.label)
        return pickle.loads(pickled)

    def _is_as_imported(self, module: str) -> bool:
        """Whether all that the module reaches is what its files said, and nobody changed it."""
        if module not in self._wanted:
            names, sources = self._reach.names([module]), self._reach.sources()
            self._wanted[module] = {name: sources[name] for name in names}
        wanted = self._wanted[module].items()
        return all(self._is_unchanged(*one) for one in wanted if one[0] in sys.modules)

    def _is_unchanged(self, name: str, source: str) -> bool:
        if afresh.executed.get(name) != source:
            return False
        now, then = vars(sys.modules[name]), self._as_imported.get(name)
        return then is not None and all(now.get(one) is value for one, value in then.items())


def _is_plain(values: tuple[Any, ...]) -> bool:
    """Whether `repr` says all there is to say of the values, and nobody can change them."""
    return all(
        type(value) in PLAIN or (type(value) is tuple and _is_plain(value)) for value in values
    )


def _pickled(result: Any) -> bytes:
    """The pickled result; empty if it cannot be pickled and read back."""
    try:
        pickled = pickle.dumps(result)
    except Exception:  # any class may fail in a way of its own
        return b""
    return pickled if _is_readable(pickled) else b""


def _is_readable(pickled: bytes) -> bool:
    try:
        pickle.loads(pickled)
    except Exception:
        return False
    return True
