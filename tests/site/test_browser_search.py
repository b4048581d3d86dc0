"""Search in a browser: what it finds, and that it costs nothing before."""

import re

from playwright.sync_api import Page, expect

from tests.site.visiting import CHAPTER, RAW_TEX


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


def test_search_costs_nothing_until_it_is_asked(desk: Page) -> None:
    """No worker and no index before the field has the focus, whichever way it got it."""
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    for press in ("click", "key"):
        asked.clear()
        desk.goto(CHAPTER, wait_until="networkidle")
        assert not [url for url in asked if "search" in url]
        assert desk.workers == []
        with desk.expect_request("**/search_index.json"), desk.expect_request("**/workers/*.js"):
            if press == "click":
                desk.locator("input.md-search__input").click()
            else:
                desk.keyboard.press("/")
