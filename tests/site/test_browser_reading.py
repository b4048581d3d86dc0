"""What a reader may choose: colours, motion, scripts, size, the keyboard."""

import re

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.site.visiting import CHAPTER, DESK

HALF: ViewportSize = {"width": 640, "height": 450}
FOCUS = """() => {
  const element = document.activeElement;
  const drawn = one => {
    const { outlineStyle, outlineWidth, opacity } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0 && opacity !== "0";
  };
  const labels = element.id ? [...document.querySelectorAll(`label[for="${element.id}"]`)] : [];
  const shown = element.matches(".md-search__input, .md-skip"); // they appear with the focus
  return [element.outerHTML.slice(0, 120), shown || [element, ...labels].some(drawn)
    || (element.nextElementSibling?.matches("label") && drawn(element.nextElementSibling))];
}"""
# How much higher formulas become when they are laid out.
ROOM = """all => {
  const before = all.map(formula => formula.offsetHeight);
  all.forEach(formula => { formula.style.contentVisibility = "visible"; });
  return all.map((formula, place) => formula.offsetHeight - before[place]);
}"""
# Elements whose transitions or animations take time.
MOVING = """() => [...document.querySelectorAll("*")].filter(element => {
  const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
  const long = times => times.split(", ").some(time => parseFloat(time) > 0.001);
  return long(transitionDuration) || (animationName !== "none" && long(animationDuration));
}).length"""


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


def test_the_first_key_skips_to_the_text(desk: Page) -> None:
    desk.goto(CHAPTER)
    desk.keyboard.press("Tab")
    skip = desk.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_have_css("opacity", "1")
    desk.keyboard.press("Enter")
    title = desk.locator("h1").get_attribute("id")
    expect(desk).to_have_url(re.compile(f"#{title}$"))


def test_what_has_the_focus_can_be_seen(desk: Page) -> None:
    """Through header, navigation and into the text: a line around it, or around its label."""
    desk.goto(CHAPTER)
    seen = set()
    for _ in range(40):
        desk.keyboard.press("Tab")
        where, marked = desk.evaluate(FOCUS)
        assert marked, where
        seen.add(where)
    assert len(seen) > 20


def test_nothing_moves_for_who_wants_it_still(browser: Browser, address: str) -> None:
    moving = {}
    for wish in ("no-preference", "reduce"):
        context = browser.new_context(base_url=address, viewport=DESK, reduced_motion=wish)
        page = context.new_page()
        page.goto("colophon/")
        moving[wish] = page.evaluate(MOVING)
        context.close()
    assert moving["no-preference"] > 10
    assert moving["reduce"] == 0


def test_at_200_percent_the_keyboard_opens_the_navigation(browser: Browser, address: str) -> None:
    """A window of 1280 pixels, of which zoom leaves half: nothing sticks out, nothing is lost."""
    context = browser.new_context(base_url=address, viewport=HALF, device_scale_factor=2)
    page = context.new_page()
    page.goto(CHAPTER)
    assert page.evaluate("document.documentElement.scrollWidth") <= HALF["width"]
    link = page.locator(".md-nav--primary a", has_text="Colophon")
    expect(link).not_to_be_in_viewport()
    sign = page.get_by_role("button", name="Navigation")
    sign.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#__drawer")).to_be_checked()
    expect(page.locator(".md-nav--primary a", has_text="Home")).to_be_in_viewport()
    page.keyboard.press(" ")
    expect(page.locator("#__drawer")).not_to_be_checked()
    context.close()


def test_a_formula_is_read_once(desk: Page) -> None:
    """As MathML, its picture of letters hidden; or as text, where a line of letters says it all."""
    desk.goto(CHAPTER)
    formulas = desk.locator(".katex").count()
    assert formulas > 100
    spoken = desk.locator(".katex > .katex-mathml > math").count()
    assert spoken > formulas / 2
    assert desk.locator(".katex > .katex-html[aria-hidden=true]").count() == spoken
    assert desk.locator("[aria-hidden=true] math").count() == 0
    texts = desk.locator(".katex:not(:has(math))")
    assert texts.count() == formulas - spoken
    # What stands higher, lower or smaller is nowhere in them, nor two letters side by side.
    assert texts.locator(".v, .k, .r, .h, .z1, .z3, .strut, svg").count() == 0
    assert not [text for text in texts.all_text_contents() if re.search(r"[^\W\d]{2}", text)]


def test_without_scripts_nothing_is_missing(browser: Browser, address: str) -> None:
    """The same text, and tables, figures, code and navigation to be seen."""
    texts = []
    for scripts in (True, False):
        context = browser.new_context(base_url=address, viewport=DESK, java_script_enabled=scripts)
        page = context.new_page()
        page.goto("glossary/")
        texts.append(page.locator("article dl, article p").all_inner_texts())
        expect(page.locator(".md-nav--primary a", has_text="Colophon")).to_be_visible()
        page.goto(CHAPTER)
        for what in (".plate svg", "table", "pre code", ".equation .katex-html"):
            expect(page.locator(f"article {what} >> visible=true").first).to_be_visible()
        context.close()
    assert texts[0] == texts[1]


def test_a_link_into_a_long_page_lands_where_it_points(desk: Page) -> None:
    """Also past all that the browser has not laid out yet."""
    desk.goto(CHAPTER)
    names = desk.locator("article h2[id]").evaluate_all("all => all.map(title => title.id)")
    for name in names[3::4]:
        desk.goto("404.html")
        desk.goto(f"{CHAPTER}#{name}")
        expect(desk.locator(f"#{name}")).to_be_in_viewport()


def test_a_formula_out_of_sight_takes_the_room_that_it_will_take(desk: Page) -> None:
    desk.goto(CHAPTER)
    found = desk.locator(".equation-formula").evaluate_all(ROOM)
    assert len(found) > 20
    assert [change for change in found if abs(change) > 4] == []
