"""How the tests of the site call MkDocs: in a process of its own, as an author does."""

import os
import subprocess
import sys
from pathlib import Path

MKDOCS = [sys.executable, "-m", "mkdocs"]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def mkdocs(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run mkdocs in a folder; its messages are in stdout."""
    return subprocess.run(
        [*MKDOCS, *arguments],
        cwd=root,
        env={**os.environ, **QUIET},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
