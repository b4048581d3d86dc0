"""The check of one equation: parse, bind, evaluate at three seeds, judge, and tell what was seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from weave import differentiate, kinds, parse, scenes
from weave.compare import EVIDENCE, judge
from weave.errors import Mistake
from weave.evaluate import Env, value
from weave.indexing import declared, labels_present
from weave.parse import Chain
from weave.readback import as_numpy
from weave.scenes import SEEDS, Draw, Scene
from weave.shapes import Value
from weave.tree import Fold, Name, Node, Range, Relation, Variable, walk
from weave.verdict import Relation as Shown
from weave.verdict import Symbol, Verdict

__all__ = ["Mistake", "Verdict", "equation", "inline"]


@dataclass(frozen=True)
class Directives:
    """What the comment lines of a block say."""

    words: str = ""
    tolerance: float | None = None
    labels: tuple[tuple[str, int, int], ...] = ()
    equivalents: tuple[str, ...] = ()


def directives(latex: str) -> tuple[Directives, str]:
    """Read the comment lines and return what is left to typeset."""
    words, tolerance, labels, equivalents = "", None, [], []
    offset, kept = 0, []
    for line in latex.split("\n"):
        said = line.strip()
        if not said.startswith("%"):
            kept.append(line)
            offset += len(line) + 1
            continue
        key, _, rest = said[1:].strip().partition(":")
        bounds = re.fullmatch(r"for (\S+) = (\d+)\.\.(\d+)", said[1:].strip())
        if bounds:
            labels.append((bounds[1], int(bounds[2]), int(bounds[3])))
        elif key == "words":
            words = rest.strip()
        elif key == "tolerance":
            tolerance = float(rest)
        elif key == "equivalent":
            equivalents.append(rest.strip())
        else:
            raise Mistake("a comment is words:, tolerance:, equivalent: or for x = 1..3", offset)
        offset += len(line) + 1
    made = Directives(words, tolerance, tuple(labels), tuple(equivalents))
    return made, "\n".join(kept).strip("\n")


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
            return refused(latex, typeset, said, bound_scene(scene, of), wrong)
        return checked(latex, typeset, said, bound_scene(scene, of))
    except Mistake as mistake:
        raise mistake.located(latex) from None


def bound_scene(scene: str | Scene | None, of: str | None) -> Scene:
    """Return the scene that binds an equation's symbols."""
    if isinstance(scene, Scene):
        return scene
    if scene is not None:
        return scenes.load(scene)
    if of is not None:
        raise Mistake("of= is not built yet")
    raise Mistake("a display equation needs a scene, or a reason why it is unchecked")


def refused(latex: str, typeset: str, said: Directives, scene: Scene, wrong: str) -> Verdict:
    """Check an equation that must be refused."""
    try:
        checked(latex, typeset, said, scene)
    except Mistake as mistake:
        shown = mistake.located(latex)
        return Verdict("wrong", typeset, said.words, refusal=str(shown), reason=wrong)
    raise Mistake(f"this is shown as wrong ({wrong}), but it holds", 0)


def checked(latex: str, typeset: str, said: Directives, scene: Scene) -> Verdict:
    """Check all equations of a block."""
    if ":=" in latex:
        found = definition(latex, typeset, said, scene)
        if found is not None:
            return found
    chains = parse.equation(latex, scene.symbols)
    shown: list[Shown] = []
    standings = []
    for one in chains:
        residuals, standing = over_seeds(one, scene, said)
        standings.append(standing)
        for relation, residual, reason in zip(one.relations, residuals, one.reasons, strict=True):
            shown.append(step(relation, residual, reason, latex))
    kind = "verified" if any(one.kind == "verified" for one in standings) else "law"
    return Verdict(
        kind,
        typeset,
        said.words,
        tuple(shown),
        symbols_of(chains, scene),
        tuple(sorted({name for one in standings for name in one.functions})),
        "\n".join(as_numpy(relation) for one in chains for relation in one.relations),
        SEEDS,
        max(one.residual for one in shown),
    )


def step(relation: Relation, residual: float, reason: str, latex: str) -> Shown:
    """Describe one step for the card."""
    return Shown(
        as_numpy(relation.left), relation.sign, as_numpy(relation.right), residual,
        EVIDENCE.get(relation.sign, ""), reason,
    )  # fmt: skip


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
    blank = " " * (len(left) + 1)
    chains = parse.equation(f"{blank}={right}", scene.symbols, headless=True)
    for seed in SEEDS:
        for env in environments(chains[0], scene.draw(seed), said):
            value(chains[0].relations[0].right, env)
    numpy = as_numpy(chains[0].relations[0].right)
    return Verdict("given", typeset, said.words, symbols=symbols_of(chains, scene), numpy=numpy,
                   seeds=SEEDS)  # fmt: skip


def over_seeds(one: Chain, scene: Scene, said: Directives) -> tuple[list[float], kinds.Standing]:
    """Check a chain at every seed; a draw that sits on a kink is drawn again."""
    worst = [0.0] * len(one.relations)
    standing: kinds.Standing | None = None
    for seed in SEEDS:
        residuals, standing = at_seed(one, scene, said, seed)
        worst = [max(pair) for pair in zip(worst, residuals, strict=True)]
    check_tolerance(one, worst, said)
    assert standing is not None
    return worst, standing


def check_tolerance(one: Chain, worst: list[float], said: Directives) -> None:
    """Refuse a tolerance that is much wider than what was met."""
    for relation, met in zip(one.relations, worst, strict=True):
        if relation.sign == "\\approx" and said.tolerance and said.tolerance > 10 * met:
            raise Mistake(
                f"the tolerance {said.tolerance:g} is more than ten times the deviation met, "
                f"{met:.2g}",
                relation.at,
            )


def at_seed(
    one: Chain, scene: Scene, said: Directives, seed: int
) -> tuple[list[float], kinds.Standing]:
    """Check a chain at one seed, at five more if the draw sits on a kink."""
    for again in range(6):
        try:
            draw = scene.draw(seed + 1000 * again)
            refuse_special(draw, one)
            return in_draw(one, draw, said)
        except differentiate.Kink as kink:
            last = kink
    raise last


def in_draw(one: Chain, draw: Draw, said: Directives) -> tuple[list[float], kinds.Standing]:
    """Check a chain for all values of its free labels and indices."""
    worst = [0.0] * len(one.relations)
    sides: list[set[str]] = [set() for _ in range(len(one.relations) + 1)]
    places = 0
    for env in environments(one, draw, said):
        places += 1
        trees = [one.relations[0].left, *(relation.right for relation in one.relations)]
        values = [value(tree, env) for tree in trees]
        for number, relation in enumerate(one.relations):
            kinds.refuse_empty(relation, env)
            pair: tuple[Value, Value] = (values[number], values[number + 1])
            worst[number] = max(worst[number], judge(relation, pair, env, said.tolerance))
        for seen, tree in zip(sides, trees, strict=True):
            seen |= kinds.functions(tree, env)
    if not places:
        raise Mistake("there is no layer or step for which all of this exists", 0)
    return worst, kinds.standing([frozenset(side) for side in sides])


def environments(one: Chain, draw: Draw, said: Directives) -> list[Env]:
    """Lay out the index axes and run through the free labels."""
    nodes = [node for relation in one.relations for node in walk(relation)]
    bound = {part.variable for node in nodes if isinstance(node, Fold) for part in node.ranges}
    used = dict.fromkeys(node.key for node in nodes if isinstance(node, Variable))
    roles = {key: draw.scene.table[key].role for key in used if key in draw.scene.table}
    ranged = [node.variable for node in nodes if isinstance(node, Range)]
    places = {key: at for at, key in enumerate(dict.fromkeys([*used, *ranged]))}
    env = Env(draw, places)
    for key in used:
        if roles.get(key) == "index" and is_free(key, one):
            size = declared(draw.scene.table[key].over, env)
            env = env.along(key, np.arange(1.0, size + 1), True)
    found = [env]
    for key in used:
        if roles.get(key) == "label" and (key not in bound or is_free(key, one)):
            found = [made for before in found for made in labelled(key, one, before, said)]
    return found


def is_free(key: str, one: Chain) -> bool:
    """Tell whether a variable occurs outside every sum that binds it."""
    return any(occurs_free(key, relation) for relation in one.relations)


def occurs_free(key: str, node: Node) -> bool:
    """Tell whether a variable occurs free in a tree."""
    if isinstance(node, Variable):
        return node.key == key
    if isinstance(node, Fold) and any(part.variable == key for part in node.ranges):
        bounds = [side for part in node.ranges for side in (part.low, part.high) if side]
        return any(occurs_free(key, side) for side in bounds)
    from weave.tree import children  # noqa: PLC0415

    return any(occurs_free(key, below) for below in children(node))


def labelled(key: str, one: Chain, env: Env, said: Directives) -> list[Env]:
    """Let a free label run over every layer or step at which all references exist."""
    steps = labels_present(key, one.relations, env)
    for name, low, high in said.labels:
        if name == key:
            steps = [step for step in steps if low <= step <= high]
    return [env.labelled(key, step) for step in steps]


def refuse_special(draw: Draw, one: Chain) -> None:
    """Refuse data that would hide a mistake: zeros, ones, identities, equal sizes."""
    sizes = draw.sizes
    for letter, size in sizes.items():
        twin = next((other for other in sizes if other < letter and sizes[other] == size), None)
        if twin:
            raise Mistake(f"the axes {twin} and {letter} are both {size}: take different sizes")
        if size < 2:
            raise Mistake(f"the axis {letter} has length {size}: take at least 2")
    used = {node.key for relation in one.relations for node in walk(relation)
            if isinstance(node, Name)}  # fmt: skip
    for key in used & set(draw.scene.source.returned):
        entry = draw.scene.table[key]
        if entry.role == "value":
            refuse_special_array(key, draw.value(key), not draw.scene.functions(key))
        elif entry.role == "family":
            for label, member in draw.family(key).items():
                refuse_special_array(key, member, not draw.scene.functions(key, label))


def refuse_special_array(key: str, held: object, drawn: bool) -> None:
    """Refuse an array of zeros or ones, an identity, and any 0 or 1 in a drawn one."""
    array = np.asarray(held)
    if drawn and array.dtype.kind == "f" and np.isin(array, (0.0, 1.0, -1.0)).any():
        raise Mistake(f"{key} is drawn, but holds 0, 1 or -1: take generic values")
    if array.size > 1 and (np.all(array == 0) or np.all(array == 1)):
        raise Mistake(f"{key} holds nothing but {array.flat[0]:g}: take generic values")
    square = array.ndim == 2 and array.shape[0] == array.shape[1]
    if square and np.array_equal(array, np.eye(array.shape[0])):
        raise Mistake(f"{key} is an identity: take generic values")


def symbols_of(chains: tuple[Chain, ...], scene: Scene) -> tuple[Symbol, ...]:
    """List the symbols of a block for the card."""
    keys: dict[str, int | None] = {}
    for one in chains:
        for relation in one.relations:
            for node in walk(relation):
                if isinstance(node, Name | Variable):
                    keys.setdefault(node.key)
    found = []
    for key in keys:
        entry = scene.table.get(key)
        if entry is None:
            continue
        made = (
            scene.functions(key) if entry.role in ("value", "family", "function") else frozenset()
        )
        source = ", ".join(sorted(made)) or ("input" if entry.role == "value" else "")
        found.append(Symbol(key, entry.meaning, entry.shape, source))
    return tuple(found)


def inline(latex: str, *, scene: str | Scene | None) -> Verdict | None:
    """Check inline math; None when it is no equation (one symbol and a literal, or no relation)."""
    if not claims(latex):
        return None
    if scene is None:
        raise Mistake("this is an equation: the page needs a scene to execute it in").located(latex)
    return equation(latex, scene=scene)


def claims(latex: str) -> bool:
    """Tell whether inline math relates more than one symbol and a literal."""
    try:
        parts = parse.tokens(latex)
    except Mistake:
        return True
    signs = [place for place, token in enumerate(parts) if token.text in parse.RELATIONS]
    if not signs or any(
        parts[place].text in ("\\in", "\\to", "\\mapsto", "\\sim") for place in signs
    ):
        return False
    if any(token.text == "\\ldots" for token in parts):
        return False
    right = parts[signs[0] + 1 :]
    return not all(
        token.kind in ("number", "open", "close") or token.text in "-.," for token in right
    )
