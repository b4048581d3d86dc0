"""What stands inside the lines of a page, as Markdown that any notebook reads.

Values and claims become the text that they came to, references their numbers, links to other pages
links into the published book, or mere words where nobody knows where it is published.
"""

import posixpath
import re
from collections.abc import Callable

from weave import labels, spans, work
from weave.build import Build, Desk
from weave.page import Span

# Commands that the book defines for itself, written out.
MACRO = re.compile(r"\\R(?![a-zA-Z])")
LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^)\s]+)\)")
ATTRIBUTES = re.compile(r"[ \t]*\{:?\s*(?=[.#])(?:[^}\n]*?#(?P<id>[\w-]+))?[^}\n]*\}")
HELD = re.compile("\x02(\\d+)\x03")

JOBS = {"value": work.value, "claim": work.claim}


# The source of a page -> its published address, or nothing.
Away = Callable[[str], str]


def latex(text: str) -> str:
    """A formula without the book's own commands."""
    return MACRO.sub(lambda _: r"\mathbb{R}", text)


def written(build: Build, desk: Desk, away: Away, text: str) -> str:
    """Text of a page with every word, reference, link and attribute in it written out."""
    held: list[str] = []

    def hold(found: str) -> str:
        held.append(found)
        return f"\x02{len(held) - 1}\x03"

    text = spans.CODE.sub(lambda match: hold(_code(build, desk, match)), text)
    text = spans.MATH.sub(lambda match: hold(latex(match[0])), text)
    text = LINK.sub(lambda match: hold(_link(build, desk, away, match)), text)
    text = ATTRIBUTES.sub(lambda match: anchor(match["id"]), text)
    while HELD.search(text):
        text = HELD.sub(lambda match: held[int(match[1])], text)
    return text


def anchor(name: str | None) -> str:
    """Where links to a name lead to."""
    return f'<a id="{name}"></a>' if name else ""


def _code(build: Build, desk: Desk, match: re.Match[str]) -> str:
    """A code span as it is, or what its value or claim came to."""
    word = Span(match[2].strip(), 0, "text").word
    if word is None or word[0] not in JOBS:
        return match[0]
    name, text = word
    found = build.answers.of(JOBS[name](desk.page, text, desk.line_of(text)))
    return spans.MINUS.sub("\N{MINUS SIGN}", found)


def _link(build: Build, desk: Desk, away: Away, match: re.Match[str]) -> str:
    image, text, target = match.groups()
    page, _, fragment = target.partition("#")
    page = posixpath.normpath(posixpath.join(posixpath.dirname(desk.uri), page)) if page else ""
    if image or target.startswith(("http:", "https:", "mailto:")):
        return match[0]
    if labels.is_label(fragment):
        label = build.labels.find(fragment, seen_from=desk.uri)
        text = labels.reference(fragment, text, label.number)
        page = "" if label.page == desk.uri else label.page
    if not page:
        return f"[{text}](#{fragment})"
    address = away(page)
    place = f"#{fragment}" if fragment else ""
    return f"[{text}]({address}{place})" if address else text
