"""The built book in a browser: on a phone too, with the keyboard, without scripts.

One browser for all tests, and one pass over all pages. Nothing sleeps: Playwright waits for what
is asked of the page.
"""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

PHONE = {"width": 375, "height": 800}
DESK = {"width": 1280, "height": 900}
CHAPTER = "backpropagation/"
RAW_TEX = re.compile(r"\\[a-zA-Z]+|\$|[_^]\{")

# What sticks out at the right of the window and cannot be scrolled within a box of its own.
STICKING_OUT = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const boxed = element => {
    for (let above = element.parentElement; above; above = above.parentElement)
      if (above !== document.body && getComputedStyle(above).overflowX !== "visible"
          && above !== document.documentElement) return true;
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].filter(
    element => element.getBoundingClientRect().right > room + 1 && !boxed(element));
  return wide.slice(0, 3).map(element => `<${element.tagName.toLowerCase()} class="${
    element.getAttribute("class") || ""}"> ends at ${element.getBoundingClientRect().right}`)
    .concat(`the page is ${document.documentElement.scrollWidth} wide`);
}"""
UNFOLD = "() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })"


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that a browser may keep, so that a pass over all pages is quick."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing: requests are no news."""


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
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(book: Path) -> Iterator[str]:
    """Where the built book is served, from a thread of this process."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(book))) as server:
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


def addresses(book: Path) -> list[str]:
    """Every page of the book, below its root."""
    return [
        path.relative_to(book).as_posix().removesuffix("index.html")
        for path in sorted(book.rglob("*.html"))
    ]


def test_on_no_page_anything_sticks_out_or_goes_wrong_or_elsewhere(
    book: Path, browser: Browser, address: str
) -> None:
    """Every page at the width of a phone, all folds open."""
    context = browser.new_context(base_url=address, viewport=PHONE)
    page = context.new_page()
    found: list[str] = []
    page.on("request", lambda request: found.extend(elsewhere(request.url, address, page.url)))
    page.on("response", lambda answer: found.extend(missing(answer.status, answer.url)))
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    page.on("console", lambda said: found.extend(complaint(said.type, said.text, page.url)))
    names = addresses(book)
    for name in names:
        page.goto(name)
        page.evaluate(UNFOLD)
        found += [f"{name}: {what}" for what in page.evaluate(STICKING_OUT)]
    context.close()
    assert found == []
    assert len(names) > 50


def elsewhere(url: str, address: str, page: str) -> list[str]:
    """A request that leaves the site's own origin."""
    own = url.startswith((address, "data:", "blob:"))
    return [] if own else [f"{page}: asks {url}"]


def missing(status: int, url: str) -> list[str]:
    return [f"{url}: status {status}"] if status >= 400 else []


def complaint(kind: str, text: str, page: str) -> list[str]:
    return [f"{page}: console: {text}"] if kind == "error" else []


def test_the_rules_of_the_pass_can_fail(desk: Page, address: str) -> None:
    desk.set_viewport_size(PHONE)
    desk.goto("404.html")
    assert desk.evaluate(STICKING_OUT) == []
    desk.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"width:400px\">x</p>')")
    assert '<p class=""> ends at 400' in desk.evaluate(STICKING_OUT)
    assert elsewhere("https://example.org/x.js", address, "a") == [
        "a: asks https://example.org/x.js"
    ]
    assert elsewhere(f"{address}x.js", address, "a") == []
    assert missing(404, "x") == ["x: status 404"]
    assert complaint("error", "no", "a") == ["a: console: no"]
    assert complaint("log", "no", "a") == []


def card(page: Page) -> tuple[Any, Any]:
    """The number of the first verified equation, and what is on its card."""
    equation = page.locator(".equation--verified:visible").first
    return equation.locator("summary"), equation.locator(".card-body")


def test_a_card_opens_by_a_click_and_closes_again(desk: Page) -> None:
    desk.goto(CHAPTER)
    number, body = card(desk)
    expect(body).to_be_hidden()
    number.click()
    expect(body).to_be_visible()
    expect(body.get_by_text("With numbers", exact=True)).to_be_visible()
    expect(body.get_by_text("Evidence", exact=True)).to_be_visible()
    number.click()
    expect(body).to_be_hidden()


def test_a_card_opens_by_the_keyboard(desk: Page) -> None:
    desk.goto(CHAPTER)
    number, body = card(desk)
    number.focus()
    expect(number).to_be_focused()
    desk.keyboard.press("Enter")
    expect(body).to_be_visible()
    desk.keyboard.press("Enter")
    expect(body).to_be_hidden()


def test_a_card_opens_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    page.goto(CHAPTER)
    number, body = card(page)
    number.click()
    expect(body).to_be_visible()
    expect(page.locator(".equation .katex-html").first).to_be_visible()
    context.close()


def test_search_finds_words_and_shows_no_raw_tex(desk: Page, address: str) -> None:
    desk.goto("")
    desk.locator("input.md-search__input").click()
    desk.keyboard.type("sigmoid")
    word = re.compile("sigmoid", re.IGNORECASE)
    expect(desk.locator(".md-search-result__meta")).to_contain_text("matching")
    results = desk.locator(".md-search-result__item")
    expect(results.first).to_contain_text(word)
    for text in results.all_inner_texts():
        assert not RAW_TEX.search(text), text
    desk.locator(".md-search-result__link").first.click()
    expect(desk).not_to_have_url(address)
    expect(desk.locator("article.md-content__inner")).to_contain_text(word)


def test_colours_can_be_chosen_and_are_kept(desk: Page) -> None:
    """From the system's to light, then to dark, then back."""
    desk.goto("")
    body, choose = desk.locator("body"), desk.locator("label[for^=__palette_]:visible")
    for scheme, title in (("default", "system"), ("default", "light"), ("slate", "dark")):
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
        expect(choose).to_have_attribute("title", re.compile(title))
        if title != "dark":
            choose.click()
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = desk.evaluate(paper)
    desk.goto(CHAPTER)
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert desk.evaluate(paper) == dark
    choose.click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    assert desk.evaluate(paper) != dark
