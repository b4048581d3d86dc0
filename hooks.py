"""The one door between MkDocs and weave: every event goes on to weave.site.

MkDocs loads this file once, but a served book is built again and again. So before each build the
modules of the book are forgotten, and the next import reads their current files.
"""

import importlib
import os
import platform
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
HOUSES = ("weave", "snippets")

# The last digit of a product may depend on threads and processor; both must be fixed before NumPy
# loads, or two machines would print two books.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if platform.machine() in ("x86_64", "AMD64"):
    os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")

serving = False


def _site() -> Any:
    return importlib.import_module("weave.site")


def _forget() -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] in HOUSES:
            del sys.modules[name]
    importlib.invalidate_caches()


def on_startup(command: str, **_: Any) -> None:
    """Remember whether a mistake should end the build or be shown on its page."""
    global serving  # noqa: PLW0603 (MkDocs keeps this module and nothing else)
    serving = command == "serve"


def on_config(config: Any) -> Any:
    """Begin a build with what stands on disk now."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    _forget()
    return _site().on_config(config, serving=serving)


def on_files(files: Any, **event: Any) -> Any:
    """Add KaTeX's assets and the pages that show the snippets' files."""
    return _site().on_files(files, **event)


def on_nav(nav: Any, **event: Any) -> Any:
    """Number the chapters in reading order."""
    return _site().on_nav(nav, **event)


def on_page_markdown(markdown: str, **event: Any) -> Any:
    """Read and lint the page before it is converted."""
    return _site().on_page_markdown(markdown, **event)


def on_page_content(html: str, **event: Any) -> Any:
    """Add the box of a chapter, and what no caption claimed."""
    return _site().on_page_content(html, **event)


def on_env(env: Any, **event: Any) -> Any:
    """Resolve references, print the colophon, and raise all mistakes together."""
    return _site().on_env(env, **event)


def on_post_page(output: str, **event: Any) -> Any:
    """Put formulas, figures and code where their placeholders stand."""
    return _site().on_post_page(output, **event)
