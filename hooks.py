"""The one door between MkDocs and weave: every event goes on to weave.site.

MkDocs loads this file once, but a served book is built again and again. So after an edit of weave
its modules are forgotten, and the next import reads their current files.
"""

import gc
import hashlib
import importlib
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent

serving = False
read = ""  # what weave was when its modules were imported


def _be_found() -> None:
    """Let weave be imported from where this file stands."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))


def _site() -> Any:
    return importlib.import_module("weave.site")


def _current() -> str:
    files = sorted((ROOT / "weave").glob("*.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _edited() -> bool:
    return bool(read) and read != _current()


def _forget_if_edited() -> None:
    """Let the next import read weave's current files; what it holds is put down first."""
    global read  # noqa: PLW0603 (MkDocs keeps this module and nothing else)
    if _edited():
        _site().on_shutdown()
        for name in [name for name in sys.modules if name.partition(".")[0] == "weave"]:
            del sys.modules[name]
        importlib.invalidate_caches()
    read = _current()


def on_startup(command: str, **_: Any) -> None:
    """Remember whether a mistake should end the build or be shown on its page; get ready."""
    global serving  # noqa: PLW0603 (as above: MkDocs keeps this module and nothing else)
    serving = command == "serve"
    if not serving:
        gc.disable()  # nearly all that one build makes lives until its end
    _be_found()
    if "weave.site" not in sys.modules:  # who has built before has workers
        importlib.import_module("weave.hands").prepare(ROOT)


def on_shutdown(**_: Any) -> None:
    """End the workers."""
    gc.enable()
    if "weave.site" in sys.modules:
        _site().on_shutdown()


def on_config(config: Any) -> Any:
    """Begin a build with what stands on disk now."""
    _be_found()
    _forget_if_edited()
    return _site().on_config(config, serves=serving)


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Hear of changes at once, and build no more than they ask for."""

    def rebuild() -> None:
        if _edited() or not _site().refresh():
            builder()
        _site().hear_more(server)

    server.builder = rebuild
    return _site().on_serve(server, config=config)


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


def on_post_template(output: str, **event: Any) -> str:
    """Put the policy on pages that are not written in Markdown."""
    return _site().on_post_template(output, **event)


def on_post_build(**event: Any) -> None:
    """Put in order what is remembered."""
    _site().on_post_build(**event)
    gc.enable()
