"""What the comment lines of an equation say to its check."""

from __future__ import annotations

import re
from dataclasses import dataclass

from weave.errors import Mistake


@dataclass(frozen=True)
class Directives:
    """What the comment lines of a block say."""

    words: str = ""
    tolerance: float | None = None
    labels: tuple[tuple[str, int, int], ...] = ()
    equivalents: tuple[str, ...] = ()


def directives(latex: str) -> tuple[Directives, str]:
    """Read the comment lines and return what is left to typeset."""
    words, tolerance, labels, equivalents = "", None, [], []
    offset, kept = 0, []
    for line in latex.split("\n"):
        said = line.strip()
        if not said.startswith("%"):
            kept.append(line)
            offset += len(line) + 1
            continue
        key, _, rest = said[1:].strip().partition(":")
        bounds = re.fullmatch(r"for (\S+) = (\d+)\.\.(\d+)", said[1:].strip())
        if bounds:
            labels.append((bounds[1], int(bounds[2]), int(bounds[3])))
        elif key == "words":
            words = rest.strip()
        elif key == "tolerance":
            tolerance = float(rest)
        elif key == "equivalent":
            equivalents.append(rest.strip())
        else:
            raise Mistake("a comment is words:, tolerance:, equivalent: or for x = 1..3", offset)
        offset += len(line) + 1
    made = Directives(words, tolerance, tuple(labels), tuple(equivalents))
    return made, "\n".join(kept).strip("\n")
