"""Do the book's equations and tests notice when the code is changed? `make mutants` asks.

The tree is copied and changed there, so that nobody's checkout is ever touched.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
LEFT_BEHIND = shutil.ignore_patterns(".*", "site", "build", "dist", "*.egg-info", "__pycache__")


def environment(folder: str) -> dict[str, str]:
    """Let the copy win over the installed project, and let no stale bytecode hide a change."""
    # Two versions of a file may have one size and one second: Python would take the old bytecode.
    fixed = {"PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
    return os.environ | fixed | {"MUTANTS_MAY_CHANGE": folder}


def main() -> int:
    with TemporaryDirectory(prefix="mutants-") as folder:
        shutil.copytree(ROOT, folder, ignore=LEFT_BEHIND, dirs_exist_ok=True)
        command = [sys.executable, "-m", "tests.mutants.run", *sys.argv[1:]]
        return subprocess.run(command, cwd=folder, env=environment(folder), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
