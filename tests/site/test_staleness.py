"""Never stale: after any edits, what a build writes is what a build from nothing would write.

`STALENESS_EDITS=2000` asks for more edits than the usual 200 (the weekly workflow does).
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.site import tiny
from tests.site.tiny import PAGES, Book, Printer

EDITS, AT_ONCE = int(os.environ.get("STALENESS_EDITS", "200")), 20
NUMBERS = st.integers(min_value=2, max_value=9)
SAID = ("titled", "asks", "minutes", "able")
MODULES = st.sampled_from(["base", "other", "top", "spare"])
ORDER = ("base", "other", "top", "spare")  # who imports stands after whom it imports


class Edits(RuleBasedStateMachine):
    """An author at work on one book; a second press builds each state of it from nothing."""

    press: Printer
    control: Printer

    @initialize()
    def begin(self) -> None:
        """Open the book."""
        self.book, self.past = Book(), [Book()]
        self.press.forget()

    def edit(self, book: Book) -> None:
        """Save a state of the book, and build."""
        self.past.append(book)
        self.book = book
        self.compare()

    def compare(self) -> None:
        """Build the book, and build it from nothing elsewhere: the same bytes."""
        for printer in (self.press, self.control):
            tiny.write(printer.root, self.book)
        self.control.forget()
        quick = self.press.build(self.press.root.parent / "site")
        slow = self.control.build(self.control.root.parent / "site2")
        differ = sorted(name for name in quick | slow if quick.get(name) != slow.get(name))
        assert differ == []

    @rule(page=st.sampled_from(PAGES), number=NUMBERS)
    def edit_a_sentence(self, page: str, number: int) -> None:
        """Prose only."""
        self.edit(self.book.with_words(page, number))

    @rule(module=MODULES, number=NUMBERS)
    def edit_a_function(self, module: str, number: int) -> None:
        """A function that pages use, or that others use, or that nobody uses."""
        if module in self.book.numbers:
            self.edit(self.book.with_number(module, number))

    @rule(scale=NUMBERS)
    def edit_scene_and_figure(self, scale: int) -> None:
        """What a scene says of itself, and what a figure draws."""
        self.edit(replace(self.book, scale=scale))

    @rule(module=MODULES, used=MODULES)
    def change_an_import(self, module: str, used: str) -> None:
        """Let one module use another, or no longer."""
        known = module in self.book.numbers and used in self.book.numbers
        if known and ORDER.index(used) < ORDER.index(module):
            other = None if self.book.uses.get(module) == used else used
            self.edit(self.book.with_use(module, other))

    @rule(page=st.sampled_from(PAGES), module=MODULES)
    def show_another(self, page: str, module: str) -> None:
        """Let a page use another module."""
        if module in self.book.numbers:
            shown = {**self.book.shown, page: module}
            self.edit(replace(self.book, shown=shown))

    @rule(number=NUMBERS)
    def add_or_remove_a_module(self, number: int) -> None:
        """A module that comes, or that goes with all that uses it."""
        if "spare" not in self.book.numbers:
            self.edit(self.book.with_number("spare", number))
            return
        numbers = {name: n for name, n in self.book.numbers.items() if name != "spare"}
        uses = {a: b for a, b in self.book.uses.items() if "spare" not in (a, b)}
        shown = {p: "base" if m == "spare" else m for p, m in self.book.shown.items()}
        self.edit(replace(self.book, numbers=numbers, uses=uses, shown=shown))

    @rule(page=st.sampled_from(PAGES), said=st.sampled_from(SAID), number=NUMBERS)
    def edit_front_matter(self, page: str, said: str, number: int) -> None:
        """What the page of the Part, neighbours and downloads say of a page."""
        self.edit(self.book.with_front(page, **{said: number}))

    @rule(page=st.sampled_from(PAGES), needed=st.sampled_from(PAGES))
    def change_a_need(self, page: str, needed: str) -> None:
        """Let a page build on one before it, or no longer: an arrow of the Part's graph."""
        if PAGES.index(needed) < PAGES.index(page):
            needs = {*self.book.front[page].needs} ^ {needed}
            self.edit(self.book.with_front(page, needs=tuple(sorted(needs))))

    @rule(page=st.sampled_from(PAGES), number=st.integers(min_value=0, max_value=2))
    def renumber_a_label(self, page: str, number: int) -> None:
        """Put equations above one that other pages and downloads call by its number."""
        self.edit(self.book.with_above(page, number))

    @rule()
    def change_nav(self) -> None:
        """Let the chapters of the Part change places: their numbers and neighbours too."""
        self.edit(replace(self.book, order=self.book.order[::-1]))

    @rule(back=st.integers(min_value=1, max_value=4))
    def take_back(self, back: int) -> None:
        """Save an earlier state again."""
        self.edit(self.past[max(0, len(self.past) - 1 - back)])

    @rule(module=MODULES, number=NUMBERS)
    def edit_and_keep_the_times(self, module: str, number: int) -> None:
        """An edit of the same length that leaves the file's times as they were."""
        path = self.press.root / f"snippets/{module}.py"
        if module not in self.book.numbers or not path.exists():
            return
        before = path.stat()
        book = self.book.with_number(module, number)
        tiny.write(self.press.root, book)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.edit(book)

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def start_anew(self) -> None:
        """End the process, and build in a new one."""
        self.press.restart()
        self.compare()


@pytest.fixture
def printers(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Two presses, and what ends them."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    folder = Path(tempfile.mkdtemp(prefix="staleness"))
    Edits.press, Edits.control = Printer(folder / "a" / "book"), Printer(folder / "b" / "book")

    def end() -> None:
        Edits.press.close()
        Edits.control.close()
        shutil.rmtree(folder)

    return end


@pytest.mark.filterwarnings("default::DeprecationWarning")
def test_no_build_is_stale_after_any_edits(printers: Callable[[], None]) -> None:
    author = Edits.TestCase()
    author.settings = settings(
        max_examples=max(1, EDITS // AT_ONCE),
        stateful_step_count=AT_ONCE,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    try:
        author.runTest()
    finally:
        printers()
