"""axe-core asks every page, in light and dark, what shuts a reader out."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site.visiting import CHAPTER, DESK, PHONE, addresses

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

# A chapter has a hundred cards and ten thousand letters of code, all from a few moulds, and axe
# compares every element with every other. One of a kind stays: a card of each kind of equation,
# opened; a token of each colour; five formulas, none as a head of a table, where axe (unlike screen
# readers) hears no MathML; of a drawing the words that a reader hears.
ONE_OF_A_KIND = """() => {
  const seen = new Set();
  const again = kind => seen.size === seen.add(kind).size;
  const all = (what, act) => document.querySelectorAll(what).forEach(act);
  all("svg[role=img] > :not(title):not(desc)", part => part.remove());
  all(".katex", (formula, place) => {
    if (place > 4 || formula.closest("th")) formula.replaceWith("x");
  });
  all("details", fold => {
    const body = fold.querySelector(".card-body");
    const kind = body && fold.parentElement.className + !!body.querySelector("table, a, pre");
    if (body && again(kind)) fold.remove(); else fold.open = true;
  });
  all("code span", token => {
    if (!token.closest(".card") && again("code" + token.className)) {
      token.replaceWith(token.textContent);
    }
  });
  document.body.normalize();
}"""
# What is far from the window keeps its old colours until it comes near: here all of it is near.
ALL_NEAR = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets.push(sheet);
}"""
# What the page's own scripts mend a moment after a change of size or colour is asked again.
ASK = """async rules => {
  for (let turn = 0; ; turn++) {
    const { violations } = await axe.run(document, rules);
    if (!violations.length || turn === 20)
      return violations.flatMap(({id, nodes}) => nodes.slice(0, 3).map(
        ({html, failureSummary}) => `${id}: ${html.slice(0, 120)}: ${failureSummary}`));
    await new Promise(requestAnimationFrame);
  }
}"""
BELOW_TITLE = "(title, html) => title.insertAdjacentHTML('afterend', html)"
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
SCROLLED = {"runOnly": ["scrollable-region-focusable"]}


def violations(page: Page) -> list[str]:
    """What axe finds on a page: everything in light, colours in dark, scrolled boxes on a phone."""
    page.evaluate(ONE_OF_A_KIND)
    page.evaluate(ALL_NEAR)
    page.evaluate(AXE)
    found: list[Any] = page.evaluate(ASK, {})
    page.emulate_media(color_scheme="dark")
    page.locator("body[data-md-color-scheme=slate]").wait_for()
    found += [f"dark: {text}" for text in page.evaluate(ASK, COLOURS)]
    page.emulate_media(color_scheme="light")
    page.locator("body[data-md-color-scheme=default]").wait_for()
    page.set_viewport_size(PHONE)
    found += [f"phone: {text}" for text in page.evaluate(ASK, SCROLLED)]
    page.set_viewport_size(DESK)
    return found


@pytest.mark.parametrize("half", [0, 1])  # two workers share the pages
def test_no_page_shuts_anyone_out(book: Path, browser: Browser, address: str, half: int) -> None:
    context = browser.new_context(base_url=address, viewport=DESK, color_scheme="light")
    page = context.new_page()
    found = []
    for name in addresses(book)[half::2]:
        page.goto(name)
        found += [f"{name}: {text}" for text in violations(page)]
    context.close()
    assert found == []


@pytest.mark.parametrize(
    ("mistake", "rule"),
    [
        ("<img src='../assets/logo.svg'>", "image-alt"),
        ("<p style='color: #999; background: #fff'>pale</p>", "color-contrast"),
        ("<h6>out of order</h6>", "heading-order"),
        ("<p style='color: #1f2328; background: #fffefc'>ink</p>", ""),
    ],
)
def test_axe_can_refuse(desk: Page, mistake: str, rule: str) -> None:
    desk.goto(CHAPTER)
    desk.locator("h1").evaluate(BELOW_TITLE, mistake)
    found = violations(desk)
    assert {text.removeprefix("dark: ").partition(":")[0] for text in found} == {rule} - {""}


def test_axe_can_refuse_the_dark_and_the_phone(desk: Page) -> None:
    desk.goto("404.html")
    wrong = """<p style="color: #333; background: var(--md-default-bg-color)">night</p>
      <p style="overflow: auto; white-space: nowrap">{}</p>
    """.format("Too wide for a phone. " * 3)
    desk.locator("h1").evaluate(BELOW_TITLE, wrong)
    dark, phone = violations(desk)
    assert dark.startswith("dark: color-contrast")
    assert phone.startswith("phone: scrollable-region-focusable")
