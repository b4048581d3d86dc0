"""The commands print what they promise, and their exit code says whether anything is wrong."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from weave import audit, cli
from weave.answers import Answers
from weave.home import ROOT
from weave.verdict import Toll

RIGHT = "# A\n\nA number, `#!value np.pi:.2f`.\n"
WRONG = "# A\n\nA very bad\n\n```pyton\nx\n```\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "right.md").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.md").write_text(WRONG, encoding="utf-8")
    return tmp_path


def test_check_prints_page_line_and_message(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(folder / "right.md"), str(folder / "wrong.md")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"{(folder / 'wrong.md').as_posix()}:3: ")
    assert ":5: no fence language 'pyton'" in lines[1]


def test_check_says_when_nothing_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(folder / "right.md")]) == 0
    assert capsys.readouterr().out == "nothing is wrong\n"


def test_check_of_a_file_that_is_not_there_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "none.md"]) == 1
    assert "none.md: no such file" in capsys.readouterr().err


def test_check_without_a_name_takes_all_pages(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "pages", lambda: [folder / "wrong.md"])
    assert cli.main(["check"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_read_prints_symbols_tree_and_numpy(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", r"z = x W + b"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("symbols, guessed\n  z: value\n")
    assert "  relation =\n    name z\n    plus\n      times\n        name x\n" in out
    assert out.rstrip().split("\n")[-1].strip().startswith("z == x ")


def test_read_with_a_scene_takes_its_symbols(capsys: pytest.CaptureFixture[str]) -> None:
    latex = r"a^{(2)} = \sigma(z^{(2)})"
    assert cli.main(["read", latex, "--scene", "backpropagation.batch"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("symbols\n")
    assert r"  \delta^{(\ell)}: family" in out


@pytest.mark.parametrize(
    ("latex", "caret"),
    [(r"z = \foo x", 4), (r"a^{b}^T = c", 5), ("z = (x", 6), ("z = x §", 6)],
)
def test_read_points_at_what_it_does_not_know(
    latex: str, caret: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["read", latex]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.rstrip("\n").split("\n")[-2:] == [latex, " " * caret + "^"]


def test_read_refuses_what_is_no_equation(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", ""]) == 1
    assert cli.main(["read", "z"]) == 1
    assert capsys.readouterr().out == ""


@pytest.fixture
def book(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(audit, "pages", lambda: [folder / "right.md"])
    return folder


@pytest.mark.usefixtures("book")
def test_report_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("| chapter | verified | law |")
    assert lines[2].startswith("| A | 0 |")
    assert any(line.startswith("0 single changes of 0 equations") for line in lines)


@pytest.mark.usefixtures("book")
def test_report_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    wanted = {"verified", "law", "given", "unchecked", "mutants", "killed", "equivalent"}
    assert wanted | {"worst_residual"} <= record.keys()
    assert record["values"] == 1
    assert record["mutants"] == 0


def test_report_fails_when_a_page_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "pages", lambda: [folder / "wrong.md"])
    assert cli.main(["report", "--json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["values"] == 0
    assert "no fence language" in captured.err


EQUATION = """\
# A

```math id="eq-a" scene="backpropagation.batch"
\\frac{\\partial L}{\\partial W^{(2)}} = a^{(1)\\top} \\delta^{(2)}
```
"""


@pytest.fixture
def page(folder: Path) -> Path:
    (folder / "page.md").write_text(EQUATION, encoding="utf-8")
    return folder / "page.md"


def test_mutate_counts_the_changes(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["mutate", str(page)]) == 0
    assert capsys.readouterr().out.startswith("| page | equations |")


def test_mutate_fails_when_a_change_is_not_noticed(
    page: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    toll = Toll(3, (SimpleNamespace(told="x"),), ())
    monkeypatch.setattr(Answers, "of", lambda *_: toll)
    assert cli.main(["mutate", str(page)]) == 1
    assert "page.md:3: eq-a: nobody notices x; sharpen" in capsys.readouterr().out


def test_mutate_fails_when_an_equation_is_not_understood(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.write_text(EQUATION.replace("= a", "= q a"), encoding="utf-8")
    assert cli.main(["mutate", str(page)]) == 1
    assert "page.md:4: q is not" in capsys.readouterr().err


def test_names_are_paths_below_the_root(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["mutate", str(ROOT / "docs" / "index.md")]) == 0
    assert "| docs/index.md | 1 |" in capsys.readouterr().out


def test_report_counts_what_it_can(
    page: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = EQUATION.replace("= a", "= q a").replace("eq-a", "eq-b")
    page.write_text(EQUATION + wrong, encoding="utf-8")
    monkeypatch.setattr(audit, "pages", lambda: [page])
    assert cli.main(["report", "--json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert record["verified"] == 1
    assert record["mutants"] == record["killed"] > 0


def test_the_module_runs(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "weave", "check", str(folder / "wrong.md")],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 1
    assert "wrong.md:5: no fence language" in done.stdout
    assert done.stderr == ""
