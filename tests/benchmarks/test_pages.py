"""What `make bench-pages` calls good enough, and under which heading bytes stand."""

import pytest

from benchmarks import pages

GOOD = {
    "html": 90_000.0,
    "css": 40_000.0,
    "script": 40_000.0,
    "shift": 0.0,
    "paint": 0.5,
    "seo": 95.0,
}


def test_a_good_page_misses_nothing() -> None:
    assert pages.missed("", GOOD) == []
    assert pages.row("", GOOD)[:4] == ["/", "90.0", "40.0", "40.0"]


@pytest.mark.parametrize(
    ("worse", "said"),
    [
        ({"font": 31_000.0}, "201 kB"),
        ({"script": 50_000.0}, "script"),
        ({"search": 1.0}, "search"),
        ({"shift": 0.01}, "shift"),
        ({"paint": 1.0}, "paint"),
        ({"seo": 94.0}, "seo below 95"),
    ],
)
def test_each_target_can_be_missed(worse: dict[str, float], said: str) -> None:
    (found,) = pages.missed("a/", GOOD | worse)
    assert found.startswith("/a/: ")
    assert said in found


def test_what_a_search_asks_for_stands_apart() -> None:
    assert pages.kind("http://a/search/search_index.json", "XHR") == "search"
    assert pages.kind("http://a/assets/javascripts/workers/search.js", "Script") == "search"
    assert pages.kind("http://a/assets/katex/x.woff2", "Font") == "font"
