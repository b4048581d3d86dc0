"""Graphs of what builds on what: laid out in layers, drawn as boxes with links."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weave import layers, prerequisites
from weave.prerequisites import Node

NEEDS = {"b": ["a"], "c": ["a", "b"], "d": ["a"], "e": ["c", "d", "a"]}


def graphs() -> st.SearchStrategy[dict[str, list[str]]]:
    """Up to eight names, each needing some of those before it."""
    names = "abcdefgh"
    return st.tuples(
        *(
            st.lists(st.sampled_from(names[:at]), unique=True) if at else st.just([])
            for at in range(8)
        )
    ).map(lambda above: dict(zip(names, above, strict=True)))


def test_what_is_reached_through_another_needs_no_arrow() -> None:
    found = layers.reduced("abcde", NEEDS)
    assert found == {"a": [], "b": ["a"], "c": ["b"], "d": ["a"], "e": ["c", "d"]}


def test_what_is_not_asked_for_is_stepped_over() -> None:
    assert layers.reduced("ace", NEEDS) == {"a": [], "c": ["a"], "e": ["c"]}


def test_a_page_that_needs_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="a needs itself"):
        layers.ancestors("a", {"a": ["b"], "b": ["a"]})


def test_an_arrow_over_two_layers_has_a_place_in_between() -> None:
    layout = layers.lay_out("abcde", NEEDS)
    assert [len(row) for row in layout.rows] == [1, 2, 2, 1]
    assert layout.way(("d", "e")) == [(1, ("d", "d")), (2, ("d", "e")), (3, ("e", "e"))]


@given(graphs())
def test_every_arrow_leads_down_one_layer_at_a_time(needs: dict[str, list[str]]) -> None:
    layout = layers.lay_out(needs, needs)
    places = [place for row in layout.rows for place in row]
    assert sorted(one for one, other in places if one == other) == [*needs]
    for row in layout.rows:
        assert len(set(row)) == len(row)
    for one, other in layout.arrows:
        way = layout.way((one, other))
        assert [row for row, _ in way] == list(range(way[0][0], way[0][0] + len(way)))
        assert (way[0][1], way[-1][1]) == ((one, one), (other, other))


@given(graphs())
def test_the_arrows_tell_all_that_is_needed_and_no_more(needs: dict[str, list[str]]) -> None:
    direct = layers.reduced(needs, needs)
    for name in needs:
        assert layers.ancestors(name, direct) == layers.ancestors(name, needs)
        for one in direct[name]:
            others = {**direct, name: [other for other in direct[name] if other != one]}
            assert one not in layers.ancestors(name, others)


def nodes(*names: str, here: str = "") -> dict[str, Node]:
    return {name: Node(name, f"Title {name}", f"{name}/", name == here) for name in names}


@given(graphs())
def test_no_two_boxes_meet_and_all_lie_within_the_drawing(needs: dict[str, list[str]]) -> None:
    root = ET.fromstring(prerequisites.wide(nodes(*needs), needs, "map"))
    width, height = map(float, root.get("viewBox", "").split()[2:])
    corners = [
        tuple(float(rect.get(key, "")) for key in ("x", "y", "width", "height"))
        for rect in root.iter("rect")
    ]
    assert len(corners) == len(needs)
    for x, y, w, h in corners:
        assert 0 <= x <= width - w
        assert 0 <= y <= height - h
    for (x0, y0, w, h), (x1, y1, *_) in combinations(corners, 2):
        assert abs(x0 - x1) >= w or abs(y0 - y1) >= h


def test_boxes_are_links_with_their_titles_and_the_page_itself_is_none() -> None:
    root = ET.fromstring(prerequisites.wide(nodes(*"abcde", here="e"), NEEDS, "A <map>"))
    assert root.get("aria-label") == "A <map>"
    links = {link.get("href"): link.get("aria-label") for link in root.iter("a")}
    assert links == {f"{name}/": f"Title {name}" for name in "abcd"}
    assert [group.get("class") for group in root.iter("g")] == ["here"]


def test_a_small_graph_repeats_what_stands_beside_it_and_takes_no_tab_stop() -> None:
    svg = prerequisites.small(nodes(*"abc", here="c"), NEEDS)
    assert 'aria-hidden="true"' in svg
    assert svg.count("<a ") == svg.count('tabindex="-1"') == 2
    assert re.findall(r"<text[^>]*>(\w)</text>", svg) == ["a", "b", "c"]


def test_a_long_title_goes_on_below() -> None:
    node = Node("7", "Multilayer perceptrons and forward propagation", "x/")
    svg = prerequisites.wide({"x": node}, {}, "map")
    lines = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert lines == ["7 Multilayer", "perceptrons and", "forward", "propagation"]


def test_nothing_is_drawn_as_nothing() -> None:
    assert 'd=""' in prerequisites.wide({}, {}, "map")
