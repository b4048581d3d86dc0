"""Indices at work: entries of arrays, sums and products over indices, Kronecker's delta, cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value
from weave.shapes import Numbers, Value, entrywise
from weave.tree import (
    Cases,
    Delta,
    Fold,
    Indicator,
    Name,
    Node,
    Norm,
    Ones,
    Range,
    Relation,
    Subscript,
    Variable,
    walk,
)

COMPARISONS: dict[str, Callable[[Numbers, Numbers], Numbers]] = {
    "=": lambda a, b: (a == b).astype(float), "\\neq": lambda a, b: (a != b).astype(float),
    "<": lambda a, b: (a < b).astype(float), ">": lambda a, b: (a > b).astype(float),
    "\\leq": lambda a, b: (a <= b).astype(float), "\\geq": lambda a, b: (a >= b).astype(float),
}  # fmt: skip
COMBINE = {"sum": np.sum, "prod": np.prod, "max": np.max, "min": np.min}
NEUTRAL = {"sum": 0.0, "prod": 1.0, "max": -np.inf, "min": np.inf}


@evaluates(Subscript)
def subscript(node: Subscript, env: Env) -> Value:
    """Return the entries that the indices name."""
    found = value(node.operand, env)
    found = as_line(found) if len(node.indices) == 1 else found
    if len(node.indices) > found.axes:
        raise Mistake(f"{len(node.indices)} indices on a value of {found.axes} axes")
    places = [place(index, env, found.shape[axis], axis) for axis, index in enumerate(node.indices)]
    return Value(gather(found, places), found.axes - len(places))


def as_line(found: Value) -> Value:
    """Let one index count along a single row or column."""
    if found.axes != 2 or found.kind.startswith("ones") or 1 not in found.shape:
        return found
    return Value(found.array[..., 0, :] if found.shape[0] == 1 else found.array[..., 0], 1)


def place(index: Node, env: Env, size: int, axis: int) -> Numbers:
    """Evaluate one index, counted from 1, and refuse what lies outside."""
    found = value(index, env).array
    if found.min() < 1 or found.max() > size or np.any(found % 1):
        raise Mistake(
            f"the index runs from {found.min():g} to {found.max():g}, axis {axis + 1} has {size}",
            index.at,
        )
    if isinstance(index, Variable) and index.key in env.whole and found.size != size:
        raise Mistake(
            f"{index.key} runs over {found.size} values, axis {axis + 1} has {size}", index.at
        )
    return found.astype(np.int64) - 1


def gather(found: Value, places: list[Numbers]) -> Numbers:
    """Pick entries; the indices' own axes stay where they are."""
    lead: list[Numbers] = []
    for axis in range(found.rank):
        shape = [1] * found.rank
        shape[axis] = -1
        lead.append(np.arange(found.array.shape[axis]).reshape(shape))
    return np.asarray(found.array[(*lead, *places)])


@evaluates(Fold)
def fold(node: Fold, env: Env) -> Value:
    """Return a sum, product, maximum or minimum over its indices."""
    if any(is_label(one.variable, node.body) for one in node.ranges):
        return fold_labels(node, env)
    if any(one.variable in env.ranges for one in node.ranges):
        raise Mistake("this index is in use outside the sum", node.at)
    inner, masks = env, list[Numbers]()
    for one in node.ranges:
        inner, mask = opened(one, node.body, inner)
        masks += [] if mask is None else [mask]
    masks += [holds(condition, inner) for condition in node.conditions]
    body = value(node.body, inner)
    axes = tuple(env.places[one.variable] for one in node.ranges)
    return Value(combined(node.operator, body, masks, inner, axes), body.axes)


def combined(
    operator: str, body: Value, masks: list[Numbers], env: Env, axes: tuple[int, ...]
) -> Numbers:
    """Fold the axes of the indices; a body without the index counts once for each value."""
    own = (1,) * body.axes
    full = np.broadcast_shapes(
        body.array.shape, *(env.ranges[key].shape + own for key, at in env.places.items()
                            if at in axes)
    )  # fmt: skip
    array = np.broadcast_to(body.array, full)
    for mask in masks:
        array = np.where(mask.reshape(mask.shape + own) > 0, array, NEUTRAL[operator])
    return np.asarray(COMBINE[operator](array, axis=axes, keepdims=True))


def opened(one: Range, body: Node, env: Env) -> tuple[Env, Numbers | None]:
    """Let an index run; bounds that vary with another index leave a mask."""
    if one.low is None or one.high is None:
        size, whole = implied(one.variable, body, env)
        return env.along(one.variable, np.arange(1.0, size + 1), whole), None
    low, high = value(one.low, env).array, value(one.high, env).array
    values = np.arange(low.min(), high.max() + 1)
    if values.size == 0:
        raise Mistake("the range is empty", one.at)
    inner = env.along(one.variable, values, False)
    if low.size == high.size == 1:
        return inner, None
    laid = inner.ranges[one.variable]
    return inner, ((laid >= low) & (laid <= high)).astype(float)


def implied(variable: str, body: Node, env: Env) -> tuple[int, bool]:
    """Find how far an index runs: its declared axis, else the first array it stands on."""
    entry = env.draw.scene.table.get(variable)
    if entry is not None and entry.role == "index":
        return declared(entry.over, env), True
    for below in walk(body):
        if isinstance(below, Subscript):
            for axis, index in enumerate(below.indices):
                if isinstance(index, Variable) and index.key == variable:
                    return axis_size(below, axis, env), True
    raise Mistake(f"how far does {variable} run? Declare it, or write bounds")


def declared(letter: str, env: Env) -> int:
    """Return the size of an axis letter."""
    sizes = env.draw.sizes
    if letter not in sizes:
        raise Mistake(f"no symbol has an axis {letter}")
    return sizes[letter]


def axis_size(node: Subscript, axis: int, env: Env) -> int:
    """Return how long an axis of the subscripted array is."""
    found = value(node.operand, env)
    found = as_line(found) if len(node.indices) == 1 else found
    if axis >= found.axes:
        raise Mistake(f"{len(node.indices)} indices on a value of {found.axes} axes", node.at)
    return found.shape[axis]


def is_label(variable: str, body: Node) -> bool:
    """Tell whether a letter counts layers or steps."""
    return any(
        isinstance(below, Name) and any(uses(variable, part) for part in below.label)
        for below in walk(body)
    )


def uses(variable: str, node: Node) -> bool:
    """Tell whether a variable occurs in a tree."""
    return any(isinstance(below, Variable) and below.key == variable for below in walk(node))


def fold_labels(node: Fold, env: Env) -> Value:
    """Fold over the members of families, which may differ in shape inside the body."""
    one = node.ranges[0]
    if len(node.ranges) > 1 or node.conditions:
        raise Mistake("a sum over labels has one letter and no condition", node.at)
    bodies = [value(node.body, env.labelled(one.variable, label))
              for label in label_range(one, node.body, env)]  # fmt: skip
    if not bodies:
        raise Mistake("the range is empty", one.at)
    pair: dict[str, Callable[[Numbers, Numbers], Numbers]] = {
        "sum": np.add, "prod": np.multiply, "max": np.maximum, "min": np.minimum
    }  # fmt: skip
    total = bodies[0]
    for body in bodies[1:]:
        total = entrywise(total, body, pair[node.operator], "sum")
    return total


def label_range(one: Range, body: Node, env: Env) -> Iterator[int]:
    """Yield the labels of a bounded sum, or all for which every reference exists."""
    if one.low is not None and one.high is not None:
        low, high = value(one.low, env).array, value(one.high, env).array
        yield from range(int(low.flat[0]), int(high.flat[0]) + 1)
        return
    yield from labels_present(one.variable, (body,), env)


def labels_present(variable: str, bodies: tuple[Node, ...], env: Env) -> list[int]:
    """Find the labels for which every member referred to exists."""
    names = [
        below
        for body in bodies
        for below in walk(body)
        if isinstance(below, Name) and any(uses(variable, part) for part in below.label)
    ]
    known = sorted({label for node in names for label in env.draw.family(node.key)})
    candidates = range(min(known, default=0) - 2, max(known, default=0) + 3)
    return [label for label in candidates if all_exist(names, env.labelled(variable, label))]


def all_exist(names: list[Name], env: Env) -> bool:
    """Tell whether the families have all these members; other open labels are left alone."""
    for node in names:
        open_labels = {
            below.key
            for part in node.label
            for below in walk(part)
            if isinstance(below, Variable) and below.key not in env.labels
        }
        if open_labels:
            continue
        label = value(node.label[0], env).array.flat[0]
        if int(label) not in env.draw.family(node.key):
            return False
    return True


def holds(condition: Relation, env: Env) -> Numbers:
    """Return 1 where a condition holds, else 0."""
    left, right = value(condition.left, env), value(condition.right, env)
    return entrywise(left, right, COMPARISONS[condition.sign], "condition").array


@evaluates(Delta)
def kronecker(node: Delta, env: Env) -> Value:
    """Return 1 where the indices are equal, else 0."""
    return entrywise(
        value(node.left, env), value(node.right, env), COMPARISONS["="], "Kronecker's delta"
    )


@evaluates(Indicator)
def indicator(node: Indicator, env: Env) -> Value:
    """Return 1 where the condition holds, entry by entry."""
    if node.condition.sign not in COMPARISONS:
        raise Mistake(f"{node.condition.sign} is no condition", node.condition.at)
    left, right = value(node.condition.left, env), value(node.condition.right, env)
    return entrywise(left, right, COMPARISONS[node.condition.sign], "condition")


@evaluates(Cases)
def cases(node: Cases, env: Env) -> Value:
    """Return, entry by entry, the first case whose condition holds."""
    if node.branches[-1].condition is not None:
        final = node.branches[-1]
        found = value(final.value, env)
        last = value(Indicator(final.condition, at=final.at), env)  # type: ignore[arg-type]
        made = entrywise(last, found, lambda c, a: np.where(c > 0, a, np.nan), "case")
    else:
        made = value(node.branches[-1].value, env)
    for branch in reversed(node.branches[:-1]):
        if branch.condition is None:
            raise Mistake("only the last case may have no condition", branch.at)
        test = value(Indicator(branch.condition, at=branch.at), env)
        chosen = value(branch.value, env)
        zero = entrywise(test, made, lambda c, a: np.where(c > 0, 0.0, a), "case")
        one = entrywise(test, chosen, lambda c, a: np.where(c > 0, a, 0.0), "case")
        made = entrywise(zero, one, np.add, "case")
    if np.isnan(made.array).any():
        raise Mistake("some entry fits no case", node.at)
    return made


@evaluates(Ones)
def ones(node: Ones, env: Env) -> Value:
    """Return ones: a column of stated length, or of whatever length fits."""
    if node.size is None:
        return Value(env.lay(1.0), 0, "ones")
    size = int(value(node.size, env).array.flat[0])
    return Value(env.lay(np.ones((size, 1))), 2)


@evaluates(Norm)
def norm(node: Norm, env: Env) -> Value:
    """Return a norm over all own axes."""
    found = value(node.operand, env)
    own = tuple(range(found.rank, found.array.ndim))
    size = np.abs(found.array)
    if node.order == "1" and found.axes <= 1:
        return Value(size.sum(axis=own))
    if node.order == "\\infty" and found.axes <= 1:
        return Value(size.max(axis=own))
    if node.order in ("1", "\\infty") and 1 not in found.shape:
        raise Mistake(f"the norm {node.order} of a matrix: write the sum or maximum you mean")
    if node.order in ("1", "\\infty"):
        return Value((np.sum if node.order == "1" else np.max)(size, axis=own))
    return Value(np.sqrt((size**2).sum(axis=own)))
