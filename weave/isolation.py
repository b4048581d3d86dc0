"""Run code of the book so that nothing of it is left behind for the next block."""

import os
import random
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import matplotlib as mpl
import numpy as np


@contextmanager
def isolated() -> Iterator[None]:
    """Undo on leaving: print options, error states, rcParams, and names put into `snippets`.

    Also the current folder, variables of the environment, and the global generators of random
    numbers, which begin alike in every block: what ran before it must not show.
    A warning is an error inside: a terminal would show it and the page would not. Deprecations
    inside other libraries are no concern of a page.
    """
    before = {module: dict(vars(module)) for module in _snippets()}
    with (
        warnings.catch_warnings(),
        np.printoptions(),
        np.errstate(),
        _drawing(),
        _surroundings(),
        _seeded(),
    ):
        warnings.simplefilter("error")
        for other in (DeprecationWarning, PendingDeprecationWarning, ResourceWarning):
            warnings.simplefilter("ignore", other)
        try:
            yield
        finally:
            for module, names in before.items():
                _restore(module, names)


@contextmanager
def _drawing() -> Iterator[None]:
    """As mpl.rc_context, which looks at each of its 300 settings by itself, twice."""
    before = dict.copy(mpl.rcParams)
    before.pop("backend")  # may have been chosen meanwhile, and stays
    try:
        yield
    finally:
        dict.update(mpl.rcParams, before)


@contextmanager
def _surroundings() -> Iterator[None]:
    folder, variables = Path.cwd(), dict(os.environ)
    try:
        yield
    finally:
        os.chdir(folder)
        if os.environ != variables:
            os.environ.clear()
            os.environ.update(variables)


@contextmanager
def _seeded() -> Iterator[None]:
    states = random.getstate(), np.random.get_state()
    random.seed(0)
    np.random.seed(0)
    try:
        yield
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])


def _snippets() -> list[ModuleType]:
    return [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("snippets") and name.partition(".")[0] == "snippets"
    ]


def _restore(module: ModuleType, names: dict[str, object]) -> None:
    now = vars(module)
    for name in now.keys() - names.keys():
        if not isinstance(now[name], ModuleType):  # a submodule imported meanwhile may stay
            del now[name]
    now.update(names)
