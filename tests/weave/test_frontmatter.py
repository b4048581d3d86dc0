"""Each rule for front matter: caught, and a near miss that is fine."""

from pathlib import Path

import pytest

from weave import frontmatter, source

CHAPTER = "chapter: true\nminutes: 25\nneeds: [other.md]\nable:\n  - say why\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "other.md").write_text("# Other\n")
    return tmp_path


def found(front_matter: str, folder: Path) -> list[tuple[int, str]]:
    page = source.parse(f"---\n{front_matter}---\n\ntext\n")
    return [(problem.line, problem.message) for problem in frontmatter.problems(page, folder)]


@pytest.mark.parametrize(
    ("front_matter", "line", "message"),
    [
        (CHAPTER.replace("minutes: 25\n", ""), 2, "a chapter says its 'minutes'"),
        (CHAPTER.replace("needs: [other.md]\n", ""), 2, "a chapter says its 'needs'"),
        (CHAPTER.replace("able:\n  - say why\n", ""), 2, "a chapter says its 'able'"),
        (CHAPTER.replace("  - say why\n", ""), 5, "able: wanted a list"),
        (CHAPTER.replace("\n  - say why", " []"), 5, "what the reader will be able to do"),
        (CHAPTER.replace("25", "a few"), 3, "minutes: wanted a int, found 'a few'"),
        (CHAPTER.replace("other.md", "othr.md"), 4, "no page othr.md; did you mean other.md?"),
        ("needs: other.md\n", 2, "needs: wanted a list"),
        ("needs: [missing.md]\n", 2, "no page missing.md"),
        ("title: a\nminuts: 3\n", 3, "no key 'minuts' in the front matter; did you mean minutes?"),
    ],
)
def test_a_wrong_front_matter_is_caught(
    front_matter: str, line: int, message: str, folder: Path
) -> None:
    assert [(n, message in text) for n, text in found(front_matter, folder)] == [(line, True)]


@pytest.mark.parametrize(
    "front_matter",
    [
        CHAPTER,
        CHAPTER.replace("[other.md]", "[]"),
        "title: a\nprefix: H\nhide:\n  - toc\n",
        "chapter: false\n",
        "zzz: 1\n",
    ],
)
def test_a_right_front_matter_is_fine(front_matter: str, folder: Path) -> None:
    assert found(front_matter, folder) == []
