"""Programs of a page in one namespace, as a notebook runs them.

On the page each program starts with nothing, or with what the programs have that it goes on from.
In a notebook others run in between; where one of those takes a name that is needed later, the
names are put aside and brought back.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from weave.page import Fence, Page


@dataclass(frozen=True)
class Aside:
    """Lines of programs, and the id of the program whose names each puts aside or brings back."""

    saved: dict[int, str] = field(default_factory=dict)
    loaded: dict[int, str] = field(default_factory=dict)

    def code(self, fence: Fence) -> str:
        """A program with what a notebook needs of it besides."""
        lines = [fence.body]
        if fence.line in self.loaded:
            name = self.loaded[fence.line]
            lines.insert(0, f'globals().update({_variable(name)})  # go on from "{name}"')
        if fence.line in self.saved:
            lines.append(f"{_variable(self.saved[fence.line])} = dict(globals())")
        return "\n".join(lines)


def of_page(page: Page) -> Aside:
    """What the programs of a page must put aside."""
    programs = [one for one in page.fences if one.lang == "python" and "exec" in one.options]
    aside = Aside()
    for place, program in enumerate(programs):
        before = _before(programs, place)
        if before is None:
            continue
        wanted = bound(_chain(programs, before))
        taken = bound(programs[before + 1 : place])
        if wanted & taken:
            name = program.options["after"]
            aside.saved[programs[before].line] = aside.loaded[program.line] = name
    return aside


def _before(programs: Sequence[Fence], place: int) -> int | None:
    """The place of the program that one goes on from, if it goes on: the first with that id."""
    name = programs[place].options.get("after")
    ids = [one.options.get("id") for one in programs[:place]]
    return ids.index(name) if name is not None and name in ids else None


def _chain(programs: Sequence[Fence], place: int | None) -> list[Fence]:
    found = []
    while place is not None:
        found.append(programs[place])
        place = _before(programs, place)
    return found


def bound(programs: Sequence[Fence]) -> set[str]:
    """The names that programs bind, in whatever depth: rather too many than too few."""
    names = set[str]()
    for program in programs:
        for node in ast.walk(ast.parse(program.body)):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
                names.add(node.id)
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.alias):
                names.add((node.asname or node.name).partition(".")[0])
    return names


def _variable(name: str) -> str:
    return f"names_of_{name.replace('-', '_')}"
