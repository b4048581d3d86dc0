"""The table of symbols in a scene's docstring: what each is called, means, and has for a shape."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from weave.errors import Mistake
from weave.symbols import Symbols, signature, slot_letter

SHAPE = re.compile(r"(?P<row>row )?\((?P<axes>[^()]*)\)")
KINDS = ("function", "index", "label", "family", "last")


@dataclass(frozen=True)
class Entry:
    """One row of the table.

    role: value, function, index, label, family or last; axes: letters or numbers, None if unknown
    row: the value is one row that may stand for every row; over: the axis an index runs over
    after: the symbol whose value after the code's step this is
    """

    key: str
    meaning: str
    shape: str
    role: str
    axes: tuple[str, ...] | None = None
    row: bool = False
    over: str = ""
    after: str = ""


def entries(docstring: str) -> dict[str, Entry]:
    """Read the table; raises Mistake for a row that is not understood."""
    found: dict[str, Entry] = {}
    for line in docstring.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if (
            not line.strip().startswith("|")
            or cells[0] in ("symbol",)
            or set(cells[0]) <= {"-", ":"}
        ):
            continue
        if len(cells) not in (3, 4) or not re.fullmatch(r"`[^`]+`", cells[0]):
            raise Mistake(
                f"a row of the table is `symbol` | meaning | shape, this is: {line.strip()}"
            )
        entry = read_entry(cells[0].strip("`"), cells[1], cells[2])
        if entry.key in found:
            raise Mistake(f"the table has {entry.key} twice")
        found[entry.key] = entry
    if not found:
        raise Mistake("the scene's docstring has no table of symbols")
    return {key: like_before(entry, found) for key, entry in found.items()}


def like_before(entry: Entry, table: dict[str, Entry]) -> Entry:
    """Give a symbol `after W` the shape of W."""
    if not entry.after:
        return entry
    if entry.after not in table:
        raise Mistake(f"{entry.key} comes after {entry.after}, which the table has not")
    before = table[entry.after]
    return replace(before, key=entry.key, meaning=entry.meaning, after=entry.after)


def read_entry(key: str, meaning: str, shape: str) -> Entry:
    """Read one shape cell."""
    words = shape.split()
    role = words[0] if words and words[0] in KINDS else "value"
    if words[:1] == ["after"] and len(words) > 1:
        return Entry(key, meaning, shape, "value", after=" ".join(words[1:]))
    if role in ("index", "last") and len(words) == 2:
        return Entry(key, meaning, shape, role, over=words[1])
    if role in ("function", "label", "index") and len(words) == 1:
        return Entry(key, meaning, shape, role)
    rest = shape.removeprefix("family").strip() if role == "family" else shape
    if role == "family" and rest in ("", "row"):
        return Entry(key, meaning, shape, role, None, rest == "row")
    cell = SHAPE.fullmatch(rest)
    if role not in ("value", "family") or cell is None:
        raise Mistake(
            f"the shape of {key} is {shape!r}; known are (), (n, d), row (h,), function, index n, "
            "index, label, family, family row, family (n, h), last \\ell"
        )
    axes = tuple(part.strip() for part in cell["axes"].split(",") if part.strip())
    if cell["row"] and len(axes) != 1:
        raise Mistake(f"the shape of {key}: a row has one axis, such as row (h,)")
    return Entry(key, meaning, shape, role, axes, bool(cell["row"]))


def symbols(table: dict[str, Entry]) -> Symbols:
    """Make the parser's names out of the table, axis letters included."""
    names = Symbols()
    labels = [entry.key for entry in table.values() if entry.role == "label"]
    labels += [letter for entry in table.values() for letter in family_letters(entry)]
    for entry in table.values():
        role = {"family": "value", "last": "value"}.get(entry.role, entry.role)
        axes = None if entry.axes is None else len(entry.axes)
        made = signature(entry.key, role, axes, labels)
        if entry.role == "family" and not made.slot:
            raise Mistake(f"{entry.key} is a family, but no label letter stands in it")
        names.add(made)
    for letter in letters(table):
        if letter not in table:
            names.add(signature(letter, "size", 0))
    for label in dict.fromkeys(labels):
        if label not in table:
            names.add(signature(label, "label"))
    return names


def family_letters(entry: Entry) -> list[str]:
    """Find the label letter of a family by where it stands."""
    letter = slot_letter(entry.key) if entry.role == "family" else ""
    return [letter] if letter else []


def letters(table: dict[str, Entry]) -> tuple[str, ...]:
    """Return the axis letters of a table in order of appearance."""
    found = dict.fromkeys(
        axis
        for entry in table.values()
        for axis in (
            *(entry.axes or ()),
            *((entry.over,) if entry.role == "index" and entry.over else ()),
        )
        if not axis.isdigit()
    )
    return tuple(found)
