"""The notebook and the script of each chapter, made when all pages are finished.

What a page is kept by decides what they are kept by, so a build that changes nothing makes none.
"""

import json

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from weave import cells, chapter, lab_cells, ledger, notebook, takeaway
from weave.build import Desk
from weave.errors import Mistake, Problem
from weave.page import Page as Scanned
from weave.press import Press

SOON = "written when all pages are converted"
DRAFT = "The page has a mistake, so there is nothing to take along yet.\n"
WRITERS = {
    "notebook": notebook.ipynb,
    "notebook without outputs": notebook.blank,
    "script": notebook.script,
}


def add(press: Press, files: Files, config: MkDocsConfig) -> None:
    """Let the site have a place for them."""
    for file in list(files.documentation_pages()):
        scan = press.scan(file)
        if not isinstance(scan, Mistake):
            for place in takeaway.places(file.src_uri, scan.page).values():
                files.append(File.generated(config, place, content=SOON))


def fill(press: Press, files: Files, config: MkDocsConfig) -> list[Problem]:
    """Write them, or take them as they were written; what stands in the way."""
    return [problem for uri in press.build.pages for problem in fill_one(press, uri, files, config)]


def fill_one(press: Press, uri: str, files: Files, config: MkDocsConfig) -> list[Problem]:
    """Write those of one page; a page with a mistake is shown as a draft, and has none."""
    desk, problems = press.build.pages[uri], list[Problem]()
    places = takeaway.places(uri, desk.page)
    found = dict.fromkeys(places, DRAFT)
    try:
        if places and not desk.problems:
            found = _kept(press, desk, files, config)
    except Mistake as mistake:
        problems.append(Problem(desk.page.name, 1, str(mistake)))
    for form, place in places.items():
        files.src_uris[place].content_string = found[form]
    return problems


def copy_one(press: Press, uri: str, files: Files) -> None:
    """Put those of one page into a site that stands already."""
    for place in takeaway.places(uri, press.build.pages[uri].page).values():
        files.src_uris[place].copy_file()


def _kept(press: Press, desk: Desk, files: Files, config: MkDocsConfig) -> dict[str, str]:
    asked = sorted({*desk.asked.values()})
    key = ledger.key("download", desk.page.text, asked, press.prints.key(desk.uri))
    kept = press.ledger.get(key)
    if kept is None:
        made = _made(press, desk, files, config)
        press.ledger.put(key, json.dumps(made).encode(), label=f"download {desk.uri}")
        return made
    found: dict[str, str] = json.loads(kept)
    return found


def _made(press: Press, desk: Desk, files: Files, config: MkDocsConfig) -> dict[str, str]:
    def away(uri: str) -> str:
        found = files.get_file_from_path(uri)
        page = found.page if found and config.site_url else None
        return str(page.canonical_url or "") if page else ""

    press.build.desk = desk
    head = _head(press, desk, config, away(desk.uri))
    found = (lab_cells if desk.page.script else cells).of_page(press.build, desk, away, head)
    return {form: WRITERS[form](found) for form in takeaway.forms(desk.page)}


def _head(press: Press, desk: Desk, config: MkDocsConfig, url: str) -> str:
    """What a reader of the file should know: which book, how to run it, what it is about."""
    book = f"[{config.site_name}]({config.site_url})" if config.site_url else config.site_name
    name = chapter.numbered(press.build, desk) or "A page"
    lines = [
        f"*{_linked(name, url)} of {book}. {config.copyright or ''}*",
        "The numbers in the text were computed when the book was built. To compute them again, run "
        "the cells from top to bottom where the book's `snippets` are installed, as its README "
        "says.",
        _able(desk.page),
    ]
    return "\n\n".join(filter(None, lines))


def _linked(text: str, url: str) -> str:
    return f"[{text}]({url})" if url else text


def _able(page: Scanned) -> str:
    able = "\n".join(f"- {sentence}" for sentence in page.front_matter.get("able") or [])
    return f"{page.front_matter['minutes']} minutes. You will be able to\n\n{able}" if able else ""
