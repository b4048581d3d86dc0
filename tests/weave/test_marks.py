"""Marks alike in a row become one line that carries them, each where it was."""

from xml.etree import ElementTree as ET

import numpy as np

from tests.weave.test_pathdata import places
from weave import marks

SPOTS = [(10.0, 20.0), (15.5, 3.25), (7.0, 7.0), (7.0, 7.0), (30.04, 1.0)]
BLUE, RED = "fill: blue", "fill: red; opacity: 0.5"


def uses(spots: list[tuple[float, float]], style: str = BLUE, shape: str = "#dot") -> str:
    return "".join(f'<use href="{shape}" x="{x}" y="{y}" style="{style}" />' for x, y in spots)


def drawn(*panels: str) -> ET.Element:
    defined = '<defs><path id="dot" d="M0 0l1 1" style="stroke: grey" /></defs>'
    root = ET.fromstring(f"<svg>{defined}{''.join(f'<g>{one}</g>' for one in panels)}</svg>")
    marks.join(root)
    return root


def lines(root: ET.Element) -> list[ET.Element]:
    return [path for path in root.iter("path") if "marker" in path.get("style", "")]


def test_a_line_has_a_point_where_each_mark_was_in_the_same_order() -> None:
    root = drawn(uses(SPOTS))
    (line,) = lines(root)
    (through,) = places(line.attrib["d"])
    assert np.abs(through - SPOTS).max() <= 0.1
    assert not list(root.iter("use"))


def test_the_marker_is_the_shape_in_the_style_of_the_marks() -> None:
    root = drawn(uses(SPOTS))
    (marker,) = root.iter("marker")
    assert lines(root)[0].get("style") == f"fill: none; marker: url(#{marker.get('id')})"
    assert marker.attrib == {
        "id": marker.get("id"),
        "style": BLUE,
        "markerUnits": "userSpaceOnUse",
        "overflow": "visible",
    }
    assert [part.attrib for part in marker] == [{"d": "M0 0l1 1", "style": "stroke: grey"}]


def test_marks_that_differ_are_carried_apart_and_stay_in_order() -> None:
    root = drawn(uses(SPOTS) + uses(SPOTS[::-1], RED) + uses(SPOTS))
    styles = {f"url(#{marker.get('id')})": marker.get("style") for marker in root.iter("marker")}
    worn = [styles[line.get("style", "").rpartition(" ")[2]] for line in lines(root)]
    assert worn == [BLUE, RED, BLUE]
    assert len(styles) == 2


def test_panels_share_a_marker_and_read_alike() -> None:
    shifted = [(x + 100.03, y + 50.02) for x, y in SPOTS]
    root = drawn(uses(SPOTS), uses(shifted))
    one, other = lines(root)
    assert len(list(root.iter("marker"))) == 1
    assert one.get("style") == other.get("style")
    assert one.attrib["d"].partition("l")[2] == other.attrib["d"].partition("l")[2]


def test_few_marks_and_other_elements_stay() -> None:
    inside = uses(SPOTS[:3]) + "<text>between</text>" + uses(SPOTS[:3])
    root = drawn(inside)
    assert "".join(ET.tostring(one, encoding="unicode") for one in root[1]) == inside
    # Beside a mark of another kind, and between marks that are placed by something else.
    turned = uses(SPOTS).replace("<use", '<use transform="scale(2)"')
    assert len(list(drawn(turned).iter("use"))) == len(SPOTS)


def test_what_lies_between_marks_stays_between_them() -> None:
    (panel,) = [
        one for one in drawn(uses(SPOTS) + "<text>x</text>" + uses(SPOTS)) if one.tag == "g"
    ]
    assert [one.tag for one in panel] == ["defs", "path", "text", "path"]
