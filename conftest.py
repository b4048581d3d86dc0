"""The drawings of snippets need matplotlib; everything else there needs only NumPy."""

from importlib.util import find_spec

DRAWN = find_spec("matplotlib") is not None
collect_ignore_glob = [] if DRAWN else ["snippets/figures/*"]


def pytest_report_header() -> str | None:
    """Say what is left out."""
    return None if DRAWN else "left out: snippets/figures, since matplotlib is not installed"
