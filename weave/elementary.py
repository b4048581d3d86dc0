"""The functions that the notation itself brings: entry by entry, of a whole array, of a sample."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from weave.errors import Mistake
from weave.shapes import Numbers, Value, entrywise, told

ENTRY_BY_ENTRY: dict[str, Callable[[Numbers], Numbers]] = {
    "exp": np.exp, "log": np.log, "ln": np.log, "sin": np.sin, "cos": np.cos, "tan": np.tan,
    "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "arctan": np.arctan, "arcsin": np.arcsin,
    "arccos": np.arccos, "sign": np.sign, "floor": np.floor, "ceil": np.ceil,
    "erf": np.vectorize(math.erf, otypes=[np.float64]),
    "factorial": np.vectorize(lambda n: math.gamma(n + 1), otypes=[np.float64]),
}  # fmt: skip


def apply(name: str, arguments: tuple[Value, ...]) -> Value:
    """Apply a function of the notation."""
    if name in ("max", "min"):
        return extremum(name, arguments)
    if name in PAIRED and len(arguments) == 2:
        return entrywise(*arguments, PAIRED[name], name)
    if (name, len(arguments)) in OF_SEVERAL:
        return OF_SEVERAL[name, len(arguments)](*arguments)
    if len(arguments) != 1:
        raise Mistake(f"{name} does not take {len(arguments)} arguments")
    (found,) = arguments
    if name in ENTRY_BY_ENTRY:
        return Value(ENTRY_BY_ENTRY[name](found.array), found.axes, found.kind)
    if name in OF_A_WHOLE:
        return OF_A_WHOLE[name](found)
    raise Mistake(f"{name} cannot be evaluated")


def extremum(name: str, arguments: tuple[Value, ...]) -> Value:
    """Return the largest entry of one array, or the larger of several entry by entry."""
    operation = np.maximum if name == "max" else np.minimum
    if len(arguments) > 1:
        made = arguments[0]
        for other in arguments[1:]:
            made = entrywise(made, other, operation, name)
        return made
    (found,) = arguments
    return Value(operation.reduce(found.array, axis=own_axes(found)))


def own_axes(found: Value) -> tuple[int, ...]:
    """Return the places of the array's own axes."""
    return tuple(range(found.rank, found.array.ndim))


def square(found: Value, what: str) -> Numbers:
    """Return a square matrix's array."""
    if found.axes != 2 or found.shape[0] != found.shape[1]:
        raise Mistake(f"the {what} of a value of shape {told(found)}")
    return found.array


def diagonal(found: Value) -> Value:
    """Make a diagonal matrix of one axis, row or column; take the diagonal of a matrix."""
    if found.axes == 1 or (found.axes == 2 and 1 in found.shape):
        entries = found.array.reshape((*found.array.shape[: found.rank], -1))
        return Value(entries[..., None] * np.eye(entries.shape[-1]), 2)
    return Value(np.diagonal(square(found, "diagonal"), axis1=-2, axis2=-1), 1)


def stacked(found: Value) -> Value:
    """Put the columns of a matrix under each other."""
    if found.axes != 2:
        raise Mistake(f"vec of a value of shape {told(found)}")
    turned = np.swapaxes(found.array, -1, -2)
    return Value(turned.reshape((*turned.shape[: found.rank], -1)), 1)


def covariance(a: Value, b: Value) -> Value:
    """Return the biased covariance of two samples, entry beside entry."""
    own = own_axes(a)
    if a.shape != b.shape or not own:
        raise Mistake(f"covariance of shapes {told(a)} and {told(b)}")
    centred = a.array - a.array.mean(axis=own, keepdims=True)
    return Value((centred * (b.array - b.array.mean(axis=own, keepdims=True))).mean(axis=own))


def norm(found: Value, order: Value) -> Value:
    """Return the norm of any order of one axis, row or column."""
    if found.axes > 1 and 1 not in found.shape:
        raise Mistake("a norm of this order is known of one axis only")
    if order.axes or np.any(order.array < 1):
        raise Mistake("the order of a norm is one number, at least 1")
    own = own_axes(found)
    power = order.array.reshape(order.array.shape + (1,) * found.axes)
    total = (np.abs(found.array) ** power).sum(axis=own)
    return Value(total ** (1 / order.array))


def normal_density(y: Value, mean: Value, variance: Value) -> Value:
    """Return the density of a normal distribution, entry by entry."""
    off = entrywise(y, mean, np.subtract, "difference")
    rest = entrywise(off, variance, lambda d, v: np.exp(-(d**2) / (2 * v)), "density")
    return entrywise(rest, variance, lambda a, v: a / np.sqrt(2 * np.pi * v), "density")


def binomial(n: Numbers, k: Numbers) -> Numbers:
    """Return n over k."""
    return np.asarray(np.vectorize(lambda a, b: float(math.comb(int(a), int(b))))(n, k))


PAIRED: dict[str, Callable[[Numbers, Numbers], Numbers]] = {
    "log": lambda x, basis: np.log(x) / np.log(basis),
    "binom": binomial,
}
OF_SEVERAL: dict[tuple[str, int], Callable[..., Value]] = {
    ("Cov", 2): covariance,
    ("density", 3): normal_density,
    ("norm", 2): norm,
}
OF_A_WHOLE: dict[str, Callable[[Value], Value]] = {
    "det": lambda found: Value(np.linalg.det(square(found, "determinant"))),
    "tr": lambda found: Value(np.trace(square(found, "trace"), axis1=-2, axis2=-1)),
    "rank": lambda found: Value(np.linalg.matrix_rank(found.array).astype(np.float64)),
    "diag": diagonal,
    "vec": stacked,
    "Var": lambda found: Value(found.array.var(axis=own_axes(found))),
    "E": lambda found: Value(found.array.mean(axis=own_axes(found))),
}
