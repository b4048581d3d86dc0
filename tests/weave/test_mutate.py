"""The check must notice every change; what it does not notice is named, or listed with a reason."""

import numpy as np
import pytest

from tests.weave import toy
from weave import check, mutants, mutate, survival
from weave.directives import directives
from weave.draws import SEEDS
from weave.errors import Mistake
from weave.letters import differ_in_letters
from weave.mutate import Toll
from weave.tree import Number


def toll(latex: str, name: str = "sample") -> Toll:
    return mutate.equation(latex, scene=toy.scene(name))


def kinds(latex: str, name: str = "sample") -> set[str]:
    """Write every mutant of an equation."""
    scene = toy.scene(name)
    said, _ = directives(latex)
    (chain,) = check.parse.equation(latex, scene.symbols)
    return {mutant.told for mutant, _ in survival.changed(survival.Case(chain, scene, said))}


@pytest.mark.parametrize(
    ("latex", "name"),
    [
        (r"E_{\text{kin}} = \frac12 \sum_i m_i \sum_c v_{ic}^2", "bodies"),
        (r"p_c = \sum_i m_i v_{ic}", "bodies"),
        (r"F = -\frac{dV}{dx}", "spring"),
        (r"x_t = x_{t-1} + u", "spring"),
        (r"\bar x_j = \frac1n \sum_i x_{ij}", "sample"),
        (r"\bar x = \frac1n \mathbf 1^\top x", "sample"),
        (r"D = \frac{e^{a + h} - e^a}{h}", "sample"),
        (r"g'(x) = 1 - g(x) \odot g(x)", "sample"),
        (r"D = e^a + O(h)", "sample"),
    ],
)
def test_every_change_of_a_true_equation_is_noticed(latex: str, name: str) -> None:
    found = toll(latex, name)
    assert found.mutants > 4
    assert [mutant.told for mutant in found.survivors] == []
    assert found.killed == found.mutants


def test_the_changes_of_an_equation() -> None:
    assert kinds(r"E_{\text{kin}} = \frac12 \sum_i m_i \sum_c v_{ic}^2", "bodies") == {
        r"factor: \frac{1}{2} (\sum_{i} m_{i} (\sum_{c} v_{i,c}^{2})) -> \frac{1}{2}",
        r"factor: \frac{1}{2} (\sum_{i} m_{i} (\sum_{c} v_{i,c}^{2})) -> "
        r"\sum_{i} m_{i} (\sum_{c} v_{i,c}^{2})",
        r"factor: \frac{1}{2} -> 1",
        r"fraction: \frac{1}{2} -> \frac{2}{1}",
        "constant: 1 -> 2",
        "constant: 2 -> 3",
        r"sum: \sum_{i} m_{i} (\sum_{c} v_{i,c}^{2}) -> \prod_{i} m_{i} (\sum_{c} v_{i,c}^{2})",
        r"factor: m_{i} (\sum_{c} v_{i,c}^{2}) -> m_{i}",
        r"factor: m_{i} (\sum_{c} v_{i,c}^{2}) -> \sum_{c} v_{i,c}^{2}",
        "index: m_{i} -> m_{c}",
        r"sum: \sum_{c} v_{i,c}^{2} -> \prod_{c} v_{i,c}^{2}",
        "power: v_{i,c}^{2} -> v_{i,c}",
        "index: v_{i,c} -> v_{c,i}",
        "index: v_{i,c} -> v_{c,c}",
        "index: v_{i,c} -> v_{i,i}",
    }


@pytest.mark.parametrize(
    ("latex", "name", "told"),
    [
        (r"S = \frac1n (x - \bar x)^\top (x - \bar x)", "sample",
         r"transpose: (x - \bar x)^{\top} -> x - \bar x"),
        (r"\bar x \odot \bar x = \bar x \operatorname{diag}(\bar x)", "sample",
         r"product: \bar x \odot \bar x -> \bar x \bar x"),
        (r"g'(x) = 1 - g(x) \odot g(x)", "sample", "prime: g' -> g"),
        (r"x_t = x_{t-1} + u", "spring", "label: x_{t - 1} -> x_t"),
        (r"\sum_{t=1}^{T} x_t = T x + \frac{T (T + 1)}{2} u", "spring",
         "bound: t=1..T -> t=1..T - 1"),
        (r"V = \frac{k x^2}{2}", "spring", "exchange: k -> x"),
        (r"F = -k x", "spring", "sign: -k x -> k x"),
        (r"x_t = x_{t-1} + u", "spring", "term: x_{t - 1} + u -> u"),
        (r"\max_j S_{jj} = \max(S_{11}, S_{22}, S_{33})", "sample",
         r"sum: \max_{j} S_{j,j} -> \min_{j} S_{j,j}"),
        (r"y = \tanh(\bar x)", "sample", r"function: \tanh(\bar x) -> \bar x"),
        (r"\|\bar x\|_1 = \sum_j |\bar x_j|", "sample", r"norm: \|\bar x\|_1 -> \|\bar x\|_2"),
        (r"\sum_j \delta_{jk} \bar x_j = \bar x_k", "sample", r"case: \delta_{j,k} -> 1"),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_made(latex: str, name: str, told: str) -> None:
    assert told in kinds(latex, name)


def test_there_are_no_changes_that_cannot_change() -> None:
    told = kinds(r"V = \frac{k x^2}{2}", "spring")
    assert not [one for one in told if one.startswith(("transpose", "product"))]
    assert toll(r"2 s^2 = s^2 + s^2 + \bar x_1 - \bar x_1").survivors == ()
    assert toll(r"x_1 = 1 \cdot (x + u)", "spring").survivors == ()
    assert "index: S_{j,j} -> S_{j,j}" not in kinds(r"\operatorname{tr}(S) = \sum_j S_{jj}")
    told = kinds(r"n \bar x = \mathbf 1^\top x")
    assert not [one for one in told if one.startswith("product") and "n" in one]


def test_a_survivor_is_named() -> None:
    found = toll(r"S = S^\top")
    assert {mutant.told for mutant in found.survivors} == {
        r"transpose: S -> S^{\top}",
        r"transpose: S^{\top} -> S",
    }


def test_a_true_equivalent_is_listed_with_its_reason() -> None:
    lines = [
        r"% equivalent: transpose: S -> S^{\top} because symmetric",
        r"% equivalent: transpose: S^{\top} -> S because symmetric",
    ]
    found = toll("\n".join([*lines, r"S = S^\top"]))
    assert (found.survivors, len(found.equivalents), found.killed) == ((), 3, 0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (r"% equivalent: transpose: S -> S^{\top} because I say so", "known reasons are symmetric"),
        ("% equivalent: sign: S -> -S because symmetric", "no mutant is called sign: S -> -S"),
        (r"% equivalent: exchange: h -> a because commutes", "no mutant is called"),
    ],
)
def test_an_equivalent_needs_a_known_reason_and_a_real_change(line: str, message: str) -> None:
    with pytest.raises(Mistake) as refusal:
        toll(f"{line}\nS = S^\\top")
    assert message in refusal.value.message


def test_what_is_noticed_cannot_be_listed_as_equivalent() -> None:
    line = r"% equivalent: sign: e^{a + h} - e^{a} -> e^{a + h} + e^{a} because even"
    with pytest.raises(Mistake, match="is listed as equivalent, but is noticed"):
        toll(f"{line}\n" + r"D = \frac{e^{a + h} - e^a}{h}")


def test_what_only_writes_the_same_in_another_way_needs_no_line() -> None:
    line = r"% equivalent: factor: 1 \cdot (x + u) -> x + u because same value"
    with pytest.raises(Mistake, match="only writes the same in another way"):
        toll(f"{line}\nx_1 = 1 \\cdot (x + u)", "spring")


@pytest.mark.parametrize("latex", [r"D = \frac{e^{a + h} - e^a}{h}", "D = e^a + O(h)"])
def test_values_are_kept_for_nodes_as_they_were_written_only(latex: str) -> None:
    scene = toy.scene("sample")
    (chain,) = check.read(latex, scene)
    case = survival.Case(chain, scene, directives(latex)[0])
    for mutant, neighbours in survival.changed(case):
        survival.survives(mutant, neighbours, case)
    (env,) = case.at(SEEDS[0])
    assert env.known is not None
    kept = [env.known, *(one.known for one in env.known.shrunk.values())]
    met = [{node for node, _ in one.values} for one in kept if one is not None]
    assert all(nodes <= chain.written for nodes in met)
    assert all(len(nodes) > 2 for nodes in met)
    assert bool(env.known.shrunk) == ("O(" in latex)


def test_an_equivalent_must_hold_at_twenty_fresh_seeds() -> None:
    shares = [np.random.default_rng(seed).uniform() for seed in SEEDS]
    low = -0.9 * min(shares) / (1 - 0.9 * min(shares))
    scene = toy.built(
        f"x = rng.uniform({low}, 1)\ny = mechanics.kinked(x)\nreturn {{'x': x, 'y': y}}",
        "`x` | positive by chance at three seeds | ()\n`y` | its size | ()",
    )
    survivors = mutate.equation("y = |x|", scene=scene).survivors
    (survivor,) = (one for one in survivors if one.kind == "norm")
    assert survivor.told == r"norm: \lvert x \rvert -> x"
    with pytest.raises(Mistake, match="is listed as equivalent, but is noticed"):
        mutate.equation(f"% equivalent: {survivor.told} because same value\ny = |x|", scene=scene)


def test_an_equivalent_must_hold_for_other_sizes() -> None:
    scene = toy.built(
        "x = rng.normal(size=(2, 3))\np = mechanics.rotated(mechanics.swapped(x))\n"
        "return {'x': x, 'p': p}",
        "`x` | numbers | (m, n)\n`p` | turned | (n, m)",
    )
    line = "% equivalent: constant: 2 -> 3 because same value"
    latex = r"p_{12} + x_{22} = x_{12} + p_{12} + x_{22} - x_{12}"
    with pytest.raises(Mistake):
        mutate.equation(f"{line}\n{latex}", scene=scene)


def test_a_stated_tolerance_is_exceeded_by_every_mutant() -> None:
    found = toll("% tolerance: 0.4\n" r"D \approx \frac{e^{a + h} - e^{a - h}}{2 h}")
    assert found.mutants > 10
    assert len(found.survivors) <= found.mutants // 3


def test_of_binds_a_docstring() -> None:
    latex = r"\sigma(z) = \frac{1}{1 + e^{-z}}"
    assert mutate.equation(latex, of="activations.sigmoid").survivors == ()


def test_a_place_changes_one_node_only() -> None:
    (chain,) = check.parse.equation("x_1 = u + u", toy.scene("spring").symbols)
    side = chain.relations[0].right
    changed = [put(Number("7")) for node, put in mutants.places(side)]
    assert len({repr(one) for one in changed}) == len(changed) == 3


WEAKER = "because weaker"


def test_a_weaker_bound_is_true_as_well() -> None:
    line = f"% equivalent: constant: 2 -> 3 {WEAKER}"
    alive = [mutant.told for mutant in toll("s^2 + 1 < s^2 + 2").survivors]
    listed = [mutant.told for mutant in toll(f"{line}\ns^2 + 1 < s^2 + 2").survivors]
    assert set(alive) - set(listed) == {"constant: 2 -> 3"}


def test_of_an_equation_nothing_is_a_weaker_bound() -> None:
    line = rf"% equivalent: transpose: S -> S^{{\top}} {WEAKER}"
    with pytest.raises(Mistake, match="is no weaker bound"):
        toll(f"{line}\n" + r"S = S^\top")


def test_letters_that_a_sum_brings_may_change_places() -> None:
    alone = toll(r"s^2 + (\sum_j \bar x_j)^2 = s^2 + \sum_{u,v} \bar x_u \bar x_v")
    assert [one.told for one in alone.survivors if one.kind == "index"] == []
    latex = r"\sum_{u,v} S_{uv} = \sum_j \sum_k S_{jk}"
    assert not any("S_{u,v} -> S_{v,u}" in one.told for one in toll(latex).survivors)
    ranged = toll(r"\sum_{u=1}^{d} \sum_{v=1}^{d} S_{uv} = \sum_{u,v} S_{uv}").survivors
    assert any("S_{u,v} -> S_{v,u}" in one.told for one in ranged)  # by bounds: to be listed


def test_a_declared_letter_keeps_its_axis() -> None:
    table = {"i": 1}
    read = toy.scene("sample").symbols
    sides = [check.parse.equation(f"s^2 = {one}", read)[0].relations[0].right for one in (
        r"\sum_{u,v} x_{uv}", r"\sum_{u,v} x_{vu}", r"\sum_{u,i} x_{ui}", r"\sum_{u,i} x_{iu}",
        r"\sum_{u,v : u < v} x_{uv}", r"\sum_{u,v : u < v} x_{vu}",
    )]  # fmt: skip
    equal = [differ_in_letters(a, b, table) for a, b in zip(sides[::2], sides[1::2], strict=True)]
    assert equal == [True, False, False]
