"""Every page of the built book in a browser, at the width of a phone.

One browser for all tests of a worker. Nothing sleeps: Playwright waits for what is asked of a page.
"""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.site.visiting import CHAPTER, PHONE, addresses, complaint, headers, heard

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
INJECT = """() => {
  const script = document.createElement("script");
  script.textContent = "window.injected = true";
  document.body.append(script);
  document.body.insertAdjacentHTML("beforeend", "<style>body { color: red }</style>");
  return window.injected === true;
}"""


def test_on_no_page_anything_sticks_out_or_goes_wrong_or_elsewhere(
    book: Path, browser: Browser, address: str
) -> None:
    """Every page at the width of a phone, all folds open, under its policy."""
    context = browser.new_context(base_url=address, viewport=PHONE)
    page = context.new_page()
    found = heard(page)
    page.on("request", lambda request: found.extend(elsewhere(request.url, address, page.url)))
    page.on("response", lambda answer: found.extend(missing(answer.status, answer.url)))
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


def test_the_policy_stops_what_is_not_the_books(book: Path, desk: Page, address: str) -> None:
    """By its tag, which is in every page, and by the header that hosts can send."""
    assert "script-src 'self' 'sha256-" in headers(book)["Content-Security-Policy"]
    found = heard(desk)
    desk.route("**/*", lambda route: route.continue_())
    desk.goto("")
    assert found == []
    assert desk.evaluate(INJECT) is False
    expect(desk.locator("body")).not_to_have_css("color", "rgb(255, 0, 0)")
    refused = [text for text in found if "Content Security Policy" in text]
    assert any("script" in text for text in refused)
    assert any("style" in text for text in refused)


def test_reading_stays_within_the_policy(desk: Page) -> None:
    """Searching, choosing colours, opening an equation, going on."""
    desk.goto(CHAPTER)
    found = heard(desk)
    desk.locator("label[for^=__palette_]:visible").click()
    desk.locator(".equation--verified summary:visible").first.click()
    desk.locator("input.md-search__input").click()
    desk.keyboard.type("gradient")
    expect(desk.locator(".md-search-result__item").first).to_be_visible()
    desk.keyboard.press("Escape")
    desk.locator(".md-footer__link--next").click()
    expect(desk).not_to_have_url(re.compile(CHAPTER))
    assert found == []
