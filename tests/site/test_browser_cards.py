"""Cards of equations in a browser: by click, by keyboard, without scripts."""

from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.site.visiting import CHAPTER, DESK


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
