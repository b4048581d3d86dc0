"""The only room that knows mutmut: all mutants of the functions asked for, as JSON.

It runs under the Python of mutmut's own environment: functions by module on standard input,
mutants on standard output.
"""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

SNIPPETS = Path(__file__).resolve().parents[2] / "snippets"


def spans(code: str) -> dict[str, range]:
    """The lines of each function and class of a module, methods as Class.method."""

    def below(node: ast.AST, prefix: str) -> Iterator[tuple[str, range]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                yield f"{prefix}{child.name}", range(child.lineno, (child.end_lineno or 0) + 1)
                yield from below(child, f"{prefix}{child.name}.")

    return dict(below(ast.parse(code), ""))


def first_difference(one: list[str], other: list[str]) -> int:
    """The number of the first line, from 1, in which two versions differ."""
    pairs = enumerate(zip(one, other, strict=False), 1)
    return next((line for line, (a, b) in pairs if a != b), min(len(one), len(other)))


def mutants(module: str, functions: list[str]) -> Iterator[dict[str, str | int]]:
    """All mutants of some functions of a module, in the order of the code."""
    # Imported here, for the tests of the project run without mutmut.
    from mutmut.mutation.file_mutation import create_mutations  # noqa: PLC0415 (only its own environment has it)

    code = (SNIPPETS / f"{module}.py").read_text(encoding="utf-8")
    where = spans(code)
    tree, mutations, *_ = create_mutations(f"{module}.py", code)
    last_names = {function.split(".")[-1] for function in functions}
    for mutation in mutations:
        inside = getattr(mutation.contained_by_top_level_function, "name", None)
        if inside is None or inside.value not in last_names:
            continue  # before the slow part
        changed = tree.deep_replace(mutation.original_node, mutation.mutated_node).code
        old, new = code.splitlines(), changed.splitlines()
        line = first_difference(old, new)
        for function in functions:
            if line in where[function]:
                before, after = old[line - 1].strip(), new[line - 1].strip()
                yield {
                    "module": module,
                    "function": function,
                    "line": line,
                    "before": before,
                    "after": after,
                    "code": changed,
                }


if __name__ == "__main__":
    wanted = json.load(sys.stdin)
    json.dump(
        [one for module, names in wanted.items() for one in mutants(module, names)], sys.stdout
    )
