"""What the colophon prints of the mutants, and which lists it folds."""

from types import SimpleNamespace
from typing import Any

from weave import colophon, source

BOOK = {"docs/b.md": source.parse("# Slopes\n", "docs/b.md")}


def entry(mutants: int, equivalents: tuple[str, ...]) -> Any:
    killed = mutants - len(equivalents)
    toll = SimpleNamespace(mutants=mutants, killed=killed, equivalents=equivalents, survivors=())
    return SimpleNamespace(page="docs/b.md", line=7, name="eq-b", toll=toll)


def test_pages_of_mutants_go_by_their_titles() -> None:
    text = colophon.mutants(BOOK, [entry(5, ()), entry(4, ("sign: a -> b",))])
    assert text.startswith("9 single changes of 2 equations: the check noticed 8, 1 mean the same")
    assert "| Slopes | 2 | 9 | 8 | 1 | 0 |" in text
    assert text.endswith("- `docs/b.md:7: sign: a -> b`")


def test_while_serving_no_mutant_is_counted() -> None:
    assert "mkdocs build" in colophon.mutants(BOOK, None)


def test_long_lists_are_folded_under_their_number() -> None:
    parts = {"mutants": lambda: "Two.\n\n- a\n- b", "versions": lambda: "- a", "counts": lambda: ""}
    html = "".join(f'<div data-colophon="{name}"></div>' for name in parts)
    filled = colophon.filled(html, parts)
    assert "<summary>The 2 that change nothing</summary><ul>" in filled
    assert filled.count("<details>") == filled.count("</details>") == 1
    assert '<div class="colophon--counts"></div>' in filled
