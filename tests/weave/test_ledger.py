"""The ledger as its users see it, on a day when nothing goes wrong."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from weave.entries import Entries
from weave.ledger import Ledger, changes, key

ROOT = Path(__file__).parents[2]
DAY = 86400.0
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)  # fmt: skip
values = st.binary(max_size=9000) | json_values.filter(lambda value: value is not None)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path) as opened:
        yield opened
    assert opened.notices == ()


class LikeADictionary(RuleBasedStateMachine):
    """Whatever is put, asked, closed and trimmed in any order: a ledger answers as a dict does."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.ledger = Ledger(Path(self.folder.name))
        self.model: dict[str, Any] = {}

    @rule(name=st.integers(0, 9), value=values)
    def put(self, name: int, value: Any) -> None:
        self.ledger.put(key(name), value)
        self.model[key(name)] = value

    @rule(name=st.integers(0, 9))
    def get(self, name: int) -> None:
        assert self.ledger.get(key(name)) == self.model.get(key(name))

    @rule()
    def get_many(self) -> None:
        assert self.ledger.get_many([key(name) for name in range(10)]) == self.model

    @rule()
    def another_process(self) -> None:
        self.ledger.close()
        self.ledger = Ledger(Path(self.folder.name))

    @rule()
    def trim(self) -> None:
        self.ledger.trim()

    @precondition(lambda self: self.model)
    @rule()
    def one_more_beside_it(self) -> None:
        with Ledger(Path(self.folder.name)) as other:
            assert other.get_many(self.model) == self.model

    @invariant()
    def nothing_went_wrong(self) -> None:
        assert self.ledger.notices == ()

    def teardown(self) -> None:
        self.ledger.close()
        self.folder.cleanup()


TestLikeADictionary = LikeADictionary.TestCase


@given(value=json_values)
def test_equal_values_have_equal_keys(value: Any) -> None:
    assert key(value) == key(value)
    assert key(value) != key([value])
    assert key(value, 1) != key([value, 1])


def test_the_order_of_a_mapping_does_not_count() -> None:
    assert key({"a": 1, "b": 2}) == key({"b": 2, "a": 1})
    assert len({key(1), key(1.0), key("1"), key(True), key(None), key()}) == 6


@pytest.mark.parametrize("part", [b"bytes", float("nan"), {1, 2}, object()])
def test_what_is_no_json_is_no_part_of_a_key(part: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        key(part)


def test_more_keys_than_fit_into_one_question(ledger: Ledger) -> None:
    keys = [key(number) for number in range(1201)]
    for number, name in enumerate(keys):
        ledger.put(name, number)
    assert ledger.get_many([*keys, key("unknown")]) == {k: n for n, k in enumerate(keys)}


def test_times_by_label(ledger: Ledger) -> None:
    assert ledger.seconds("page.md:3") is None
    ledger.put(key(1), "x", seconds=1.5, label="page.md:3")
    ledger.put(key(2), "y", seconds=2.5, label="page.md:3")
    ledger.put(key(3), "z")
    assert ledger.seconds("page.md:3") == 2.5
    ledger.record("page.md:9", {"text": "1"})
    assert ledger.all_seconds() == {"page.md:3": 2.5}


def test_what_went_into_a_block(tmp_path: Path) -> None:
    digests = ["1" * 64, "2" * 64]
    with Ledger(tmp_path, clock=lambda: 7.0) as ledger:
        assert ledger.recorded("page.md:3") is None
        first = {"text": digests[0], "code": {"snippets/a.py": digests[0], "numpy": "2.4.2"}}
        ledger.record("page.md:3", first)
        found = ledger.recorded("page.md:3")
        assert found is not None
        assert (found.now, found.before, found.time) == (first, None, 7.0)
        second = {"text": digests[0], "code": {"snippets/a.py": digests[1], "numpy": "2.4.3"}}
        for _ in range(2):  # running again with the same parts leaves what was before
            ledger.record("page.md:3", second)
        found = ledger.recorded("page.md:3")
        assert found is not None
        assert (found.now, found.before) == (second, first)
    assert changes(first, second) == ["numpy: 2.4.2 -> 2.4.3", "snippets/a.py changed"]


def test_changes_name_what_came_and_went() -> None:
    assert changes({"a": "1"}, {"b": "1"}) == ["a is no longer reached", "b is reached now"]
    assert changes({"a": {"b": "1"}}, {"a": {"b": "1"}}) == []


def test_shared_parts_are_kept_once(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    put = Entries.put
    monkeypatch.setattr(
        Entries, "put", lambda self, *row: written.append(row[0]) or put(self, *row)
    )
    shared = {f"snippets/module{number}.py": key(number) for number in range(60)}
    for number in range(100):
        ledger.record(f"page.md:{number}", {"text": key(number), "code": shared})
    assert len(written) == len(set(written)) == 101
    ledger.close()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 100 * 1000


class Clock:
    def __init__(self) -> None:
        self.now = 100 * DAY

    def __call__(self) -> float:
        return self.now


def fill(ledger: Ledger, names: range) -> None:
    for name in names:
        ledger.put(key(name), os.urandom(10_000))


def kept(ledger: Ledger, names: range) -> list[int]:
    found = ledger.get_many([key(name) for name in names])
    return [name for name in names if key(name) in found]


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    clock = Clock()
    with Ledger(tmp_path, limit_bytes=400_000, clock=clock) as ledger:
        fill(ledger, range(30))
        clock.now += DAY
        assert kept(ledger, range(10)) == list(range(10))
        fill(ledger, range(30, 50))
    with Ledger(tmp_path, limit_bytes=400_000, clock=clock) as ledger:
        ledger.trim()
        left = kept(ledger, range(50))
    assert set(range(10)) | set(range(30, 50)) <= set(left)
    assert len(left) < 40
    assert left[10:-20] == list(range(30 - (len(left) - 30), 30))  # the oldest went
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 450_000


def test_what_is_small_enough_stays(tmp_path: Path) -> None:
    with Ledger(tmp_path, limit_bytes=400_000) as ledger:
        fill(ledger, range(10))
        ledger.trim()
        assert len(kept(ledger, range(10))) == 10


@pytest.mark.parametrize(("later", "writes"), [(0.0, 0), (1.5 * DAY, 1)])
def test_a_warm_build_writes_what_it_used_once_a_day(
    tmp_path: Path, later: float, writes: int
) -> None:
    clock = Clock()
    with Ledger(tmp_path, clock=clock) as ledger:
        fill(ledger, range(100))
    clock.now += later
    with Ledger(tmp_path, clock=clock) as ledger:
        assert len(kept(ledger, range(100))) == 100
        ledger.trim()
        written = (tmp_path / "ledger-1.sqlite-wal").stat().st_size > 0
    assert written == bool(writes)


FORK = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from weave.ledger import Ledger, key
with Ledger(Path(sys.argv[2])) as ledger:
    ledger.put(key(1), "parent")
    connection = ledger._store._connected()
    child = os.fork()
    if child == 0:
        assert ledger._store._connected() is not connection  # SQLite's locks are not inherited
        ledger.put(key(2), ledger.get(key(1)) + " and child")
        ledger.close()
        os._exit(0)
    os.waitpid(child, 0)
    print(ledger.get(key(2)))
    ledger.put(key(3), "parent again")
"""


def test_a_child_has_a_connection_of_its_own(ledger: Ledger, tmp_path: Path) -> None:
    """In a process without threads, as those of pytest are not."""
    command = [sys.executable, "-c", FORK, str(ROOT), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "parent and child\n"
    assert ledger.get(key(3)) == "parent again"


def test_an_older_file_is_swept_away(tmp_path: Path, ledger: Ledger) -> None:
    ledger.put(key(1), 1)
    ledger.close()
    (tmp_path / "ledger-1.sqlite").rename(tmp_path / "ledger-12.sqlite")
    (tmp_path / "ledger-3.sqlite").write_text("old")
    (tmp_path / "ledger-3.sqlite-wal").write_text("old")
    (tmp_path / "unfinished-1").write_text("killed long ago")
    os.utime(tmp_path / "unfinished-1", (0, 0))
    (tmp_path / "unfinished-2").write_text("just begun")
    assert ledger.get(key(1)) == 1
    names = {path.name for path in tmp_path.iterdir() if not path.name.startswith("ledger-12")}
    assert names == {"unfinished-2"}


def test_a_file_of_another_form_is_not_read(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.put(key(1), 1)
    database = sqlite3.connect(tmp_path / "ledger-1.sqlite")
    database.execute("PRAGMA user_version = 99")
    database.close()
    told: list[str] = []
    with Ledger(tmp_path, say=told.append) as ledger:
        assert ledger.get(key(1)) is None
        assert ledger.notices == tuple(told)
        assert len(told) == 1
        assert "its form is 99" in told[0]


@pytest.mark.parametrize("make", [lambda: float("nan"), object, lambda: {1}])
def test_what_is_no_value_is_refused(ledger: Ledger, make: Callable[[], Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        ledger.put(key(1), make())
    assert ledger.get(key(1)) is None


def test_what_is_kept_together_is_there_for_others_at_the_end(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger, Ledger(tmp_path) as other:
        with ledger.together():
            ledger.put(key("a"), 1)
            ledger.record("block", {"text": "1"})
            assert other.get(key("a")) is None
        assert other.get(key("a")) == 1
        assert other.recorded("block") is not None


def test_what_another_thread_keeps_waits_for_nobody(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.together(), Ledger(tmp_path) as other:
        thread = threading.Thread(target=ledger.put, args=[key("b"), 2])
        thread.start()
        thread.join()
        assert other.get(key("b")) == 2


def test_what_was_kept_before_a_mistake_stays(ledger: Ledger) -> None:
    def keep() -> None:
        with ledger.together():
            ledger.put(key("a"), 1)
            ledger.put(key("b"), float("nan"))

    with pytest.raises(ValueError, match="JSON"):
        keep()
    assert ledger.get(key("a")) == 1
    ledger.put(key("b"), 2)
    assert ledger.get(key("b")) == 2
