"""Every module runs by itself, is listed with its sentence, and prints only when run."""

import doctest
import importlib
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path.stem for path in (ROOT / "snippets").glob("[a-z]*.py"))


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_the_list_names_every_module_with_its_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    runpy.run_path(str(ROOT / "snippets" / "__main__.py"), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    assert lines == run("snippets").splitlines()
    assert [line.split()[0] for line in lines] == MODULES
    for line, name in zip(lines, MODULES, strict=True):
        document = importlib.import_module(f"snippets.{name}").__doc__
        assert document is not None
        sentence = " ".join(document.split("\n\n", maxsplit=1)[0].split())
        assert line.split(maxsplit=1)[1] == sentence
        assert sentence.endswith((".", ":", "!", "?"))


def test_the_doctests_of_the_list() -> None:
    """Pytest leaves __main__.py out."""
    found = doctest.testmod(importlib.import_module("snippets.__main__"))
    assert found.attempted >= 2
    assert found.failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_module_prints_its_worked_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    runpy.run_path(str(ROOT / "snippets" / f"{name}.py"), run_name="__main__")
    assert capsys.readouterr().out.strip()


def test_one_module_in_a_process_of_its_own() -> None:
    assert "gradient p - y" in run("snippets.losses")


def test_importing_prints_nothing() -> None:
    imports = "; ".join(f"import snippets.{name}" for name in MODULES)
    done = subprocess.run(
        [sys.executable, "-c", imports], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == done.stderr == ""
