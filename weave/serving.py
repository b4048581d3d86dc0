"""A served book: after an edit only the pages are written again that have changed.

Whatever moves other pages (titles, headings, labels, nav, templates, settings, files that come or
go) takes the full build, which finds nearly everything kept. What this build writes is what the
full build would write.
"""

import hashlib
import logging
import pickle
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from weave import downloads, finishing, highlight, seeking, takeaway
from weave.errors import Mistake
from weave.home import HOUSE
from weave.press import Plan, Press

IDLE = 1.0  # seconds after the last edit until the search index and the record follow
log = logging.getLogger("mkdocs.weave")


@dataclass
class Front:
    """The last full build, as MkDocs made it."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    @property
    def pages(self) -> dict[str, Page]:
        """The page of each source."""
        found = {file.src_uri: file.page for file in self.files.documentation_pages()}
        return {uri: page for uri, page in found.items() if page}


class Serving:
    """Rebuilds of one book after its first full build."""

    def __init__(self, press: Press) -> None:
        self.press = press
        self.front: Front | None = None
        self._still: dict[str, str] = {}
        self._timer: threading.Timer | None = None
        self._stop = threading.Event()

    def opened(self, front: Front) -> None:
        """A full build is under way: what it has seen is what the next edit is compared with."""
        self.front, self._still = front, self._around(front)

    def refresh(self) -> bool:
        """Write the pages again that have changed; False if it takes the full build."""
        self.close()
        if self.front is None or self._around(self.front) != self._still:
            return False
        front, self.front = self.front, None  # a rebuild that fails leaves nothing to go on from
        changed = self._changed(front)
        if changed is None or not self._convert(front, changed):
            return False
        self._write(front, changed)
        self.front = front
        self._later(front)
        return True

    def _around(self, front: Front) -> dict[str, str]:
        """Hashes of what the quick way cannot follow: all but the text of pages and of snippets."""
        root, docs = self.press.root, Path(front.config.docs_dir)
        pages = {Path(str(file.abs_src_path)) for file in front.files.documentation_pages()}
        others = [*front.config.watch, front.config.config_file_path]
        watched = [docs, root / HOUSE, *map(Path, others)]
        found = {}
        for path in (path for place in watched for path in _files(place)):
            house = highlight.is_shown(path, root)
            found[str(path)] = "" if path in pages or house else _digest(path)
        return found

    def _changed(self, front: Front) -> list[Page] | None:
        """The pages to convert again; None if the front matter of one has changed."""
        press = self.press
        press.again()
        changed = []
        for uri, page in front.pages.items():
            before = press.plans[uri]
            plan = press.replan(page.file)
            if _matter(before) != _matter(plan):
                return None
            same = isinstance(plan, Plan) and isinstance(before, Plan) and plan.key == before.key
            press.plans[uri] = plan
            if not same or not isinstance(plan, Plan) or not plan.sheet:
                changed.append(page)
        return changed

    def _convert(self, front: Front, changed: list[Page]) -> bool:
        """Convert pages again; False if another page could see a difference."""
        press = self.press
        press.gather([page.file.src_uri for page in changed])
        for page in changed:
            seen = _seen(page, press)
            page.__dict__.pop("render", None)
            press.build.labels.drop(page.file.src_uri)
            press.taken.discard(page.file.src_uri)
            _populate_page(page, front.config, front.files)
            if _seen(page, press) != seen:
                return False
        return True

    def _write(self, front: Front, changed: list[Page]) -> None:
        press, pages = self.press, front.pages
        again = {page.file.src_uri for page in changed}
        before = {uri: self._written(page) for uri, page in pages.items() if uri not in again}
        _, problems = finishing.finish(press.build, pages, mutants=False)
        for problem in problems:
            log.error(str(problem))
        documents = front.files.documentation_pages()
        for uri, page in pages.items():
            if self._written(page) != before.get(uri):
                press.look_up_one(page)
                _build_page(page, front.config, documents, front.nav, front.env)
                page.validate_anchor_links(
                    files=front.files, log_level=front.config.validation.links.anchors
                )

    def _written(self, page: Page) -> tuple[str | None, list[str]]:
        """What a page's template is given: its content, and what stands behind its placeholders."""
        return page.content, [*self.press.build.pages[page.file.src_uri].fragments]

    def _later(self, front: Front) -> None:
        """Let what is made of all pages follow when no edit comes for a while."""
        self.close()
        stop = self._stop = threading.Event()
        self._timer = threading.Timer(IDLE, self.follow, [front, stop])
        self._timer.daemon = True
        self._timer.start()

    def follow(self, front: Front, stop: threading.Event | None = None) -> None:
        """Write the search index, the record and the downloads of the book as it is now.

        stop: set when an edit wants the press, which only one may use at a time
        """
        along = (partial(self._along, front, uri) for uri in front.pages)
        for step in (partial(seeking.write, front.config), partial(self._record, front), *along):
            if stop and stop.is_set():
                return
            step()

    def _record(self, front: Front) -> None:
        record = front.files.src_uris[finishing.RECORD]
        record.content_string = finishing.record(self.press.build, None)
        record.copy_file()

    def _along(self, front: Front, uri: str) -> None:
        for problem in downloads.fill_one(self.press, uri, front.files, front.config):
            log.error(str(problem))
        downloads.copy_one(self.press, uri, front.files)

    def close(self) -> None:
        """Wait for nothing any more; what is being written is written first."""
        if self._timer:
            self._stop.set()
            self._timer.cancel()
            self._timer.join()
            self._timer = None


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        inside = (path for path in sorted(place.rglob("*")) if "__pycache__" not in path.parts)
        yield from (path for path in inside if path.is_file())
    elif place.is_file():
        yield place


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _matter(plan: Plan | Mistake) -> Any:
    """What other pages, or nav, may show of a page before it is converted."""
    if isinstance(plan, Mistake):
        return str(plan)
    return plan.scan.page.front_matter, [*takeaway.forms(plan.scan.page)]


def _seen(page: Page, press: Press) -> tuple[Any, ...]:
    """What other pages may know of a page."""
    uri = page.file.src_uri
    anchors = sorted(page.present_anchor_ids or ())
    return page.title, pickle.dumps(page.toc), anchors, press.build.labels.of(uri)
