"""Every address of the built book leads somewhere, every picture says what it shows."""

from pathlib import Path

import pytest

from weave import cli, links

GOOD = """\
<!doctype html><html><body><h1 id="top">T</h1><!-- <a href="nowhere"> -->
<script>const text = '<a href="nowhere">';</script>
<a href="#top">a</a> <a href="../two/#here">b</a> <a href="../two/?q=1">c</a>
<a href="/file.py">d</a>
<a href="mailto:x@y.z">e</a> <a href="https://elsewhere.org/#x">f</a>
<img src="../a%20b.png" alt="">
<svg role="img" aria-labelledby="fig-t"><title id="fig-t">x</title>
<g style="clip-path: url(#clip)"/>
<clipPath id="clip"></clipPath><use xlink:href="#clip"></use></svg>
</body></html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "one/index.html": GOOD,
        "two/index.html": '<p id=here>x</p><a href="../one/">one</a>',
        "file.py": "",
        "a b.png": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_good_site_has_nothing_broken(site: Path) -> None:
    assert links.broken(site) == []
    assert links.foreign(site) == {"https://elsewhere.org/#x": ["one/index.html"]}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            'href="#top"',
            'href="#bottom"',
            "<a> leads to #bottom, but one/index.html has no such id",
        ),
        ("../two/#here", "../two/#there", "but two/index.html has no such id"),
        ("../two/?q", "../three/?q", "leads to ../three/?q=1, where nothing is"),
        ('href="/file.py"', 'href="/file.ipynb"', "leads to /file.ipynb, where nothing is"),
        ("../two/?q=1", "../../two/?q=1", "where nothing is"),
        ("../two/?q=1", "../file.py#x", "but file.py has no such id"),
        ("a%20b.png", "b.png", "<img> leads to ../b.png, where nothing is"),
        (' alt=""', "", "has no alt text"),
        ("url(#clip)", "url(#clap)", "<g> names #clap, which is not on the page"),
        ('xlink:href="#clip"', 'xlink:href="#clap"', "<use> leads to #clap"),
        ('aria-labelledby="fig-t"', 'aria-labelledby="fig-t fig-d"', "names #fig-d"),
        (' aria-labelledby="fig-t"', "", "says nothing of what it shows"),
        ('id="clip"', 'id="fig-t"', 'id="fig-t" stands there more than once'),
    ],
)
def test_what_is_broken_is_found(site: Path, before: str, after: str, said: str) -> None:
    page = site / "one/index.html"
    text = page.read_text("utf-8")
    assert before in text
    page.write_text(text.replace(before, after), encoding="utf-8")
    found = links.broken(site)
    assert any(said in problem and problem.startswith("one/index.html: ") for problem in found), (
        found
    )


def test_the_verb_lists_what_leaves_the_site(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["links", str(site)]) == 0
    assert "| https://elsewhere.org/#x | one/index.html |" in capsys.readouterr().out
    (site / "file.py").unlink()
    assert cli.main(["links", str(site)]) == 1
    assert "leads to /file.py, where nothing is" in capsys.readouterr().err


def test_in_the_book_every_link_anchor_and_picture_is_sound(book: Path) -> None:
    assert links.broken(book) == []


def test_the_book_was_looked_at(book: Path) -> None:
    """Thousands of links, to pages, ids, downloads and assets; or the test above is empty."""
    found = links.pages(book)
    targets = [address for page in found.values() for _, address in page.targets]
    assert len(found) > 100
    assert len(targets) > 5000
    assert sum("#" in address for address in targets) > 2000
    assert sum(address.endswith(".ipynb") for address in targets) > 10
    assert sum(page.text.count('role="img"') for page in found.values()) > 50
    for address in links.foreign(book):
        assert address.startswith("https://"), address
