"""Rules for the headers of fences: languages, options, captions, comments."""

import re
from collections.abc import Iterator, Mapping

from weave.errors import Problem, nearest
from weave.page import Fence, Page

WORDS = r".*\S.*"
PLAIN = ("bash", "console", "json", "latex", "markdown", "text", "toml", "yaml")
OPTIONS: dict[str, dict[str, str]] = {
    "snippet": {},
    "program": {
        "exec": "on",
        "source": "above",
        "result": "text",
        "id": r"[a-z][a-z0-9-]*",
        "after": r"[a-z][a-z0-9-]*",
        "alt": WORDS,
        "limit": r"[1-9]\d*",
    },
    "python": {"reason": WORDS},
    "math": {
        "id": r"eq-[a-z0-9-]+",
        "scene": r"\w+\.\w+",
        "of": r"\w+(\.\w+)+",
        "unchecked": WORDS,
        "wrong": WORDS,
    },
    **{lang: {} for lang in PLAIN},
}
OF_LAB: dict[str, dict[str, str]] = {
    "cell": {"id": r"fig-[a-z0-9-]+", "alt": WORDS},
    **{lang: {} for lang in PLAIN},
}
CAPTION = re.compile(r"[ \t>]*(Figure|Table): ")


def problems(page: Page) -> Iterator[Problem]:
    """What is wrong with the headers of a page's fences, with their captions and their ids."""
    seen: set[str] = set()
    for fence in page.fences:
        name = fence.options.get("id")
        messages = [*_messages(fence, OF_LAB if page.script else OPTIONS)]
        if name in seen:
            messages.append(f'id="{name}" is taken by a fence above')
        if "alt" in fence.options and caption_below(page, fence) != "Figure":
            messages.append(
                "a figure needs a caption: a paragraph below it that begins with Figure:"
            )
        seen |= {name} if name else set()
        for message in messages:
            yield Problem(page.name, fence.line, message)
    yield from _orphans(page)


def _messages(fence: Fence, known: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    if fence.broken:
        yield fence.broken
    if fence.commented:
        yield "a fence inside an HTML comment would still run: take it out"
    if fence.malformed:
        yield f'{fence.malformed!r} is no option: write key="value", with double quotes'
    kind = "program" if fence.lang == "python" and "exec" in fence.options else fence.lang
    if known is OF_LAB and fence.lang in ("math", "snippet", "python"):
        yield f"a {fence.lang} fence in a lab: refer to the chapter, or write a cell"
    elif fence.lang not in known or fence.lang == "program":
        yield f"no fence language {fence.lang!r}{nearest(fence.lang, known)}"
    else:
        yield from _options(fence, kind, known[kind])


def _options(fence: Fence, kind: str, allowed: Mapping[str, str]) -> Iterator[str]:
    for key, value in fence.options.items():
        if key not in allowed:
            yield f"a {kind} fence has no option {key!r}{nearest(key, allowed)}"
        elif not re.fullmatch(allowed[key], value):
            yield f'{key}="{value}" does not fit; wanted {_wanted(allowed[key])}'
    if kind == "python" and "reason" not in fence.options and not fence.malformed:
        yield 'python that does not run: write exec="on", or reason="why it does not"'


def _wanted(pattern: str) -> str:
    return "some words" if pattern == WORDS else pattern


def caption_below(page: Page, fence: Fence) -> str:
    """What the next paragraph says that it is: Figure, Table or nothing."""
    below = next((line for line in page.lines[fence.end :] if line.strip()), "")
    match = CAPTION.match(below)
    return match[1] if match else ""


def _orphans(page: Page) -> Iterator[Problem]:
    """Captions of nothing."""
    programs = {f.end for f in page.fences if "exec" in f.options or f.lang == "cell"}
    rows = {passage.line for passage in page.prose if passage.place == "table"}
    for passage in page.prose:
        match = CAPTION.match(passage.text) if passage.place == "text" else None
        if match:
            above = passage.line - 1
            while above and not page.lines[above - 1].strip():
                above -= 1
            if above not in programs and not (match[1] == "Table" and above in rows):
                message = f"{match[1]}: is a caption, but no {match[1].lower()} stands above it"
                yield Problem(page.name, passage.line, message)
