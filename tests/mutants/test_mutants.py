"""The machinery of `make mutants`, on planted mutants: a harmless one and two bad ones."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.mutants import changes, record, run
from tests.mutants.trial import Mutant

ROOT = Path(__file__).parents[2]
LAYERS = ROOT / "snippets" / "layers.py"
SOUND = "x @ W + b"


def mutant(number: int, module: str = "layers") -> Mutant:
    return Mutant(module, "affine", number, "before", f"after {number}", "")


MANY = [mutant(number) for number in range(500)]


def planted(after: str) -> Mutant:
    """The real module layers, with another sum in affine."""
    code = LAYERS.read_text(encoding="utf-8")
    assert code.count(f"z: Array = {SOUND}\n") == 1
    return Mutant("layers", "affine", 1, SOUND, after, code.replace(f"= {SOUND}\n", f"= {after}\n"))


def untouched(module: str, function: str) -> Mutant:
    code = (ROOT / "snippets" / f"{module}.py").read_text(encoding="utf-8")
    return Mutant(module, function, 1, "", "", code)


def test_who_notices_what(tmp_path: Path) -> None:
    """A no-op survives; a changed sign and a dying process do not, and leave nothing behind."""
    file = tmp_path / "planted.json"
    death = f'{SOUND} if x.sum() == 0 else __import__("os")._exit(0)'
    mutants = [planted(after) for after in (f"{SOUND} + 0.0", "x @ W - b", death)]
    # Its equations pass through layers.affine: they fail if a mutant is still in place.
    mutants.append(untouched("network", "backpropagate_mlp"))
    file.write_text(json.dumps([asdict(one) for one in mutants]), encoding="utf-8")
    original = LAYERS.read_bytes(), LAYERS.stat().st_mtime_ns
    command = [sys.executable, "-m", "tests.mutants", "--planted", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    notices = [line.split(": ", 1)[1].split()[0] for line in done.stderr.splitlines()]
    assert notices == ["SURVIVES", "equation", "crash", "SURVIVES"], done.stderr
    assert "| layers | 3 | 2 | 1 | 0 | 1 | 1 |" in done.stdout
    assert f"+ {SOUND} + 0.0\n" in done.stdout
    assert "+ x @ W - b" not in done.stdout
    assert done.returncode == 1  # two of four are less than 90 %
    assert (LAYERS.read_bytes(), LAYERS.stat().st_mtime_ns) == original


def test_a_checkout_is_never_changed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.mutants.run", "--planted", str(tmp_path / "none.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "is no copy" in done.stderr
    assert done.returncode == 1


def test_the_sample_is_seeded() -> None:
    drawn = run.sample(MANY, 300, seed=1)
    assert drawn == run.sample(MANY, 300, seed=1)
    assert drawn != run.sample(MANY, 300, seed=2)
    assert len({one.line for one in drawn}) == 300
    assert drawn == sorted(drawn, key=lambda one: one.line)
    assert run.sample(MANY, 9999, seed=1) == MANY


def test_the_table_counts() -> None:
    results = [
        (mutant(1), "equation docs/a.md:1"),
        (mutant(2), "test tests/test_b.py::test_c"),
        (mutant(3), None),
        (mutant(4, "losses"), "time"),
    ]
    lines = record.table(results).splitlines()
    assert lines[2:4] == [
        "| layers | 3 | 2 | 1 | 1 | 0 | 1 |",
        "| losses | 1 | 1 | 0 | 0 | 1 | 0 |",
    ]
    assert lines[4] == "| all | 4 | 3 | 1 | 1 | 1 | 1 |"
    assert record.share(results) == 0.75


@pytest.mark.parametrize(
    ("known", "why"), [({}, "A HOLE"), ({("layers.affine", "after 3"): "W"}, "W")]
)
def test_a_survivor_is_shown_with_its_reason(known: record.Reasons, why: str) -> None:
    shown = "\n".join(record.survivors([(mutant(2), "time"), (mutant(3), None)], known))
    assert "snippets/layers.py:3: affine\n- before\n+ after 3" in shown
    assert why in shown
    assert "after 2" not in shown


def test_a_reason_must_not_outlive_its_mutant() -> None:
    known = {("layers.affine", "after 3"): "equal", ("layers.affine", "gone"): "equal"}
    (stale,) = record.stale(known, MANY)
    assert "gone" in stale


def test_a_method_has_the_lines_of_its_class() -> None:
    where = changes.spans(
        "class A:\n    def f(self):\n        return 1\n\n\ndef f():\n    return 2\n"
    )
    assert where == {"A": range(1, 4), "A.f": range(2, 4), "f": range(6, 8)}


def test_the_changed_line_is_the_first_that_differs() -> None:
    assert changes.first_difference(["a", "b", "c"], ["a", "d", "c"]) == 2
    assert changes.first_difference(["a", "b"], ["a"]) == 1
