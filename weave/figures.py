"""A matplotlib Figure as inline SVG: one drawing for light, dark and print.

Text stays text in the page's font. The house colours become CSS variables of the same names
(docs/assets/figures.css), since matplotlib itself refuses to draw in `var(--fig-ink)`.
"""

import io
import re
from collections.abc import Mapping
from importlib import import_module
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

from matplotlib import rc_context

HEX = re.compile(r"#[0-9a-f]{6}\b")
REFERENCE = re.compile(r"url\(#([^)]+)\)|^#(.+)$")
LONG = re.compile(r"-?\d+\.\d{3,}")
# Attributes in which a hundredth of a point is exact enough.
COORDINATES = ("d", "points", "x", "y", "width", "height")
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


def themed(svg: str, *, name: str, title: str, alt: str, colours: Mapping[str, str]) -> str:
    """The drawing as a piece of a page.

    svg: as matplotlib writes it
    name: unique in the page; every id begins with it
    title, alt: what a screen reader says
    colours: name -> colour; each becomes `var(--fig-name)`
    """
    root = ET.fromstring(svg)
    variables = {colour: f"var(--fig-{key})" for key, colour in colours.items()}
    variables.setdefault(BLACK, variables.get(colours.get("ink", ""), BLACK))
    _strip(root)
    used = {target for element in root.iter() for target in _targets(element)}
    for element in root.iter():
        if element.tag == "g" and [child.tag for child in element] == ["text"]:
            _flow(element[0])
        _rename(element, name, used)
        _dress(element, variables)
    _describe(root, name, title, alt)
    return ET.tostring(root, encoding="unicode")


def _strip(root: ET.Element) -> None:
    """Remove metadata, matplotlib's global style and all namespaces; `xlink:href` is `href`."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.endswith(("}metadata", "}style")):
                parent.remove(child)
        parent.tag = parent.tag.partition("}")[2]
        parent.text = parent.text if parent.text and parent.text.strip(" \n") else None
        parent.tail = None
        parent.attrib = {key.rpartition("}")[2]: value for key, value in parent.attrib.items()}


def _flow(text: ET.Element) -> None:
    """Let a formula's glyphs follow each other in the page's font, centred where they stood.

    matplotlib gives every glyph of mathtext its own x, out of the widths of its own font. A formula
    with two glyphs above each other (a fraction) stays as it was drawn.
    """
    glyphs = sorted(text, key=lambda glyph: float(glyph.get("x", 0)))
    places = [float(glyph.get("x", 0)) for glyph in glyphs]
    if not glyphs or any(right - left < 0.5 for left, right in pairwise(places)):
        return
    text[:] = []
    baseline = 0.0
    for glyph in glyphs:
        last = text[-1] if len(text) else None
        height = float(glyph.get("y", 0))
        if last is not None and height == baseline and last.get("style") == glyph.get("style"):
            last.text = f"{last.text}{glyph.text}"
            continue
        run = ET.SubElement(
            text, "tspan", {"style": glyph.get("style", ""), "dy": f"{height - baseline:.2f}"}
        )
        run.text, baseline = glyph.text, height
    text.set("x", f"{places[-1] / 2 + 3:.2f}")
    text.set("style", "text-anchor: middle")


def _targets(element: ET.Element) -> list[str]:
    """Ids that an element refers to."""
    found = (match for value in element.attrib.values() for match in REFERENCE.finditer(value))
    return [match[1] or match[2] for match in found]


def _rename(element: ET.Element, name: str, used: set[str]) -> None:
    """Ids that something refers to get the figure's name in front; the others go."""
    identity = element.attrib.pop("id", None)
    if identity in used:
        element.set("id", f"{name}-{identity}")
    for key, value in element.attrib.items():
        if key != "id" and ("url(#" in value or value.startswith("#")):
            element.set(
                key, re.sub(r"#(?=[A-Za-z])", f"#{name}-", value) if _targets(element) else value
            )


def _dress(element: ET.Element, variables: Mapping[str, str]) -> None:
    """Colours to variables, text to the page's font, coordinates to two digits."""
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    for key in COORDINATES:
        if key in element.attrib and element.tag != "image":
            element.set(key, LONG.sub(lambda match: f"{float(match[0]):.2f}", element.get(key, "")))
    style = element.get("style", "")
    if style:
        style = HEX.sub(lambda match: variables.get(match[0], match[0]), style)
        element.set("style", _font(style) if element.tag in {"text", "tspan", "g"} else style)


def _font(style: str) -> str:
    """A text's style with the page's font and a size that a narrow screen may scale."""
    kept = [part.strip() for part in style.split(";") if part.strip()]
    kept = [part for part in kept if not part.startswith("font-family") or "monospace" in part]
    scaled = r"font-size: calc(\1 * var(--fig-text, 1))"
    return "; ".join(re.sub(r"^font-size: (\S+)$", scaled, part) for part in kept)


def _describe(root: ET.Element, name: str, title: str, alt: str) -> None:
    """Size, role and description; the outer lines end as matplotlib's global style said."""
    _, _, width, height = root.get("viewBox", "0 0 1 1").split()
    root.attrib = {
        "viewBox": root.get("viewBox", ""),
        # matplotlib counts points, 72 an inch; a page counts 96 pixels.
        "width": f"{float(width) * 96 / 72:.0f}",
        "height": f"{float(height) * 96 / 72:.0f}",
        "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc",
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
    }
    for position, (tag, text) in enumerate((("title", title), ("desc", alt))):
        element = ET.Element(tag, {"id": f"{name}-{tag}"})
        element.text = text
        root.insert(position, element)
