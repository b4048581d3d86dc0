"""Does the check notice? Each equation is changed in every single way, and must then fail."""

from __future__ import annotations

from functools import partial

from weave import check
from weave.compare import ORDERED
from weave.directives import directives
from weave.errors import Mistake
from weave.letters import differ_in_letters
from weave.mutants import Mutant
from weave.restatement import restates
from weave.scenes import Scene, resized
from weave.survival import Case, Neighbours, changed, is_number, shape_of, survives
from weave.verdict import Toll

WEAKENED = {*ORDERED, "\\Rightarrow"}
FRESH = tuple(range(101, 121))
Survivor = tuple[Mutant, Neighbours, Case]
CLOSED = (
    "symmetric", "commutes", "sums to one", "zero term", "same value", "idempotent",
    "equal by the line before", "holds for the whole family", "even", "odd", "linear", "weaker",
)  # fmt: skip


def equation(latex: str, *, scene: str | Scene | None = None, of: str | None = None) -> Toll:
    """Change an equation in every single way and count what the check does not notice."""
    said, _ = directives(latex)
    bound = check.bound_scene(latex, scene, of)
    cases = [Case(chain, bound, said) for chain in check.read(latex, bound)]
    tried, survivors = 0, list[Survivor]()
    for case in cases:
        for mutant, neighbours in changed(case):
            lives = survives(mutant, neighbours, case)
            if lives and changes_nothing(mutant, case):
                continue
            tried += 1
            survivors += [(mutant, neighbours, case)] if lives else []
    listed = dict(equivalent(one, survivors, cases) for one in said.equivalents)
    kept = tuple(mutant for mutant, _, _ in survivors if mutant.told not in listed)
    return Toll(tried, kept, tuple(told for told, times in listed.items() for _ in range(times)))


def bounds(neighbours: Neighbours) -> bool:
    """Tell whether a side is only compared by order, or implies: what is weaker is true as well."""
    return all(relation.sign in WEAKENED for relation, _, _ in neighbours)


def changes_nothing(mutant: Mutant, case: Case) -> bool:
    """Tell whether a mutant only writes its side in another way."""
    if differ_in_letters(mutant.side, mutant.whole, case.scene.table):
        return True
    shape = partial(shape_of, env=case.traced())
    return restates(mutant.side, mutant.whole, lambda node: is_number(node, shape))


def equivalent(line: str, survivors: list[Survivor], cases: list[Case]) -> tuple[str, int]:
    """Read `kind: before -> after because reason`; return the change and how often it survives.

    The same words may name a change at several places; those that the check notices are killed as
    ever. The survivors must be equivalent at 20 fresh seeds too, and with arrays of other sizes.
    """
    told, _, reason = line.partition(" because ")
    if reason not in CLOSED:
        raise Mistake(f"equivalent because of {reason!r}: known reasons are {', '.join(CLOSED)}", 0)
    alive = [one for one in survivors if one[0].told == told.strip()]
    if reason == "weaker" and not all(bounds(neighbours) for _, neighbours, _ in alive):
        raise Mistake(f"{told} is no weaker bound: its side is not compared by order only", 0)
    if not alive:
        raise unlisted(told.strip(), cases)
    for mutant, neighbours, case in alive:
        other = Case(case.chain, resized(case.scene), case.said)
        if not (survives(mutant, neighbours, case, FRESH) and survives(mutant, neighbours, other)):
            raise Mistake(f"{told} is listed as equivalent, but is noticed in other draws", 0)
    return told.strip(), len(alive)


def unlisted(told: str, cases: list[Case]) -> Mistake:
    """Say why a change is no survivor: no such change, a noticed one, or none at all."""
    found = [
        (mutant, neighbours, case)
        for case in cases
        for mutant, neighbours in changed(case)
        if mutant.told == told
    ]
    if not found:
        return Mistake(f"no mutant is called {told}", 0)
    if any(survives(*one) for one in found):
        return Mistake(f"{told} only writes the same in another way: it needs no line", 0)
    return Mistake(f"{told} is listed as equivalent, but is noticed", 0)
