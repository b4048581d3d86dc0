"""matplotlib's SVG made fit for a page: no metadata, few groups, short paths, flowing text."""

import re
from collections.abc import Mapping
from itertools import pairwise
from xml.etree import ElementTree as ET

from weave import marks, pathdata

REFERENCE = re.compile(r"url\(#([^)]+)\)|^#(.+)$")
LONG = re.compile(r"-?\d+\.\d{2,}")
PLACES = ("x", "y", "width", "height", "transform")
UNSEEN = "fill: none"  # what matplotlib lays below a figure without a background


def parse(svg: str, name: str) -> ET.Element:
    """The tree of a drawing in which every id begins with a name."""
    root = ET.fromstring(svg)
    _strip(root)
    for element in root.iter("g"):
        if [child.tag for child in element] == ["text"]:
            flow(element[0])
    _clear(root)
    for path in root.iter("path"):
        path.set("d", pathdata.short(path.attrib["d"]))
    marks.join(root)
    _clear(root)
    _rename(root, name)
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


def _clear(root: ET.Element) -> None:
    """Drop what says nothing: ids and shapes that nothing refers to, groups, what is unseen."""
    _forget(root)
    _prune(root)


def _forget(root: ET.Element) -> None:
    """Drop the ids that nothing refers to, and the shapes that were to be referred to by them."""
    used = {target for element in root.iter() for target in _targets(element)}
    for element in root.iter():
        if element.tag == "defs":
            element[:] = [shape for shape in element if shape.get("id") in used]
        elif element.get("id") not in used:
            element.attrib.pop("id", None)


def _rename(root: ET.Element, name: str) -> None:
    """Ids get the figure's name in front, and a number: a hash is long, and of no use to a page."""
    held = [element for element in root.iter() if "id" in element.attrib]
    names = {element.attrib["id"]: f"{name}-{number}" for number, element in enumerate(held)}
    for element in held:
        element.set("id", names[element.attrib["id"]])
    for element in root.iter():
        for key, value in element.attrib.items():
            if "#" in value:
                found = REFERENCE.sub(lambda match: _renamed(match, names), value)
                element.set(key, found)


def _renamed(match: re.Match[str], names: Mapping[str, str]) -> str:
    target = match[1] or match[2]
    return match[0].replace(target, names.get(target, target))


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
        if child.tag == "path" and child.get("style") == UNSEEN:
            continue
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
    """Places to a tenth of a point; a rotation by nothing goes."""
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    for key in PLACES:
        if key in element.attrib and element.tag != "image":
            text = LONG.sub(lambda match: f"{float(match[0]):.1f}", element.attrib[key])
            element.set(key, text)


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
