"""A page on paper: what was read on a screen, dark or not, without what only a screen has."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

CHAPTER = "backpropagation/"
ONLY_ON_SCREENS = (".md-header", ".md-sidebar", ".md-footer", ".figure-tools", ".card-body",
                   ".headerlink", ".program-source")  # fmt: skip
INK = """selector => {
  const dark = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number).every(part => part < 130);
  return [...document.querySelectorAll(selector)].filter(element => element.checkVisibility())
    .filter(element => !dark(getComputedStyle(element).color)).map(element => element.textContent);
}"""


@pytest.fixture(params=["light", "dark"])
def paper(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, color_scheme=request.param)
    page = context.new_page()
    page.goto(CHAPTER)
    page.emulate_media(media="print")
    yield page
    context.close()


def test_paper_has_dark_ink_whatever_the_screen_was(paper: Page) -> None:
    assert paper.locator("article p").count() > 50
    selector = "article :is(p, h1, h2, h3, td, th, li, pre, figcaption, .number, .katex)"
    assert paper.evaluate(INK, selector) == []


def test_what_only_a_screen_has_is_not_printed(paper: Page) -> None:
    for selector in ONLY_ON_SCREENS:
        assert paper.locator(selector).count() > 0, selector
        assert paper.locator(f"{selector}:visible").count() == 0, selector
    assert paper.locator(".equation:visible").count() > 10
    assert paper.locator(".equation .number:visible").count() > 10
