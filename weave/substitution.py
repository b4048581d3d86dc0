"""Numbers put in for the symbols of an equation: its own form, ready for a pencil.

An index or a label has one value here; a short sum is written out, term by term.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import reduce

import numpy as np

from weave import binders, digits, tree
from weave.conditions import holds
from weave.evaluate import Env, value
from weave.extents import is_label, label_range
from weave.folding import opened
from weave.pencil import Given, written
from weave.traversal import rebuilt
from weave.tree import Node

TERMS = 6  # of a longer sum the first two, dots, and the last
FEW, WIDE = 3, 28  # of more terms that take so many signs of LaTeX the first, dots, and the last
ANY_SIZE = ("ones", "ones^T", "eye")
KEPT = (tree.Number, tree.Builtin, tree.Ones, tree.Identity, tree.Prime)
WORKED = (
    tree.Negative, tree.Plus, tree.Minus, tree.Times, tree.Hadamard, tree.Outer, tree.Divide,
    tree.Power, tree.HadamardPower, tree.Transpose, tree.Root, tree.Absolute, tree.Norm,
    tree.Inner,
)  # fmt: skip
SYMBOLS = (tree.Name, tree.Subscript)
ALIKE = ((tree.Plus, tree.Minus), (tree.Times,), (tree.Hadamard,))
Change = Callable[[Node, Env], Node]


def steps(node: Node, env: Env, decimals: int) -> tuple[str, ...]:
    """Write a side with its numbers put in, then with its terms or factors worked out, then done.

    A step that says the same as the one before is left out.
    """
    done = given(node, env, decimals)
    stages = (put_in(node, env, decimals), parts_done(node, env, decimals), done)
    return tuple(dict.fromkeys(written(stage) for stage in stages))


def given(node: Node, env: Env, decimals: int) -> Node:
    """Return the value of a node as a node; one without a size of its own stays as it is."""
    if isinstance(node, KEPT):
        return node
    found = value(node, env)
    if found.kind in ANY_SIZE:
        return node
    return Given(*digits.typeset(found.array.reshape(found.shape), decimals))


def put_in(node: Node, env: Env, decimals: int) -> Node:
    """Put numbers in for the symbols of a tree; what has no arithmetic form becomes its value."""

    def below(part: Node, inside: Env = env) -> Node:
        return put_in(part, inside, decimals)

    if isinstance(node, binders.Fold):
        return written_out(node, env, below) or given(node, env, decimals)
    if isinstance(node, tree.Apply):
        return replace(node, arguments=tuple(map(below, node.arguments)))
    if is_turned(node):
        return given(node, env, decimals)
    if isinstance(node, WORKED):
        return dotted(node, rebuilt(node, below), env)
    return given(node, env, decimals)


def is_turned(node: Node) -> bool:
    """Tell whether a node is a symbol's transpose: its rows are written as columns at once."""
    return isinstance(node, tree.Transpose) and isinstance(node.operand, SYMBOLS)


def parts_done(node: Node, env: Env, decimals: int) -> Node:
    """Work out every term of a sum, or every factor of a product that stands alone."""

    def below(part: Node, inside: Env = env) -> Node:
        return given(part, inside, decimals)

    if isinstance(node, binders.Fold):
        return written_out(node, env, below) or below(node)
    if isinstance(node, tree.Negative):
        return replace(node, operand=parts_done(node.operand, env, decimals))
    if isinstance(node, tree.Apply):
        return replace(node, arguments=tuple(map(below, node.arguments)))
    for alike in ALIKE:
        if isinstance(node, alike):
            return operands_done(node, alike, env, decimals)
    worked = isinstance(node, WORKED) and not is_turned(node)
    return rebuilt(node, below) if worked else below(node)


def operands_done(node: Node, alike: tuple[type[Node], ...], env: Env, decimals: int) -> Node:
    """Work out each operand of a chain of sums, of products, or of entrywise products."""
    if not isinstance(node, alike):
        return given(node, env, decimals)
    changed = rebuilt(node, lambda part: operands_done(part, alike, env, decimals))
    return dotted(node, changed, env)


def dotted(node: Node, changed: Node, env: Env) -> Node:
    """Put a dot between two numbers that stand side by side."""
    if not isinstance(node, tree.Times) or not isinstance(changed, tree.Times) or node.sign:
        return changed
    numbers = all(is_number(part, env) for part in (node.left, node.right))
    return replace(changed, sign="\\cdot") if numbers else changed


def is_number(node: Node, env: Env) -> bool:
    """Tell whether a node's value is written as one number."""
    found = value(node, env)
    return found.kind not in ANY_SIZE and found.array.size == 1


def written_out(node: binders.Fold, env: Env, change: Callable[[Node, Env], Node]) -> Node | None:
    """Write a sum or product term by term; None for another fold."""
    if node.operator not in JOINED:
        return None
    inner = node.body
    if isinstance(inner, binders.Fold) and inner.operator == node.operator:
        ranges, conditions = node.ranges + inner.ranges, node.conditions + inner.conditions
        return written_out(replace(inner, ranges=ranges, conditions=conditions), env, change)
    terms = [change(node.body, inside) for inside in places(node, env, list(node.ranges))]
    return reduce(JOINED[node.operator], shortened(terms)) if terms else None


def added(left: Node, right: Node) -> Node:
    """Add two terms; a sum on the right goes on without brackets."""
    if isinstance(right, tree.Plus | tree.Minus):
        return replace(right, left=added(left, right.left))
    return tree.Plus(left, right)


def multiplied(left: Node, right: Node) -> Node:
    """Multiply two factors."""
    return tree.Times(left, right, "\\cdot")


JOINED = {"sum": added, "prod": multiplied}


def shortened(terms: list[Node]) -> list[Node]:
    """Leave out the middle of a sum of many terms, or of wide ones."""
    if len(terms) <= FEW:
        return terms
    wide = any(len(written(term)) > WIDE for term in (terms[0], terms[-1]))
    if len(terms) <= TERMS and not wide:
        return terms
    return [*terms[: 1 if wide else 2], Given("\\cdots"), terms[-1]]


def places(node: binders.Fold, env: Env, ranges: list[binders.Range]) -> Iterator[Env]:
    """Yield where a fold's body is evaluated, one value of each of its letters at a time."""
    if not ranges:
        if all(np.all(holds(condition, env) > 0) for condition in node.conditions):
            yield env
        return
    one, rest = ranges[0], ranges[1:]
    if is_label(one.variable, node.body):
        inside = [env.labelled(one.variable, at) for at in label_range(one, node.body, env)]
    else:
        values = opened(one, node.body, env)[0].ranges[one.variable].flatten()
        inside = [env.along(one.variable, np.array([at]), False) for at in values]
    for here in inside:
        yield from places(node, here, rest)
