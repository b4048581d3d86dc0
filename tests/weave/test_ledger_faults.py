"""The ledger on bad days: every value it gives is right, and a build never ends in a riddle."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.weave.writer import value
from weave import store
from weave.errors import Mistake
from weave.ledger import Ledger, LedgerFull, key

WRITER = Path(__file__).with_name("writer.py")
MANY = 40


def writer(folder: Path, first: int, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, str(WRITER), str(folder), str(first), str(count)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    )


def check(ledger: Ledger, numbers: range) -> set[int]:
    """Every value is right or unknown; the numbers of those that are known."""
    found = ledger.get_many([key(number) for number in numbers])
    for number in numbers:
        assert found.get(key(number), value(number)) == value(number)
        recorded = ledger.recorded(str(number))
        assert recorded is None or recorded.now == {"number": str(number)}
    return {number for number in numbers if key(number) in found}


def works(ledger: Ledger, number: int = 10**6) -> None:
    """It takes a new value and gives it back."""
    ledger.put(key(number), value(number), seconds=1.0, label="new")
    assert ledger.get(key(number)) == value(number)
    assert ledger.seconds("new") == 1.0


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed ledger, and one beside it whose journal a killed process left."""
    folder = tmp_path_factory.mktemp("pristine")
    with Ledger(folder / "closed") as ledger:
        for number in range(MANY):
            ledger.put(key(number), value(number), seconds=1.0, label=str(number))
            ledger.record(str(number), {"number": str(number)})
        shutil.copytree(folder / "closed", folder / "killed")
    assert {path.suffix for path in (folder / "killed").iterdir()} >= {".sqlite", ".sqlite-wal"}
    return folder


@contextmanager
def copied(pristine: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copytree(pristine, folder, dirs_exist_ok=True))


def test_what_a_killed_process_wrote_is_there(pristine: Path) -> None:
    for name in ("closed", "killed"):
        with copied(pristine / name) as folder, Ledger(folder) as ledger:
            assert check(ledger, range(MANY)) == set(range(MANY))
            assert ledger.notices == ()


@settings(max_examples=100)
@given(
    name=st.sampled_from(["closed", "killed"]),
    suffix=st.sampled_from([".sqlite", ".sqlite", ".sqlite-wal", ".sqlite-shm"]),
    holes=st.lists(
        st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=300)), min_size=1, max_size=6
    ),
)
def test_noise_anywhere(
    pristine: Path, name: str, suffix: str, holes: list[tuple[float, bytes]]
) -> None:
    with copied(pristine / name) as folder:
        for path in folder.glob(f"*{suffix}"):
            with path.open("r+b") as file:
                for place, noise in holes:
                    file.seek(int(place * path.stat().st_size))
                    file.write(noise)
        with Ledger(folder) as ledger:
            check(ledger, range(MANY))
            works(ledger)
            ledger.trim()
        assert len(ledger.notices) <= 1
        # The journal has checksums. Of the file, SQLite believes the keys in its index: one that
        # was damaged can hide a neighbour, which is computed again.
        lost = (None,) if suffix == ".sqlite" else ()
        with Ledger(folder) as ledger:
            assert ledger.get(key(10**6)) in (value(10**6), *lost)


@settings(max_examples=50)
@given(
    name=st.sampled_from(["closed", "killed"]),
    suffix=st.sampled_from([".sqlite", ".sqlite-wal"]),
    part=st.floats(0, 1) | st.just(0.0),
)
def test_truncated_anywhere(pristine: Path, name: str, suffix: str, part: float) -> None:
    with copied(pristine / name) as folder:
        for path in folder.glob(f"*{suffix}"):
            os.truncate(path, int(part * path.stat().st_size))
        with Ledger(folder) as ledger:
            check(ledger, range(MANY))
            works(ledger)
        assert len(ledger.notices) <= 1


@pytest.mark.parametrize("content", [b"", b"\0" * 8192, os.urandom(8192), b"SQLite format 3\0"])
def test_a_file_of_nothing_is_noticed(pristine: Path, content: bytes) -> None:
    with copied(pristine / "closed") as folder:
        (folder / "ledger-1.sqlite").write_bytes(content)
        with Ledger(folder) as ledger:
            assert check(ledger, range(MANY)) == set()
            works(ledger)
        assert len(ledger.notices) == 1
        assert "damaged" in ledger.notices[0]
        with Ledger(folder) as ledger:
            works(ledger)
        assert ledger.notices == ()


def test_a_value_under_another_s_key_is_not_believed(pristine: Path) -> None:
    with copied(pristine / "closed") as folder:
        database = sqlite3.connect(folder / "ledger-1.sqlite")
        row = database.execute(
            "SELECT seal, kind, value FROM entries WHERE key = ?", (bytes.fromhex(key(1)),)
        ).fetchone()
        database.execute(
            "UPDATE entries SET seal = ?, kind = ?, value = ? WHERE key = ?",
            (*row, bytes.fromhex(key(2))),
        )
        database.commit()
        database.close()
        with Ledger(folder) as ledger:
            assert check(ledger, range(MANY)) == set(range(MANY)) - {2}
        assert len(ledger.notices) == 1
        with Ledger(folder) as ledger:  # it is gone, and said once
            check(ledger, range(MANY))
        assert ledger.notices == ()


@pytest.mark.parametrize(
    "how", [lambda file: file.truncate(5000), lambda file: file.write(b"x" * 9000)]
)
def test_damage_while_it_is_open(pristine: Path, how: Callable[..., object]) -> None:
    with copied(pristine / "closed") as folder, Ledger(folder) as ledger:
        assert ledger.get(key(0)) == value(0)
        with (folder / "ledger-1.sqlite").open("r+b") as file:
            how(file)
        check(ledger, range(MANY))
        works(ledger)
        assert len(ledger.notices) <= 1


def test_a_folder_that_vanishes_while_it_is_open(pristine: Path) -> None:
    with copied(pristine / "closed") as folder, Ledger(folder) as ledger:
        ledger.get(key(0))
        shutil.rmtree(folder)
        check(ledger, range(MANY))
        works(ledger)
        folder.mkdir()


def test_kill_at_random_moments(tmp_path: Path) -> None:
    """A writer says what it kept, and is killed in the middle of what comes next, thirty times."""
    said: set[int] = set()
    dice = random.Random(4)
    for attempt in range(30):
        with writer(tmp_path, 100 * attempt, 100) as process:
            assert process.stdout is not None
            for _ in range(dice.randrange(60)):
                said.add(int(process.stdout.readline()))
            process.send_signal(signal.SIGKILL)
            said |= {int(line) for line in process.stdout.read().split("\n")[:-1]}
    with Ledger(tmp_path) as ledger:
        assert check(ledger, range(3000)) >= said
        works(ledger)
    assert ledger.notices == ()
    assert len(said) > 300


@pytest.mark.parametrize("content", [None, b"damaged" * 9000, b""])
def test_processes_at_once(tmp_path: Path, content: bytes | None) -> None:
    """Four begin together where there is nothing, or only damage; two write the same keys."""
    if content is not None:
        (tmp_path / "ledger-1.sqlite").write_bytes(content)
    writers = [writer(tmp_path, first, 120) for first in (0, 0, 60, 1000)]
    for process in writers:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
        assert errors.count("\n") <= 2  # an empty line, or the notice of damage
    with Ledger(tmp_path) as ledger:
        found = check(ledger, range(2000))
        works(ledger)
    if content is None:
        assert found == set(range(180)) | set(range(1000, 1120))
    assert ledger.notices == ()


def test_another_process_that_writes_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weave.generations.PATIENCE", 0.01)
    with Ledger(tmp_path) as ledger:
        ledger.put(key(1), "before")
        other = sqlite3.connect(tmp_path / "ledger-1.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        ledger.put(key(2), "not kept")
        assert ledger.get(key(1)) == "before"
        assert ledger.get(key(2)) is None
        other.execute("ROLLBACK")
        other.close()
        works(ledger)
    assert len(ledger.notices) == 1
    assert "another process" in ledger.notices[0]


# Folders in which nothing can be written


def works_in_memory(folder: Path) -> None:
    told: list[str] = []
    with Ledger(folder, say=told.append) as ledger:
        check(ledger, range(MANY))
        works(ledger)
        works(ledger, 7)
        ledger.record("label", {"a": "b"})
        ledger.trim()
        assert ledger.in_memory
    assert len(told) == 1
    assert "without cache" in told[0]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    works_in_memory(tmp_path / "cache")
    works_in_memory(tmp_path / "cache" / "below")


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "ledger-1.sqlite").mkdir()
    works_in_memory(tmp_path)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Permissions do not bind root."""
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if os.getuid() == 0:
            os.seteuid(0)


@pytest.mark.parametrize("filled", [False, True])
def test_a_folder_without_permission_to_write(pristine: Path, filled: bool) -> None:
    with copied(pristine / "closed") as folder:
        if not filled:
            (folder / "ledger-1.sqlite").unlink()
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        try:
            with as_nobody():
                works_in_memory(folder)
        finally:
            folder.chmod(stat.S_IRWXU)
        with Ledger(folder) as ledger:
            assert check(ledger, range(MANY)) == (set(range(MANY)) if filled else set())


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode != 0:
        pytest.skip("only root may mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("filled", [False, True])
def test_a_file_system_that_is_read_only(tmp_path: Path, pristine: Path, filled: bool) -> None:
    with mounted(tmp_path, "size=8m"):
        if filled:
            shutil.copytree(pristine / "killed", tmp_path, dirs_exist_ok=True)
        remount = ["mount", "-o", "remount,ro", str(tmp_path)]
        subprocess.run(remount, check=True)
        works_in_memory(tmp_path)
        works_in_memory(tmp_path / "below")


# No room


def fills_up(ledger: Ledger) -> int:
    """Write until there is no room; how many values were kept."""
    number, refusal = 0, None
    while refusal is None:
        try:
            ledger.put(key(number), value(number))
            ledger.record(str(number), {"number": str(number)})
            number += 1
        except LedgerFull as full:
            refusal = full
        assert not ledger.in_memory
    assert isinstance(refusal, Mistake)
    assert "no room to write" in str(refusal)
    assert "not damaged" in str(refusal)
    return number


def test_a_small_disk(tmp_path: Path) -> None:
    with mounted(tmp_path, "size=700k"):
        with Ledger(tmp_path) as ledger:
            count = fills_up(ledger)
            assert count > 10
            assert check(ledger, range(count)) == set(range(count))
        with Ledger(tmp_path) as ledger:  # the next build reads all, and says the same
            assert check(ledger, range(count)) == set(range(count))
            with pytest.raises(LedgerFull):
                ledger.put(key(-1), "x" * 10**6)
        subprocess.run(["mount", "-o", "remount,size=8m", str(tmp_path)], check=True)
        with Ledger(tmp_path) as ledger:
            assert check(ledger, range(count)) == set(range(count))
            works(ledger)
        assert ledger.notices == ()


def test_a_disk_that_is_full_at_the_beginning(tmp_path: Path) -> None:
    with mounted(tmp_path, "size=64k"):
        (tmp_path / "other").write_bytes(b"x" * 60_000)
        with Ledger(tmp_path / "ledger") as ledger, pytest.raises(LedgerFull):
            ledger.put(key(1), "x")
        (tmp_path / "other").unlink()
        assert list((tmp_path / "ledger").glob("*.sqlite")) == []


def test_a_quota_on_the_size_of_files(tmp_path: Path) -> None:
    """As a disk, but by the limit of this process: also where nobody may mount."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Ledger(tmp_path) as ledger:
        ledger.put(key("first"), "first")
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        try:
            count = fills_up(ledger)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert check(ledger, range(count)) == set(range(count))
    with Ledger(tmp_path) as ledger:
        assert check(ledger, range(count)) == set(range(count))
        works(ledger)
    assert ledger.notices == ()


def test_a_database_that_may_not_grow(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.put(key("first"), "first")
        ledger._store.run(lambda database: database.execute("PRAGMA max_page_count=60"), None)
        count = fills_up(ledger)
        assert check(ledger, range(count)) == set(range(count))


def test_a_ledger_that_breaks_again_and_again_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise sqlite3.DatabaseError("malformed")

    with Ledger(tmp_path) as ledger:
        monkeypatch.setattr("weave.generations.Generations._check", broken)
        works(ledger)
        assert ledger.in_memory
    assert len(list(tmp_path.glob("*.sqlite"))) <= store.RENEWALS + 2
