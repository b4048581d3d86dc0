"""The check of one equation: parse it, bind it to a scene, try it, and tell what was seen."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from weave import docstrings, parse, scenes
from weave.claims import claims, is_defined
from weave.definitions import refuse_computed
from weave.directives import Directives, directives
from weave.draws import SEEDS, Draw, draw
from weave.environments import environments
from weave.errors import Mistake, Unbound
from weave.evaluate import value
from weave.latex_reading import as_latex
from weave.lex import tokens
from weave.membership import valued
from weave.numpy_reading import knowing
from weave.orders import without_order
from weave.parse import Chain
from weave.scenes import Scene
from weave.tree import Name, Variable
from weave.trial import Finding, over_seeds
from weave.updates import settled
from weave.verdict import Relation, Symbol, Verdict

__all__ = ["Mistake", "Verdict", "equation", "inline"]


def equation(
    latex: str,
    *,
    scene: str | Scene | None = None,
    of: str | None = None,
    unchecked: str | None = None,
    wrong: str | None = None,
) -> Verdict:
    """Check one display equation and return what was seen.

    latex: the block; scene: `module.function` below snippets/scenes; of: `module.function` of
    snippets, whose docstring names the symbols; unchecked, wrong: a reason
    Raises Mistake, placed in the block, for whatever is not understood or does not hold; with
    wrong given, Mistake when it does hold.
    """
    try:
        said, typeset = directives(latex)
        if unchecked is not None:
            return Verdict("unchecked", typeset, said.words, reason=unchecked)
        if wrong is not None:
            return refused(latex, typeset, said, bound_scene(latex, scene, of), wrong)
        return checked(latex, typeset, said, bound_scene(latex, scene, of))
    except Mistake as mistake:
        raise mistake.located(latex) from None


def bound_scene(latex: str, scene: str | Scene | None, of: str | None) -> Scene:
    """Return the scene that binds an equation's symbols."""
    if isinstance(scene, Scene):
        return scene
    if of is not None:
        return docstrings.load(of, latex)
    if scene is not None:
        return scenes.load(scene)
    raise Mistake("a display equation needs a scene, or a reason why it is unchecked")


def refused(latex: str, typeset: str, said: Directives, scene: Scene, wrong: str) -> Verdict:
    """Check an equation that must be refused, for what it says and not for an unknown name."""
    try:
        checked(latex, typeset, said, scene)
    except Unbound:
        raise
    except Mistake as mistake:
        shown = mistake.located(latex)
        return Verdict("wrong", typeset, said.words, refusal=str(shown), reason=wrong)
    raise Mistake(f"this is shown as wrong ({wrong}), but it holds", 0)


def checked(latex: str, typeset: str, said: Directives, scene: Scene) -> Verdict:
    """Check all equations of a block."""
    if ":=" in typeset:
        found = definition(latex, typeset, said, scene)
        if found is not None:
            return found
    chains = read(latex, scene)
    findings = [over_seeds(one, scene, said) for one in chains]
    shown = tuple(
        step for one, found in zip(chains, findings, strict=True) for step in steps(one, found)
    )
    standings = [found.standing for found in findings]
    return Verdict(
        "verified" if any(one.kind == "verified" for one in standings) else "law",
        typeset,
        said.words,
        shown,
        symbols_of(chains, scene),
        tuple(sorted({name for one in standings for name in one.functions})),
        numpy_of(chains, [found.run for found in findings], said),
        SEEDS,
        max(one.residual for one in shown),
    )


@lru_cache(maxsize=256)  # what was checked is worked out next, and changed when all are checked
def read(latex: str, scene: Scene) -> tuple[Chain, ...]:
    """Read all equations of a block in a scene."""
    return tuple(settled(one, scene) for one in parse.equation(latex, scene.symbols))


def steps(chain: Chain, found: Finding) -> list[Relation]:
    """Describe the steps of a chain for the card."""
    return [
        Relation(
            as_latex(relation.left),
            relation.sign,
            as_latex(relation.right),
            step.residual,
            step.evidence,
            reason,
        )
        for relation, step, reason in zip(chain.relations, found.steps, chain.reasons, strict=True)
    ]


def definition(latex: str, typeset: str, said: Directives, scene: Scene) -> Verdict | None:
    """Read `new symbol := expression`; None when the left side has a value already."""
    left, _, right = latex.partition(":=")
    try:
        parse.equation(latex, scene.symbols)
    except Mistake as mistake:
        if mistake.offset is None or mistake.offset >= len(left):
            raise
    else:
        return None
    chains = parse.equation(f"{' ' * (len(left) + 1)}={right}", scene.symbols, headless=True)
    if not is_defined(tokens(left)):
        raise Mistake("left of := stands one name, with indices or arguments", 0)
    refuse_computed(chains[0], scene, said)
    return Verdict(
        "given",
        typeset,
        said.words,
        symbols=symbols_of(chains, scene),
        numpy=numpy_of(chains, [draw(scene, SEEDS[0])], said).removeprefix("0 == "),
        seeds=SEEDS,
    )


def numpy_of(chains: tuple[Chain, ...], runs: list[Draw], said: Directives) -> str:
    """Read relations back as NumPy, a line each; what was met as one number multiplies by *."""
    lines = []
    for one, run in zip(chains, runs, strict=True):
        met: dict[int, tuple[int, ...]] = {}
        env = replace(environments(one, run, said)[0], trace=met)
        for side in one.sides:
            for part in valued(side):
                value(without_order(part)[0], env)
        speak = knowing(lambda node, met=met: met.get(id(node)) == ())  # type: ignore[misc]
        lines += [speak.write(relation) for relation in one.relations]
    return "\n".join(lines)


def symbols_of(chains: tuple[Chain, ...], scene: Scene) -> tuple[Symbol, ...]:
    """List the symbols of a block for the card, in reading order."""
    nodes = (node for one in chains for node in one.nodes)
    keys = dict.fromkeys(node.key for node in nodes if isinstance(node, Name | Variable))
    entries = [scene.table[key] for key in keys if key in scene.table]
    return tuple(
        Symbol(one.key, one.meaning, one.shape, scene.maker_of(one.key)) for one in entries
    )


def inline(latex: str, *, scene: str | Scene | None) -> Verdict | None:
    """Check inline math; None when it is no equation (one symbol and a literal, or no relation)."""
    if not claims(latex):
        return None
    if scene is None:
        raise Mistake("this is an equation: it needs a scene to be executed in", 0).located(latex)
    return equation(latex, scene=scene)
