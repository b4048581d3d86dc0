"""What weave makes of KaTeX's markup looks as KaTeX's own: every letter at its place."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.test_math import CONSTRUCTS, plain
from weave import math

# Lines of text, each with a formula; where each letter and picture stands in its line.
PLACES = """formulas => {
  const page = document.querySelector("article");
  page.innerHTML = formulas.map(html => `<p class="try">Hx ${html} xg<br>Next</p>`).join("");
  return document.fonts.ready.then(() => [...document.querySelectorAll(".try")].map(line => {
    const {x, y, height} = line.getBoundingClientRect(), found = [["line", 0, height]];
    const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) {
      if (node.parentElement.closest(".katex-mathml")) continue;
      [...node.data].forEach((letter, at) => {
        if (!letter.trim() || letter === "\u200b") return;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const place = range.getBoundingClientRect();
        found.push([letter, place.x - x, place.y - y]);
      });
    }
    for (const part of line.querySelectorAll("svg, .frac-line, .o")) {
      const place = part.getBoundingClientRect();
      const low = part.matches("svg") ? place.y - y : 0;
      const drawn = getComputedStyle(part, part.matches(".o") ? "::before" : null);
      found.push(["picture", place.x - x, low],
        ["its size", place.width, parseFloat(drawn.borderBottomWidth)]);
    }
    return found;
  }));
}"""


@pytest.mark.parametrize("shown", [math.inline, lambda latex: math.display(latex).html])
def test_every_letter_stands_where_katex_puts_it(desk: Page, shown: Any) -> None:
    """Within half a pixel, on a line that is as high."""
    displayed = shown is not math.inline
    desk.goto("notation/")
    ours = desk.evaluate(PLACES, [shown(latex) for latex in CONSTRUCTS])
    theirs = desk.evaluate(PLACES, [plain(latex, displayMode=displayed) for latex in CONSTRUCTS])
    for latex, found, wanted in zip(CONSTRUCTS, ours, theirs, strict=True):
        assert [what for what, *_ in found] == [what for what, *_ in wanted], latex
        apart = [
            (what, place, other)
            for (what, *place), (_, *other) in zip(found, wanted, strict=True)
            if max(abs(a - b) for a, b in zip(place, other, strict=True)) > 0.5
        ]
        assert not apart, latex
