"""What docs/assets/book.js adds in a browser, and that nothing is lost without it.

Figures open large in a dialog; a glossary term says what it means under the pointer, at the focus
and at the first tap.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.visiting import DESK, PHONE

CHAPTER = "losses/"
FIRST, LARGE = "Enlarge Figure 5.1", "The figure, enlarged"


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a visitor with a finger."""
    context = browser.new_context(base_url=address, viewport=PHONE, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a visitor without scripts."""
    context = browser.new_context(base_url=address, viewport=DESK, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_figure_opens_large_by_the_keyboard_and_the_focus_returns(desk: Page) -> None:
    desk.goto(CHAPTER)
    drawing, button = desk.locator(".plate svg").first, desk.get_by_role("button", name=FIRST)
    button.focus()
    small, tall = drawing.bounding_box(), desk.evaluate("document.body.scrollHeight")
    assert small
    desk.keyboard.press("Enter")
    dialog = desk.get_by_role("dialog", name=LARGE)
    large = dialog.locator("svg").bounding_box()
    assert large
    assert large["width"] > 1.3 * small["width"]
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    assert desk.evaluate("document.body.scrollHeight") == tall
    desk.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    assert drawing.bounding_box() == small


def test_a_figure_opens_by_a_click_on_it_and_another_one_after_it(desk: Page) -> None:
    desk.goto(CHAPTER)
    dialog = desk.get_by_role("dialog", name=LARGE)
    names = []
    for number in (0, 1):
        desk.locator(".plate svg").nth(number).click()
        names.append(dialog.locator("svg").get_attribute("aria-labelledby"))
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_be_hidden()
    assert names == ["fig-losses-title", "fig-beliefs-title"]
    here = "[...document.querySelectorAll('.plate svg')].map(svg => svg.closest('figure').id)"
    assert desk.evaluate(here)[:2] == ["fig-losses", "fig-beliefs"]


def test_a_figure_is_larger_than_a_phone_and_scrolls(phone: Page) -> None:
    phone.goto(CHAPTER)
    phone.get_by_role("button", name=FIRST).tap()
    wide = "document.querySelector('dialog.enlarged').scrollWidth"
    assert phone.evaluate(wide) > 2 * PHONE["width"]
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_numbers_of_a_figure_open_by_the_keyboard(desk: Page) -> None:
    desk.goto(CHAPTER)
    fold = desk.locator(".figure-tools details", has_text="The numbers in this figure").first
    table = fold.get_by_role("table").first
    expect(table).to_be_hidden()
    fold.locator("summary").focus()
    desk.keyboard.press("Enter")
    expect(table).to_be_visible()
    expect(table.get_by_role("columnheader").first).to_have_text("error")
    assert 8 <= table.get_by_role("row").count() <= 13


def test_without_scripts_no_figure_and_no_word_is_lost(plain: Page) -> None:
    plain.goto(CHAPTER)
    expect(plain.locator(".plate svg").first).to_be_visible()
    expect(plain.get_by_role("button", name=re.compile("Enlarge"))).to_have_count(0)
    fold = plain.locator(".figure-tools details", has_text="The numbers in this figure").first
    fold.locator("summary").click()
    expect(fold.get_by_role("table").first).to_be_visible()
    term = plain.locator("a.term").first
    expect(term).to_have_attribute("title", re.compile(r"\w+ \w+"))
    term.click()
    expect(plain).to_have_url(re.compile(r"/glossary/#term-"))


def test_a_term_tells_its_meaning_under_the_pointer(desk: Page) -> None:
    desk.goto(CHAPTER)
    term, said = desk.locator("a.term").first, desk.get_by_role("tooltip")
    meaning = term.get_attribute("title")
    assert meaning
    term.hover()
    expect(said).to_have_text(meaning)
    expect(term).not_to_have_attribute("title", meaning)  # or it would be shown twice
    said.hover()  # the words themselves may be pointed at
    expect(said).to_be_visible()
    desk.mouse.move(2, 2)
    expect(said).to_be_hidden()
    expect(term).to_have_attribute("title", meaning)


def test_a_term_tells_its_meaning_at_the_focus_until_escape(desk: Page) -> None:
    desk.goto(CHAPTER)
    term, said = desk.locator("a.term").first, desk.get_by_role("tooltip")
    term.focus()
    expect(said).to_be_visible()
    expect(term).to_have_accessible_description(said.inner_text())
    desk.keyboard.press("Escape")
    expect(said).to_be_hidden()
    expect(term).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(r"/glossary/#term-"))


def test_a_tap_tells_the_meaning_and_a_second_one_leads_to_the_glossary(phone: Page) -> None:
    phone.goto(CHAPTER)
    term, said = phone.locator("a.term").first, phone.get_by_role("tooltip")
    term.tap()
    expect(said).to_be_visible()
    expect(phone).to_have_url(re.compile(f"/{CHAPTER}$"))
    box = said.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    phone.locator("h1").tap()
    expect(said).to_be_hidden()
    term.tap()
    term.tap()
    expect(phone).to_have_url(re.compile(r"/glossary/#term-"))


def test_a_wide_equation_scrolls_within_its_own_box(phone: Page) -> None:
    phone.goto("backpropagation/")
    boxes = """[...document.querySelectorAll('.equation-formula')]
        .filter(box => box.offsetParent && box.scrollWidth > box.clientWidth)"""
    every = "document.querySelectorAll('.equation-formula').forEach"
    phone.evaluate(f"{every}(box => {{ box.style.contentVisibility = 'visible'; }})")
    assert phone.evaluate(f"{boxes}.length") > 0
    assert phone.evaluate(
        f"{boxes}.every(box => {{ box.scrollLeft = 20; return box.scrollLeft > 0; }})"
    )
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("sigmoid prime", r"Equation \(\d+\.\d+\)[^$]*sigma prime, sigmoid prime"),
        ("condition number", r"Condition number\s*how much more a matrix stretches"),
    ],
)
def test_search_finds_symbols_by_name_and_terms(desk: Page, asked: str, found: str) -> None:
    desk.goto("")
    desk.locator("input.md-search__input").click()
    desk.keyboard.type(asked)
    expect(desk.locator(".md-search-result__meta")).to_contain_text("matching")
    results = desk.locator(".md-search-result__list")
    expect(results).to_contain_text(re.compile(found))
    assert not re.search(r"\\[a-zA-Z]+|\$|[_^]\{", results.inner_text())


def test_on_paper_a_figure_has_the_light_colours_on_white(browser: Browser, address: str) -> None:
    """Whatever the reader's scheme is; on the screen each has its own."""
    names = ("ink", "forward", "series-1", "region-b", "paper")
    read = """names => names.map(
      name => getComputedStyle(document.body).getPropertyValue("--fig-" + name))"""
    seen = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(base_url=address, viewport=DESK, color_scheme=scheme)
        page = context.new_page()
        page.goto(CHAPTER)
        for medium in ("screen", "print"):
            page.emulate_media(media=medium, color_scheme=scheme)
            seen[scheme, medium] = page.evaluate(read, names)
        context.close()
    assert seen["dark", "print"] == seen["light", "print"]
    assert seen["light", "print"][1:4] == seen["light", "screen"][1:4]
    assert [seen["light", "print"][0], seen["light", "print"][4]] == ["#000000", "#ffffff"]
    assert not set(seen["dark", "screen"]) & set(seen["light", "screen"])
