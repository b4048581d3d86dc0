"""Every fence, value, claim and inline equation of every page, each a test, without MkDocs."""

from pathlib import Path

import pytest

from weave import audit, lint, source
from weave.answers import Answers
from weave.errors import Problem
from weave.home import ROOT

PAGES = {
    path.relative_to(ROOT).as_posix(): source.read(path, path.relative_to(ROOT).as_posix())
    for path in audit.pages()
}
PIECES = [
    pytest.param(page, piece, id=f"{name}:{piece.line} {piece.word}")
    for name, page in PAGES.items()
    for piece in audit.pieces(page)
]


@pytest.mark.parametrize(("page", "piece"), PIECES)
def test_a_piece_of_a_page_holds(
    page: source.Page, piece: audit.Piece, remembered: Answers
) -> None:
    found = audit.attempt(page, piece, remembered)
    assert not isinstance(found, Problem), str(found)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_the_rules(name: str, remembered: Answers) -> None:
    assert "\n".join(map(str, lint.page(PAGES[name], remembered))) == ""


def test_no_page_is_forgotten() -> None:
    docs = Path(ROOT / "docs")
    assert set(audit.pages()) == {*docs.rglob("*.md"), *docs.glob("labs/*.py")}
    assert {param.values[1].word for param in PIECES} >= {"program", "snippet", "math", "value"}
