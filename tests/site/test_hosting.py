"""What a host finds: addresses, a picture for links, headers, and the same policy in every page."""

import re
from pathlib import Path

import pytest

from tests.site.commands import mkdocs
from tests.site.visiting import headers
from weave import policy, poster

HOME = "https://book.example/read/"


def built(book: Path) -> Path:
    done = mkdocs(book, "build", "--strict", "--site-dir", str(book / "site"))
    assert done.returncode == 0, done.stdout
    return book / "site"


def said(page: str) -> dict[str, str]:
    """The properties of a page that other sites read."""
    return dict(
        re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', page)
    )


def test_a_book_with_an_address_says_it(small_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small_book / "docs/sub.md").write_text(
        '---\ntitle: The "rule"\ndescription: One & all\n---\n\n# The "rule"\n', encoding="utf-8"
    )
    monkeypatch.setenv("SITE_URL", HOME)
    site = built(small_book)
    page = (site / "sub/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{HOME}sub/">' in page
    found = said(page)
    assert found["og:url"] == f"{HOME}sub/"
    assert found["og:title"].startswith("The &#34;rule&#34; - ")
    assert found["og:description"] == "One &amp; all"
    assert found["og:image"] == f"{HOME}{poster.PLACE}"
    assert (site / poster.PLACE).is_file()
    assert f"<loc>{HOME}sub/</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_a_book_without_an_address_promises_none(book: Path) -> None:
    page = (book / "index.html").read_text(encoding="utf-8")
    assert said(page) == {}
    assert "canonical" not in page
    assert not (book / poster.PLACE).exists()


def test_every_page_carries_a_policy_of_its_own_scripts(book: Path) -> None:
    """First of all, and no wider than what `_headers` says of the whole site."""
    whole = headers(book)["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in whole
    for path in book.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        tag = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        assert tag, path
        assert page.index("<script") > tag.start() < page.index('rel="stylesheet"'), path
        allowed = set(re.findall(r"'sha256-[^']+'", tag[1]))
        assert allowed == policy.hashes(page), path
        assert allowed <= set(re.findall(r"'sha256-[^']+'", whole)), path
        assert tag[1].count("'unsafe-inline'") == 1
        assert "style-src-attr 'unsafe-inline'" in tag[1]
        assert "unsafe-eval" not in tag[1]


def test_links_outward_say_so(book: Path) -> None:
    for path in book.rglob("*.html"):
        for link in re.findall(r'<a [^>]*href="https?:[^>]*>', path.read_text(encoding="utf-8")):
            assert re.search(r'rel="[^"]*noopener', link), (path, link)


def test_only_scripts_that_run_are_hashed() -> None:
    page = (
        '<script>a</script><script src="b.js"></script><script type="application/json">c</script>'
    )
    assert policy.hashes(page) == {policy._hash("a")}
    with pytest.raises(ValueError, match="charset"):
        policy.guarded(page)
