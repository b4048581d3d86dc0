"""Pictures of a built site: the kinds of pages, at a desk and on a phone, in light and in dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from weave import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = {1440: 900, 375: 812}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# name -> page, and what is opened on it
SUBJECTS = {
    "home": ("index.html", ""),
    "part": ("learning/index.html", ""),
    "chapter": ("backpropagation.html", ""),
    "card": ("backpropagation.html", ".equation--verified summary"),
    "lab": ("labs/nn_from_scratch.html", ""),
    "colophon": ("colophon.html", ""),
}


def take(site: Path, folder: Path) -> Iterator[Path]:
    """Write the pictures of a site that was built without directory addresses."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium.opened() as browser:
        for width, height in WIDTHS.items():
            for scheme in SCHEMES:
                for name, (place, opens) in SUBJECTS.items():
                    if (site / place).is_file():
                        target = folder / f"{name}-{width}-{scheme}.png"
                        page = browser.new_page(
                            viewport={"width": width, "height": height}, color_scheme=scheme
                        )
                        _take(page, (site / place).absolute().as_uri(), opens, target)
                        yield target


def _take(page: "Page", address: str, opens: str, target: Path) -> None:
    page.goto(address)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    if opens:
        number = page.locator(opens).first
        number.click()
        number.scroll_into_view_if_needed()
        page.evaluate("() => scrollBy({top: 300, behavior: 'instant'})")
    page.screenshot(path=target, animations="disabled")
    page.close()
