"""Style sheets as they travel: lighter, and a browser reads the same in them."""

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from playwright.sync_api import Browser

from weave import styles
from weave.home import ROOT
from weave.ledger import Ledger

SHEETS = sorted((ROOT / "docs/assets").glob("*.css"))
READ = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  // What holds a variable is kept as it was written, with the space after its commas.
  return [...sheet.cssRules].map(rule => rule.cssText.replace(/,\\s+/g, ","));
}"""


def test_space_that_means_something_stays() -> None:
    kept = "a b > c :is(d,e){width: calc(1px + 2px);margin: 0 auto}"
    assert styles.lean(kept) == kept
    assert styles.lean("a /* of */ b{}") == "a b{}"
    assert styles.lean("a/**/b{}") == "a/**/b{}"  # else they were one name


def test_strings_and_addresses_stay() -> None:
    kept = """a::before{content: " /* ; , { */ ";background: url(x,y.svg)}"""
    assert styles.lean(kept) == kept


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.name))
def test_a_browser_reads_the_same_rules(sheet: Path, browser: Browser) -> None:
    style = sheet.read_text(encoding="utf-8")
    lean, page = styles.lean(style), browser.new_page()
    rules = page.evaluate(READ, style)
    assert page.evaluate(READ, lean) == rules
    assert len(rules) > 10
    page.close()
    assert len(lean) < 0.9 * len(style)
    assert "/*" not in lean
    assert styles.lean(lean) == lean


def test_the_site_has_the_lean_ones(book: Path) -> None:
    for sheet in SHEETS:
        written = (book / "assets" / sheet.name).read_text(encoding="utf-8")
        assert written == styles.lean(sheet.read_text(encoding="utf-8"))


def test_a_sheet_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, read, lean = Ledger(tmp_path / "ledger"), list[str](), styles.lean
    monkeypatch.setattr(styles, "lean", lambda style: read.append(style) or lean(style))
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "extra_css": ["a.css", "https://example.org/b.css"]})
    config.validate()
    config.plugins._current_plugin = "weave"  # as while an event goes on
    for _ in range(2):
        sheet = File.generated(config, "a.css", content="a { color: red; }")
        files = Files([sheet])
        styles.dress(files, config, memory)
        assert sheet.content_string == "a{color: red;}"
        assert files.get_file_from_path(styles.KATEX)
    assert read == ["a { color: red; }"]
    memory.close()
