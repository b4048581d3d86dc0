"""Where the book stands: the folder that holds docs, snippets and weave."""

from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOUSE = "snippets"


def house() -> Path:
    """The folder of the snippets that an import would find here; the book's own without one.

    A worker of another book (a bench's, a test's) has that book first on its path.
    """
    found = find_spec(HOUSE)
    folders = list(found.submodule_search_locations or []) if found else []
    return Path(folders[0]) if folders else ROOT / HOUSE
