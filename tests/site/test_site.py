"""The built book, as a browser would get it."""

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from weave.home import ROOT

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
CODE = {"pre", "code", "script", "style"}
# Attributes that make a browser fetch something, by element; a link to follow does not.
FETCHED = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src"}


class Html(HTMLParser):
    """Ids, links, text outside code, and every element with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not CODE & set(self.inside):
            self.text.append(data)

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def values(self, tag: str, key: str) -> list[str]:
        return [a[key] for name, a in self.elements if name == tag and key in a]


def pages(site: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path


@cache
def parsed(path: Path) -> Html:
    return Html(path.read_text(encoding="utf-8"))


def chapters(site: Path) -> Iterator[tuple[str, Html]]:
    """Pages that are written, not the ones that show a file, and not the 404 page."""
    for name, path in pages(site):
        if not name.startswith(("source/", "404")):
            yield name, parsed(path)


def target(site: Path, page: str, link: str) -> tuple[Path, str]:
    """The file and the anchor of a link, as a static host resolves it."""
    path, _, anchor = urljoin(f"/{page}", link).partition("#")
    file = site / unquote(path).lstrip("/")
    return (file / "index.html" if file.is_dir() else file), unquote(anchor)


def test_every_link_and_anchor_leads_somewhere(book: Path) -> None:
    broken = []
    for name, path in pages(book):
        for link in parsed(path).values("a", "href"):
            if urlsplit(link).scheme:
                continue
            file, anchor = target(book, name, link)
            if not file.is_file():
                broken.append(f"{name}: {link}")
            elif anchor and file.suffix == ".html" and anchor not in parsed(file).ids:
                broken.append(f"{name}: {link}: no such anchor")
    assert broken == []


def test_every_chapter_is_in_the_navigation_of_every_page(book: Path) -> None:
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    named = re.findall(r"[\w/-]+\.md", str(settings["nav"]))
    docs = ROOT / "docs"
    assert {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} == set(named)
    for name, path in pages(book):
        if name == "404.html":
            continue
        links = {target(book, name, link)[0] for link in parsed(path).values("a", "href")}
        for page in named:
            stem = page.removesuffix(".md").removesuffix("index").rstrip("/")
            file = book / stem / "index.html"
            assert file in links, f"{name} has no link to {page}"


def test_no_page_asks_another_origin(book: Path) -> None:
    foreign = []
    for name, path in pages(book):
        for tag, attributes in parsed(path).elements:
            fetched = attributes.get(FETCHED.get(tag, ""), "")
            canonical = attributes.get("rel") in ("canonical", "prev", "next")
            if re.match(r"(https?:)?//", fetched) and not canonical:
                foreign.append(f"{name}: <{tag}> {fetched}")
        foreign += [
            f"{name}: {url}" for url in re.findall(r"url\((?:https?:)?//[^)]+", path.read_text())
        ]
    for sheet in book.rglob("*.css"):
        found = re.findall(r"(?:url\(|@import )[\"']?(?:https?:)?//[^)]+", sheet.read_text())
        foreign += [f"{sheet.name}: {url}" for url in found]
    assert foreign == []


def test_no_raw_tex_and_no_raw_fence_is_left(book: Path) -> None:
    for name, html in chapters(book):
        text = " ".join(html.text)
        assert not re.findall(r"\\[a-zA-Z]+|\$\$?[^\d\s][^$]*\$|`{3,}|#!\w+", text), name
        assert "application/x-tex" not in str(html.elements), name


def test_no_placeholder_and_no_problem_is_left(book: Path) -> None:
    for name, path in pages(book):
        text = path.read_text(encoding="utf-8")
        assert not re.findall(
            r"data-weave|data-block|weave-ref|weave-problem|data-colophon", text
        ), name


def test_search_reads_words_not_tex(book: Path) -> None:
    index = json.loads((book / "search/search_index.json").read_text(encoding="utf-8"))
    assert len(index["docs"]) > 20
    for entry in index["docs"]:
        text = re.sub(r"<(code|pre)>.*?</\1>", "", entry["text"], flags=re.DOTALL)
        assert not re.findall(r"\\[a-zA-Z]+|katex|<svg", text + entry["title"]), entry["location"]
        assert not entry["location"].startswith("source/")


def test_every_picture_says_what_it_shows(book: Path) -> None:
    count = 0
    for name, html in chapters(book):
        for tag, attributes in html.elements:
            if tag == "img":
                assert "alt" in attributes, name
            if tag == "svg" and attributes.get("role") == "img":
                count += 1
                labels = attributes["aria-labelledby"].split()
                assert labels, name
                assert set(labels) <= set(html.ids), name
    assert count > 5


def test_ids_are_unique_and_there_is_one_title(book: Path) -> None:
    for name, path in pages(book):
        ids = parsed(path).ids
        assert len(ids) == len(set(ids)), (name, {i for i in ids if ids.count(i) > 1})
        assert sum(tag == "h1" for tag, _ in parsed(path).elements) == 1, name


def test_every_equation_has_its_number_as_a_button(book: Path) -> None:
    count = 0
    for name, path in pages(book):
        text = path.read_text(encoding="utf-8")
        equations = re.findall(r'<div class="equation equation--(\w+)"', text)
        numbers = re.findall(r'<summary><span class="number">\(([\w.]+)\)</span>', text)
        assert len(equations) == len(numbers) == len(set(numbers)), name
        assert text.count('<span class="mark">refused</span>') == equations.count("wrong")
        assert text.count('<pre class="refusal">') == equations.count("wrong")
        count += len(equations)
    assert count > 50


def test_math_needs_no_script(book: Path) -> None:
    for name, html in chapters(book):
        scripts = html.values("script", "src")
        own = r"assets/(manners|book|javascripts/bundle)\b"
        assert all(re.search(own, source) for source in scripts), name
    assert not list(book.rglob("katex*.js"))
    assert len(list((book / "assets/katex/fonts").glob("*.woff2"))) > 10


def test_the_record_counts_what_the_pages_show(book: Path) -> None:
    record = json.loads((book / "verification.json").read_text(encoding="utf-8"))
    shown = [
        kind
        for _, path in pages(book)
        for kind in re.findall(r'class="equation equation--(\w+)"', path.read_text())
    ]
    for kind in ("verified", "law", "given", "unchecked", "wrong"):
        assert record[kind] == shown.count(kind), kind
    colophon = (book / "colophon/index.html").read_text(encoding="utf-8")
    assert re.search(rf"<strong>{record['verified']}</strong>", colophon)


def test_the_missing_page_shows_the_way_back(book: Path) -> None:
    text = (book / "404.html").read_text(encoding="utf-8")
    assert "This page is not in the book" in text
    assert "first-network/" in text


@pytest.mark.parametrize("name", ["losses", "network", "scenes/backpropagation"])
def test_a_file_of_the_snippets_stands_line_by_line(book: Path, name: str) -> None:
    page = parsed(book / f"source/snippets/{name}/index.html")
    lines = (ROOT / f"snippets/{name}.py").read_text(encoding="utf-8").count("\n")
    assert {f"L-{number}" for number in range(1, lines + 1)} <= set(page.ids)
