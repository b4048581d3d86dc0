"""The word snippet: the current source of a definition, found by name through `ast`."""

import ast
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from weave.errors import Mistake, nearest
from weave.home import ROOT

SHORT = 80  # lines; a longer module is not shown whole


@dataclass(frozen=True)
class Source:
    """The current text of a definition; path is relative to the root, line is its first."""

    path: str
    line: int
    code: str


def snippets(body: str, find: Callable[[str], Source] | None = None) -> list[Source]:
    """The sources that the lines of a snippet fence name.

    Raises Mistake, with the line of the name, if there is no such definition.
    """
    sources = []
    for line, name in enumerate(body.split("\n"), start=1):
        if name.strip():
            try:
                sources.append((find or snippet)(name.strip()))
            except Mistake as mistake:
                raise Mistake(mistake.message, line=line) from None
    if not sources:
        raise Mistake("snippet: name a definition, such as losses.cross_entropy")
    return sources


def snippet(name: str, root: Path = ROOT) -> Source:
    """The current source of `losses.cross_entropy`, `layers.Dense.forward` or a short module.

    root: the folder that holds `snippets`
    Raises Mistake if it is not defined there, or is a module of more than 80 lines.
    """
    path, rest = _module(name, root)
    text = path.read_text(encoding="utf-8")
    shown = path.relative_to(root).as_posix()
    if rest:
        return _definition(name, rest, text, shown)
    if text.count("\n") > SHORT:
        raise Mistake(f"snippet {name}: {shown} has more than {SHORT} lines; name a part of it")
    return Source(shown, 1, text.rstrip())


def _module(name: str, root: Path) -> tuple[Path, list[str]]:
    """The file of the longest module that begins the dotted name, and the rest of the name."""
    folder, parts = root / "snippets", name.split(".")
    for count, part in enumerate(parts, start=1):
        if (folder / f"{part}.py").is_file():
            return folder / f"{part}.py", parts[count:]
        if not (folder / part).is_dir():
            break
        folder /= part
    known = [path.stem for path in folder.glob("[!_]*.py")]
    raise Mistake(f"snippet {name}: no module {part} in {folder.name}{nearest(part, known)}")


def _definition(name: str, parts: list[str], text: str, path: str) -> Source:
    try:
        body: list[ast.stmt] = ast.parse(text).body
    except SyntaxError as error:
        raise Mistake(f"snippet {name}: {path}:{error.lineno}: {error.msg}") from None
    found: ast.stmt | None = None
    for part in parts:
        names = {defined: node for node in body for defined in _names(node)}
        if part not in names:
            raise Mistake(f"snippet {name}: {path} does not define {part}{nearest(part, names)}")
        found = names[part]
        body = getattr(found, "body", [])
    assert found is not None
    decorators = getattr(found, "decorator_list", [])
    first = min([found.lineno, *(decorator.lineno for decorator in decorators)])
    lines = text.split("\n")[first - 1 : found.end_lineno]
    return Source(path, first, textwrap.dedent("\n".join(lines)))


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign):
        targets = [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]
