"""The table of `make mutants`, and why a survivor may live."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.mutants.trial import Mutant

Result = tuple[Mutant, str | None]
Reasons = dict[tuple[str, str], str]

LIST = Path(__file__).with_name("survivors.toml")
HEADER = (
    "module",
    "mutants",
    "killed",
    "by an equation",
    "by a test",
    "by time or crash",
    "survivors",
)


def table(results: Sequence[Result]) -> str:
    """A Markdown table, a module a row."""
    modules = dict.fromkeys(mutant.module for mutant, _ in results)
    rows = [
        HEADER,
        ("---", *["---:"] * (len(HEADER) - 1)),
        *(row(module, [r for r in results if r[0].module == module]) for module in modules),
        row("all", results),
    ]
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([*lines, "", f"killed: {100 * share(results):.1f} %"])


def row(name: str, results: Sequence[Result]) -> tuple[str, ...]:
    """Count who noticed the mutants of a module."""
    found = [noticed for _, noticed in results if noticed is not None]
    by = [sum(one.startswith(kind) for one in found) for kind in ("equation", "test")]
    numbers = (len(results), len(found), *by, len(found) - sum(by), len(results) - len(found))
    return (name, *map(str, numbers))


def share(results: Sequence[Result]) -> float:
    """The share of mutants that were noticed."""
    return sum(noticed is not None for _, noticed in results) / len(results)


def survivors(results: Sequence[Result], known: Reasons) -> Iterator[str]:
    """Each survivor with its line before and after, and why it may live, if anybody knows."""
    for mutant, noticed in results:
        if noticed is None:
            yield f"\nsnippets/{mutant.module}.py:{mutant.line}: {mutant.function}"
            yield f"- {mutant.before}"
            yield f"+ {mutant.after}"
            yield f"  {known.get((mutant.name, mutant.after), 'A HOLE: nothing notices it')}"


def reasons() -> Reasons:
    """Why known survivors live: by function and changed line."""
    entries = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return {
        (function, line): why for function, lines in entries.items() for line, why in lines.items()
    }


def stale(known: Reasons, mutants: Sequence[Mutant]) -> list[str]:
    """The reasons for mutants that no longer exist: the list must not outlive the code."""
    made = {(mutant.name, mutant.after) for mutant in mutants}
    return [
        f"survivors.toml: no mutant of {name} reads {line}"
        for name, line in known
        if (name, line) not in made
    ]
