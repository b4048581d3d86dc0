"""What stands around the text: the list of pages, the first page's map, messages, what moves."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.pages import MOST_SHIFT, WATCH
from tests.site.visiting import PHONE
from weave import percent
from weave.home import ROOT

WIDE = {"width": 1440, "height": 900}
MAP = re.compile(r'<a href="labs/(\w+)/">[^<]*</a>\s*<span class="minutes">(\d+) min</span>')
# Lines of the list that begin behind its title and end below it.
CUT = """() => {
  const list = document.querySelector(".md-sidebar--primary .md-sidebar__scrollwrap");
  const edge = list.querySelector(".md-nav__title").getBoundingClientRect().bottom;
  return [...list.querySelectorAll(".md-nav__link")].filter(link => {
    const {top, bottom} = link.getBoundingClientRect();
    return top < edge - 1 && bottom > edge + 1;
  }).map(link => link.textContent.trim());
}"""
SCROLLED = "() => document.querySelector('.md-sidebar--primary .md-sidebar__scrollwrap').scrollTop"
# By how many pixels messages are wider than their boxes.
TOO_WIDE = """() => [...document.querySelectorAll(".refusal .said")].map(said =>
  said.getBoundingClientRect().right - said.parentElement.getBoundingClientRect().right)"""
UNFOLD = "() => document.querySelectorAll('.equation--wrong details').forEach(it => it.open = true)"
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_the_map_says_how_long_every_lab_takes(book: Path) -> None:
    said = dict(MAP.findall((book / "index.html").read_text(encoding="utf-8")))
    scripts = sorted((ROOT / "docs/labs").glob("*.py"))
    matter = {path.stem: percent.page(path.read_text(encoding="utf-8"))[0] for path in scripts}
    assert said == {name: str(keys["minutes"]) for name, keys in matter.items()}
    assert len(said) > 3


def test_the_list_of_pages_is_scrolled_to_whole_lines(desk: Page) -> None:
    desk.set_viewport_size(WIDE)
    for name in ("information-theory/", "universal-approximation/", "backpropagation/"):
        desk.goto(name)
        desk.wait_for_function(SCROLLED)
        assert desk.evaluate(CUT) == [], name


@pytest.mark.parametrize("viewport", [{"width": 1400, "height": 900}, PHONE], ids=["desk", "phone"])
def test_a_message_goes_on_below_where_its_box_ends(desk: Page, viewport: dict[str, int]) -> None:
    desk.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
    desk.goto("backpropagation/")
    desk.evaluate(UNFOLD)
    beyond = desk.evaluate(TOO_WIDE)
    assert len(beyond) > 2
    assert max(beyond) <= 0
    code = desk.locator(".refusal code").last
    expect(code).to_have_css("white-space-collapse", "preserve")
    said, sign = (code.text_content() or "").split("\n", 1)
    assert said
    assert sign.strip().endswith("^")


@pytest.mark.parametrize("name", ["", "looking-back/", "labs/"])
def test_nothing_moves_while_a_page_is_read(desk: Page, name: str) -> None:
    desk.add_init_script(WATCH)
    desk.goto(name, wait_until="networkidle")
    desk.evaluate(PAINTED)
    assert desk.evaluate("seen.shift") < MOST_SHIFT


def test_the_first_drawing_has_its_room_from_the_beginning(desk: Page) -> None:
    """Others are laid out when they come near; their room is a guess until then."""
    desk.goto("")
    expect(desk.locator(".plate").first).to_have_css("content-visibility", "visible")
    desk.goto("losses/")
    expect(desk.locator(".plate").first).to_have_css("content-visibility", "visible")
    expect(desk.locator(".plate").nth(1)).to_have_css("content-visibility", "auto")
