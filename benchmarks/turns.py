"""Turns: the same work done by several hands in turn, so that a slow moment is slow for all."""

import os
import platform
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

from snippets.tables import table

HEADER = ("what", "who", "seconds", "of that, ours takes", "wanted, at most")


class Row(NamedTuple):
    """One line of the table.

    seconds: median over the turns, or what is missing
    ratio: our seconds divided by these
    wanted: the most that is wanted of the ratio, or of our own seconds
    """

    what: str
    who: str
    seconds: float | str
    ratio: float | str = ""
    wanted: str = ""


def medians(
    hands: Sequence[Callable[[], object]], *, turns: int, clock: Callable[[], float]
) -> list[float]:
    """Let each do its work once unmeasured, then all of them in turn; the median time of each."""
    for hand in hands:
        hand()
    taken = [[seconds(hand, clock) for hand in hands] for _ in range(turns)]
    return [median(times) for times in zip(*taken, strict=True)]


def seconds(hand: Callable[[], object], clock: Callable[[], float]) -> float:
    """Read the clock before and after."""
    start = clock()
    hand()
    return clock() - start


def printed(rows: Sequence[Row], *, turns: int) -> str:
    """Write the table, and above it where and when."""
    formats = (None, None, ".3f", ".2f", None)
    cells = [[cell if isinstance(cell, str) else format(cell, spec or "")
              for cell, spec in zip(row, formats, strict=True)] for row in rows]  # fmt: skip
    about = f"{date.today().isoformat()}, {machine()}; medians of {turns} runs in turn."
    return f"{about}\n\n{table(HEADER, cells)}"


def machine() -> str:
    """Name the processor, its cores and the Python."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text(encoding="utf-8").splitlines() if names.exists() else []
    models = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor() or platform.machine()
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"
