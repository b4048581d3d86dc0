"""The README's example prints what its comments say."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def example() -> str:
    return re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)[1]


def test_the_example_prints_its_comments():
    wanted = re.findall(r"^print\(.*\)  # (.*)$", example(), re.MULTILINE)
    run = subprocess.run(
        [sys.executable, "-c", example()], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert len(wanted) >= 2
    assert run.stdout.split("\n")[:-1] == wanted


def test_the_example_has_twelve_lines():
    code = [line for line in example().splitlines() if line.strip()]
    assert len(code) == 12


def test_every_top_folder_has_its_section():
    headings = set(re.findall(r"^## (\w+)$", (ROOT / "README.md").read_text(), re.MULTILINE))
    folders = {
        one.name for one in ROOT.iterdir() if one.is_dir() and (one / "__init__.py").exists()
    }
    assert folders | {"docs", "tests"} <= headings


def test_the_verbs_that_the_readme_names_exist():
    verbs = set(re.findall(r"\bmake (\w+)", (ROOT / "README.md").read_text())) - {"and"}
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"serve", "test", "build", "lint"} <= verbs <= targets
