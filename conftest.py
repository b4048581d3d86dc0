"""The drawings of snippets need matplotlib; everything else there needs only NumPy.

Experiments that a build or an earlier test computed are not computed again, by what their sources
say; `.cache/ledger` keeps them, and `make clean` removes it.
"""

from importlib.util import find_spec
from pathlib import Path

import pytest

from weave import afresh, memoize, reproducible
from weave.ledger import Ledger

ROOT = Path(__file__).parent
DRAWN = find_spec("matplotlib") is not None
collect_ignore_glob = [] if DRAWN else ["snippets/figures/*", "tests/snippets/looks.py"]
MEMOIZER = pytest.StashKey[memoize.Memoizer]()

reproducible.settle()  # before anything imports NumPy


def pytest_configure(config: pytest.Config) -> None:
    """Share experiments with the build; a measurement of coverage must see them run."""
    if not config.getoption("cov_source", None):
        afresh.read_afresh(ROOT)
        ledger = Ledger(ROOT / ".cache" / "ledger")
        config.stash[MEMOIZER] = memoize.install(ROOT, ledger)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Put the ledger down."""
    if MEMOIZER in config.stash:
        config.stash[MEMOIZER].remove()
        config.stash[MEMOIZER].ledger.close()


def pytest_report_header() -> str | None:
    """Say what is left out."""
    return None if DRAWN else "left out: snippets/figures, since matplotlib is not installed"
