"""The symbols of an equation for its reader: what each means, its shape in words, its origin."""

import re
from collections.abc import Callable
from html import escape
from typing import Any

from weave import math
from weave.symbols import slot_letter

Link = Callable[[str], str | None]

# What the shape cell of a scene's table says, and how a reader is told; {of} is what a family's
# label letter is, {axes} the shape of an array.
PLAIN = {"()": "one number", "function": "a function", "index": "an index", "label": ""}
TOLD = (
    (r"family row", "a row for each {of}"),
    (r"family", "one for each {of}"),
    (r"family (?P<axes>\(.*\))", "{axes} for each {of}"),
    (r"row (?P<axes>\(.*\))", "{axes}, the same in every row"),
    (r"index (?P<end>\w+)", "runs from 1 to {end}"),
    (r"last (?P<end>.+)", "the largest {end}"),
    (r"after (?P<end>.+)", "as {end}"),
    (r"(?P<axes>\(.*\))", "{axes}"),
)


def symbols(verdict: Any, link: Link) -> str:
    """A list of the symbols of an equation; nothing if it has none."""
    items = "".join(
        f"<dt>{math.inline(symbol.latex)}</dt><dd>{math.with_math(symbol.meaning)} "
        f"{_about(symbol, link)}</dd>"
        for symbol in verdict.symbols
    )
    return f'<dl class="symbols">{items}</dl>' if items else ""


def _about(symbol: Any, link: Link) -> str:
    """Shape and origin; an index has no origin, a label has neither."""
    parts = filter(None, (shape(symbol.shape, symbol.latex), _origin(symbol, link)))
    text = ", ".join(parts)
    return f'<span class="origin">{text}</span>' if text else ""


def shape(cell: str, latex: str) -> str:
    """The shape of a symbol in words, as HTML."""
    if cell in PLAIN:
        return PLAIN[cell]
    for pattern, words in TOLD:
        match = re.fullmatch(pattern, cell)
        if match:
            said = match.groupdict()
            end = math.inline(said["end"]) if said.get("end") else ""
            of = math.inline(slot_letter(latex) or "i")
            return words.format(axes=code(said.get("axes") or ""), end=end, of=of)
    return code(cell)


def _origin(symbol: Any, link: Link) -> str:
    """What in the code gives a symbol its value."""
    if symbol.source == "input":
        return "drawn at random"
    return "from " + named(symbol.source.split(", "), link) if symbol.source else ""


def named(names: list[str], link: Link) -> str:
    """Names of definitions, each linked to its code where a page shows it."""
    return ", ".join(_linked(name, link) for name in names)


def _linked(name: str, link: Link) -> str:
    address = link(name)
    return f'<a href="{escape(address)}">{code(name)}</a>' if address else code(name)


def code(text: str) -> str:
    """Text as code; nothing for no text."""
    return f"<code>{escape(text.strip())}</code>" if text else ""
