"""What the process that renders asks of a worker, and what it gets."""

from dataclasses import dataclass
from typing import Any, Protocol

from weave.errors import Mistake

READY = b"ready "  # a worker's first message, and its number: from now on it waits for calls


class Lost(Mistake):
    """A call that did not come back: too slow, too big, or its process ended.

    The machine may be to blame, not the block: such a failure is shown, and never remembered.
    """


@dataclass(frozen=True)
class Call:
    """A function of a module by name, and what it is called with; all of it is pickled.

    where: the place of the block, `docs/page.md:12`
    limit: seconds of the clock, or of the processor for one that computes on a busy machine
    """

    function: str
    arguments: tuple[Any, ...] = ()
    where: str = ""
    limit: float = 30.0


@dataclass(frozen=True)
class Answer:
    """What a call returned, or the Mistake that it ended in (a Lost if it did not come back).

    trace: where an error was raised, for who looks for a bug in the engine
    """

    value: Any = None
    failure: Mistake | None = None
    seconds: float = 0.0
    trace: str = ""


class Progress(Protocol):
    """Who is told how a run goes on."""

    def begin(self, total: int) -> None:
        """So many calls will be made."""

    def done(self, call: Call, answer: Answer) -> None:
        """One more has been answered."""

    def end(self) -> None:
        """No more will come."""
