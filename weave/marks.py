"""Marks alike in a row, such as the points of a scatter, drawn as one line that carries them.

matplotlib places each by an element of its own. One line, itself unseen, with an SVG marker at each
of its points is the same picture in a tenth of the letters.
"""

from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby
from xml.etree import ElementTree as ET

import numpy as np

from weave import pathdata

MANY = 4  # marks that a line is shorter than
Look = tuple[str, str]  # a reference to a shape, and its style


def join(root: ET.Element) -> None:
    """Draw marks that are alike and follow each other as one line, in the same order."""
    shapes = {f"#{element.get('id')}": element for element in root.iter("path")}
    markers: dict[Look, ET.Element] = {}
    for parent in [element for element in root.iter() if element.tag in ("svg", "g")]:
        parent[:] = list(_joined(parent, shapes, markers))


def _joined(
    parent: ET.Element, shapes: dict[str, ET.Element], markers: dict[Look, ET.Element]
) -> Iterator[ET.Element]:
    for look, some in groupby(parent, key=_look):
        same = list(some)
        if look is None or len(same) < MANY:
            yield from same
            continue
        if look not in markers:
            markers[look] = _marker(f"mark{len(markers)}", shapes[look[0]], look[1])
            defined = ET.Element("defs")
            defined.append(markers[look])
            yield defined
        yield _line(same, f"url(#{markers[look].get('id')})")


def _look(element: ET.Element) -> Look | None:
    """By what marks are alike; None for what is no mark."""
    if element.tag != "use" or set(element.attrib) != {"href", "x", "y", "style"}:
        return None
    return element.attrib["href"], element.attrib["style"]


def _marker(name: str, shape: ET.Element, style: str) -> ET.Element:
    # Its own size, whatever line carries it, and nothing of it is cut off.
    look = {"markerUnits": "userSpaceOnUse", "overflow": "visible", "style": style}
    marker = ET.Element("marker", {"id": name, **look})
    marker.append(deepcopy(shape))
    del marker[0].attrib["id"]
    return marker


def _line(marks: list[ET.Element], marker: str) -> ET.Element:
    places = np.array([[mark.attrib["x"], mark.attrib["y"]] for mark in marks], dtype=float)
    look = f"fill: none; marker: {marker}"
    return ET.Element("path", {"d": pathdata.through(places), "style": look})
