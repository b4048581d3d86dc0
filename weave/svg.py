"""matplotlib's SVG made fit for a page: no metadata, few groups, own ids, flowing text."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

REFERENCE = re.compile(r"url\(#([^)]+)\)|^#(.+)$")
LONG = re.compile(r"-?\d+\.\d{3,}")
# Attributes in which a hundredth of a point is exact enough.
COORDINATES = ("d", "points", "x", "y", "width", "height")


def parse(svg: str, name: str) -> ET.Element:
    """The tree of a drawing in which every id begins with a name."""
    root = ET.fromstring(svg)
    _strip(root)
    _rename(root, name)
    for element in root.iter("g"):
        if [child.tag for child in element] == ["text"]:
            flow(element[0])
    _prune(root)
    for element in root.iter():
        _shorten(element)
    return root


def _strip(root: ET.Element) -> None:
    """Remove metadata, matplotlib's global style and all namespaces; `xlink:href` is `href`."""
    for parent in list(root.iter()):
        parent[:] = [child for child in parent if not child.tag.endswith(("}metadata", "}style"))]
        parent.tag = parent.tag.rpartition("}")[2]
        parent.text = parent.text if parent.text and parent.text.strip(" \n") else None
        parent.tail = None
        parent.attrib = {key.rpartition("}")[2]: value for key, value in parent.attrib.items()}


def _rename(root: ET.Element, name: str) -> None:
    """Ids that something refers to get the figure's name in front; the others go."""
    used = {target for element in root.iter() for target in _targets(element)}
    for element in root.iter():
        identity = element.attrib.pop("id", None)
        for key, value in element.attrib.items():
            if REFERENCE.search(value):
                element.set(key, value.replace("#", f"#{name}-", 1))
        if identity in used:
            element.set("id", f"{name}-{identity}")


def _targets(element: ET.Element) -> list[str]:
    """Ids that an element refers to."""
    found = (match for value in element.attrib.values() for match in REFERENCE.finditer(value))
    return [match[1] or match[2] for match in found]


def _prune(parent: ET.Element) -> None:
    """Dissolve groups that say nothing; join neighbours that are clipped alike."""
    kept: list[ET.Element] = []
    for child in parent:
        _prune(child)
        last = kept[-1] if kept else None
        if child.tag in ("g", "defs") and not child.attrib:
            kept += list(child) if child.tag == "g" else [child] if len(child) else []
        elif child.tag == "g" and last is not None and _alike(last, child):
            last.extend(child)
        else:
            kept.append(child)
    parent[:] = kept


def _alike(left: ET.Element, right: ET.Element) -> bool:
    return left.tag == "g" and left.attrib == right.attrib and set(right.attrib) == {"clip-path"}


def _shorten(element: ET.Element) -> None:
    """Coordinates to two digits; a rotation by nothing goes."""
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    for key in COORDINATES:
        if key in element.attrib and element.tag != "image":
            text = LONG.sub(lambda match: f"{float(match[0]):.2f}", element.attrib[key])
            element.set(key, re.sub(r" +", " ", text).strip())


def flow(text: ET.Element) -> None:
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
        else:
            run = ET.SubElement(text, "tspan", {"style": glyph.get("style", "")})
            run.set("dy", f"{height - baseline:.2f}")
            run.text, baseline = glyph.text, height
    # Half a glyph's width beyond the last one's left edge is where the formula ends.
    text.set("x", f"{places[-1] / 2 + 3:.2f}")
    text.set("style", "text-anchor: middle")
