"""A run of a scene with numbers that a pencil would write: two digits each."""

from __future__ import annotations

import numpy as np

from weave.draws import Draw
from weave.scene_source import Statement
from weave.shapes import Numbers

KEPT = 0.095  # a smaller number keeps two digits of its own


class TwoDigits(Draw):
    """A run of a scene in which every number drawn is rounded to what a pencil would write."""

    def execute(self, made: Statement) -> None:
        """Run one statement; round what it draws."""
        super().execute(made)
        if made.function.startswith("rng.") and len(made.targets) == 1:
            drawn = np.asarray(self.locals[made.targets[0]])
            if drawn.dtype.kind == "f":
                self.locals[made.targets[0]] = rounded(drawn)[()]


def rounded(array: Numbers) -> Numbers:
    """Round to two decimals, and what is smaller to two digits."""
    order = np.floor(np.log10(np.clip(np.abs(array), 1e-12, KEPT)))
    scale = 10.0 ** np.where(np.abs(array) < KEPT, 1 - order, 2)
    return np.asarray(np.round(array * scale) / scale)
