"""What a page is dressed in: KaTeX's style and fonts, and the book's own sheets.

The book's own travel without comments, indents and empty lines.
"""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from weave import fonts, ledger, math
from weave.ledger import Ledger

KATEX = fonts.STYLE
CLOSED = ("{} block", ";", ",")  # no space beside these means anything


def dress(files: Files, config: MkDocsConfig, memory: Ledger) -> None:
    """Add KaTeX's style and fonts to the files of a book, and give its own sheets a leaner text."""
    for name in config.extra_css:
        file = files.get_file_from_path(name)
        if file is not None:
            file.content_string = _kept(file.content_string, memory)
    for asset, content in fonts.parted(math.assets(), memory).items():
        files.append(File.generated(config, asset, content=content))


def _kept(style: str, memory: Ledger) -> str:
    key = ledger.key("lean style", version("tinycss2"), Path(__file__).read_text("utf-8"), style)
    found = memory.get(key)
    if found is None:
        found = lean(style)
        memory.put(key, found)
    return str(found)


def lean(style: str) -> str:
    """A style sheet that means the same in fewer signs.

    >>> lean("a , b { /* why */ color: red;\\n  margin: calc(1em + 2px) }\\n\\nb > a {}")
    'a,b{color: red;margin: calc(1em + 2px)}b > a{}'
    """
    import tinycss2  # noqa: PLC0415 - not where all is kept

    text = tinycss2.serialize(_lean(tinycss2.parse_component_value_list(style)))
    return str(text)


def _lean(nodes: list[Any]) -> list[Any]:
    said = [node for node in nodes if node.type != "comment"]
    edges = [None, *said, None]
    around = zip(edges, said, edges[2:], strict=False)
    return [_inside(node) for before, node, after in around if not _idle(before, node, after)]


def _idle(before: Any, node: Any, after: Any) -> bool:
    """Whether a node is space that separates nothing; of two, the second."""
    if node.type != "whitespace":
        return False
    return _closed(before) or _closed(after) or before.type == "whitespace"


def _closed(node: Any) -> bool:
    return node is None or node.type in CLOSED or node in CLOSED


def _inside(node: Any) -> Any:
    """The node with what stands in its brackets leaner too."""
    if node.type == "whitespace":
        node.value = " "
    for brackets in ("content", "arguments"):
        if isinstance(getattr(node, brackets, None), list):
            setattr(node, brackets, _lean(getattr(node, brackets)))
    return node
