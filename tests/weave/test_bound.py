"""The pages as one document: folds, names, links, contents."""

from pathlib import Path

import pytest

from weave import bound, folds, links

FIRST = """\
<title>Home - The Book</title><meta name="description" content="What it is.">
<link rel="stylesheet" href="assets/a.css">
<a href="index.html" class="md-nav__link">H</a><a href="one.html" class="md-nav__link"></a>
<a href="#here" class="md-nav__link">x</a><a href="part/index.html" class="md-nav__link ">P</a>
<a href="one.html" class="md-nav__link">again</a>
<div class="md-copyright__highlight">
  Free.
</div>
"""
ONE = """\
<nav>no</nav><article class="md-content__inner md-typeset"><p class="chapter-number">Chapter 4</p>
<h1 id="one">One<a class="headerlink" href="#one">&para;</a></h1>
<h2 id="sec">Sec <code>x</code></h2><p><a href="part/index.html#there">there</a>
<a href="#sec">here</a> <a href="source/x.html#L-3">listing</a> <a href="https://e.org">out</a>
<svg aria-labelledby="f-t f-d"><title id="f-t">t</title><desc id="f-d">d</desc>
<g clip-path="url(#f-c)"><clipPath id="f-c"/></g><use xlink:href="#f-c"></use></svg></p>
<div class="equation" id="eq-a"><details class="card"><summary>(4.1)</summary>
<div class="card-body"><div>body</div></div></details></div>
<details class="program-source"><summary>Program</summary>code</details>
<div class="figure-tools"><details class="program-source">more</details><details>7</details></div>
<details class="abstract"><summary>Deeper</summary><p>deep</p></details>
<p><strong>2. Pencil.</strong> Do.</p>
<details class="hint"><summary>Hint</summary><p>try</p></details>
<details class="success"><summary>Solution</summary><p>so <a href="#sec">s</a></p>
<details class="abstract"><summary>More</summary><p>m</p></details></details>
</article>
"""
PART = """\
<article class="md-content__inner md-typeset"><h1 id="p">Part</h1><h2 id="there">There</h2>
<a href="../one.html">one</a><img src="../a.png" alt="a"></article>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "part").mkdir()
    for name, text in {"index": FIRST, "one": ONE, "part/index": PART}.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    for name in ("a.png", "assets/a.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_pages_come_in_the_order_of_the_navigation(site: Path) -> None:
    assert bound.order(site) == ["one.html", "part/index.html"]
    text = bound.document(site, {})
    assert text.index('id="one--one"') < text.index('id="part--p"') < text.index('id="solved"')


def test_every_link_of_the_document_leads_into_it(site: Path) -> None:
    """What has no page in it is no link; ids of two pages cannot be mistaken for one another."""
    (site / "bound.html").write_text(bound.document(site, {}), encoding="utf-8")
    assert [one for one in links.broken(site) if one.startswith("bound.html")] == []
    text = (site / "bound.html").read_text("utf-8")
    assert '<a href="#part--there">there</a>' in text
    assert '<a href="#one">one</a>' in text
    assert "<a>listing</a>" in text
    assert '<a href="https://e.org">out</a>' in text
    assert 'aria-labelledby="one--f-t one--f-d"' in text
    assert 'url(#one--f-c)"><clipPath id="one--f-c"' in text
    assert '<img src="a.png"' in text


def test_what_only_a_screen_needs_is_gone(site: Path) -> None:
    text = bound.document(site, {})
    for gone in ("headerlink", "program-source", "figure-tools", "body</div>", "<nav>"):
        assert gone not in text
    assert "<summary>(4.1)</summary>" in text
    assert '<link rel="stylesheet" href="assets/a.css">' in text
    assert "What it is." in text
    assert "Free." in text


def test_solutions_stand_at_the_end_and_their_pages_where_they_were(site: Path) -> None:
    text = bound.document(site, {"one--away-2": 77})
    there = text.index('<h1 id="hints-and-solutions">')
    assert '<p class="fold-title">Deeper</p><p>deep</p>' in text[:there]
    assert "<p>so" not in text[:there]
    reference = (
        '<a href="#one--away-2">page <span class="page" data-page="one--away-2">77</span></a>'
    )
    assert f'<p class="away">Solution: {reference}</p>' in text[:there]
    end = text[there:]
    assert "<h2>4\N{EN SPACE}One</h2>" in end
    solved = '<div class="solved" id="one--away-2"><h4>Exercise 2: Solution</h4><p>so'
    assert solved in end
    assert '<p class="fold-title">More</p><p>m</p>' in end


def test_contents_name_chapters_sections_and_pages(site: Path) -> None:
    text = bound.document(site, {"one--sec": 9})
    page = '<span class="page" data-page="one--sec">9</span>'
    section = f'<li class="contents-2"><a href="#one--sec">Sec <code>x</code></a>{page}</li>'
    assert section in text
    assert '<li class="contents-1"><a href="#one--one">4\N{EN SPACE}One</a>' in text
    assert 'data-page="part--there">000</span>' in text
    assert '<a href="#hints-and-solutions">Hints and solutions</a>' in text


def test_folds_within_folds() -> None:
    html = (
        '<details class="info"><summary>A</summary>a<details class="hint"><summary>B</summary>b'
        "</details></details>z"
    )
    kept, away = folds.unfolded(html)
    assert kept == (
        '<div class="fold"><p class="fold-title">A</p>a'
        f'<p class="away">B: {folds.page_of("away-0-0")}</p></div>z'
    )
    assert away == '<div class="solved" id="away-0-0"><h4>B</h4>b</div>'
