"""The system's Chromium, without a window: it prints the book and takes pictures of its pages."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from weave.errors import Mistake

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
# A container has no sandbox of its own to give, and what is opened are the book's own files.
FLAGS = ("--no-sandbox", "--disable-gpu")


def path() -> str:
    """Where it is; raises Mistake if this machine has none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise Mistake(f"there is no Chromium on the PATH (looked for {', '.join(NAMES)})")
    return found


@contextmanager
def opened() -> Iterator["Browser"]:
    """A browser for as long as it is needed."""
    driver = import_module("playwright.sync_api")  # takes a while, and few commands need it
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=[*FLAGS])
        try:
            yield browser
        finally:
            browser.close()
