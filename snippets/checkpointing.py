"""Checkpointing: keep fewer values for the way back, and compute the others twice.

A chain of steps is cut into segments. On the way forward only the start of each segment is kept.
On the way back each segment runs once more, this time with a tape.
"""

from typing import Any, NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.autodiff import Variable, backward
from snippets.tracer import Function


class Sweep(NamedTuple):
    """What came out of a sweep forward and back, and what it cost.

    gradient: of the start of the chain, in its shape
    held: how many states were in memory after each evaluation of the step
    """

    gradient: Array
    held: list[int]

    @property
    def peak(self) -> int:
        """The most states in memory at one time."""
        return max(self.held)

    @property
    def evaluations(self) -> int:
        """How often the step was evaluated."""
        return len(self.held)


def sweep(
    step: Function,
    x: Array,
    upstream: Array,
    *,
    segments: int | np.integer[Any],
    every: int | np.integer[Any],
) -> Sweep:
    r"""Carry a gradient back through a chain of steps, with a tape for one segment at a time.

    $P = c + q$ states at most and $S = 2cq - q$ evaluations, for $c$ segments of $q$ steps

    step: NumPy code that maps a state to the next one
    x: the first state
    upstream: the gradient of the last state, in its shape
    segments, every: how many segments $c$, of how many steps $q$ each; at least 1
    -> the gradient of the first state with the costs; one segment is plain reverse mode

    Source: Griewank 1992; Chen et al. 2016, section 4

    >>> whole = sweep(np.sin, np.ones(2), np.ones(2), segments=1, every=64)
    >>> parts = sweep(np.sin, np.ones(2), np.ones(2), segments=8, every=8)
    >>> whole.peak, whole.evaluations, parts.peak, parts.evaluations
    (65, 64, 16, 120)
    """
    kept, held = [x], []
    for _ in range((segments - 1) * every):
        x = step(x)
        held.append(len(kept) + 1)
        if len(held) % every == 0:
            kept.append(x)
    gradient = upstream
    while kept:
        states = [Variable(kept.pop())]
        for _ in range(every):
            states.append(step(states[-1]))
            held.append(len(kept) + len(states))
        gradient = backward(states[-1], gradient)[states[0]]
    return Sweep(gradient, held)


if __name__ == "__main__":
    for segments, every in [(1, 64), (2, 32), (8, 8), (32, 2), (64, 1)]:
        run = sweep(np.sin, np.ones(2), np.ones(2), segments=segments, every=every)
        print(f"{segments:2} x {every:2}: {run.peak:2} states, {run.evaluations:3} evaluations")
