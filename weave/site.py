"""The events of MkDocs: the only importer of it, and as thin as it can be.

MkDocs converts all pages, then calls on_env, then writes them. So equations and captions are
numbered while pages are converted, references are resolved in on_env, and placeholders are
replaced when a page is written.
"""

import json
import logging
import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_exec import markdown_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from weave import (
    assembly,
    chapter,
    colophon,
    first_use,
    highlight,
    labels,
    lint,
    math,
    source,
    tolls,
    verification,
    words,
)
from weave.build import Build, Desk
from weave.captions import Captions
from weave.errors import Mistake
from weave.page import Page as Scanned

RECORD = "verification.json"
log = logging.getLogger("mkdocs.weave")


@dataclass
class State:
    """The build that is going on; MkDocs calls functions, so it has to stand somewhere."""

    build: Build
    serving: bool


now = State(Build(labels.Labels({})), serving=False)


def on_config(config: MkDocsConfig, *, serving: bool) -> MkDocsConfig:
    """Begin a build and register the words of the book with Markdown."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    _date(_root(config))
    now.build, now.serving = Build(labels.Labels({})), serving
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    fences["custom_fences"] = words.custom_fences(now.build)
    inline = config.mdx_configs.setdefault("pymdownx.inlinehilite", {})
    inline["custom_inline"] = words.custom_inline(now.build)
    extensions: list[Any] = config.markdown_extensions
    extensions[:] = [name for name in extensions if not isinstance(name, Captions)]
    extensions.append(Captions(now.build))
    markdown_config.save(extensions, config.mdx_configs)
    config.extra_css.insert(0, "assets/katex/katex.min.css")
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add KaTeX's style and fonts, and a page for every file of the snippets."""
    for asset, content in math.assets().items():
        files.append(File.generated(config, asset, content=content))
    files.append(File.generated(config, RECORD, content="written when all pages are converted"))
    for path in highlight.files(root := _root(config)):
        name = path.relative_to(root).as_posix()
        page = File.generated(
            config,
            highlight.page_of(name),
            content=highlight.page(name),
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        files.append(page)
    return files


def on_nav(nav: Navigation, **_: Any) -> Navigation:
    """Number the chapters in the order of nav."""
    pages = []
    for page in nav.pages:
        try:
            front_matter = source.parse(page.file.content_string).front_matter
        except Mistake:  # said with its line when the page itself is read
            front_matter = {}
        pages.append((page.file.src_uri, front_matter))
    now.build.nav = [uri for uri, _ in pages]
    now.build.labels.prefixes = labels.prefixes(pages)
    for page, (uri, front_matter) in zip(nav.pages, pages, strict=True):
        if front_matter.get("chapter"):
            title = front_matter.get("title", page.title)
            page.title = f"{now.build.labels.prefixes[uri]}\N{EN SPACE}{title}"
    return nav


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Scan and lint a page; its formatters will find it on the build's desk."""
    uri = page.file.src_uri
    if highlight.is_listing(uri):
        return markdown
    name = _name(page, config)
    try:
        scanned = source.parse(page.file.content_string, name)
    except Mistake as mistake:
        scanned = Scanned(name, page.file.content_string)
        now.build.open(Desk(uri, scanned))
        now.build.refuse(mistake.line, mistake)
        return markdown

    def address(target: str) -> str:
        found = files.get_file_from_path(target)
        return found.url_relative_to(page.file) if found else ""

    now.build.open(Desk(uri, scanned, address))
    now.build.problems += lint.page(scanned)
    return first_use.marked(now.build, markdown)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Put in what waits for the whole page; show a file on its own page."""
    uri = page.file.src_uri
    if highlight.is_listing(uri):
        path = _root(config) / str(page.meta["title"])
        return html + now.build.keep(highlight.numbered(path.read_text(encoding="utf-8")))
    page.present_anchor_ids = (page.present_anchor_ids or set()) | now.build.labels.on(uri)
    return assembly.content(now.build, html)


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Resolve references, print the colophon, and raise everything that is wrong at once."""
    build = now.build
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    titles = {uri: str(page.title) for uri, page in pages.items()}
    # While serving, a page shall be there at once; and what fails already needs no mutants.
    idle = now.serving or build.problems
    entries, found = (None, []) if idle else tolls.of_pages(colophon.pages(build).values())
    build.problems += [*found, *tolls.unlisted(entries or [])]
    parts = colophon.parts(build, _root(config), entries)
    for uri, desk in build.pages.items():
        html = assembly.references(build, desk, pages[uri].content or "")
        html = first_use.filled(build, desk, html)
        html = chapter.framed(build, desk, html, titles)
        pages[uri].content = colophon.filled(html, parts)
    record = verification.record(colophon.pages(build), build.reading(), entries)
    files.src_uris[RECORD].content_string = json.dumps(record, indent=1, ensure_ascii=False)
    problems = sorted(set(build.problems))
    if problems and not now.serving:
        raise PluginError("\n" + "\n".join(map(str, problems)))
    for problem in problems:
        log.error(str(problem))
    for uri, desk in build.pages.items():
        pages[uri].content = assembly.warned(build, desk, pages[uri].content or "")
    return env


def on_post_page(output: str, **_: Any) -> str:
    """Put formulas, figures and code into the written page."""
    return now.build.restore(output)


def _date(root: Path) -> None:
    """Let what was committed last be the date of the pages: two builds give the same bytes."""
    command = ["git", "log", "-1", "--format=%ct"]
    with suppress(OSError):  # no git here: MkDocs takes today
        found = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        if found.stdout.strip():
            os.environ.setdefault("SOURCE_DATE_EPOCH", found.stdout.strip())


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _name(page: Page, config: MkDocsConfig) -> str:
    """How problems call a page: its path below the root, which editors can open."""
    path, root = Path(page.file.abs_src_path or page.file.src_uri), _root(config)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
