"""Numbers of equations, figures and tables, and the labels by which pages refer to them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from weave.errors import Mistake

# What stands before the number, by the beginning of the label.
KINDS = {"eq": "Eq.", "fig": "Fig.", "tab": "Table"}


@dataclass(frozen=True)
class Label:
    """Where a label points: its page, and the number that it has there ("3.2")."""

    page: str
    number: str


class Labels:
    """All numbers and labels of one build.

    prefixes: page -> what stands before the point: a chapter's number, a letter, or nothing
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self._count: Counter[tuple[str, str]] = Counter()
        self._labels: dict[str, Label] = {}
        self._of: dict[str, dict[str, Label]] = {}  # by page

    def number(self, page: str, kind: str) -> str:
        """The next number of a kind ("eq", "fig", "tab") on a page."""
        self._count[page, kind] += 1
        prefix = self.prefixes.get(page, "")
        return f"{prefix}.{self._count[page, kind]}" if prefix else str(self._count[page, kind])

    def define(self, name: str, page: str, number: str, kind: str) -> None:
        """Let a name point to a number on a page; raises Mistake if it is taken or misnamed."""
        if not name.startswith(f"{kind}-"):
            raise Mistake(f'the label "{name}" must begin with "{kind}-"')
        self.take({name: Label(page, number)})

    def _refuse_taken(self, name: str) -> None:
        if name in self._labels:
            raise Mistake(f'the label "{name}" is already taken in {self._labels[name].page}')

    def of(self, page: str) -> dict[str, Label]:
        """All labels that point into a page, by name."""
        return dict(self._of.get(page, {}))

    def drop(self, page: str) -> None:
        """Forget all numbers and labels of a page: it is converted again."""
        for name in self._of.pop(page, {}):
            del self._labels[name]
        for counted in [counted for counted in self._count if counted[0] == page]:
            del self._count[counted]

    def take(self, labels: Mapping[str, Label]) -> None:
        """Define labels whose numbers are known; raises Mistake if one is taken."""
        for name in labels:
            self._refuse_taken(name)
        self._labels.update(labels)
        for name, label in labels.items():
            self._of.setdefault(label.page, {})[name] = label

    def find(self, name: str, *, seen_from: str) -> Label:
        """The label of a name; raises Mistake if nothing has it, or if its number would mislead."""
        label = self._labels.get(name)
        if label is None:
            raise Mistake(f'no equation, figure or table has the label "{name}"')
        if label.page != seen_from and not self.prefixes.get(label.page):
            raise Mistake(
                f'"{name}" stands in {label.page}, which has neither "chapter: true" nor "prefix", '
                "so that its number would be mistaken for one of this page"
            )
        return label


def is_label(anchor: str) -> bool:
    """Whether `#anchor` is a reference that the build resolves: `eq-...`, `fig-...`, `tab-...`."""
    return anchor.partition("-")[0] in KINDS and "-" in anchor


def reference(name: str, text: str, number: str) -> str:
    """What a reference reads as: "Eq." becomes "Eq. (3.2)", any other text stays as it is."""
    kind = name.partition("-")[0]
    if text != KINDS[kind]:
        return text
    return (
        f"{text}\N{NO-BREAK SPACE}({number})"
        if kind == "eq"
        else f"{text}\N{NO-BREAK SPACE}{number}"
    )


def prefixes(pages: Iterable[tuple[str, Mapping[str, object]]]) -> dict[str, str]:
    """Page -> prefix of its numbers, from the pages in reading order and their front matter.

    `chapter: true` counts 1, 2, 3..., labs count L1, L2, L3...; `prefix: N` is taken as it is.
    """
    found: dict[str, str] = {}
    chapter = lab = 0
    for page, front_matter in pages:
        if front_matter.get("chapter"):
            chapter += 1
            found[page] = str(chapter)
        elif front_matter.get("lab"):
            lab += 1
            found[page] = f"L{lab}"
        elif front_matter.get("prefix"):
            found[page] = str(front_matter["prefix"])
    return found
