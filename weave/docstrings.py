"""A scene made of one function's docstring: the letters of its formula, its shape lines.

`z: (n, k)  scores` draws z with a size of its own for each axis letter; `-> (n, k)` is the result,
called as the formula calls it. Letters that only stand below others are indices.
"""

from __future__ import annotations

import importlib
import inspect
import re
from functools import cache
from pathlib import Path
from types import ModuleType

from weave import legend, scene_source
from weave.errors import Mistake, nearest
from weave.lex import tokens
from weave.scenes import Scene
from weave.spelling import base, starts_base

LINE = re.compile(r"^\s*(?P<name>\w+): \((?P<axes>[^)]*)\)\s*(?P<meaning>.*)$")
RESULT = re.compile(r"^\s*-> \((?P<axes>[^)]*)\)\s*(?P<meaning>.*)$")
PRIMES = (2, 3, 5, 7, 11)
HOUSE = "snippets"


def load(name: str, latex: str, house: str = HOUSE) -> Scene:
    """Make a scene of `module.function` for one equation."""
    module, _, function = name.rpartition(".")
    try:
        home = importlib.import_module(f"{house}.{module}")
    except ModuleNotFoundError:
        raise Mistake(f"of: there is no module {module} in {house}") from None
    if not callable(getattr(home, function, None)):
        known = [key for key, value in vars(home).items() if callable(value)]
        raise Mistake(f"of: {module} has no function {function}{nearest(function, known)}")
    return understood(name, written(home, module, function, latex, house), home, house)


@cache
def understood(name: str, text: str, home: ModuleType, house: str) -> Scene:
    """Make a scene of its source, once as long as the function's docstring says the same."""
    source = scene_source.read_text(text, Path(f"of={name}"), "of", house)
    scope = {home.__name__.rpartition(".")[2]: home}
    return Scene(f"of={name}", source, legend.entries(source.docstring), scope)


def written(home: ModuleType, module: str, function: str, latex: str, house: str) -> str:
    """Write the scene as source, so that it is read like any other."""
    docstring = inspect.getdoc(getattr(home, function)) or ""
    parts = [found for line in docstring.splitlines() if (found := LINE.match(line))]
    if not parts:
        raise Mistake(f"of: the docstring of {function} has no shape lines such as z: (n, k)")
    package, _, short = module.rpartition(".")
    result, head = result_line(docstring), formula_head(docstring)
    rows = [row(part["name"], part["meaning"], shape(part["axes"], result)) for part in parts]
    returned = [f"{letter(part['name'])!r}: {part['name']}" for part in parts]
    if result is not None and head and not head.endswith("("):
        rows.append(row(head, result["meaning"], f"({result['axes']})"))
        returned.append(f"{head!r}: made")
    for symbol in {f"\\operatorname{{{function}}}", head[:-1] if head.endswith("(") else ""} - {""}:
        rows.append(row(symbol, "the function", "function"))
        returned.append(f"{symbol!r}: {short}.{function}")
    taken = {cell.split("`")[1] for cell in rows}
    rows += [row(one, "index", "index") for one in indices(latex) if one not in taken]
    sizes = axis_sizes([part["axes"] for part in parts])
    draws = [f"    {part['name']} = {drawn(part['axes'], sizes)}" for part in parts]
    call = ", ".join(part["name"] for part in parts)
    return "\n".join(
        [
            f"from {'.'.join(piece for piece in (house, package) if piece)} import {short}",
            "def of(rng):",
            f"    {'| symbol | meaning | shape |' + chr(10) + chr(10).join(rows)!r}",
            *draws,
            f"    made = {short}.{function}({call})",
            f"    return {{{', '.join(returned)}}}",
        ]
    )


def shape(axes: str, result: re.Match[str] | None) -> str:
    """Write a shape; one axis that is the result's last of two is a row, the same for all rows."""
    ends = result["axes"].split(",") if result else []
    last = ends[-1].strip() if len(ends) == 2 else ""
    return f"row ({axes})" if axes.rstrip(", ") == last else f"({axes})"


def row(name: str, meaning: str, shape: str) -> str:
    """Write one row of the table."""
    return f"| `{letter(name)}` | {meaning.strip().replace('|', '/')} | {shape} |"


def letter(name: str) -> str:
    """Write an argument as LaTeX: a letter as it is, a word as text."""
    return name if len(name) == 1 or "\\" in name or "_" in name else f"\\text{{{name}}}"


def result_line(docstring: str) -> re.Match[str] | None:
    """Find the line of the result."""
    return next((found for line in docstring.splitlines() if (found := RESULT.match(line))), None)


def formula_head(docstring: str) -> str:
    """Return what the first formula's left side calls the result; `f(` when it is applied."""
    formula = re.search(r"\$([^$=]+)=", docstring)
    if formula is None:
        return ""
    parts = tokens(formula[1])
    if not parts or not starts_base(parts[0]):
        return ""
    spelling, place = base(parts, 0)
    applied = place < len(parts) and parts[place].text == "("
    return spelling + "(" * applied


def indices(latex: str) -> list[str]:
    """Find the letters that stand below others."""
    plain = re.sub(r"\\[A-Za-z]+(\{[^{}]*\})?", " ", latex.replace("\\sum_", "_"))
    below = re.findall(r"_(?:\{([^{}]*)\}|(\w))", plain)
    return list(dict.fromkeys(one for pair in below for one in re.findall("[a-z]", "".join(pair))))


def axis_sizes(shapes: list[str]) -> dict[str, int]:
    """Give each axis letter a prime of its own."""
    letters = [one.strip() for axes in shapes for one in axes.split(",")]
    named = dict.fromkeys(one for one in letters if one and not one.isdigit())
    return dict(zip(named, PRIMES, strict=False))


def drawn(axes: str, sizes: dict[str, int]) -> str:
    """Write the draw of an argument: between 0 and 1, where every formula here has a value."""
    letters = [one.strip() for one in axes.split(",") if one.strip()]
    lengths = ", ".join(str(sizes.get(one, one)) for one in letters)
    return f"rng.uniform(0.15, 0.85, size=({lengths}{',' if len(letters) == 1 else ''}))"
