"""What a process has really had of the processor: a busy machine makes every clock run too fast."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """Seconds of processor time so far, and whether the process would go on computing now."""

    seconds: float
    running: bool


def usage(process: int) -> Usage | None:
    """What a process has used; None where the system does not tell, or there is no such process."""
    try:
        line = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    # The name of the process stands in brackets and may hold anything; fields after it are fixed.
    fields = line.rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])  # in user code, and in the system on its behalf
    return Usage(ticks / os.sysconf("SC_CLK_TCK"), fields[0] == "R")
