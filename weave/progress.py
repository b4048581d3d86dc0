"""How a long run goes on: a bar where somebody watches, a few lines where they are kept."""

import sys
from typing import Any, TextIO

from weave.calls import Answer, Call, Progress


def progress(title: str, stream: TextIO | None = None) -> Progress:
    """A bar if the stream (standard error by default) is a terminal, else lines."""
    stream = stream or sys.stderr
    return Bar(title, stream) if stream.isatty() else Lines(title, stream)


class Lines:
    """One line at the beginning, and one at every tenth of the way."""

    def __init__(self, title: str, stream: TextIO) -> None:
        self._title, self._stream = title, stream
        self._total = self._count = 0

    def begin(self, total: int) -> None:
        """Say how many there are, if there are any."""
        self._total, self._count = total, 0
        if total:
            self._say(f"{total} to do")

    def done(self, call: Call, answer: Answer) -> None:
        """Count one, and name it if its line is due."""
        self._count += 1
        if 10 * self._count // self._total > 10 * (self._count - 1) // self._total:
            self._say(f"{self._count} of {self._total} ({call.where}, {answer.seconds:.1f} s)")

    def end(self) -> None:
        """Nothing is left to say."""

    def _say(self, text: str) -> None:
        print(f"{self._title}: {text}", file=self._stream, flush=True)


class Bar:
    """A bar of tqdm, with the place of the block that was done last; it leaves no trace."""

    def __init__(self, title: str, stream: TextIO, *, interval: float = 0.1) -> None:
        self._title, self._stream, self._interval = title, stream, interval
        self._bar: Any = None

    def begin(self, total: int) -> None:
        """Draw the bar, if there is anything to wait for."""
        if total:
            # Imported here: it costs a warm build, which has nothing to wait for, 50 ms.
            from tqdm import tqdm  # noqa: PLC0415 (said above)

            self._bar = tqdm(
                total=total,
                desc=self._title,
                file=self._stream,
                mininterval=self._interval,
                leave=False,
                dynamic_ncols=True,
            )

    def done(self, call: Call, answer: Answer) -> None:
        """Move the bar on."""
        self._bar.set_postfix_str(f"{call.where} {answer.seconds:.1f} s", refresh=False)
        self._bar.update()

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
