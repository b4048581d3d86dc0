"""A book built once for all tests of the site, and small books that tests may break."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tests.site.commands import mkdocs

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole book, built strictly; workers that run side by side build it once."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    site, messages = shared / "book", shared / "book.txt"
    with (shared / "book.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not messages.exists():
            built = mkdocs(ROOT, "build", "--strict", "--site-dir", str(site))
            messages.write_text(f"{built.returncode}\n{built.stdout}", encoding="utf-8")
    code, text = messages.read_text(encoding="utf-8").split("\n", 1)
    assert code == "0", text
    return site


@pytest.fixture
def small_book(tmp_path: Path) -> Path:
    """The machinery and the snippets of the book around an empty docs folder."""
    for folder in ("snippets", "weave"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    # Pages that show code are not what these tests are about; a few stand for all.
    for path in (tmp_path / "snippets/figures").glob("[!_s]*.py"):
        path.unlink()
    shutil.copytree(ROOT / "docs/assets", tmp_path / "docs/assets")
    shutil.copy(ROOT / "hooks.py", tmp_path)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    before, after = settings.split("\nnav:\n")
    nav_end = after.index("\n\n")
    (tmp_path / "mkdocs.yml").write_text(before + after[nav_end:], encoding="utf-8")
    (tmp_path / "docs/index.md").write_text("# Small book\n", encoding="utf-8")
    return tmp_path
