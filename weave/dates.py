"""The date of a build: two builds of one commit give the same bytes."""

import os
import subprocess
from contextlib import suppress
from pathlib import Path


def settle(root: Path) -> None:
    """Let what was committed last be the date of the pages, unless the environment says one."""
    command = ["git", "log", "-1", "--format=%ct"]
    with suppress(OSError):  # no git here: MkDocs takes today
        found = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        if found.stdout.strip():
            os.environ.setdefault("SOURCE_DATE_EPOCH", found.stdout.strip())
