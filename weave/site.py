"""The events of MkDocs: the only importer of it, and as thin as it can be.

MkDocs converts all pages, then calls on_env, then writes them. Before the first is converted, all
that they want executed has been found or run. Equations and captions are numbered while pages are
converted, references are resolved in on_env, and placeholders are replaced when a page is written.
"""

import logging
import os
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
    dates,
    downloads,
    finishing,
    first_use,
    highlight,
    hosting,
    lab_files,
    lint,
    prints,
    seeking,
    styles,
    words,
)
from weave.build import Desk
from weave.captions import Captions
from weave.errors import Mistake
from weave.page import Page as Scanned
from weave.percent import spaced
from weave.press import Press
from weave.serving import Front, Serving
from weave.watching import hear, notifying

TEMPLATES = ".cache/templates"
log = logging.getLogger("mkdocs.weave")
serving: Serving | None = None
press: Press | None = None  # MkDocs calls functions, so what they share has to stand somewhere


def now() -> Press:
    """The build that is going on."""
    assert press is not None, "on_config comes first"
    return press


def on_config(config: MkDocsConfig, *, serves: bool) -> MkDocsConfig:
    """Begin a build and register the words of the book with Markdown."""
    global press  # noqa: PLW0603 (MkDocs calls functions; what they share stands here)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    dates.settle(_root(config))
    if press is None or press.root != _root(config):
        press = Press(_root(config))
    press.begin(config, serving=serves)
    words.register(config.mdx_configs, press.build)
    extensions: list[Any] = config.markdown_extensions
    extensions[:] = [name for name in extensions if not isinstance(name, Captions)]
    extensions.append(Captions(press.build))
    markdown_config.save(extensions, config.mdx_configs)
    config.extra_css.insert(0, styles.KATEX)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add KaTeX's style and fonts, and a page for every file of the snippets and every lab."""
    lab_files.adopt(files, config)
    styles.dress(files, config, now().ledger)
    files.append(File.generated(config, finishing.RECORD, content=downloads.SOON))
    for path in highlight.files(root := _root(config)):
        name = path.relative_to(root).as_posix()
        uri, text = highlight.page_of(name), highlight.page(name)
        hidden = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, uri, content=text, inclusion=hidden))
    return files


def on_nav(nav: Navigation, *, files: Files, config: MkDocsConfig) -> Navigation:
    """Number the chapters in the order of nav; have everything executed that is not known."""
    now().nav = nav
    downloads.add(now(), files, config)
    matter = now().plan(nav, files)
    for page in nav.pages:
        front_matter = matter.get(page.file.src_uri, {})
        if front_matter.get("chapter"):
            title = front_matter.get("title", page.title)
            prefix = now().build.labels.prefixes[page.file.src_uri]
            page.title = f"{prefix}\N{EN SPACE}{title}"
    return nav


def on_page_markdown(markdown: str, *, page: Page, files: Files, **_: Any) -> str:
    """Take the page as it was converted before, or lint it; formatters find it on the desk."""
    uri, build = page.file.src_uri, now().build

    def address(target: str) -> str:
        found = files.get_file_from_path(target)
        return found.url_relative_to(page.file) if found else ""

    scanned = now().scanned(uri)
    if isinstance(scanned, Mistake):
        name = now().name(page.file)
        build.open(Desk(uri, Scanned(name, page.file.content_string)))
        build.refuse(scanned.line, scanned)
        return markdown
    lab_files.introduce(page, scanned.front_matter)
    desk = Desk(uri, scanned, address)
    build.open(desk)
    if now().take(page, desk, files) or highlight.is_listing(uri):
        return markdown
    desk.problems += lint.page(scanned, build.answers)
    return first_use.marked(build, spaced(scanned.text) if scanned.script else markdown)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Put in what waits for the whole page; show a file on its own page."""
    uri, build = page.file.src_uri, now().build
    if now().is_taken(uri):
        build.desk.close(html)
        return html
    if highlight.is_listing(uri):
        path = str(page.meta["title"])
        build.desk.shown.add(path)
        code = (_root(config) / path).read_text(encoding="utf-8")
        html += build.keep(highlight.numbered(code))
    else:
        html = assembly.content(build, html)
    page.present_anchor_ids = (page.present_anchor_ids or set()) | build.labels.of(uri).keys()
    build.desk.close(html)
    now().keep(page, html)
    return html


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Resolve references, print the colophon, and raise everything that is wrong at once."""
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    entries, problems = finishing.finish(now().build, pages, mutants=not now().serving)
    finishing.publish(now().build, files, pages, entries)
    now().look_up(pages.values())
    problems += downloads.fill(now(), files, config)
    if problems and not now().serving:
        raise PluginError("\n" + "\n".join(map(str, problems)))
    for problem in problems:
        log.error(str(problem))
    seeking.remembering(config, now().build, now().setting)
    env = prints.prepared(env, now().root / TEMPLATES)
    if now().serving:
        served().opened(Front(config, files, now().nav, env))
    return env


def on_post_page(output: str, *, page: Page, **_: Any) -> str:
    """Put formulas, figures and code into the written page."""
    return now().guard.page(now().written(page, output))


def on_post_template(output: str, *, template_name: str, **_: Any) -> str:
    """Guard the page for missing addresses like any other."""
    return now().guard.page(output) if template_name.endswith(".html") else output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write what hosts look for; keep within its size what is remembered."""
    hosting.finish(now().guard, config, now().ledger, now().key("poster"))
    now().rest()


def on_serve(server: Any, *, config: MkDocsConfig) -> Any:
    """Hear of changes at once."""
    return hear_more(notifying(server, [config.docs_dir, config.config_file_path, *config.watch]))


def hear_more(server: Any) -> Any:
    """Hear also of changes of the data that the book reads by now."""
    hear(server, now().answers.reach.data.paths())
    return server


def refresh() -> bool:
    """Write again the pages that an edit has changed; False if it takes the full build."""
    return serving is not None and serving.refresh()


def served() -> Serving:
    """What is served."""
    global serving  # noqa: PLW0603 (as press)
    if serving is None or serving.press is not press:
        serving = Serving(now())
    return serving


def on_shutdown() -> None:
    """End what was started."""
    if serving:
        serving.close()
    if press:
        press.close()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
