"""Who builds the synthetic book, and how each is asked to: by its own command, in a new process."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PEERS = Path(__file__).parents[1] / ".cache/peers/bin"
VARIABLES = {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True)
class Builder:
    """A builder of the synthetic book.

    flavour: how benchmarks.synthetic writes the book for it
    command: builds it, in its folder; site: where the pages go; kept: what it remembers
    serves: whether it serves a book and rebuilds it
    """

    name: str
    flavour: str
    command: tuple[str, ...]
    site: str
    kept: tuple[str, ...]
    serves: bool = True

    def build(self, folder: Path) -> int:
        """Build; the most memory that a process of it held, in MB."""
        with subprocess.Popen(
            self.command,
            cwd=folder,
            env={**os.environ, **VARIABLES, "PYTHONPATH": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            said = process.stdout.read() if process.stdout else ""
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{self.name} failed:\n{said[-3000:]}")
        return used.ru_maxrss // 1024

    def forget(self, folder: Path) -> None:
        """Remove what an earlier build left."""
        for name in (self.site, *self.kept):
            shutil.rmtree(folder / name, ignore_errors=True)

    def page(self, folder: Path, name: str) -> str:
        """A built page, by the name of its source."""
        stem = name.rpartition(".")[0]
        flat = folder / self.site / f"{stem}.html"
        return (flat if flat.exists() else folder / self.site / stem / "index.html").read_text(
            encoding="utf-8"
        )


MKDOCS = (sys.executable, "-m", "mkdocs", "build")
OURS = Builder("weave", "weave", MKDOCS, "site", (".cache",))
LABS = Builder("weave, with labs", "labs", MKDOCS, "site", (".cache",))
LISTED = Builder("the same, mkdocs-jupyter listed", "listed", MKDOCS, "site", (".cache",))
EXEC = Builder("Material + markdown-exec", "markdown-exec", MKDOCS, "site", ())
BOOK = Builder(
    "Jupyter Book 1",
    "jupyter-book",
    (str(PEERS / "jupyter-book"), "build", "."),
    "_build/html",
    ("_build",),
    serves=False,
)


def known() -> list[Builder]:
    """Those that are installed here, ours first."""
    return [OURS, LABS, LISTED, EXEC, *([BOOK] if Path(BOOK.command[0]).exists() else [])]
