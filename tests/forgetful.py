"""Answers for tests of one page: made in this process, and never remembered."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, cast

from weave.answers import Answers
from weave.hands import Here
from weave.home import ROOT
from weave.ledger import Ledger


class Forgetful:
    """A ledger that keeps nothing."""

    def get(self, _key: str) -> None:
        """There is nothing."""

    def get_many(self, _keys: Iterable[str]) -> dict[str, Any]:
        """There is nothing."""
        return {}

    def put(self, _key: str, _value: Any, **_: Any) -> None:
        """Forget it."""

    def together(self) -> AbstractContextManager[None]:
        """Forget it all at once."""
        return nullcontext()

    def all_seconds(self) -> dict[str, float]:
        """Nobody knows."""
        return {}

    def record(self, _label: str, _parts: Any) -> None:
        """Forget it."""


def answers(root: Path = ROOT) -> Answers:
    """Answers about the book at a root."""
    return Answers(root, ledger=cast("Ledger", Forgetful()), hands=Here())
