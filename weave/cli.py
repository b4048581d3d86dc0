"""The commands: `python -m weave check`, `read`, `report`, `mutate` and `why`.

Those of weave.built take a site that is built: `links`, `zip`, `pdf` and `shots`.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from weave import (
    answers,
    audit,
    built,
    guess,
    parse,
    report,
    scenes,
    source,
    tolls,
    verification,
    why,
)
from weave.answers import Answers
from weave.errors import Mistake, Problem
from weave.hands import Workers
from weave.home import ROOT
from weave.numpy_reading import as_numpy
from weave.traversal import children
from weave.tree import Node


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 if nothing is wrong, 1 if something is."""
    parser = argparse.ArgumentParser(prog="python -m weave", description=__doc__)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("check", help="run and lint pages; without a name, all pages")
    one.add_argument("files", nargs="*", type=Path, metavar="FILE.md")
    one.set_defaults(run=lambda options: check(options.files))
    two = commands.add_parser("read", help="show how an equation is read")
    two.add_argument("latex", metavar="LATEX")
    two.add_argument("--scene", help="module.function of snippets.scenes, which names the symbols")
    two.set_defaults(run=lambda options: read(options.latex, options.scene))
    three = commands.add_parser("report", help="count what is executed and what is not, by chapter")
    three.add_argument("--json", action="store_true", help="as verification.json has it")
    three.set_defaults(run=lambda options: publish(as_json=options.json))
    four = commands.add_parser("mutate", help="change every equation in every single way")
    four.add_argument("files", nargs="*", type=Path, metavar="FILE.md")
    four.set_defaults(run=lambda options: mutate(options.files))
    five = commands.add_parser("why", help="say why a block ran, or did not")
    five.add_argument("place", metavar="PAGE:LINE")
    five.set_defaults(run=lambda options: explain(options.place))
    built.register(commands)
    options = parser.parse_args(arguments)
    return int(options.run(options))


def check(files: list[Path]) -> int:
    """Print everything that is wrong with the pages as `page.md:line: what is wrong`."""
    paths = files or audit.pages()
    missing = [path for path in paths if not path.is_file()]
    for path in missing:
        print(f"{path}: no such file", file=sys.stderr)
    with opened() as book:
        there = {path: _name(path) for path in paths if path not in missing}
        found = [one for result in audit.audit_files(there, book) for one in result.problems]
    print(*found, sep="\n", end="\n" if found else "")
    count = len(missing) + len(found)
    if not count:
        print("nothing is wrong")
    return 1 if count else 0


@contextmanager
def opened() -> Iterator[Answers]:
    """The book's answers, for as long as a command runs."""
    hands = Workers(ROOT)
    book = answers.of_book(ROOT, hands)
    try:
        yield book
    finally:
        hands.crew.close()
        book.ledger.close()


def read(latex: str, scene: str | None) -> int:
    """Print how an equation is read: its symbols, its tree, NumPy; or a caret at what is not."""
    try:
        known = scenes.load(scene).symbols if scene else guess.symbols(latex)
        chains = parse.equation(latex, known)
    except Mistake as mistake:
        print(mistake.located(latex), file=sys.stderr)
        return 1
    print("symbols" if scene else "symbols, guessed")
    for line in guess.described(known):
        print(f"  {line}")
    for relation in (relation for chain in chains for relation in chain.relations):
        print("tree", *(f"  {line}" for line in outline(relation)), sep="\n")
        print("NumPy", f"  {as_numpy(relation)}", sep="\n")
    return 0


def outline(node: Node, depth: int = 0) -> Iterator[str]:
    """A tree as indented lines, each node's own words beside its kind."""
    own = (getattr(node, field.name) for field in fields(node) if field.name != "at")
    words = [str(value) for value in own if isinstance(value, str | int) and value != ""]
    yield " ".join(["  " * depth + type(node).__name__.lower(), *words])
    for child in children(node):
        yield from outline(child, depth + 1)


def publish(*, as_json: bool) -> int:
    """Print the record of the whole book; problems go to the other stream."""
    with opened() as book:
        results = audit.audit_files({path: _name(path) for path in audit.pages()}, book)
        pages = {result.page.name: result.page for result in results}
        entries, problems = tolls.of_pages(pages.values(), book)
    equations = [equation for result in results for equation in result.equations]
    record = verification.record(pages, equations, entries)
    if as_json:
        print(json.dumps(record, indent=2, ensure_ascii=False))
    else:
        said = (report.agreement(equations), report.mutants(entries))
        print(report.table(pages, equations), *filter(None, said), sep="\n\n")
        listed = report.exceptions(pages, equations)
        print(f"\n{listed}" if listed else "")
    return told([*problems, *(one for result in results for one in result.problems)])


def mutate(files: list[Path]) -> int:
    """Print how many changed equations the check notices, and those that it does not."""
    pages = (source.read(path, _name(path)) for path in files or audit.pages())
    with opened() as book:
        entries, problems = tolls.of_pages(pages, book)
    print(tolls.table(entries))
    return told(problems) or int(any(entry.toll.survivors for entry in entries))


def explain(place: str) -> int:
    """Print what went into a block the last time, and what has changed since."""
    with opened() as book:
        try:
            print(*why.at(place, book), sep="\n")
        except Mistake as mistake:
            print(mistake, file=sys.stderr)
            return 1
    return 0


def told(problems: list[Problem]) -> int:
    """Print problems to the other stream, each once; 1 if there are any."""
    for problem in sorted(set(problems)):
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _name(path: Path) -> str:
    """A page as problems call it: below the root, where it stands there."""
    path = path.resolve()
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()
