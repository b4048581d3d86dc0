"""Experiments are computed once: in processes of their own, with a book of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

from weave.locks import Locks
from weave.wrapping import top_floor

ROOT = Path(__file__).parents[2]
BOOK = {
    "__init__": '"""A house.\n\n    0: below, beside\n    1: experiments\n"""\n',
    "below": "FACTOR = 2\ndef double(x):\n    print('double')\n    return FACTOR * x\n",
    "beside": "",
    "experiments": '''
"""Experiments."""
import sys
from functools import cache
from snippets import below

class Result(tuple):
    pass

def twice(x, *more, times=1):
    """Twice.

    >>> twice(3)
    computed
    6
    """
    print("computed")
    return below.FACTOR * x * times

@cache
def cached(n=3):
    print("computed")
    return [0.5] * n

def through_cached():
    return cached() + ["more"]

def of_list(xs):
    print("computed")
    return sum(xs)

def unpicklable():
    print("computed")
    return lambda: 1

def stream():
    yield 1

def fails():
    print("computed")
    raise ValueError("no")

def waits():
    print("computing", flush=True)
    sys.stdin.readline()
    return 7

def long():
    print("computed")
    return bytes(1 << 21)

def _private():
    print("computed")
''',
}
BEGIN = f"""
import os, sys
from pathlib import Path
root = Path(sys.argv[1])
sys.path[:0] = [str(root), {str(ROOT)!r}]
from weave import afresh, memoize
from weave.ledger import Ledger
memoize.WORTH = 0.0
afresh.read_afresh(root)
memoizer = memoize.of_process(root, root / "cache")
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for name, text in BOOK.items():
        write(tmp_path, name, text)
    return tmp_path


def write(book: Path, name: str, text: str) -> None:
    path = book / "snippets" / f"{name}.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def begin(book: Path, code: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", BEGIN + code, str(book)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(book: Path, code: str) -> list[str]:
    """What a process prints that runs this code."""
    with begin(book, code) as process:
        printed, _ = process.communicate("")
    assert process.returncode == 0
    return printed.split("\n")[:-1]


def call(book: Path, call: str) -> list[str]:
    return run(book, f"from snippets.experiments import *\nprint({call})")


def test_another_process_does_not_compute_it_again(book: Path) -> None:
    assert call(book, "twice(3)") == ["computed", "6"]
    assert call(book, "twice(3)") == ["6"]
    assert run(book, "import snippets.experiments as e; print(e.twice(3))") == ["6"]


def test_other_arguments_are_other_calls(book: Path) -> None:
    """Also those that compare equal: 1, 1.0 and True."""
    others = ["twice(3.0)", "twice(True)", "twice(4)", "twice('3')", "twice(3, times=3)"]
    call(book, "(twice(3), twice(1))")
    code = "from snippets.experiments import twice\n" + "".join(f"print({o})\n" for o in others)
    results = ["6.0", "2", "8", "33", "18"]
    assert run(book, code) == [line for result in results for line in ("computed", result)]
    assert run(book, code) == results


def test_an_edit_of_what_it_reaches_and_the_edit_taken_back(book: Path) -> None:
    assert call(book, "twice(3)") == ["computed", "6"]
    write(book, "below", BOOK["below"].replace("FACTOR = 2", "FACTOR = 5"))
    assert call(book, "twice(3)") == ["computed", "15"]
    assert call(book, "twice(3)") == ["15"]
    write(book, "below", BOOK["below"])
    assert call(book, "twice(3)") == ["6"]
    write(book, "beside", "x = 1")
    assert call(book, "twice(3)") == ["6"]


def test_an_experiment_within_another(book: Path) -> None:
    assert call(book, "cached()") == ["computed", "[0.5, 0.5, 0.5]"]
    assert call(book, "through_cached()") == ["[0.5, 0.5, 0.5, 'more']"]


def test_a_result_is_the_caller_s_own(book: Path) -> None:
    code = """
from snippets.experiments import cached
first = cached()
first.append(9)
second = cached()
second.append(10)
print(cached(), cached() is cached())
"""
    assert run(book, code) == ["computed", "[0.5, 0.5, 0.5] False"]
    assert run(book, code) == ["[0.5, 0.5, 0.5] False"]


def test_what_belongs_to_the_module_is_not_handed_out(book: Path) -> None:
    write(book, "experiments", "TABLE = [1]\ndef table():\n    return TABLE\n")
    code = "from snippets import experiments as e\ne.table().append(2)\nprint(e.TABLE, e.table())"
    assert run(book, code) == run(book, code) == ["[1] [1]"]


@pytest.mark.parametrize("called", ["of_list([1, 2])", "unpicklable()() * 3", "_private() or 3"])
def test_what_cannot_be_kept_is_computed_as_ever(book: Path, called: str) -> None:
    for _ in range(2):
        assert call(book, called.replace("_private", "__import__('snippets.experiments')"
                    ".experiments._private")) == ["computed", "3"]  # fmt: skip


def test_a_failure_is_not_kept(book: Path) -> None:
    code = """
from snippets.experiments import fails
for _ in range(2):
    try:
        fails()
    except ValueError as error:
        print(error)
"""
    assert run(book, code) == ["computed", "no"] * 2
    assert run(book, code) == ["computed", "no"] * 2


@pytest.mark.parametrize("module", ["below", "experiments"])
def test_only_the_top_floor_is_kept(book: Path, module: str) -> None:
    """Not what it imports from below either."""
    write(book, "experiments", "from snippets.below import double\n")
    code = f"from snippets import {module}; print({module}.double(4))"
    assert run(book, code) == run(book, code) == ["double", "8"]


def test_what_is_quick_is_kept_in_its_process_only(book: Path) -> None:
    code = "memoize.WORTH = 100.0\nfrom snippets.experiments import twice\n"
    code += "print(twice(3), twice(3))"
    assert run(book, code) == ["computed", "6 6"]
    assert run(book, code) == ["computed", "6 6"]


def test_what_is_long_is_kept_in_its_process_only(book: Path) -> None:
    code = "len(long()) + len(long())"
    for _ in range(2):
        assert call(book, code) == ["computed", str(1 << 22)]


def test_a_changed_global_is_heeded_and_never_kept(book: Path) -> None:
    code = """
from snippets import below, experiments
below.FACTOR = 7
print(experiments.twice(3), experiments.cached())
below.FACTOR = 2
print(experiments.twice(3))
"""
    assert run(book, code) == ["computed", "computed", "21 [0.5, 0.5, 0.5]", "computed", "6"]
    assert call(book, "twice(3)") == ["6"]
    assert run(book, code) == ["computed", "computed", "21 [0.5, 0.5, 0.5]", "6"]


def test_what_a_changed_module_returned_is_not_kept_later(book: Path) -> None:
    """The function's own cache holds it; the ledger must not take it from there."""
    source = BOOK["experiments"].replace("[0.5] * n", "[below.FACTOR] * n")
    write(book, "experiments", source)
    code = """
from snippets import below, experiments
below.FACTOR = 7
print(experiments.cached())
below.FACTOR = 2
print(experiments.cached())
"""
    assert run(book, code) == ["computed", "[7, 7, 7]", "computed", "[2, 2, 2]"]
    assert call(book, "cached()") == ["[2, 2, 2]"]


def test_an_edit_between_reading_and_importing(book: Path) -> None:
    """The sources were read for the key, then the author saved, then they ran."""
    edited = BOOK["below"].replace("FACTOR = 2", "FACTOR = 5")
    code = f"""
(root / "snippets" / "below.py").write_text({edited!r})
from snippets.experiments import twice
(root / "snippets" / "below.py").write_text({BOOK["below"]!r})
print(twice(3))
"""
    assert run(book, code) == ["computed", "15"]
    assert call(book, "twice(3)") == ["computed", "6"]


def test_an_edit_while_it_computes(book: Path) -> None:
    """A module that is imported within the call, after the author saved."""
    late = "def late():\n    sys.stdin.readline()\n    from snippets import beside\n"
    write(book, "experiments", BOOK["experiments"] + late + "    return beside.X\n")
    write(book, "beside", "X = 1")
    code = "print('ready', flush=True)\nfrom snippets.experiments import late\nprint(late())"
    with begin(book, code) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        write(book, "beside", "X = 2")
        printed, _ = process.communicate("\n")
    assert printed == "2\n"
    write(book, "beside", "X = 1")
    assert call(book, "late()") == ["1"]


def test_a_module_that_was_there_before_is_left_alone(book: Path) -> None:
    early = f"import sys; sys.path[:0] = [sys.argv[1], {str(ROOT)!r}]; import snippets.below\n"
    code = early + BEGIN + "from snippets.experiments import twice\nprint(twice(3), twice(3))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(book)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:-1] == ["computed", "computed", "6 6"]


def test_a_wrapped_function_is_still_the_module_s(book: Path) -> None:
    code = """
import doctest, inspect, pickle
from snippets import experiments
found = experiments.twice
print(found.__name__, found.__module__, inspect.signature(found), found.__doc__[:6])
print(pickle.loads(pickle.dumps(found)) is found, inspect.isfunction(found))
print(inspect.getsource(found).startswith("def twice"), experiments.cached.cache_info().hits)
print(doctest.testmod(experiments))
print("def twice" in experiments.__loader__.get_source("snippets.experiments"))
print(list(experiments.stream()))
"""
    assert run(book, code) == [
        "twice snippets.experiments (x, *more, times=1) Twice.",
        "True True",
        "True 0",
        "TestResults(failed=0, attempted=1)",
        "True",
        "[1]",
    ]


WAITING = """
inner = memoizer._locks.holding
def holding(name):
    print("waiting", flush=True)
    return inner(name)
memoizer._locks.holding = holding
"""


def test_two_processes_compute_it_once(book: Path) -> None:
    """The second begins while the first computes, and waits for it."""
    code = "from snippets.experiments import waits\nprint(waits())"
    with begin(book, code) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "computing\n"
        with begin(book, WAITING + code) as second:
            assert second.stdout is not None
            assert second.stdout.readline() == "waiting\n"
            assert first.communicate("\n")[0] == "7\n"
            assert second.communicate("\n")[0] == "7\n"


def test_who_is_killed_lets_go(book: Path) -> None:
    code = "from snippets.experiments import waits\nprint(waits())"
    with begin(book, code) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "computing\n"
        with begin(book, code) as second:
            first.kill()
            assert second.communicate("\n")[0] == "computing\n7\n"
        first.communicate()


@pytest.mark.parametrize(
    "trouble",
    [
        "memoizer.ledger.close(); (root / 'cache').rename(root / 'x'); (root / 'cache').touch()",
        "memoizer.ledger.get = lambda name: b'no pickle'",
        "import weave.locks; weave.locks.fcntl = None",
    ],
)
def test_trouble_with_the_ledger_changes_no_result(book: Path, trouble: str) -> None:
    code = f"{trouble}\nfrom snippets.experiments import twice\nprint(twice(3), twice(3))"
    assert run(book, code) == ["computed", "6 6"]


def test_a_full_disk_is_named(book: Path) -> None:
    code = """
def put(*_, **__):
    raise memoize.LedgerFull("no room")
from snippets.experiments import twice
memoizer.ledger.put = put
try:
    twice(3)
except memoize.LedgerFull as full:
    print(full)
"""
    call(book, "twice(1)")  # the scans are kept already
    assert run(book, code) == ["computed", "no room"]


def test_a_book_without_experiments(book: Path) -> None:
    write(book, "__init__", "")
    assert call(book, "twice(3)") == call(book, "twice(3)") == ["computed", "6"]
    assert top_floor(book / "nowhere") == frozenset()


def test_the_top_floor_of_this_book() -> None:
    assert "snippets.experiments" in top_floor(ROOT / "snippets")
    assert "snippets.losses" not in top_floor(ROOT / "snippets")


TRY = (
    "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, {})"
)


def is_free(locks: Path, place: int) -> bool:
    command = [sys.executable, "-c", TRY.format(place), str(locks)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_locks_keep_processes_apart(tmp_path: Path) -> None:
    path = tmp_path / "locks"
    locks = Locks(path)
    one, two = (f"{place:016x}" + 48 * "0" for place in (1, 2))
    with locks.holding(one) as held:
        assert held
        with locks.holding(two) as another:
            assert another
        assert not is_free(path, 1)
        assert is_free(path, 2)
    assert is_free(path, 1)
    locks.close()
    with Locks(tmp_path / "no" / "folder").holding(one) as held:
        assert not held
