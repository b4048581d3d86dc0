"""The public record: the colophon, verification.json and the command say the same."""

import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from weave import audit, report, source
from weave.home import ROOT

CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)


@cache
def record(book: Path) -> Any:
    return json.loads((book / "verification.json").read_text(encoding="utf-8"))


def colophon(book: Path, part: str) -> str:
    text = (book / "colophon/index.html").read_text(encoding="utf-8")
    return text.partition(f'<div class="colophon--{part}">')[2].partition("</div>")[0]


def rows(text: str) -> list[list[str]]:
    """The cells of a table, as text."""
    return [
        [html.unescape(re.sub(r"<[^>]*>", "", cell)) for cell in CELL.findall(row)]
        for row in re.findall(r"<tr>.*?</tr>", text, re.DOTALL)
    ]


def reading_order() -> list[str]:
    """The pages as nav has them."""
    nav = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)["nav"]
    return re.findall(r"[\w/-]+\.(?:md|py)", str(nav))


def test_the_colophon_lists_pages_as_they_are_read(book: Path) -> None:
    titles = [report.title(source.read(ROOT / "docs" / name)) for name in reading_order()]
    for part in ("counts", "mutants"):
        shown = [row[0] for row in rows(colophon(book, part))[1:-1]]
        assert len(shown) > 5
        left = iter(titles)  # a chapter and a lab may have one title
        assert [title for title in shown if title in left] == shown


def test_the_record_lists_equations_as_they_are_read(book: Path) -> None:
    places = [(entry["page"], entry["line"]) for entry in record(book)["equations"]]
    pages = [f"docs/{name}" for name in reading_order()]
    assert places == sorted(places, key=lambda place: (pages.index(place[0]), place[1]))
    assert len(places) > 50


def test_every_equation_of_the_record_tells_how_it_was_checked(book: Path) -> None:
    for entry in record(book)["equations"]:
        assert entry["latex"]
        assert entry["kind"] in ("verified", "law", "given", "unchecked", "wrong")
        if entry["kind"] in ("verified", "law"):
            assert len(entry["seeds"]) >= 3, entry
            assert 0 <= entry["residual"] < 1e-3, entry
            assert entry["symbols"], entry
            assert entry["relations"], entry
        if entry["kind"] == "verified":
            assert entry["functions"], entry


def test_the_mutants_of_the_equations_add_up(book: Path) -> None:
    found = record(book)
    for key in ("mutants", "killed", "equivalent", "survivors"):
        assert found[key] == sum(entry[key] or 0 for entry in found["equations"])
    assert found["mutants"] == found["killed"] + found["equivalent"] + found["survivors"]
    assert found["mutants"] > 1000
    tried = [entry for entry in found["equations"] if entry["mutants"] is not None]
    assert len(tried) == found["verified"] + found["law"] + found["given"]


def test_the_colophon_shows_the_figures_of_the_record(book: Path) -> None:
    found, table = record(book), rows(colophon(book, "mutants"))
    assert table[-1][2:] == [
        str(found[key]) for key in ("mutants", "killed", "equivalent", "survivors")
    ]
    assert colophon(book, "mutants").count("<li>") == found["equivalent"]
    assert found["survivors"] == 0
    assert f"at most {found['worst_residual']:.0e} of their size" in colophon(book, "agreement")
    assert f"{found['mutants']} single changes" in colophon(book, "mutants")


def test_every_symbol_of_the_notation_links_to_its_first_equation(book: Path) -> None:
    page = (book / "notation/index.html").read_text(encoding="utf-8")
    table = page.partition('id="symbols"')[2].partition("</table>")[0]
    links = re.findall(r'<a class="reference" href="([^"]*)#(eq-[\w-]+)">Eq.', table)
    assert len(links) == table.count("<tr>") - 1 > 15
    assert "weave-first" not in page
    order = [entry["id"] for entry in record(book)["equations"]]
    by_symbol = dict(zip(symbols_of_the_page(), (name for _, name in links), strict=True))
    for latex, name in by_symbol.items():
        using = [
            entry["id"]
            for entry in record(book)["equations"]
            if any(symbol["latex"] == latex for symbol in entry["symbols"])
        ]
        using = [one for one in using if one and one.startswith("eq-")]
        if using:
            assert name == min(using, key=order.index), latex


def symbols_of_the_page() -> list[str]:
    text = (ROOT / "docs/notation.md").read_text(encoding="utf-8")
    table = text.partition("## Symbols")[2].partition("\n## ")[0]
    return re.findall(r"^\| \$([^$]+)\$ \|", table, re.MULTILINE)


def test_the_pages_of_the_record_are_those_of_the_book() -> None:
    docs = ROOT / "docs"
    assert [path.relative_to(docs).as_posix() for path in audit.pages()] == reading_order()
