"""One chain of relations on trial: at three seeds, for all its indices, layers and steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from weave import (
    applying,
    arithmetic,
    conditions,
    converge,
    differentiate,
    expecting,
    folding,
    indexing,
    kinds,
    matrices,
    measures,
    placing,
    primes,
)  # fmt: skip
from weave.compare import EVIDENCE, distance, judge
from weave.conditions import restricted
from weave.directives import Directives
from weave.draws import SEEDS, Draw, draw
from weave.environments import environments
from weave.errors import Mistake
from weave.evaluate import Env, value
from weave.generic import refuse_special
from weave.kinds import Standing
from weave.membership import approaches, is_set, member
from weave.orders import measured, without_order
from weave.parse import Chain
from weave.samples import fits
from weave.scenes import Scene
from weave.shapes import Value
from weave.slopes import Kink
from weave.tautology import Nonsense, can_tell
from weave.tree import Node, Order, Relation

AGAIN = 6
NOTHING = Value(np.zeros(()))
# Importing a room registers its rules.
ROOMS = (
    applying, arithmetic, conditions, converge, differentiate, expecting, folding, indexing,
    matrices, measures, placing, primes,
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Judged:
    """One relation that held: its residual, and what kind of evidence that is."""

    residual: float = 0.0
    evidence: str = ""


@dataclass(frozen=True)
class Finding:
    """What a trial found.

    steps: the worst of each relation; standing: what the chain counts as
    run: the first draw in which it was tried, one without a kink
    """

    steps: tuple[Judged, ...]
    standing: Standing
    run: Draw


def over_seeds(chain: Chain, scene: Scene, said: Directives) -> Finding:
    """Try a chain at every seed; all must hold, and every step must say something."""
    for env in environments(chain, draw(scene, SEEDS[0]), said)[:1]:
        kinds.refuse_empty(chain.relations, env)
    found = [at_seed(chain, scene, said, seed) for seed in SEEDS]
    worst = tuple(max(column) for column in zip(*(steps for steps, _ in found), strict=True))
    refuse_wide_tolerance(chain, worst, said)
    run = found[0][1]
    return Finding(worst, standing_of(chain, run, said), run)


def refuse_wide_tolerance(chain: Chain, worst: tuple[Judged, ...], said: Directives) -> None:
    """Refuse a tolerance more than ten times the deviation met."""
    for relation, met in zip(chain.relations, worst, strict=True):
        if relation.sign == "\\approx" and said.tolerance and said.tolerance > 10 * met.residual:
            raise Mistake(
                f"the tolerance {said.tolerance:g} is more than ten times the deviation met, "
                f"{met.residual:.2g}",
                relation.at,
            )


def at_seed(
    chain: Chain, scene: Scene, said: Directives, seed: int
) -> tuple[tuple[Judged, ...], Draw]:
    """Try a chain in one draw; one that sits on a kink is drawn again, five times at most."""
    kink: Kink | None = None
    for again in range(AGAIN):
        try:
            run = draw(scene, seed + 1000 * again)
            refuse_special(run, chain)
            with np.errstate(all="ignore"):
                return in_draw(chain, run, said), run
        except Kink as met:
            kink = met
    assert kink is not None
    raise kink


def in_draw(chain: Chain, run: Draw, said: Directives) -> tuple[Judged, ...]:
    """Try a chain for every value of its free indices, layers and steps."""
    places = environments(chain, run, said)
    if not places:
        raise Mistake("there is no layer or step for which all of this exists", 0)
    rows = [judged(chain, env, said) for env in places]
    worst = [max(column) for column in zip(*rows, strict=True)]
    for number, relation in enumerate(chain.relations):
        if relation.sign == "\\to":
            approaches([row[number].residual for row in rows], relation)
            worst[number] = rows[-1][number]
    return tuple(worst)


def standing_of(chain: Chain, run: Draw, said: Directives) -> Standing:
    """Say what a chain counts as, by the functions on its sides over all its places."""
    sides: list[set[str]] = [set() for _ in chain.sides]
    shown = set[str]()
    for env in environments(chain, run, said):
        for functions, tree in zip(sides, chain.sides, strict=True):
            functions.update(kinds.functions(tree, env))
        shown |= kinds.outputs(chain.sides, env)
    found = kinds.standing([frozenset(side) for side in sides], shown)
    return Standing("law", ()) if holds_anyway(chain, run, said) else found


def holds_anyway(chain: Chain, run: Draw, said: Directives) -> bool:
    """Tell whether a chain holds whatever the code computes: then it verifies nothing of it."""
    if not can_tell(chain.nodes):
        return False
    try:
        with np.errstate(all="ignore"):
            in_draw(chain, Nonsense(run), said)
    except Mistake:
        return False
    return True


def judged(chain: Chain, env: Env, said: Directives) -> list[Judged]:
    """Judge every relation of a chain; each side is evaluated once."""
    if "bare" not in chain.memo:
        chain.memo["bare"] = [without_order(side) for side in chain.sides]
    bare = chain.memo["bare"]
    values = [NOTHING if is_set(tree) else value(tree, env) for tree, _ in bare]
    values = [restricted(one, chain.conditions, env) for one in values]
    found: list[Judged] = []
    for number, relation in enumerate(chain.relations):
        try:
            trees, pair = bare[number : number + 2], values[number : number + 2]
            found.append(judged_step(relation, trees, pair, env, said))
        except Mistake as mistake:
            mistake.offset = relation.at if mistake.offset is None else mistake.offset
            if len(chain.relations) > 1:
                mistake.message = f"step {number + 1} of {len(chain.relations)}: {mistake.message}"
            raise
    return found


def judged_step(
    relation: Relation,
    trees: list[tuple[Node, Order | None]],
    pair: list[Value],
    env: Env,
    said: Directives,
) -> Judged:
    """Judge one relation by its sides' values, or by the order of what O(...) leaves over."""
    if relation.sign == "\\in":
        return Judged(member(relation, pair[0], env), EVIDENCE["\\in"])
    if relation.sign == "\\sim":
        return Judged(0.0, fits(relation, pair[0], env))
    if relation.sign == "\\to":
        return Judged(distance(relation, pair[0], pair[1], env), EVIDENCE["\\to"])
    (left, before), (right, after) = trees
    order = after or before
    if order is not None:
        slope = measured(relation, (left, right), order, env)
        return Judged(0.0, f"what is left over falls with order {slope:.2f}")
    residual = judge(relation, (pair[0], pair[1]), env, said.tolerance)
    return Judged(residual, EVIDENCE[relation.sign])
