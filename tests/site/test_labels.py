"""Numbers by chapter, labels, and what a reference reads as."""

import pytest

from weave.errors import Mistake
from weave.labels import Labels, is_label, prefixes, reference


def test_chapters_are_numbered_in_reading_order() -> None:
    pages = [("index.md", {"prefix": "H"}), ("a.md", {}), ("b.md", {"chapter": True})]
    assert prefixes([*pages, ("c.md", {"chapter": True, "prefix": "X"})]) == {
        "index.md": "H",
        "b.md": "1",
        "c.md": "2",
    }


def test_each_kind_counts_by_itself_on_each_page() -> None:
    labels = Labels({"b.md": "2"})
    numbers = [labels.number("b.md", kind) for kind in ("eq", "eq", "fig", "tab", "eq")]
    assert numbers == ["2.1", "2.2", "2.1", "2.1", "2.3"]
    assert labels.number("plain.md", "eq") == "1"


def test_a_label_points_from_other_pages_too() -> None:
    labels = Labels({"b.md": "2"})
    labels.define("eq-delta", "b.md", "2.1", "eq")
    assert labels.find("eq-delta", seen_from="c.md").page == "b.md"
    assert labels.of("b.md").keys() == {"eq-delta"}
    assert labels.of("c.md") == {}


def test_labels_that_mislead_are_refused() -> None:
    labels = Labels({"b.md": "2"})
    labels.define("eq-delta", "b.md", "2.1", "eq")
    labels.define("fig-loss", "plain.md", "1", "fig")
    with pytest.raises(Mistake, match=r"already taken in b\.md"):
        labels.define("eq-delta", "c.md", "3.1", "eq")
    with pytest.raises(Mistake, match='must begin with "fig-"'):
        labels.define("eq-loss", "c.md", "3.1", "fig")
    with pytest.raises(Mistake, match="eq-nothing"):
        labels.find("eq-nothing", seen_from="b.md")
    assert labels.find("fig-loss", seen_from="plain.md").number == "1"
    with pytest.raises(Mistake, match="neither"):
        labels.find("fig-loss", seen_from="b.md")


def test_only_the_bare_word_gets_the_number() -> None:
    assert reference("eq-delta", "Eq.", "2.1") == "Eq.\N{NO-BREAK SPACE}(2.1)"
    assert reference("fig-loss", "Fig.", "2.1") == "Fig.\N{NO-BREAK SPACE}2.1"
    assert reference("tab-x", "Table", "2.1") == "Table\N{NO-BREAK SPACE}2.1"
    assert reference("eq-delta", "the delta rule", "2.1") == "the delta rule"
    assert reference("eq-delta", "Fig.", "2.1") == "Fig."


def test_what_is_a_label() -> None:
    assert all(map(is_label, ("eq-a", "fig-a", "tab-a-b")))
    assert not any(map(is_label, ("equation", "figures-of-speech", "the-code", "eq")))
