"""Which fonts a browser asks for: on the pages as they are, and for a sign that no page had yet."""

from pathlib import Path

from playwright.sync_api import Page

from tests.site.visiting import CHAPTER, addresses
from weave import fonts

# The characters of all formulas by the font that the style sheets give them, folded ones too.
# Where the classes above a text are the same, so is its font: it is looked up once.
SHOWN = """() => {
  const found = {}, known = new Map();
  const places = element => {
    const names = [];
    for (let above = element; !above.matches(".katex"); above = above.parentElement)
      names.push(above.className);
    return names.join(">");
  };
  const font = element => {
    const {fontFamily, fontWeight, fontStyle} = getComputedStyle(element);
    const family = fontFamily.split(",")[0].replaceAll('"', "");
    const shape = (fontWeight >= 600 ? "Bold" : "") + (fontStyle === "italic" ? "Italic" : "");
    return `${family}-${shape || "Regular"}`;
  };
  for (const formula of document.querySelectorAll(".katex-html")) {
    const texts = document.createTreeWalker(formula, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement, place = places(element);
      if (!known.has(place)) known.set(place, font(element));
      const name = known.get(place);
      found[name] = (found[name] || "") + texts.currentNode.data;
    }
  }
  return Object.fromEntries(
    Object.entries(found).map(([name, text]) => [name, [...new Set(text)].join("")]));
}"""
SAY = """text => {
  document.querySelector(".katex .mathnormal").textContent = text;
  return document.fonts.ready.then(() => true);
}"""
WIDTHLESS = "\u200b"


def rare(name: str, shown: str) -> str:
    """Characters that are not in the part of a font, and make a page load the whole of it."""
    return "".join(sorted(set(shown) - {*fonts.characters(name), WIDTHLESS}))


def test_every_formula_of_the_book_is_drawn_by_the_parts_that_are_used_often(
    book: Path, desk: Page
) -> None:
    """A character that is named here makes its page some 20 kB heavier: add it to fonts.OFTEN."""
    pages = [name for name in addresses(book) if '"katex-html"' in _text(book, name)]
    seen: set[str] = set()
    found = []
    for name in pages:
        desk.goto(name, wait_until="domcontentloaded")
        for font, shown in desk.evaluate(SHOWN).items():
            family, _, kind = font.partition("_")
            if family == "KaTeX":  # words in a formula are in the page's own serif
                seen.add(kind)
                found += [f"{name}: {kind}: {sign}" for sign in rare(kind, shown)]
    assert found == []
    assert len(pages) > 10
    assert {"Main-Regular", "Math-Italic", "Size3-Regular"} <= seen <= set(fonts.OFTEN)


def _text(book: Path, name: str) -> str:
    path = book / name
    return (path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8")


def test_a_sign_that_no_page_had_yet_brings_its_whole_font(desk: Page) -> None:
    """As while serving: an edit adds a sign, and it is drawn by KaTeX's font as any other."""
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    desk.goto(CHAPTER)
    desk.evaluate(SAY, "x")
    assert "Math-Italic-often.woff2" in asked
    assert not [name for name in asked if name.startswith("KaTeX_")]
    assert rare("Math-Italic", "xξ") == "ξ"
    with desk.expect_response("**/KaTeX_Math-Italic.woff2") as answer:
        desk.evaluate(SAY, "ξ")
    assert answer.value.ok
    faces = "[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family)"
    assert desk.evaluate(f"document.fonts.ready.then(() => {faces})").count("KaTeX_Math") == 2
