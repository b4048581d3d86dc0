"""The page of a Part: its chapters and their graph, out of the chapters' front matter."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from tests import forgetful
from weave import labels, parts, source
from weave.build import Build, Desk

PART = '# Part\n\n<div data-part="chapters"></div>\n\n<div data-part="graph"></div>\n'
PAGES = {
    "before.md": "---\ntitle: Before\n---\n",
    "part/index.md": PART,
    "a.md": "---\ntitle: A\nquestion: What is $a$?\nneeds: [before.md]\nminutes: 20\n---\n",
    "b.md": "---\ntitle: B\nquestion: What is <b>?\nneeds: [a.md, before.md]\n---\n",
    "c.md": "---\ntitle: C\nquestion: Alone?\n---\n",
}


def made(pages: dict[str, str]) -> tuple[Build, dict[str, Any]]:
    """A build of pages, of which all but the first form a Part, and MkDocs' pages."""
    build = Build(labels.Labels({"a.md": "1", "b.md": "2"}), forgetful.answers())
    build.nav = [*pages]
    section = SimpleNamespace(children=[])
    found = {}
    for uri, text in pages.items():
        scanned = source.parse(text, f"docs/{uri}")
        build.open(Desk(uri, scanned, lambda target: f"../{target.removesuffix('.md')}/"))
        title = f"{build.labels.prefixes.get(uri, '')} {scanned.front_matter.get('title', uri)}"
        parent = None if uri == "before.md" else section
        found[uri] = SimpleNamespace(
            title=title.strip(), parent=parent, is_page=True,
            is_index=uri.endswith("index.md"), file=SimpleNamespace(src_uri=uri),
        )  # fmt: skip
        section.children += [found[uri]] if parent else []
    return build, found


def shown(pages: dict[str, str], uri: str = "part/index.md") -> tuple[Build, str]:
    """The page of the Part as a reader gets it."""
    build, found = made(pages)
    book = parts.contents(build, found)
    desk = build.pages[uri]
    return build, desk.restore(parts.filled(build, desk, PART, book))


def test_the_list_has_the_chapters_in_order_with_questions_and_minutes() -> None:
    build, html = shown(PAGES)
    assert build.problems == []
    items = re.findall(r"<li>.*?</li>", html)
    assert [re.findall(r">([^<>]+)</a>", item)[0] for item in items] == ["1 A", "2 B", "C"]
    assert '<span class="minutes">20 min</span>' in items[0]
    assert "minutes" not in items[1]
    assert 'class="katex"' in items[0]
    assert "What is &lt;b&gt;?" in items[1]


def test_the_list_says_in_words_what_the_graph_draws() -> None:
    _, html = shown(PAGES)
    items = re.findall(r"<li>.*?</li>", html)
    assert 'Builds on <a href="../before/">Before</a>.' in items[0]
    assert 'Builds on <a href="../a/">1 A</a>.' in items[1]
    assert "Builds on" not in items[2]
    links = re.findall(r'<a href="([^"]+)"[^>]*aria-label="(\w+)"', html)
    assert links == [("../before/", "Before"), ("../a/", "A"), ("../b/", "B")]
    assert re.findall(r'<a href="([^"]+)" class="aside"', html) == ["../before/"]


def test_a_part_whose_pages_need_nothing_has_no_graph() -> None:
    pages = {uri: re.sub(r"needs: .*\n", "", text) for uri, text in PAGES.items()}
    _, html = shown(pages)
    assert "<svg" not in html
    assert "<li>" in html


def test_a_chapter_without_a_question_is_a_mistake_of_the_part_that_lists_it() -> None:
    build, _ = shown(PAGES | {"c.md": "---\ntitle: C\n---\n"})
    assert [str(problem) for problem in build.problems] == [
        "docs/part/index.md:3: c.md is listed here: let its front matter say which `question:` "
        "it answers"
    ]


def test_a_misspelt_part_is_refused() -> None:
    build, found = made(PAGES)
    desk = build.pages["part/index.md"]
    book = parts.contents(build, found)
    html = parts.filled(build, desk, '<div data-part="grapf"></div>', book)
    assert "weave-problem" in html
    assert 'data-part="grapf": no such part' in str(build.problems[0])


def test_pages_that_need_each_other_are_refused_where_they_say_so() -> None:
    pages = PAGES | {"a.md": "---\ntitle: A\nquestion: q\nneeds: [b.md]\n---\n"}
    build, _ = shown(pages)
    assert [str(problem) for problem in build.problems] == [
        "docs/a.md:4: needs: a.md needs itself, by way of what it needs"
    ]


@pytest.mark.parametrize(("uri", "drawn"), [("c.md", False), ("b.md", False), ("d.md", True)])
def test_the_small_graph_stands_where_the_way_is_long(uri: str, drawn: bool) -> None:
    build, found = made(PAGES | {"d.md": "---\ntitle: D\nneeds: [b.md]\n---\n"})
    book = parts.contents(build, found)
    svg = parts.way_here(build.pages[uri], book)
    assert bool(svg) == drawn
    if drawn:
        assert re.findall(r"<title>(\w+)</title>", svg) == ["Before", "A", "B", "D"]
        assert svg.count("<a ") == 3  # the page itself is no link
