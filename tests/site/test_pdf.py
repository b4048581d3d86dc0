"""A small site as a PDF: its contents tell the truth, its links lead on."""

import os
import re
import subprocess
import sys
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from pypdf import PdfReader

from weave import bound, printing
from weave.errors import Mistake
from weave.home import ROOT

INDEX = """\
<title>The Book</title><meta name="description" content="What it is.">
<a href="one.html" class="md-nav__link"></a><a href="two.html" class="md-nav__link"></a>
"""
FILLER = "".join(f"<p>Line {number} of many.</p>" for number in range(60))
ONE = f"""\
<article class="md-content__inner md-typeset"><h1 id="one">First chapter</h1>{FILLER}
<h2 id="far">Far away</h2><p><a href="two.html#near">on to the next</a></p>
<p><strong>1. Do.</strong></p><details class="success"><summary>Solution</summary>Done.</details>
<div class="equation"><div class="equation-formula" style="overflow: auto">
<div style="width: 2000px">A wide one</div></div></div></article>
"""
TWO = """\
<article class="md-content__inner md-typeset"><h1 id="two">Second chapter</h1>
<h2 id="near">Close by</h2></article>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {"index": INDEX, "one": ONE, "two": TWO}.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    return tmp_path


def printed(site: Path, target: Path) -> None:
    """In a process of its own: the tests' browser is driven from this one."""
    weave("pdf", site, target)


def weave(verb: str, site: Path, target: Path) -> str:
    """What a verb says, with places told as make tells them: from where it stands."""
    places = (os.path.relpath(place, ROOT) for place in (site, target))
    command = [sys.executable, "-m", "weave", verb, *places]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("chromium")
def test_the_contents_name_the_page_on_which_a_chapter_begins(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    target = tmp_path / "build/book.pdf"
    printed(site, target)
    assert not (site / printing.DOCUMENT).exists()
    reader = PdfReader(BytesIO(target.read_bytes()))
    texts = [page.extract_text() for page in reader.pages]
    assert reader.metadata is not None
    assert (reader.metadata.title, str(reader.metadata.creation_date)[:10]) == (
        "The Book",
        "1970-01-02",
    )
    assert "The Book" in texts[0]
    assert "Contents" in texts[1]
    told = dict(re.findall(r"(First chapter|Far away|Second chapter|Close by)\s*(\d+)", texts[1]))
    begins = {
        title: next(n for n, text in enumerate(texts, 1) if title in text and n > 2)
        for title in ("First chapter", "Far away", "Second chapter", "Close by")
    }
    assert {title: int(number) for title, number in told.items()} == begins
    assert begins["Far away"] > begins["First chapter"]
    for number, text in enumerate(texts[1:], start=2):
        assert str(number) in text.splitlines()


@pytest.mark.usefixtures("chromium")
def test_links_lead_to_their_pages(site: Path) -> None:
    target = site / "book.pdf"
    printed(site, target)
    reader, numbers = PdfReader(BytesIO(target.read_bytes())), printing.pages(target.read_bytes())
    solved = numbers["one--away-0"]
    there = reader.pages[numbers["one--far"] - 1]
    texts = [page.extract_text() for page in reader.pages]
    assert f"Solution: page {solved}" in texts[numbers["one--far"] - 1]
    assert "Exercise 1: Solution" in texts[solved - 1]
    ends = [str(note.get_object()["/Dest"]) for note in there["/Annots"]]
    assert list(dict.fromkeys(ends)) == ["/two--near", "/one--away-0"]
    assert "A wide one" in texts[numbers["one--far"] - 1]
    assert [str(one.title) for one in reader.outline if not isinstance(one, list)]


@pytest.mark.usefixtures("chromium")
def test_pictures_are_taken_at_a_desk_and_on_a_phone_in_light_and_in_dark(site: Path) -> None:
    said = weave("shots", site, site / "shots")
    wanted = {f"home-{width}-{scheme}.png" for width in (1440, 375) for scheme in ("light", "dark")}
    assert {path.name for path in (site / "shots").iterdir()} == wanted
    assert {Path(line).name for line in said.split()} == wanted
    assert (site / "shots/home-375-dark.png").read_bytes().startswith(b"\x89PNG")


def test_contents_that_lead_nowhere_are_refused(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing.chromium, "opened", lambda: nullcontext(MagicMock()))
    monkeypatch.setattr(printing, "pages", lambda _: {"one--one": 3})
    with pytest.raises(Mistake, match="one--away-0, one--far"):
        printing.pdf(site)
    assert not (site / printing.DOCUMENT).exists()
    assert "000" in bound.document(site, {})
