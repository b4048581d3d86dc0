"""Fenced blocks: where each begins and ends, its options, and whether a comment hides it."""

import re
from dataclasses import replace

from weave import spans
from weave.page import Fence

FENCE = re.compile(r"^(?P<indent>(?:[ \t]|>)*)(?P<fence>`{3,}|~{3,})(?P<header>[^`\n]*|.*=.*)$")
OPTION = re.compile(r'\s+([a-zA-Z][\w-]*)="([^"]*)"')


def fences(text: str) -> tuple[str, list[Fence]]:
    """The text without fences and comments, its lines kept, and the fences."""
    lines = text.split("\n")
    found = []
    number = 0
    while number < len(lines):
        match = FENCE.match(lines[number])
        if match:
            fence = _fence(lines, number, match)
            found.append(fence)
            lines[number : fence.end] = [""] * (fence.end - number)
            number = fence.end
        else:
            number += 1
    rest = "\n".join(lines)
    comments = list(spans.comments(rest))
    hidden = [(spans.line_of(rest, start), spans.line_of(rest, end)) for start, end in comments]
    for start, end in comments:
        rest = spans.mask(rest, start, end)
    return rest, [replace(f, commented=any(a < f.line < b for a, b in hidden)) for f in found]


def _fence(lines: list[str], start: int, match: re.Match[str]) -> Fence:
    """The fence that opens on lines[start]; it stays open if a line leaves its indentation."""
    indent, mark = match["indent"], match["fence"]
    body = []
    end, closed = start + 1, False
    for line in lines[start + 1 :]:
        if line.strip() and line[: len(indent)].strip(" \t>"):
            break
        end += 1
        if line[len(indent) :].strip() == mark:
            closed = True
            break
        body.append(line[len(indent) :])
    lang, options, malformed = _header(match["header"])
    text = "\n".join(body)
    return Fence(
        lang, options, text, start + 1, len(indent), match["header"].strip(), end, malformed, closed
    )


def _header(header: str) -> tuple[str, dict[str, str], str]:
    """Language, options, and what fits neither."""
    lang = re.match(r"[^\s{]*", header.lstrip())
    name = lang[0] if lang else ""
    rest = header.lstrip()[len(name) :]
    options: dict[str, str] = {}
    while match := OPTION.match(rest):
        if match[1] in options:
            break
        options[match[1]] = match[2]
        rest = rest[match.end() :]
    return name, options, rest.strip()
