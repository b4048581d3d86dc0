"""A book built once for all tests of the site, a browser, and small books that tests may break."""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.site import tiny
from tests.site.commands import mkdocs
from tests.site.visiting import DESK, Quiet, headers

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


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium; a machine without one skips these tests, unless it is the CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None and os.environ.get("CI"):
        pytest.fail("there is no Chromium on the PATH, and CI is set: pages would go untested")
    if found is None:
        pytest.skip("there is no Chromium on the PATH: the pages are not tried in a browser")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=30_000)  # a machine may have other work
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(book: Path) -> Iterator[str]:
    """Where the built book is served, from a thread of this process."""
    handler = type("Book", (Quiet,), {"said": headers(book)})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(book))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a new visitor, at a desk, who prefers light."""
    context = browser.new_context(base_url=address, viewport=DESK, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date and the surroundings of every build of a tiny book."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def printer(still: None, tmp_path: Path) -> Iterator[tiny.Printer]:
    """A tiny book, and what builds it in this process."""
    made = tiny.Printer(tmp_path / "book")
    tiny.write(made.root, tiny.Book())
    yield made
    made.close()


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
