"""How long builders take for the synthetic book: `python -m benchmarks.books --pages 10 30`.

All builders take turns, so that a slow moment of the machine is slow for all. A snippet edit is
only counted as right if all pages that use it show the new number.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks import synthetic
from benchmarks.builders import VARIABLES, Builder, known
from benchmarks.turns import machine
from snippets.tables import table

KINDS = ("cold", "nothing changed", "one sentence", "a function")
HEADER = ("pages", "who", *KINDS, "pages right", "serve: sentence", "serve: function", "peak MB")
EDITS = 5  # of a served page
PATIENCE, STALE = 600.0, 60.0  # seconds


class Measured:
    """What was measured of one builder: seconds by kind, and the proof of freshness."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.right: set[str] = set()
        self.peak = 0

    def cells(self) -> list[str]:
        """Medians, or a dash for what was not measured."""
        kinds = (*KINDS, "serve sentence", "serve function")
        shown = {kind: f"{median(s):.2f}" if (s := self.seconds[kind]) else "-" for kind in kinds}
        first = [shown[kind] for kind in KINDS]
        served = [shown["serve sentence"], shown["serve function"]]
        return [*first, ", ".join(sorted(self.right)), *served, str(self.peak)]


def turn(builder: Builder, folder: Path, pages: int, number: int, into: Measured) -> None:
    """One turn of a builder: cold, the same again, a sentence edited, a function edited."""
    builder.forget(folder)
    _constant(folder, f"{number}.25")
    into.seconds["cold"].append(_timed(builder, folder, into))
    into.seconds["nothing changed"].append(_timed(builder, folder, into))
    _edit(folder, f"in turn {number}")
    into.seconds["one sentence"].append(_timed(builder, folder, into))
    if f"in turn {number}" not in builder.page(folder, synthetic.name(1)):
        raise RuntimeError(f"{builder.name} does not show the edited sentence")
    _constant(folder, f"{number}.75")
    into.seconds["a function"].append(_timed(builder, folder, into))
    using = [synthetic.name(n) for n in range(pages) if synthetic.uses_shared(n)]
    using += [synthetic.lab_name(n) for n in range(synthetic.labs(pages, builder.flavour))]
    built = [builder.page(folder, name) for name in using]
    into.right.add(f"{sum(f'{number}.75' in text for text in built)} of {len(using)}")


def _timed(builder: Builder, folder: Path, into: Measured) -> float:
    start = time.perf_counter()
    into.peak = max(into.peak, builder.build(folder))
    return time.perf_counter() - start


def _source(folder: Path, number: int) -> Path:
    name = synthetic.name(number)
    return next(path for path in (folder / "docs" / name, folder / name) if path.exists())


def _edit(folder: Path, words: str) -> None:
    path = _source(folder, 1)
    lines = path.read_text(encoding="utf-8").split("\n")
    edited = [f"{synthetic.SENTENCE}: {words}." if synthetic.SENTENCE in x else x for x in lines]
    path.write_text("\n".join(edited), encoding="utf-8")


def _constant(folder: Path, number: str) -> None:
    text = synthetic.SHARED.format(constant=number)
    (folder / "snippets/shared.py").write_text(text, encoding="utf-8")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the book, served by MkDocs in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    environment = {**os.environ, **VARIABLES, "PYTHONPATH": str(folder)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _until(f"http://{address}/page001/", synthetic.SENTENCE)
            yield f"http://{address}"
        finally:
            process.terminate()


def serve(folder: Path, into: Measured) -> None:
    """Edit a sentence and a function of a served book; how long until the page shows it."""
    with served(folder) as address:
        for number in range(EDITS):
            _edit(folder, f"served {number}")
            found = _until(f"{address}/page001/", f"served {number}")
            into.seconds["serve sentence"].append(found)
        for number in range(EDITS):
            _constant(folder, f"9{number}.75")
            # markdown-exec shows an old number until the server is started again.
            found = _until(f"{address}/page000/", f"9{number}.75", STALE)
            if found >= STALE:
                return
            into.seconds["serve function"].append(found)


def _until(address: str, text: str, patience: float = PATIENCE) -> float:
    """The seconds until a page shows a text."""
    start = time.perf_counter()
    while time.perf_counter() - start < patience:
        try:
            with urllib.request.urlopen(address) as answer:
                if text in answer.read().decode():
                    return time.perf_counter() - start
        except OSError:
            pass
        time.sleep(0.005)
    return patience


def alone(folder: Path, pages: int) -> float:
    """The programs and figures of the book, one after the other in one process, without a site."""
    code = "\n".join(
        f"exec({block.split(chr(10), 1)[1]!r}, {{}})"
        for number in range(pages)
        for block in synthetic.page(number, "markdown-exec").split("```")[1::2]
    )
    start = time.perf_counter()
    command = [sys.executable, "-"]  # read from a pipe: for an argument it is too long
    subprocess.run(
        command, cwd=folder, check=True, input=code, text=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def measure(pages: int, builders: Sequence[Builder], turns: int, folder: Path) -> list[list[str]]:
    """The rows of the table for one size of the book."""
    found = {builder: Measured() for builder in builders}
    homes = {builder: folder / f"{builder.flavour}{pages}" for builder in builders}
    for builder, home in homes.items():
        synthetic.write(home, pages, builder.flavour)
    for number in range(1, turns + 1):
        for builder in builders:
            turn(builder, homes[builder], pages, number, found[builder])
    for builder in builders:
        if builder.serves:
            serve(homes[builder], found[builder])
    rows = [[str(pages), builder.name, *found[builder].cells()] for builder in builders]
    bare = [f"{alone(homes[builders[0]], pages):.2f}"]
    return [*rows, [str(pages), "the programs alone, one process", *bare, *["-"] * 7]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print one Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.books", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 30, 100, 300])
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--only", nargs="*", help="names of builders to measure")
    options = parser.parse_args(arguments)
    builders = [one for one in known() if not options.only or one.flavour in options.only]
    folder = Path(tempfile.mkdtemp(prefix="books"))
    rows = [
        row for pages in options.pages for row in measure(pages, builders, options.turns, folder)
    ]
    shutil.rmtree(folder)
    print(f"{date.today().isoformat()}, {machine()}; seconds, medians of {options.turns} turns.\n")
    print(table(HEADER, rows))


if __name__ == "__main__":
    main()
