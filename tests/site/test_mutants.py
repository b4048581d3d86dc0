"""Every single change of every equation of the book is noticed, or listed with its reason."""

from pathlib import Path

import pytest

from weave import source, tolls
from weave.answers import Answers

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def entries(remembered: Answers) -> list[tolls.Entry]:
    pages = [source.read(path, f"docs/{path.name}") for path in sorted(DOCS.glob("*.md"))]
    entries, problems = tolls.of_pages(pages, remembered)
    assert problems == []
    return entries


def test_no_change_goes_unnoticed(entries: list[tolls.Entry]) -> None:
    assert list(map(str, tolls.unlisted(entries))) == []


def test_listed_equivalents_are_few(entries: list[tolls.Entry]) -> None:
    mutants = sum(entry.toll.mutants for entry in entries)
    assert mutants > 2000
    assert sum(len(entry.toll.equivalents) for entry in entries) <= 0.02 * mutants


def test_a_change_listed_at_one_place_is_still_killed_at_another(
    entries: list[tolls.Entry],
) -> None:
    """In the slope of softmax one exchange of indices does nothing under the indicator only."""
    (entry,) = (one for one in entries if one.name == "eq-softmax-slope")
    assert len(entry.toll.equivalents) == 1
    assert entry.toll.killed == entry.toll.mutants - 1
