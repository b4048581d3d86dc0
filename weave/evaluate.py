"""The value of a tree in one run of a scene: names, variables, arithmetic.

Rooms above register how their nodes are evaluated (`@evaluates`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from weave.draws import Draw
from weave.errors import Mistake
from weave.shapes import Numbers, Value
from weave.tree import (
    Builtin,
    Name,
    Node,
    Number,
    Variable,
)


@dataclass
class Known:
    """Values of the nodes of an equation as it was written, by id and place.

    A changed tree shares all nodes but those above the change: these alone are evaluated anew.
    written: the ids of these nodes, which live as long as the equation
    shrunk: the same for runs in which the h of O(h^p) was halved, by h and how often
    """

    written: frozenset[int]
    values: dict[tuple[int, tuple[object, ...]], Value] = field(default_factory=dict)
    shrunk: dict[tuple[str, int], Env] = field(default_factory=dict)


@dataclass(frozen=True)
class Env:
    """Where a tree is evaluated.

    places: the axis of each index variable; ranges: its values, laid along that axis
    whole: the axis letter's size for indices that run over a whole axis
    labels: the current layer or step; seen: the largest value read so far, the scale of residuals
    trace: when given, takes the shape of every node evaluated, by the node's id
    known: when given, values of nodes of the tree as it was written, by id and place; place says
    what runs over what here
    """

    draw: Draw
    places: dict[str, int]
    ranges: dict[str, Numbers] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    labels: dict[str, int] = field(default_factory=dict)
    seen: list[float] = field(default_factory=lambda: [0.0])
    trace: dict[int, tuple[int, ...]] | None = None
    known: Known | None = None
    place: tuple[object, ...] = ()

    @property
    def rank(self) -> int:
        """Return how many index axes there are."""
        return len(self.places)

    def along(self, variable: str, values: Numbers, whole: bool) -> Env:
        """Let an index run over values."""
        shape = [1] * self.rank
        shape[self.places[variable]] = -1
        laid = values.reshape(shape)
        others = [found.size for key, found in self.ranges.items() if key != variable]
        if math.prod([values.size, *others]) > MOST:
            raise Mistake(f"the indices run over more than {MOST} places together")
        kept = self.whole | {variable} if whole else self.whole - {variable}
        place = (*self.place, variable, values.tobytes()) if self.known else ()
        return self._with(ranges={**self.ranges, variable: laid}, whole=kept, place=place)

    def labelled(self, label: str, value: int) -> Env:
        """Let a label stand for a layer or step."""
        place = (*self.place, label, value) if self.known else ()
        return self._with(labels={**self.labels, label: value}, place=place)

    def within(self, draw: Draw) -> Env:
        """Go to another run of the scene."""
        return self._with(draw=draw, known=None)

    def _with(self, **changes: object) -> Env:
        """Return the same place with some things changed: as replace, and many times quicker."""
        fresh = object.__new__(Env)
        vars(fresh).update(vars(self), **changes)
        return fresh

    def lay(self, array: object) -> Numbers:
        """Put the index axes in front of an array."""
        plain = np.asarray(array, dtype=np.float64)
        return plain.reshape((1,) * self.rank + plain.shape)


MOST = 1_000_000
ANY_SHAPE = frozenset({"ones", "ones^T", "eye"})
Rule = Callable[..., Value]
RULES: dict[type[Node], Rule] = {}


def evaluates(*kinds: type[Node]) -> Callable[[Rule], Rule]:
    """Register how nodes of these kinds are evaluated."""

    def register(rule: Rule) -> Rule:
        RULES.update(dict.fromkeys(kinds, rule))
        return rule

    return register


def value(node: Node, env: Env) -> Value:
    """Evaluate a node; a mistake is placed at the innermost node that raised it."""
    if env.known is not None and (id(node), env.place) in env.known.values:
        return env.known.values[id(node), env.place]
    rule = RULES.get(type(node))
    if rule is None:
        raise Mistake(f"{type(node).__name__.lower()}: this has no value here", node.at)
    try:
        found: Value = rule(node, env)
    except Mistake as mistake:
        if mistake.offset is None:
            mistake.offset = node.at
        raise
    if env.known is not None and id(node) in env.known.written:
        env.known.values[id(node), env.place] = found
    if env.trace is not None:
        env.trace[id(node)] = (-1, -1) if found.kind in ANY_SHAPE else found.shape
    return found


def counted(low: float, high: float) -> Numbers:
    """Return the whole numbers of a range; refuse bounds that are none, and ranges too long."""
    if low % 1 or high % 1:
        raise Mistake(f"the bounds {low:g} and {high:g} are not whole")
    if high - low >= MOST:
        raise Mistake(f"a range of {high - low + 1:.0f} values; {MOST} at most")
    return np.arange(float(low), high + 1)


def whole_number(node: Node, env: Env) -> int:
    """Evaluate a node that must be one whole number."""
    found = value(node, env)
    if found.array.size != 1 or float(found.array.flat[0]) % 1:
        raise Mistake("expected one whole number", node.at)
    return int(found.array.flat[0])


@evaluates(Number)
def number(node: Number, env: Env) -> Value:
    """Return a literal."""
    return Value(env.lay(float(node.text)))


@evaluates(Variable)
def variable(node: Variable, env: Env) -> Value:
    """Return the current value of an index or label."""
    if node.key in env.labels:
        return Value(env.lay(env.labels[node.key]))
    if node.key not in env.ranges:
        raise Mistake(f"{node.key} has no range here", node.at)
    return Value(env.ranges[node.key])


@evaluates(Name)
def name(node: Name, env: Env) -> Value:
    """Return the live value of a symbol."""
    entry = env.draw.scene.table.get(node.key)
    if entry is None:
        return Value(env.lay(env.draw.sizes[node.key]))
    if entry.role == "last":
        return Value(env.lay(last_label(entry.over, env)))
    if entry.role == "function":
        raise Mistake(f"{node.key} is a function; here it has no argument", node.at)
    label = whole_number(node.label[0], env) if node.label else None
    draw = env.draw.standing(node.key)
    memo = ("bound", node.key, label, env.rank)
    if memo not in draw.memo:
        found = draw.value(node.key) if label is None else member(node, label, env)
        draw.memo[memo] = bind(found, entry.row, env, not draw.replaced)
    made, top = draw.memo[memo]
    env.seen[0] = max(env.seen[0], top)
    return made  # type: ignore[no-any-return]


def bind(found: object, row: bool, env: Env, sized: bool) -> tuple[Value, float]:
    """Make a live array a value, and say how large it is; a declared row gets its second axis.

    A run with something moved is as large as the run that it comes from: it is not measured.
    """
    array = np.asarray(found)
    if array.dtype.kind not in "fiub":
        raise Mistake(f"this symbol holds {array.dtype}, not real numbers")
    laid = env.lay(array)
    top = float(np.abs(laid).max()) if sized and laid.size else 0.0
    if row:
        return Value(laid.reshape((1,) * env.rank + (1, -1)), 2, "row"), top
    return Value(laid, array.ndim), top


def member(node: Name, label: int, env: Env) -> object:
    """Return the member of a family that the label names."""
    members = env.draw.family(node.key)
    if label not in members:
        known = ", ".join(map(str, sorted(members)))
        raise Mistake(f"{node.key} has no member {label}; it has {known}", node.at)
    return members[label]


def last_label(letter: str, env: Env) -> int:
    """Return the largest label that any family of this letter has."""
    scene = env.draw.scene
    return max(
        max(env.draw.family(entry.key))
        for entry in scene.table.values()
        if entry.role == "family" and letter in entry.key
    )


@evaluates(Builtin)
def constant(node: Builtin, env: Env) -> Value:
    """Return pi or e."""
    constants = {"\\pi": np.pi, "e": np.e}
    if node.name not in constants:
        raise Mistake(f"{node.name} is a function; here it has no argument", node.at)
    return Value(env.lay(constants[node.name]))
