"""An equation worked out at one point: each side with numbers put in, down to its value.

A scene may name another whose numbers a reader knows already: a line `Numbers: small.network` in
its docstring. Without one the numbers are the scene's first draw, two digits each.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np

from weave import check, digits, parse, scene_source, trial
from weave.conditions import holds
from weave.directives import directives
from weave.draws import SEEDS, Draw, draw
from weave.environments import environments
from weave.errors import Mistake, Unbound
from weave.evaluate import Env, value
from weave.membership import is_set
from weave.orders import variable_and_power, without_order
from weave.parse import Chain
from weave.pencil import written
from weave.rounding import TwoDigits
from weave.scenes import FOLDER, Scene
from weave.substitution import steps
from weave.traversal import walk
from weave.tree import Minus, Name, Node, Number, Relation
from weave.updates import settled
from weave.verdict import Numbers, Side, Verdict

LINE = re.compile(r"^\s*Numbers: (?P<scene>\S+)$", re.MULTILINE)
KNOWN, DRAWN = 4, 3  # decimals of numbers that a reader meets again, and of random ones
UNBOUND = ("index", "label", "last")


def with_numbers(
    verdict: Verdict, latex: str, *, scene: str | Scene | None = None, of: str | None = None
) -> Verdict:
    """Return the verdict with its equation worked out; one without values stays as it is.

    Raises Mistake when the equation does not hold with the numbers that its scene names.
    """
    if verdict.kind == "unchecked":
        return verdict
    bound = check.bound_scene(latex, scene, of)
    try:
        return replace(verdict, numbers=first(latex, bound, verdict.kind))
    except Mistake as mistake:
        if verdict.kind == "wrong":
            return verdict
        raise mistake.located(latex) from None


def first(latex: str, scene: Scene, kind: str) -> Numbers:
    """Work an equation out with known numbers, or with the first draw that allows it."""
    named = LINE.search(scene.source.docstring)
    found = known(latex, named["scene"], scene, kind) if named else None
    if found is not None:
        return found
    plain = [draw(scene, SEEDS[0] + 1000 * again) for again in range(trial.AGAIN)]
    for run in (pencil_run(scene), *plain[:-1]):
        try:
            return at_point(latex, run, kind, DRAWN)
        except Mistake:
            continue
    return at_point(latex, plain[-1], kind, DRAWN)


def known(latex: str, name: str, scene: Scene, kind: str) -> Numbers | None:
    """Work an equation out with the numbers of another scene; None if it has not all of them."""
    run = known_run(name, scene)
    try:
        chains = list(equations(latex, run.scene, kind))
    except Unbound:
        return None
    if any(missing(node, run) for chain in chains for side in chain.sides for node in walk(side)):
        return None
    try:
        return at_point(latex, run, kind, KNOWN)
    except Mistake as mistake:
        mistake.message = f"with the numbers of {name}: {mistake.message}"
        raise


def missing(node: Node, run: Draw) -> bool:
    """Tell whether a node is a member that a family has not, such as a third layer."""
    if not isinstance(node, Name) or not node.label or not isinstance(node.label[0], Number):
        return False
    return int(node.label[0].text) not in run.family(node.key)


@cache
def pencil_run(scene: Scene) -> Draw:
    """Run a scene with two digits each, once."""
    return TwoDigits(scene, SEEDS[0])


@cache
def known_run(name: str, scene: Scene) -> Draw:
    """Run the scene that another names for its numbers, once for each that names it."""
    return TwoDigits(twin(name, scene), SEEDS[0])


def twin(name: str, scene: Scene) -> Scene:
    """Load a scene for its numbers; the table of the one that names it says what they are."""
    module, _, function = name.rpartition(".")
    home = importlib.import_module(f"{FOLDER}.{module}")
    source = scene_source.read(Path(str(home.__file__)), function, scene.source.house)
    table = {
        key: entry
        for key, entry in scene.table.items()
        if entry.role in UNBOUND or key in source.returned
    }
    returned = {key: source.returned[key] for key in table if key in source.returned}
    return Scene(name, replace(source, returned=returned), table, vars(home))


def at_point(latex: str, run: Draw, kind: str, decimals: int) -> Numbers:
    """Work out every side of a block in one draw, for one value of each index and label."""
    said, _ = directives(latex)
    chains, rests, where = list[tuple[Side, ...]](), list[tuple[str, str]](), dict[str, int]()
    with np.errstate(all="ignore"):
        for chain in equations(latex, run.scene, kind):
            env = environments(chain, run, said)[0]
            if kind in ("verified", "law"):
                trial.judged(chain, env, said)
            env = narrowed(env, chain)
            chains.append(tuple(sides(chain, env, decimals, kind)))
            rests += [rest for one in chain.relations for rest in left_over(one, env, decimals)]
            where |= {key: int(laid.flat[0]) for key, laid in env.ranges.items()} | env.labels
    return Numbers(whose(run, decimals), tuple(where.items()), tuple(chains), tuple(rests))


def equations(latex: str, scene: Scene, kind: str) -> Iterator[Chain]:
    """Parse a block; of a definition only what stands behind its sign."""
    if kind != "given":
        yield from check.read(latex, scene)
        return
    left, _, right = latex.partition(":=")
    latex = f"{' ' * (len(left) + 1)}={right}"
    for chain in parse.equation(latex, scene.symbols, headless=True):
        yield settled(chain, scene)


def narrowed(env: Env, chain: Chain) -> Env:
    """Give every index one value only: the first for which the equation is said to hold."""
    values = [laid.flatten() for laid in env.ranges.values()]
    for point in product(*values):
        here = env
        for key, at in zip(env.ranges, point, strict=True):
            here = here.along(key, np.asarray([at]), False)
        if all(np.all(holds(condition, here) > 0) for condition in chain.conditions):
            return here
    return env


def sides(chain: Chain, env: Env, decimals: int, kind: str) -> Iterator[Side]:
    """Work out the sides of a chain in reading order."""
    signs = ["", *(relation.sign for relation in chain.relations)]
    for sign, side in zip(signs, chain.sides, strict=True):
        bare, _ = without_order(side)
        if kind == "given" and not sign:
            continue
        yield Side(sign, written(bare), () if is_set(side) else steps(bare, env, decimals))


def left_over(relation: Relation, env: Env, decimals: int) -> Iterator[tuple[str, str]]:
    r"""Yield what $O(h^p)$ leaves over at the step of the scene, and at half of it."""
    (left, before), (right, after) = map(without_order, (relation.left, relation.right))
    order = after or before
    if order is None:
        return
    name, _ = variable_and_power(order, env)
    local = env.draw.scene.local(name.key)
    assert local is not None, "its order was measured by moving this name"
    step = float(env.draw.locals[local])
    for at in (step, step / 2):
        here = env.within(env.draw.with_local(local, at))
        shown = written(name), number(at, decimals)
        yield " = ".join(shown), number(difference(left, right, here), decimals)


def difference(left: Node, right: Node, env: Env) -> float:
    """Return the largest difference of two sides, with its sign."""
    apart = value(Minus(left, right), env).array
    return float(apart.flat[int(np.abs(apart).argmax())])


def number(found: float, decimals: int) -> str:
    """Write one number as LaTeX."""
    return digits.typeset(np.asarray(found), decimals)[0]


def whose(run: Draw, decimals: int) -> str:
    """Say in a sentence whose numbers these are."""
    if decimals == KNOWN:
        return " ".join(run.scene.source.docstring.split("\n\n")[0].split())
    each = ", two digits each" if isinstance(run, TwoDigits) else ""
    return f"Numbers drawn at random, with seed {run.seed}{each}."
