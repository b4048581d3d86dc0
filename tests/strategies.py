"""What tests draw: arrays for Hypothesis, and arguments made from a docstring's shape lines."""

import inspect
import re
from collections.abc import Callable
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from snippets.activations import sigmoid, softmax
from snippets.arrays import Array, one_hot

PRIMES = (5, 3, 2, 7, 11, 13)
SHAPE_LINE = re.compile(r"^(\w+): \(([^()]*)\)(?:  (.+))?$", flags=re.MULTILINE)

generators = st.integers(0, 2**32 - 1).map(np.random.default_rng)


def tables_of(low: float, high: float, *, rows: int = 6, columns: int = 5) -> Any:
    """Arrays (n, k) of numbers between two bounds, one row and one column among them."""
    shapes = st.tuples(st.integers(1, rows), st.integers(1, columns))
    return hnp.arrays(np.float64, shapes, elements=st.floats(low, high))


scores = tables_of(-20.0, 20.0)  # where nothing is rounded away
extreme_scores = tables_of(-1e3, 1e3)
distributions = scores.map(softmax)


@st.composite
def scores_and_targets(draw: Any, low: float = -20.0, high: float = 20.0) -> tuple[Array, Array]:
    """Scores (n, k) and one-hot targets of the same shape."""
    z = draw(tables_of(low, high))
    labels = draw(hnp.arrays(np.int64, len(z), elements=st.integers(0, z.shape[1] - 1)))
    return z, one_hot(labels, z.shape[1])


class Argument(NamedTuple):
    """An argument as its shape line tells it: `p: (n, k)  probabilities`."""

    name: str
    axes: tuple[str, ...]
    words: str


def array_arguments(function: Callable[..., Any]) -> list[Argument]:
    """Read the shape lines of a function's array arguments, in the order of its signature."""
    lines = SHAPE_LINE.findall(inspect.getdoc(function) or "")
    found = {
        name: Argument(name, tuple(re.findall(r"\w+", axes)), words) for name, axes, words in lines
    }
    return [found[name] for name in inspect.signature(function).parameters if name in found]


def sizes_of(arguments: list[Argument]) -> dict[str, int]:
    """Give each axis letter its own prime, so that a missing transpose cannot hide."""
    letters = dict.fromkeys(a for argument in arguments for a in argument.axes if not a.isdigit())
    assert len(letters) <= len(PRIMES)
    return dict(zip(letters, PRIMES, strict=False))


def into_domain(argument: Argument) -> Callable[[Array], Array]:
    """Map any numbers to those that the words of the shape line ask for."""
    if "each row sums to 1" in argument.words:
        return softmax
    if "probabilit" in argument.words or "between 0 and 1" in argument.words:
        return sigmoid
    if "-1 or 1" in argument.words:
        return lambda raw: np.where(raw >= 0, 1.0, -1.0)
    if "positive" in argument.words:
        return np.exp
    return lambda raw: raw


def draw_raw(
    arguments: list[Argument], rng: np.random.Generator, *, last: int | None = None
) -> list[Array]:
    """Draw normal numbers in the shape of each argument; `last` replaces the size of last axes."""
    sizes = sizes_of(arguments) | {
        axis: int(axis) for a in arguments for axis in a.axes if axis.isdigit()
    }
    shapes = [tuple(sizes[axis] for axis in argument.axes) for argument in arguments]
    if last is not None:
        shapes = [(*shape[:-1], last) for shape in shapes]
    return [rng.normal(size=shape) for shape in shapes]


def seeds(how_many: int) -> list[np.random.Generator]:
    """A few generators that differ."""
    return [np.random.default_rng(seed) for seed, _ in zip(count(), range(how_many), strict=False)]
