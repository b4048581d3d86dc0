"""The book as one archive: opened from the disk, searched, walked through, with nothing fetched."""

import fcntl
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.commands import mkdocs
from weave import cli, links, offline
from weave.home import ROOT


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the whole book, unpacked by the standard's own means; built once."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if shared.name.startswith("popen") else shared
    site, archive, folder = shared / "offline", shared / "offline.zip", shared / "unpacked"
    with (shared / "offline.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            command = ("build", "--strict", "--no-directory-urls", "--site-dir", str(site))
            built = mkdocs(ROOT, *command)
            assert built.returncode == 0, built.stdout
            assert cli.main(["zip", str(site), str(archive)]) == 0
            zipfile.ZipFile(archive).extractall(folder)
    return folder / offline.ROOM


@pytest.fixture
def page(browser: Browser, unpacked: Path) -> Iterator[Page]:
    """The first page, as a click on the file opens it; nothing may be asked of anybody."""
    context = browser.new_context(offline=True)
    opened, asked = context.new_page(), list[str]()
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda said: asked.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: asked.append(str(error)))
    opened.goto((unpacked / "index.html").as_uri())
    yield opened
    context.close()
    here = (unpacked.as_uri(), "data:", "blob:", "about:")
    assert [said for said in asked if not said.startswith(here)] == []


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "search").mkdir(parents=True)
    for name, text in {
        "index.html": "<p>é",
        "search/search_index.json": "{}",
        "404.html": "",
    }.items():
        (site / name).write_text(text, encoding="utf-8")
    offline.settle(site)
    offline.pack(site, tmp_path / "one.zip")
    (site / "index.html").touch()
    offline.pack(site, tmp_path / "deep/two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "deep/two.zip").read_bytes()
    archive = zipfile.ZipFile(tmp_path / "one.zip")
    assert archive.testzip() is None
    names = ["index.html", "search/search_index.js", "search/search_index.json"]
    assert archive.namelist() == [f"{offline.ROOM}/{name}" for name in names]
    assert archive.read(f"{offline.ROOM}/search/search_index.js") == b"var __index = {}"


def test_every_link_of_the_archive_leads_to_a_file_in_it(unpacked: Path) -> None:
    assert links.broken(unpacked) == []
    pages = links.pages(unpacked)
    assert len(pages) > 100
    for found in pages.values():
        for tag, address in found.targets:
            assert not address.startswith("/"), (found.name, tag, address)


def test_it_is_read_from_the_disk(page: Page) -> None:
    """From the first page into a chapter, on to the next, along a reference, to a file."""
    page.locator("main").get_by_role("link", name="The neuron and the perceptron").first.click()
    expect(page.locator("h1")).to_contain_text("The neuron and the perceptron")
    expect(page.locator(".equation .katex-html").first).to_be_visible()
    page.locator(".md-footer__link--next").click()
    expect(page.locator("h1")).to_contain_text("Linear regression")
    page.locator(".md-sidebar--primary a", has_text="Forward propagation").click()
    page.locator("article a.reference[href*='.html#eq-']").first.click()
    expect(page.locator(":target")).to_be_visible()
    page.go_back()
    page.locator(".snippet-place a").first.click()
    expect(page.locator(".listing :target")).to_be_visible()
    assert page.url.startswith("file:")


def test_it_is_searched_from_the_disk(page: Page) -> None:
    page.locator("input.md-search__input").click()
    page.keyboard.type("sigmoid")
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching")
    page.locator(".md-search-result__link").first.click()
    expect(page.locator("article.md-content__inner")).to_contain_text("igmoid")
    assert page.url.startswith("file:")
