"""One mutant on trial: it must break a relation that its side stands in, somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np

from weave import changes, renamings
from weave.conditions import restricted
from weave.directives import Directives
from weave.draws import SEEDS, draw
from weave.environments import environments
from weave.errors import Mistake
from weave.evaluate import Env, Known, value
from weave.membership import is_set, valued
from weave.mutants import Mutant, Shape, Shapes, mutants, setting_of
from weave.orders import without_order
from weave.parse import Chain
from weave.scenes import Scene
from weave.slopes import Kink
from weave.traversal import children
from weave.tree import Name, Node, Number, Order, Relation, Variable
from weave.trial import AGAIN, NOTHING, judged_step

ROOMS = (changes, renamings)  # importing a room registers its changes


@dataclass
class Case:
    """A chain in its scene, and what its comments say."""

    chain: Chain
    scene: Scene
    said: Directives
    places: dict[int, list[Env]] = field(default_factory=dict)
    trace: Env | None = None

    @cached_property
    def has_order(self) -> bool:
        """Tell whether O(...) occurs in the chain."""
        return any(isinstance(node, Order) for node in self.chain.nodes)

    def at(self, seed: int) -> Iterator[Env]:
        """Yield the places where the chain is tried in one draw; most mutants see but the first."""
        if seed not in self.places:
            self.places[seed] = environments(self.chain, draw(self.scene, seed), self.said)
        places = self.places[seed]
        for number, env in enumerate(places):
            if env.known is None:
                places[number] = self.learned(env)
            yield places[number]

    def learned(self, env: Env) -> Env:
        """Return a place that knows the values of all nodes of the chain."""
        made = replace(env, known=Known(self.chain.written))
        for side in self.chain.sides:
            for part in valued(side):
                value(without_order(part)[0], made)
        return made

    def traced(self) -> Env:
        """Return the first place with the shape of every node met there."""
        if self.trace is None:
            self.trace = self.met(first_without_kink(self))
        return self.trace

    def met(self, place: Env) -> Env:
        """Return a place that has met every node of the chain."""
        made = replace(place, trace={}, known=None)
        for side in self.chain.sides:
            for part in valued(side):
                value(without_order(part)[0], made)
        return made


Neighbour = tuple[Relation, Node, bool]


Neighbours = tuple[Neighbour, ...]


def first_without_kink(case: Case) -> Env:
    """Return the first place of the first draw that sits on no kink."""
    for again in range(AGAIN):
        try:
            return next(case.at(SEEDS[0] + 1000 * again))
        except Kink as met:
            kink = met
    raise kink


def changed(case: Case) -> Iterator[tuple[Mutant, Neighbours]]:
    """Yield the mutants of a chain's sides, with the relations each must break."""
    chain = case.chain
    shape = partial(shape_of, env=case.traced())
    setting = setting_of(chain.sides, shape)
    for number, side in enumerate(chain.sides):
        if side in chain.sides[:number] or not valued(side):
            continue
        for mutant in mutants(side, setting):
            yield mutant, beside(chain, number)


def is_number(node: Node, shape: Shapes) -> bool:
    """Tell whether a node's value is one number, also where the node is new."""
    found = shape(node)
    if found is None and not isinstance(node, Name):
        return all(is_number(below, shape) for below in children(node))
    return found == ()


def beside(chain: Chain, number: int) -> Neighbours:
    """Return the relations that a side stands in, the other side, and whether it stands left."""
    found = []
    if number:
        relation = chain.relations[number - 1]
        found.append((relation, relation.left, False))
    if number < len(chain.relations):
        relation = chain.relations[number]
        found.append((relation, relation.right, True))
    return tuple(found)


def shape_of(node: Node, env: Env) -> Shape:
    """Return the shape of a node's value as it was met; None if it was not."""
    if env.trace is not None and id(node) in env.trace:
        found = env.trace[id(node)]
        return () if set(found) == {1} else found
    if not isinstance(node, Name):
        return () if isinstance(node, Number | Variable) else None
    entry = env.draw.scene.table.get(node.key)
    if entry is not None and entry.role == "function":
        return (-1,)
    try:
        return value(node, env).shape
    except Mistake:
        return None


def survives(
    mutant: Mutant, neighbours: Neighbours, case: Case, seeds: tuple[int, ...] = SEEDS
) -> bool:
    """Tell whether the check does not notice a mutant, at any seed, anywhere."""
    with np.errstate(all="ignore"):
        return all(unnoticed(mutant, neighbours, case, seed) for seed in seeds)


def unnoticed(mutant: Mutant, neighbours: Neighbours, case: Case, seed: int) -> bool:
    """Tell whether a mutant holds in one draw."""
    for again in range(AGAIN):
        try:
            for env in case.at(seed + 1000 * again):
                for neighbour in neighbours:
                    hold(mutant.side, neighbour, env, case)
        except Kink:
            continue
        except Mistake:
            return False
        return True
    return False


def hold(side: Node, neighbour: Neighbour, env: Env, case: Case) -> None:
    """Judge a relation with one side changed; raises Mistake when it does not hold."""
    relation, other, left = neighbour
    if relation.sign == "\\propto" and side == other:
        raise Mistake("both sides are the same: this says nothing", relation.at)
    trees: list[tuple[Node, Order | None]] = [(side, None), (other, None)]
    if case.has_order:
        trees = [without_order(side), without_order(other)]
    beside = NOTHING if is_set(other) else value(trees[1][0], env)
    values = [NOTHING if is_set(side) else value(trees[0][0], env), beside]
    fresh = replace(relation, left=side, right=other)
    if not left:
        trees, values = trees[::-1], values[::-1]
        fresh = replace(relation, left=other, right=side)
    values = [restricted(one, case.chain.conditions, env) for one in values]
    judged_step(fresh, trees, values, env, case.said)
