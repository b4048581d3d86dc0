"""A build is right after whatever happened to the one before, and the same wherever it runs."""

import os
import random
import subprocess
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from tests.site import tiny
from tests.site.commands import MKDOCS, QUIET, mkdocs
from tests.site.tiny import Book, Printer
from weave import site

pytestmark = pytest.mark.usefixtures("still")
BROKEN = replace(Book(), shown={"index": "top", "one": "base", "two": "nothing"})


def built(root: Path, target: str, **environment: str) -> dict[str, bytes]:
    """What a build in a process of its own writes."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        done = mkdocs(root, "build", "--strict", "--site-dir", str(root.parent / target))
    assert done.returncode == 0, done.stdout
    return tiny.read(root.parent / target)


@pytest.mark.filterwarnings("default::DeprecationWarning")
def test_a_failing_book_fails_every_time(printer: Printer) -> None:
    tiny.write(printer.root, BROKEN)
    for number in range(10):
        if number % 3 == 2:
            printer.restart()
        with pytest.raises(Abort):
            printer.build(printer.root.parent / "site")
    tiny.write(printer.root, Book())
    assert printer.build(printer.root.parent / "site")["two/index.html"]


def test_two_cold_builds_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    sites = []
    for folder, seed, workers in (("a", "1", "1"), ("deeper/b", "2", "3")):
        root = tmp_path / folder / "book"
        tiny.write(root, Book())
        sites.append(built(root, "site", PYTHONHASHSEED=seed, WEAVE_WORKERS=workers))
    assert sites[0].keys() == sites[1].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []
    assert {"sitemap.xml.gz", "search/search_index.json"} <= sites[0].keys()


def test_builds_that_are_killed_leave_the_next_one_right(tmp_path: Path) -> None:
    root, chance = tmp_path / "book", random.Random(7)
    command = [*MKDOCS, "build", "--strict", "--site-dir", str(tmp_path / "killed")]
    books = [Book().with_words("one", n).with_number("base", n) for n in range(2, 8)]
    for number in range(30):
        tiny.write(root, books[number % len(books)])
        with subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, **QUIET},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=chance.uniform(0.2, 2.0))
            process.kill()
    after = built(root, "after")
    tiny.write(tmp_path / "fresh/book", books[29 % len(books)])
    assert after == built(tmp_path / "fresh/book", "site")


def test_two_builds_at_once_are_both_right(tmp_path: Path) -> None:
    root = tmp_path / "book"
    tiny.write(root, Book())
    command = [*MKDOCS, "build", "--strict", "--site-dir"]
    running = [
        subprocess.Popen(
            [*command, str(tmp_path / name)],
            cwd=root,
            env={**os.environ, **QUIET},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for name in ("x", "y")
    ]
    assert [process.communicate()[0] and process.returncode for process in running] == [0, 0]
    alone = built(root, "alone")
    assert tiny.read(tmp_path / "x") == tiny.read(tmp_path / "y") == alone


@pytest.mark.parametrize("damage", ["truncated", "emptied", "noise"])
def test_a_damaged_ledger_is_not_trusted(tmp_path: Path, damage: str) -> None:
    root = tmp_path / "book"
    tiny.write(root, Book())
    before = built(root, "site")
    for path in (root / ".cache/ledger").glob("*.sqlite*"):
        content = path.read_bytes()
        half = len(content) // 2
        noise = random.Random(3).randbytes(len(content))
        path.write_bytes({"truncated": content[:half], "emptied": b"", "noise": noise}[damage])
    assert built(root, "again") == before


def test_a_closed_cache_folder_is_done_without(tmp_path: Path) -> None:
    root = tmp_path / "book"
    tiny.write(root, Book())
    (root / ".cache").write_text("no folder", encoding="utf-8")
    done = mkdocs(root, "build", "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stdout
    assert "working without cache" in done.stdout
    (root / ".cache").unlink()
    assert tiny.read(tmp_path / "site") == built(root, "with")


SERVED = [
    ("a sentence", Book().with_words("one", 4), True),
    ("a function", Book().with_number("base", 8), True),
    ("an import", Book().with_use("other", "base"), True),
    ("a figure and a scene", replace(Book(), scale=7), True),
    ("another module on a page", replace(Book(), shown={**Book().shown, "two": "top"}), True),
    ("a new module", Book().with_number("spare", 3), False),
    ("a question", Book().with_front("one", asks=3), False),
    ("a need", Book().with_front("two", needs=("one", "index")), False),
    ("a label's number", Book().with_above("index", 1), False),
    ("nav", replace(Book(), order=("two", "one")), False),
    ("nothing", Book(), True),
]


@pytest.mark.filterwarnings("default::DeprecationWarning")
@pytest.mark.parametrize(
    ("book", "quick"), [case[1:] for case in SERVED], ids=[c[0] for c in SERVED]
)
def test_a_served_edit_shows_what_a_full_build_would(
    printer: Printer, book: Book, quick: bool
) -> None:
    target = printer.root.parent / "site"
    printer.build(target, serving=True)
    tiny.write(printer.root, book)
    assert site.refresh() is quick
    if not quick:
        printer.build(target, serving=True)
    front = site.served().front
    assert front
    site.served().close()
    site.served().follow(front)
    shown = tiny.read(target)
    assert {"part/index.html", "downloads/one.py", "downloads/one.ipynb"} <= shown.keys()
    printer.forget()
    full = printer.build(printer.root.parent / "full", serving=True)
    assert [name for name in full | shown if full.get(name) != shown.get(name)] == []


@pytest.mark.filterwarnings("default::DeprecationWarning")
def test_a_served_mistake_is_shown_and_mends_itself(printer: Printer) -> None:
    target = printer.root.parent / "site"
    before = printer.build(target, serving=True)
    for _ in range(2):
        tiny.write(printer.root, BROKEN)
        assert site.refresh()
        assert b"nothing" in (target / "two/index.html").read_bytes()
        assert b"weave-problem" in (target / "two/index.html").read_bytes()
        tiny.write(printer.root, Book())
        assert site.refresh()
        assert (target / "two/index.html").read_bytes() == before["two/index.html"]


@pytest.mark.filterwarnings("default::DeprecationWarning")
def test_a_new_heading_takes_the_full_build(printer: Printer) -> None:
    target = printer.root.parent / "site"
    printer.build(target, serving=True)
    page = printer.root / "docs/one.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n## New\n", encoding="utf-8")
    assert not site.refresh()
    assert b"New" in printer.build(target, serving=True)["one/index.html"]
