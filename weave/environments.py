"""For which indices, layers and steps an equation is checked: all for which it makes sense."""

from __future__ import annotations

import numpy as np

from weave.binders import Fold, Grid, Integral, Limit, Range
from weave.clauses import Expectation
from weave.directives import Directives
from weave.draws import Draw
from weave.errors import Mistake
from weave.evaluate import Env, counted, whole_number
from weave.extents import implied, labels_present
from weave.parse import Chain
from weave.traversal import children
from weave.tree import Node, Variable

BRINGING = Integral | Limit | Expectation


def environments(chain: Chain, run: Draw, said: Directives) -> list[Env]:
    """Lay out the index axes, run through free layers and steps, then through free indices."""
    if "letters" not in chain.memo:
        chain.memo["letters"] = letters(chain)
    places, free = chain.memo["letters"]
    found = [Env(run, places)]
    labels = [key for key in free if run.scene.symbols.entries[key].role == "label"]
    for key in labels:
        found = [made for before in found for made in labelled(key, chain, before, said)]
    for key in free:
        if key not in labels:
            found = [indexed(key, chain, env) for env in found]
    return found


def letters(chain: Chain) -> tuple[dict[str, int], list[str]]:
    """Give each index letter an axis, and say which letters no sum or integral brings."""
    used = [node.key for node in chain.nodes if isinstance(node, Variable)]
    brought = [node.variable for node in chain.nodes if isinstance(node, Range | BRINGING)]
    places = {key: at for at, key in enumerate(dict.fromkeys([*used, *brought]))}
    return places, [key for key in dict.fromkeys(used) if is_free(key, chain)]


def indexed(key: str, chain: Chain, env: Env) -> Env:
    """Let a free index run as far as its axis, or as the text says."""
    for one in chain.ranges:
        if one.variable == key and one.low is not None and one.high is not None:
            low, high = whole_number(one.low, env), whole_number(one.high, env)
            return env.along(key, counted(low, high), False)
    size, _ = implied(key, chain.relations, env)
    return env.along(key, np.arange(1.0, size + 1), True)


def is_free(key: str, one: Chain) -> bool:
    """Tell whether a variable occurs outside every sum that binds it."""
    return any(occurs_free(key, relation) for relation in one.relations)


def occurs_free(key: str, node: Node) -> bool:
    """Tell whether a variable occurs free in a tree."""
    if isinstance(node, Variable):
        return node.key == key
    spans = bound_by(node)
    if any(span.variable == key for span in spans):
        ends = [end for span in spans for end in (span.low, span.high) if end]
        return any(occurs_free(key, end) for end in ends)
    if isinstance(node, Expectation) and node.variable == key:
        return occurs_free(key, node.weights)
    if isinstance(node, Integral | Limit) and node.variable == key:
        return False
    return any(occurs_free(key, below) for below in children(node))


def bound_by(node: Node) -> list[Range]:
    """Return the ranges that a node brings."""
    if isinstance(node, Fold):
        return list(node.ranges)
    if isinstance(node, Grid):
        return [span for span in (node.rows, node.columns) if span is not None]
    return []


def labelled(key: str, one: Chain, env: Env, said: Directives) -> list[Env]:
    """Let a free label run over every layer or step at which all references exist."""
    steps = labels_present(key, one.relations, env)
    for part in one.ranges:
        if part.variable == key and part.low is not None and part.high is not None:
            low, high = whole_number(part.low, env), whole_number(part.high, env)
            missing = set(range(low, high + 1)) - set(steps)
            if missing:
                raise Mistake(f"for {key} = {min(missing)} not all of this exists", part.at)
            steps = list(range(low, high + 1))
    for name, low, high in said.labels:
        if name == key:
            steps = [step for step in steps if low <= step <= high]
    return [env.labelled(key, step) for step in steps]
