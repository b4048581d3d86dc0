"""A matplotlib Figure as inline SVG: one drawing for light, dark and print.

Text stays text in the page's font. The house colours become CSS variables of the same names
(docs/assets/figures.css), since matplotlib itself refuses to draw in `var(--fig-ink)`.
"""

import io
import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any
from xml.etree import ElementTree as ET

from matplotlib import rc_context

from weave import svg

HEX = re.compile(r"#[0-9a-f]{6}\b")
SIZE = re.compile(r"^font-size: (\S+)$")
ROLES = "labelledby", "describedby"  # by an alt text's first sentence, and by the rest
BLACK = "#000000"  # matplotlib's default where no colour was given: the ink


def draw(figure: Any) -> str:
    """The SVG that matplotlib writes for a Figure: no date, the same bytes every time."""
    written = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "checked gradients"}):
        figure.savefig(written, format="svg", metadata={"Date": None}, facecolor="none")
    return written.getvalue()


def palette() -> Mapping[str, str]:
    """Name -> colour of the house style, which the style sheet defines once more for each theme."""
    colours: Mapping[str, str] = import_module("snippets.figures.style").COLOURS
    return colours


def themed(drawing: str, *, name: str, alt: str, colours: Mapping[str, str]) -> str:
    """The drawing as a piece of a page.

    drawing: SVG as matplotlib writes it
    name: unique in the page; every id begins with it
    alt: what a screen reader says; its first sentence is the title
    colours: name -> colour; each becomes `var(--fig-name)`
    """
    root = svg.parse(drawing, name)
    variables = {colour: f"var(--fig-{key})" for key, colour in colours.items()}
    variables.setdefault(BLACK, variables.get(colours.get("ink", ""), BLACK))
    for element in root.iter():
        if style := element.get("style"):
            element.set("style", _style(style, variables))
    _describe(root, name, alt)
    return ET.tostring(root, encoding="unicode")


def _style(style: str, variables: Mapping[str, str]) -> str:
    """Colours to variables, text to the page's font and to a size that a phone may scale."""
    style = HEX.sub(lambda match: variables.get(match[0], match[0]), style)
    parts = [part.strip() for part in style.split(";") if part.strip()]
    kept = [part for part in parts if not part.startswith("font-family") or "monospace" in part]
    return "; ".join(SIZE.sub(r"font-size: calc(\1 * var(--fig-text, 1))", part) for part in kept)


def _describe(root: ET.Element, name: str, alt: str) -> None:
    """Size, role and description; lines join and end as matplotlib's global style said."""
    _, _, width, height = root.get("viewBox", "0 0 1 1").split()
    title, *rest = re.split(r"(?<=[.:;])\s+", alt.strip(), maxsplit=1)
    texts = [("title", title), *(("desc", text) for text in rest)]
    root.attrib = {
        "viewBox": root.get("viewBox", ""),
        # matplotlib counts points, 72 an inch; a page counts 96 pixels.
        "width": f"{float(width) * 96 / 72:.0f}",
        "height": f"{float(height) * 96 / 72:.0f}",
        "role": "img",
        **{f"aria-{role}": f"{name}-{tag}" for role, (tag, _) in zip(ROLES, texts, strict=False)},
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
    }
    for position, (tag, text) in enumerate(texts):
        element = ET.Element(tag, {"id": f"{name}-{tag}"})
        element.text = text
        root.insert(position, element)
