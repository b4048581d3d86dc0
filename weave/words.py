"""The five words of a chapter, as Markdown's fences and code spans call them.

superfences swallows every exception, so nothing here lets one out: what is wrong is noted on the
build, and the page shows it where it stands.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.util import AtomicString
from markdown_exec import base_format

from weave import cards, headers, highlight, listings, plates, spans, work
from weave.build import Block, Build
from weave.errors import InCell, Mistake
from weave.labels import is_label
from weave.listings import Source
from weave.page import Fence, Page
from weave.percent import CELL
from weave.report import Executed
from weave.verdict import Lab
from weave.work import Job

Formatter = Callable[..., str]

# In a cell, a hyphen is a minus only as its first sign.
FIRST = re.compile(r"(<td[^>]*>)-(?=[\d.])")


def register(settings: dict[str, dict[str, Any]], build: Build) -> None:
    """Let the extensions of Markdown know the words; settings: of each extension by its name."""
    fences = settings.setdefault("pymdownx.superfences", {})
    fences["custom_fences"] = custom_fences(build)
    inline = settings.setdefault("pymdownx.inlinehilite", {})
    inline["custom_inline"] = custom_inline(build)


def custom_fences(build: Build) -> list[dict[str, Any]]:
    """What pymdownx.superfences wants to know about snippet, math and python."""
    formatters = {"snippet": _snippet, "math": _equation, "python": _python, CELL: _cell}
    return [
        {"name": name, "class": name, "format": _fenced(build, formatter), "validator": _accept}
        for name, formatter in formatters.items()
    ]


def custom_inline(build: Build) -> list[dict[str, Any]]:
    """What pymdownx.inlinehilite wants to know about value and claim."""
    return [
        {"name": name, "class": name, "format": _inline(build, name, job)}
        for name, job in (("value", work.value), ("claim", work.claim))
    ]


def _accept(*_: Any) -> bool:
    """Every option is fine here: the lint has read the header strictly."""
    return True


def _fenced(build: Build, word: Callable[[Build, Fence, Markdown], str]) -> Formatter:
    """A formatter that knows its fence on the page, and that never raises."""

    @wraps(word)
    def formatter(
        code: str, language: str, _class: str, _options: Any, md: Markdown, **_: Any
    ) -> str:
        fence = None
        try:
            fence = build.desk.fence(language, code)
            return word(build, fence, md)
        except Mistake as mistake:
            first = fence.line if fence else build.desk.line_of(code.partition("\n")[0])
            return build.refuse(first + mistake.line, mistake)
        except Exception as error:  # superfences would drop it and publish the raw fence
            return build.refuse(fence.line if fence else 1, error)

    return formatter


def _snippet(build: Build, fence: Fence, _md: Markdown) -> str:
    html = "".join(
        highlight.snippet(source.code, source.path, source.line, _address(build, source))
        for source in listings.snippets(fence.body, build.show)
    )
    return build.keep(html)


def _equation(build: Build, fence: Fence, _md: Markdown) -> str:
    # Named before it is executed: if it fails, references to it are no mistakes of their own.
    number = build.labels.number(build.desk.uri, "eq")
    name = fence.options.get("id") or f"equation-{number}"
    if "id" in fence.options:
        build.define(name, number)
    verdict = _executed(build, fence)
    build.desk.equations.append(Executed(build.desk.page.name, fence.line, name, verdict))
    return build.keep(
        cards.equation(verdict, name=name, number=number, link=lambda name: _link(build, name))
    )


def _python(build: Build, fence: Fence, md: Markdown) -> str:
    """A program if it says exec="on", else code that is only shown."""
    if "exec" not in fence.options:
        return build.keep(highlight.code(fence.body))
    name = fence.options.get("id", "")
    output = _executed(build, fence)
    html = _woven(output.text, md, fence.options.get("result", ""))
    if output.svg is not None:
        html += build.keep(plates.plate(output.svg))
    above = fence.options.get("source") == "above"
    shown = highlight.code(fence.body) if above else highlight.program(fence.body)
    before, after = (shown, "") if above else ("", shown)
    if output.svg is not None:
        after = plates.tools(output.numbers, after)
    before, after = (build.keep(part) if part else "" for part in (before, after))
    return build.lay(Block(name if is_label(name) else "", fence.line, before, html, after))


def _executed(build: Build, fence: Fence) -> Any:
    """What a fence gives when it is run, by the rules that the tests of the pages use too."""
    job = work.of_fence(build.desk.page, fence)
    assert job is not None, f"{fence.lang} is not run"
    return build.ask(job)


def _woven(text: str, md: Markdown, result: str = "") -> str:
    """What a program printed as HTML; markdown-exec calls to run it, but it has run already."""

    def printed(_code: str, **_: Any) -> str:
        return text

    html = base_format(language="python", run=printed, code="", md=md, result=result)
    return FIRST.sub("\\1\N{MINUS SIGN}", str(html))


def _cell(build: Build, fence: Fence, md: Markdown) -> str:
    """A cell of a lab: its code, and below it what it put out."""
    page = build.desk.page
    number = work.cells(page).index(fence)
    below = ""
    try:
        lab: Lab = build.ask(work.lab(page))
    except InCell as mistake:
        placed = work.placed(page, mistake)
        mark = build.refuse(placed.line, placed)
        above, html = highlight.code(fence.body), mark if mistake.cell == number else ""
    else:
        shown = lab.cells[number]
        above = (_missing(lab.missing) if lab.missing and not number else "") + shown.code
        html = "".join(_put_out(build, kind, text, md) for kind, text in shown.outputs)
        if "figure" in dict(shown.outputs):
            below = build.keep(plates.tools(shown.numbers, ""))
    if not html and headers.caption_below(page, fence):  # its number and label stay
        html = "<p>Not executed.</p>"
    above, name = build.keep(above), fence.options.get("id", "")
    return build.lay(Block(name, fence.line, above, html, below)) if html else above


def _put_out(build: Build, kind: str, text: str, md: Markdown) -> str:
    if kind == "table":
        return _woven(text, md)
    return build.keep(plates.plate(text) if kind == "figure" else text)


def _missing(module: str) -> str:
    return (
        '<div class="admonition warning"><p class="admonition-title">Not executed</p><p>'
        f"<code>{module}</code> is not installed where this page was built, so no cell was "
        "executed, and none of the outputs that the text speaks of are shown.</p></div>"
    )


def _inline(build: Build, name: str, job: Callable[[Page, str, int], Job]) -> Callable[..., Any]:
    def formatter(text: str, _language: str, _class: str, _md: Markdown) -> Any:
        try:
            desk = build.desk
            found = build.ask(job(desk.page, text, desk.line_of(text)))
            element = ET.Element("span", {"class": name, "title": text})
            element.text = AtomicString(spans.MINUS.sub("\N{MINUS SIGN}", found))
        except Exception as error:  # inlinehilite would drop it and publish the expression
            return build.refuse(build.desk.line_of(text), error)
        return element

    return formatter


def _address(build: Build, source: Source) -> str:
    return f"{build.desk.address(highlight.page_of(source.path))}#L-{source.line}"


def _link(build: Build, name: str) -> str | None:
    """The address of a definition named in a card, or None if it is no name of a snippet."""
    try:
        return _address(build, build.show(name))
    except Mistake:
        return None
