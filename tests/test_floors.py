"""Both houses keep to the floor plans in their own docstrings, and to the size of a room."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSES = ("snippets", "weave")
ROOMS = [room for house in HOUSES for room in sorted((ROOT / house).rglob("[a-z]*.py"))]
BANNED_NAMES = {"utils", "helpers", "common", "base"}
HEAVY = ("matplotlib", "mkdocs", "markdown", "sklearn", "scipy", "torch", "autograd")


def floor_plan(docstring: str) -> dict[str, int]:
    """Read the lines "0: arrays, activations" into module -> floor."""
    lines = re.findall(r"^ {4}(\d+): (.+)$", docstring, flags=re.MULTILINE)
    rooms = [(room, int(floor)) for floor, names in lines for room in names.split(", ")]
    assert len(dict(rooms)) == len(rooms), "a module stands on two floors"
    return dict(rooms)


def plan_of(house: str) -> dict[str, int]:
    tree = ast.parse((ROOT / house / "__init__.py").read_text(encoding="utf-8"))
    return floor_plan(ast.get_docstring(tree, clean=False) or "")


def imports(source: str, house: str) -> Iterator[str]:
    """Name the rooms of the house that a module imports, wherever in the module it does so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            raise AssertionError(f"line {node.lineno}: a relative import")
        else:
            continue
        for name in names:
            if name.split(".")[0] == house:
                yield ".".join(name.split(".")[1:2])


def too_high(room: str, source: str, house: str, plan: dict[str, int]) -> list[str]:
    """List the imports that do not come from a floor below the room's own."""
    return [name for name in imports(source, house) if plan.get(name, 99) >= plan[room]]


def flat_rooms(house: str) -> list[Path]:
    return [room for room in (ROOT / house).glob("*.py") if not room.stem.startswith("__")]


def lines_of_code(source: str) -> int:
    """Count the lines that are neither blank nor comment nor docstring."""
    docstrings = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and ast.get_docstring(node, clean=False) is not None
        for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    silent = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    lines = {
        line
        for token in tokens
        if token.type not in silent
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(lines - docstrings)


@pytest.mark.parametrize("house", HOUSES)
def test_every_module_stands_on_a_floor(house: str) -> None:
    assert {room.stem for room in flat_rooms(house)} <= plan_of(house).keys()


def test_every_planned_module_of_snippets_exists() -> None:
    assert plan_of("snippets").keys() <= {room.stem for room in flat_rooms("snippets")}


@pytest.mark.parametrize("house", HOUSES)
def test_a_module_imports_only_from_floors_below(house: str) -> None:
    plan = plan_of(house)
    wrong = {
        room.stem: high
        for room in flat_rooms(house)
        if room.stem in plan
        and (high := too_high(room.stem, room.read_text(encoding="utf-8"), house, plan))
    }
    assert wrong == {}


@pytest.mark.parametrize("house", HOUSES)
def test_the_door_imports_nothing(house: str) -> None:
    tree = ast.parse((ROOT / house / "__init__.py").read_text(encoding="utf-8"))
    assert not any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(tree))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(ROOT)))
def test_a_module_is_small_and_well_named(room: Path) -> None:
    source = room.read_text(encoding="utf-8")
    assert room.stem not in BANNED_NAMES
    assert lines_of_code(source) <= 150
    assert len(source.splitlines()) <= 400


def test_snippets_need_only_numpy() -> None:
    """Import every module with the heavy ones blocked, in a process of its own."""
    modules = [f"snippets.{room.stem}" for room in flat_rooms("snippets")]
    program = (
        "import importlib, sys\n"
        f"sys.modules.update(dict.fromkeys({HEAVY!r}))\n"
        f"for module in {modules!r}: importlib.import_module(module)\n"
        "third = {name.split('.')[0] for name in sys.modules} - sys.stdlib_module_names\n"
        "print(*sorted(name for name in third if sys.modules.get(name)))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {"numpy", "snippets"} <= set(done.stdout.split())
    assert not set(done.stdout.split()) & set(HEAVY)


def test_the_rules_can_fail() -> None:
    plan = floor_plan("    0: arrays, losses\n    1: layers\n")
    assert plan == {"arrays": 0, "losses": 0, "layers": 1}
    assert too_high("arrays", "from snippets import losses", "snippets", plan) == ["losses"]
    assert too_high("losses", "import snippets.layers", "snippets", plan) == ["layers"]
    assert too_high("losses", "def f():\n    from snippets.layers import x", "snippets", plan) == [
        "layers"
    ]
    assert too_high("layers", "from snippets.arrays import Array", "snippets", plan) == []
    assert too_high("layers", "from snippets.unplanned import f", "snippets", plan) == ["unplanned"]
    assert lines_of_code('"""One.\n\nTwo.\n"""\n# three\n\nx = 1\ny = """\n\n"""\n') == 4
