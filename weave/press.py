"""The press: one book while it is built, and what is kept of it from build to build."""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from weave import answers, lab_files, labels, ledger, math, prints, sheets
from weave.build import Build, Desk
from weave.errors import Mistake
from weave.hands import Workers, of_process
from weave.page import Page as Scanned
from weave.policy import Guard
from weave.prints import Prints
from weave.scans import Scan, Scans
from weave.sheets import Heard, Sheet, Sheets

# What MkDocs notes beside the HTML of a page that it has rendered.
RENDERED = ("toc", "_title_from_render", "present_anchor_ids")


@dataclass(frozen=True)
class Plan:
    """What is known of a page before it is converted."""

    scan: Scan
    key: str
    sheet: Sheet | None


class Press:
    """A book at a root folder; hands: who executes its jobs, workers of its own by default."""

    def __init__(self, root: Path, hands: Workers | None = None) -> None:
        self.root = root
        self.hands = hands or of_process(root)
        self.answers = answers.of_book(root, self.hands)
        self.ledger = self.answers.ledger
        self.scans = Scans(self.ledger, self.answers.renderer)
        self.sheets, self.prints = Sheets(self.answers), Prints(self.ledger)
        self.plans: dict[str, Plan | Mistake] = {}
        self.nav = Navigation([], [])
        self.taken: set[str] = set()
        self.heard, self.speaker = Heard(), logging.getLogger("mkdocs")

    def begin(self, config: MkDocsConfig, *, serving: bool) -> None:
        """Begin a build: everything is read anew."""
        self.serving = serving
        self.hands.crew.retire()
        self.answers.begin()
        self.sheets.begin()
        math.memory = self.ledger
        self.build = Build(labels.Labels({}), self.answers)
        self.setting = prints.setting(config) + self.answers.renderer
        self.guard = Guard(on=config.use_directory_urls and not serving)
        self.taken.clear()
        self.speaker.addHandler(self.heard)

    def again(self) -> None:
        """Read all sources again, in the same build; workers forget what they have imported."""
        self.sheets.begin()
        if self.answers.begin(code_only=True):  # other files take the full build
            self.build.sources.clear()
            self.hands.crew.retire()

    def plan(self, nav: Navigation, files: Files) -> dict[str, Mapping[str, Any]]:
        """Take all pages apart and have done what they want; the front matter of each."""
        pages = files.documentation_pages()
        scans = {file.src_uri: self.scan(file) for file in pages}
        matter: dict[str, Mapping[str, Any]] = {
            uri: {} if isinstance(scan, Mistake) else scan.page.front_matter
            for uri, scan in scans.items()
        }
        self.build.nav = [page.file.src_uri for page in nav.pages]
        prefixes = labels.prefixes((uri, matter[uri]) for uri in self.build.nav)
        self.build.labels.prefixes = prefixes
        addresses = sorted(f"{file.src_uri} {file.dest_uri}" for file in files)
        heard = self.speaker.isEnabledFor(logging.WARNING)  # not if MkDocs is told to be quiet
        self.around = [self.setting, _hash(addresses), str(heard)]
        self.plans = {file.src_uri: self._plan(file, scans[file.src_uri]) for file in pages}
        self.gather(self.plans)
        return matter

    def replan(self, file: File) -> Plan | Mistake:
        """Take a page apart again."""
        return self._plan(file, self.scan(file))

    def scan(self, file: File) -> Scan | Mistake:
        """A page taken apart, or what stands in the way."""
        try:
            return self.scans.of(file.content_string, self.name(file))
        except Mistake as mistake:
            return mistake

    def _plan(self, file: File, scan: Scan | Mistake) -> Plan | Mistake:
        if isinstance(scan, Mistake):
            return scan
        uri = file.src_uri
        prefix = self.build.labels.prefixes.get(uri)
        key = ledger.key("sheet", uri, scan.page.text, prefix, *self.around)
        return Plan(scan, key, self.sheets.find(key))

    def gather(self, uris: Iterable[str]) -> None:
        """Find or begin what those of the pages want that are to be converted, and all mutants."""
        plans = [plan for uri in uris if isinstance(plan := self.plans[uri], Plan)]
        jobs = [job for plan in plans if not plan.sheet for job in plan.scan.jobs]
        mutants = [job for plan in plans if not self.serving for job in plan.scan.mutants]
        self.answers.start([*jobs, *mutants])

    def scanned(self, uri: str) -> Scanned | Mistake:
        """A page as it was taken apart, or what stands in the way."""
        plan = self.plans[uri]
        return plan if isinstance(plan, Mistake) else plan.scan.page

    def take(self, page: Page, desk: Desk, files: Files) -> bool:
        """Take a page as it was converted before; False if it is to be converted."""
        plan, self.heard.warned = self.plans[desk.uri], False
        lab_files.keep_renderer(page)
        if isinstance(plan, Mistake) or not plan.sheet:
            return False
        try:
            sheets.lay_out(self.build, desk, plan.sheet)
        except Mistake:  # a label is taken now: the conversion will say where
            return False
        page.render = partial(_restore, page, plan.sheet, files)  # type: ignore[method-assign]
        self.taken.add(desk.uri)
        return True

    def is_taken(self, uri: str) -> bool:
        """Whether a page was not converted in this build."""
        return uri in self.taken

    def keep(self, page: Page, html: str) -> None:
        """Keep a page that was converted."""
        uri = page.file.src_uri
        plan = self.plans[uri]
        if isinstance(plan, Plan) and not self.heard.warned:
            rendered = {name: getattr(page, name) for name in RENDERED}
            links = {file.src_uri: to for file, to in (page.links_to_anchors or {}).items()}
            rendered["links_to_anchors"] = links
            self.sheets.keep(plan.key, self.build, self.build.pages[uri], html, rendered)

    def look_up(self, pages: Iterable[Page]) -> None:
        """Find the pages that were written before just as they would be written now."""
        pages = list(pages)
        self.map = prints.map_of(pages)
        for page in pages:
            self.look_up_one(page)

    def look_up_one(self, page: Page) -> None:
        """Find a page; the others are as they were in the last full build."""
        fragments = self.build.pages[page.file.src_uri].fragments
        self.prints.look_up(page, self.setting, self.map, _hash(fragments))

    def written(self, page: Page, output: str) -> str:
        """The page as it is written."""
        uri = page.file.src_uri
        known = self.prints.of(page)
        if known is not None:
            return known
        html = self.build.pages[uri].restore(output)
        self.prints.keep(uri, html)
        return html

    def name(self, file: File) -> str:
        """How problems call a page: its path below the root, which editors can open."""
        path = Path(file.abs_src_path or file.src_uri)
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()

    def key(self, name: str) -> str:
        """What something is kept by that only the settings and the tools shape."""
        return ledger.key(name, self.setting)

    def rest(self) -> None:
        """What can wait until a build is done."""
        self.ledger.trim()

    def close(self) -> None:
        """End workers; let go of what is kept."""
        self.speaker.removeHandler(self.heard)
        self.hands.crew.close()
        self.ledger.close()


def _restore(page: Page, sheet: Sheet, files: Files, *_: Any) -> None:
    """What MkDocs would have noted if it had rendered the page."""
    page.content = sheet.content
    for name in RENDERED:
        setattr(page, name, sheet.rendered[name])
    links = sheet.rendered["links_to_anchors"].items()
    found = ((files.get_file_from_path(uri), to) for uri, to in links)
    page.links_to_anchors = {file: to for file, to in found if file}


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
