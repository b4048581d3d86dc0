"""Words that the book does without, words that are misspelt, and exclamation marks."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from weave.errors import Problem
from weave.page import Page

BANNED = re.compile(
    r"\b(?:very|simply|just|note\s+that|it\s+is\s+important\s+to|in\s+order\s+to|powerful(?:ly)?"
    r"|crucial(?:ly)?|div(?:e|es|ed|ing)\s+into|delv(?:e|es|ed|ing)|journeys?|clearly"
    r"|unlock(?:s|ed|ing)?|leverag(?:e|es|ed|ing)|easy\s+to\s+see|after\s+some\s+algebra"
    r"|(?<!\bloss\s)landscapes?)\b",
    re.IGNORECASE,
)
SPELLED = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def problems(page: Page) -> Iterator[Problem]:
    """Banned words, misspellings and exclamation marks in the prose of a page."""
    for passage in page.prose:
        for match in BANNED.finditer(passage.text):
            word = re.sub(r"\s+", " ", match[0])
            message = f"{word!r} is a word that we do without (writing.md)"
            yield Problem(page.name, passage.line_at(match.start()), message)
        for match in SPELLED.finditer(passage.text):
            right = misspelling(match[0])
            if right:
                message = f"{match[0]!r} is misspelt; {right}?"
                yield Problem(page.name, passage.line_at(match.start()), message)
        for match in re.finditer(r"(?<!#)!", passage.text):
            line = passage.line_at(match.start())
            yield Problem(page.name, line, "an exclamation mark in prose")


def misspelling(word: str) -> str:
    """What codespell's dictionaries have for a misspelt word, or nothing."""
    known = _dictionary()
    return known.get(word.lower().replace("’", "'"), "")


@cache
def _dictionary() -> dict[str, str]:
    """The two dictionaries that codespell uses by default: wrong word to right ones."""
    folder = resources.files("codespell_lib") / "data"
    entries = {}
    for name in ("dictionary.txt", "dictionary_rare.txt"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            wrong, _, right = line.partition("->")
            entries[wrong.lower()] = right.strip(" ,")
    return entries
