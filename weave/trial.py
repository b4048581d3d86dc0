"""One chain of relations on trial: at three seeds, for all its indices, layers and steps."""

from __future__ import annotations

from dataclasses import dataclass

from weave import arithmetic, conditions, folding, indexing, kinds, measures
from weave.compare import judge
from weave.differentiate import Kink
from weave.directives import Directives
from weave.draws import SEEDS, Draw, draw
from weave.environments import environments
from weave.errors import Mistake
from weave.evaluate import Env, value
from weave.generic import refuse_special
from weave.kinds import Standing
from weave.orders import measured, without_order
from weave.parse import Chain
from weave.scenes import Scene
from weave.shapes import Value

AGAIN = 6
ROOMS = (arithmetic, conditions, folding, indexing, measures)  # importing registers their rules


@dataclass(frozen=True)
class Finding:
    """What a trial found: the worst residual of each relation, and what the chain counts as."""

    residuals: tuple[float, ...]
    standing: Standing


def over_seeds(chain: Chain, scene: Scene, said: Directives) -> Finding:
    """Try a chain at every seed; all must hold."""
    found = [at_seed(chain, scene, said, seed) for seed in SEEDS]
    worst = tuple(max(column) for column in zip(*(one.residuals for one in found), strict=True))
    refuse_wide_tolerance(chain, worst, said)
    return Finding(worst, found[-1].standing)


def refuse_wide_tolerance(chain: Chain, worst: tuple[float, ...], said: Directives) -> None:
    """Refuse a tolerance more than ten times the deviation met."""
    for relation, met in zip(chain.relations, worst, strict=True):
        if relation.sign == "\\approx" and said.tolerance and said.tolerance > 10 * met:
            raise Mistake(
                f"the tolerance {said.tolerance:g} is more than ten times the deviation met, "
                f"{met:.2g}",
                relation.at,
            )


def at_seed(chain: Chain, scene: Scene, said: Directives, seed: int) -> Finding:
    """Try a chain in one draw; one that sits on a kink is drawn again, five times at most."""
    kink: Kink | None = None
    for again in range(AGAIN):
        try:
            run = draw(scene, seed + 1000 * again)
            refuse_special(run, chain)
            return in_draw(chain, run, said)
        except Kink as met:
            kink = met
    assert kink is not None
    raise kink


def in_draw(chain: Chain, run: Draw, said: Directives) -> Finding:
    """Try a chain for every value of its free indices, layers and steps."""
    worst = [0.0] * len(chain.relations)
    sides: list[set[str]] = [set() for _ in range(len(chain.relations) + 1)]
    places = environments(chain, run, said)
    if not places:
        raise Mistake("there is no layer or step for which all of this exists", 0)
    for env in places:
        for number, residual in enumerate(judged(chain, env, said)):
            worst[number] = max(worst[number], residual)
        for functions, tree in zip(sides, chain.sides, strict=True):
            functions.update(kinds.functions(tree, env))
    return Finding(tuple(worst), kinds.standing([frozenset(side) for side in sides]))


def judged(chain: Chain, env: Env, said: Directives) -> list[float]:
    """Judge every relation of a chain; each side is evaluated once."""
    bare = [without_order(side) for side in chain.sides]
    values: list[Value] = [value(tree, env) for tree, _ in bare]
    found = []
    for number, relation in enumerate(chain.relations):
        kinds.refuse_empty(relation, env)
        left, right = bare[number], bare[number + 1]
        orders = [order for _, order in (left, right) if order is not None]
        if orders:
            found.append(measured(relation, (left[0], right[0]), orders[-1], env))
        else:
            pair = values[number], values[number + 1]
            found.append(judge(relation, pair, env, said.tolerance))
    return found
