"""What an equation counts as: whose output stands on which side, and what says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from weave.draws import Draw
from weave.errors import Mistake
from weave.evaluate import Env, value, whole_number
from weave.restatement import restates
from weave.scene_lint import reads
from weave.scenes import Scene
from weave.traversal import walk
from weave.tree import Apply, Name, Node, Relation, Subscript
from weave.vocabulary import words

SAYING = words(r"= \equiv \leq \geq \approx \leftarrow \Leftrightarrow \Rightarrow")


def functions(node: Node, env: Env) -> frozenset[str]:
    """Name the functions of snippets whose outputs stand in a tree, those applied included."""
    found = frozenset[str]()
    for below in walk(node):
        if isinstance(below, Name):
            label = label_of(below, env)
            if not returns_its_input(env.draw, below.key, label):
                found |= env.draw.scene.functions(below.key, label)
    return found


def outputs(sides: tuple[Node, ...], env: Env) -> set[str]:
    """Name the functions of which the sides show different outputs."""
    seen: dict[str, set[tuple[str, int | None]]] = {}
    for below in (node for side in sides for node in walk(side)):
        if isinstance(below, Name) and below.key in env.draw.scene.source.returned:
            label = label_of(below, env)
            if env.draw.scene.table[below.key].role != "function":
                for function in env.draw.scene.functions(below.key, label):
                    seen.setdefault(function, set()).add((below.key, label))
    return {function for function, members in seen.items() if len(members) > 1}


def label_of(node: Name, env: Env) -> int | None:
    """Return the member a name refers to, None when a sum's letter decides."""
    try:
        return whole_number(node.label[0], env) if node.label else None
    except Mistake:
        return None


def returns_its_input(draw: Draw, key: str, label: int | None) -> bool:
    """Tell whether an output is one of its maker's own inputs, unchanged."""
    memo = ("its input", key, label)
    if memo not in draw.memo:
        draw.memo[memo] = is_input(draw, key, label)
    return bool(draw.memo[memo])


def is_input(draw: Draw, key: str, label: int | None) -> bool:
    """Compare an output with what its maker was given."""
    scene = draw.scene
    if key not in scene.source.returned or scene.table[key].role not in ("value", "family"):
        return False
    held = draw.value(key)
    if scene.table[key].role == "family":
        members = draw.family(key)
        if label not in members:
            return False
        held = members[label]
    roots = {root for root in reads(scene.expression(key, label)) if root in draw.locals}
    makers = [scene.source.maker(root) for root in roots if root != "rng"]
    given = [
        draw.locals[read]
        for made in makers
        if made.function
        for read in made.reads
        if read in draw.locals and read not in scene.source.modules
    ]
    return any(same(held, one) for one in given)


def same(a: object, b: object) -> bool:
    """Tell whether two live values are one and the same array."""
    if callable(a) or callable(b):
        return a is b
    try:
        left, right = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    except (TypeError, ValueError):
        return False
    return left.shape == right.shape and bool(np.array_equal(left, right))


def call(node: Node, env: Env) -> tuple[str, tuple[str, ...]] | None:
    """Write a side as function and arguments when it is one call: a(z), or what came from it."""
    scene = env.draw.scene
    if isinstance(node, Name):
        local = scene.local(node.key, label_of(node, env))
        made = scene.source.maker(local) if local in locals_of(scene) else None
        if made is None or len(made.targets) != 1 or made.function.startswith("rng"):
            return None
        return (scene.source.called(made.function), made.arguments) if made.function else None
    if isinstance(node, Apply) and isinstance(node.function, Name):
        (function,) = scene.functions(node.function.key) or ("",)
        names = [
            scene.local(one.key, label_of(one, env)) if isinstance(one, Name) else None
            for one in node.arguments
        ]
        return (function, tuple(name or "?" for name in names)) if None not in names else None
    return None


def locals_of(scene: Scene) -> set[str]:
    """Return the names that a scene's statements make."""
    return {name for made in scene.source.statements for name in made.targets}


def refuse_empty(relations: tuple[Relation, ...], env: Env) -> None:
    """Refuse a chain that only restates itself, and any step that says nothing.

    A step of a derivation may move a sign or a bracket; a whole equation may not do only that.
    """
    steps = [one for one in relations if one.sign in SAYING]
    for one in steps:
        if one.left == one.right:
            raise Mistake("both sides are the same: this says nothing", one.at)
        left, right = call(one.left, env), call(one.right, env)
        if left is not None and left == right:
            raise Mistake(
                f"both sides are {left[0]} of the same arguments: this holds whatever it computes",
                one.at,
            )
    scalar = partial(is_scalar, env=env)
    if steps and all(restates(one.left, one.right, scalar) for one in relations):
        raise Mistake(
            "the sides are the same but for order and signs: this says nothing", steps[0].at
        )


def is_scalar(node: Node, env: Env) -> bool:
    """Tell whether a node's value is one number; an entry is one, also inside a sum."""
    if isinstance(node, Subscript):
        return True
    try:
        found = value(node, env)
    except Mistake:
        return False
    return found.axes == 0 and not found.kind


@dataclass(frozen=True)
class Standing:
    """What an equation counts as, and which functions it verifies."""

    kind: str
    functions: tuple[str, ...]


def standing(sides: list[frozenset[str]], shown: set[str]) -> Standing:
    """Decide between verified and law by the functions on each side.

    shown: functions of which different outputs are set in relation, such as two layers' deltas
    """
    everywhere, anywhere = frozenset.intersection(*sides), frozenset[str]().union(*sides)
    if not anywhere:
        raise Mistake(
            "no output of snippets stands in this equation: bind one, or define with :=", 0
        )
    apart = anywhere - everywhere
    return Standing("verified", tuple(sorted(apart | shown))) if apart else Standing("law", ())
