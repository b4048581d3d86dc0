r"""Samples, chances and expectations: \sim, \Pr, \mathbb E_{x \sim p}, densities, divergences."""

import numpy as np
import pytest

from tests.weave import toy
from weave import check, mutate, samples
from weave.clauses import Distribution
from weave.errors import Mistake
from weave.evaluate import Env
from weave.scenes import Scene
from weave.shapes import Value
from weave.tree import Name, Number, Relation

SAMPLE = toy.built(
    """
    m = rng.normal()
    v = rng.uniform(1.5, 2.5)
    c = rng.uniform(0.2, 0.8, size=(2003,))
    z = rng.normal(size=(2003,))
    x = samples.shifted(z, m, v)
    y = samples.shifted(z, c, v)
    t = samples.shifted(c, m, v)
    k = samples.decided(z, c)
    p = mechanics.saturating(x)
    few = mechanics.saturating(m)
    return {"m": m, "v": v, "c": c, "x": x, "y": y, "t": t, "k": k, "p": p, "s": few}
    """,
    r"""
    `m` | mean | ()
    `v` | variance | ()
    `c` | means, one each | (n,)
    `x` | sample | (n,)
    `y` | sample with means of its own | (n,)
    `t` | spread evenly | (n,)
    `k` | ones and zeros | (n,)
    `p` | bent | (n,)
    `s` | one number | ()
    `i` | example | index n
    """,
)
SHARES = toy.built(
    """
    r = rng.uniform(0.1, 1.0, size=(5,))
    t = rng.uniform(0.1, 1.0, size=(5,))
    p = mechanics.shares(r)
    q = mechanics.shares(t)
    H = samples.entropy(p)
    D = samples.divergence(p, q)
    a = rng.uniform(0.5, 1.5)
    b = rng.uniform(1.5, 2.5)
    g = mechanics.saturating(a)
    return {
        "p": p, "q": q, "H": H, "D": D, "r": r, r"D_{\\mathrm{KL}}": samples.divergence,
        "a": a, "b": b, "G": g, "g": mechanics.saturating, "w": samples.squared,
    }
    """,
    r"""
    `p` | shares | (k,)
    `q` | shares | (k,)
    `r` | no shares | (k,)
    `H` | entropy | ()
    `D` | divergence | ()
    `D_{\\mathrm{KL}}` | divergence | function
    `a` | number | ()
    `b` | number | ()
    `G` | bent | ()
    `g` | a bend | function
    `w` | a square | function
    `j` | case | index k
    """.replace("\\\\", "\\"),
)
HOLDS = {
    r"x \sim \mathcal N(m, v)": "Kolmogorov's distance",
    r"x_i \overset{\text{iid}}{\sim} \mathcal{N}(m, v)": "Kolmogorov's distance",
    r"y_i \sim \mathcal N(c_i, v)": "Kolmogorov's distance",
    r"t \sim U(m + 0.2 \sqrt v, m + 0.8 \sqrt v)": "Kolmogorov's distance",
    r"t \sim \mathcal U[m + 0.2 \sqrt v, m + 0.8 \sqrt v]": "Kolmogorov's distance",
    r"k_i \sim \operatorname{Bernoulli}(c_i)": "standard deviations off",
    r"\Pr(p > 0.5) = \Pr(x > \frac12 \log 3)": "equal",
    r"\mathbb P[x > 0] = \frac1n \sum_i \mathbf 1[p_i > 0]": "equal",
    r"P_i(p_i > 0 \mid c_i > 0.5) = "
    r"\frac{\sum_i \mathbf 1[x_i > 0 \land c_i > 0.5]}{\sum_i \mathbf 1[c_i > 0.5]}": "equal",
    r"\Pr(-1 < x < 1) = \Pr(x < 1) - \Pr(p \le \tanh(-1))": "equal",
}  # fmt: skip
SHARED = {
    r"H = \mathbb E_{j \sim p}[-\log p_j]": "equal",
    r"D = \mathbb E_{j \sim p}\left[\log \frac{p(j)}{q(j)}\right]": "equal",
    r"D_{\mathrm{KL}}(p \,\|\, q) = \sum_j p_j \log \frac{p_j}{q_j}": "equal",
    r"D_{\mathrm{KL}}(p \parallel q) = -H - \sum_j p(j) \log q(j)": "equal",
    r"\mathbb E_{u \sim \mathcal N(a, b)}[w(u)] = a^2 + b": "equal",
    r"\mathbb E_{u \sim U(a, b)}[w(u)] = \frac{b^3 - a^3}{3 (b - a)}": "equal",
    r"\mathcal N(G; a, b) = \frac{1}{\sqrt{2 \pi b}} "
    r"\exp\left\{ -\frac{(g(a) - a)^2}{2 b} \right\}": "equal",
    r"p \propto r": "one constant ratio",
}
# x and p have one sign: these changes change nothing.
SAME = {"exchange: x -> p", "exchange: p -> x"}
SCENES = {**dict.fromkeys(HOLDS, SAMPLE), **dict.fromkeys(SHARED, SHARES)}


@pytest.mark.parametrize(("latex", "said"), [*HOLDS.items(), *SHARED.items()])
def test_a_true_claim_holds_and_its_changes_do_not(latex: str, said: str) -> None:
    scene = SCENES[latex]
    found = check.equation(latex, scene=scene)
    assert said in found.relations[0].evidence
    survivors = {one.told for one in mutate.equation(latex, scene=scene).survivors}
    assert survivors <= SAME


@pytest.mark.parametrize(
    ("latex", "scene", "said"),
    [
        (r"x \sim \mathcal N(m, 3 v)", SAMPLE, "the sample of 2003 values is spread otherwise"),
        (r"x \sim \mathcal N(m + \frac12, v)", SAMPLE, "is spread otherwise"),
        (r"x \sim U(-3, 3)", SAMPLE, "is spread otherwise"),
        (r"x \sim \operatorname{Laplace}(m, v)", SAMPLE, "is spread otherwise"),
        (r"x \sim \operatorname{Exp}(v)", SAMPLE, "is spread otherwise"),
        (r"x \sim \mathcal N(m, -v)", SAMPLE, "no distribution has these parameters"),
        (r"t \sim U(0.8, 0.2)", SAMPLE, "no distribution has these parameters"),
        (r"s \sim \mathcal N(m, v)", SAMPLE, "a sample of 1 values tells little: take 1000"),
        (r"x \sim \mathcal N(m)", SAMPLE, "has the parameters mean, variance"),
        (r"x \sim m", SAMPLE, "right of \\sim stands a distribution"),
        (r"k \sim \operatorname{Bernoulli}(0.9)", SAMPLE, "the sample has other shares"),
        (r"k_i \sim \operatorname{Bernoulli}(1 - c_i)", SAMPLE, "the sample has other shares"),
        (r"x \sim \operatorname{Bernoulli}(0.5)", SAMPLE, "is 0 or 1"),
        (r"s = \mathcal N(m, v)", SAMPLE, "is a density; a distribution stands right of"),
        (r"\Pr(p > 0.5) = \Pr(x > 0.5)", SAMPLE, "the sides differ"),
        (r"\mathbb E_{j \sim r}[p_j] = H", SHARES, "the probabilities add up to"),
        (r"\mathbb E_{j \sim a}[p_j] = H", SHARES, "a row of probabilities or a distribution"),
        (r"\mathbb E_{p}[\log p] = H", SHARES, "below a mean stand indices, or x \\sim p"),
        (r"\mathbb E_{i, j \sim p}[p_j] = H", SHARES, "one letter and its distribution"),
        (r"\mathbb E_{u \sim \operatorname{Exp}(a)}[u] = H", SHARES, "is taken over"),
        (r"\mathbb E_{u \sim U(-1, b)}[\lvert u \rvert] = H", SHARES, "two orders of quadrature"),
        (r"p \propto q", SHARES, "the ratio of the sides varies"),
        (r"H = p(a)", SHARES, "one side has shape"),
    ],
)
def test_what_does_not_hold_or_says_nothing_is_refused(latex: str, scene: Scene, said: str) -> None:
    with pytest.raises(Mistake) as refusal:
        check.equation(latex, scene=scene)
    assert said in refusal.value.message


def test_a_sample_drawn_without_snippets_verifies_nothing() -> None:
    scene = toy.built("z = rng.normal(size=(1009,))\nreturn {'z': z}", "`z` | noise | (n,)")
    with pytest.raises(Mistake, match="no output of snippets"):
        check.equation(r"z \sim \mathcal N(0, 1)", scene=scene)


@pytest.mark.parametrize(
    ("name", "given", "draw"),
    [
        ("N", ("2", "9"), lambda rng, n: rng.normal(2, 3, n)),
        ("U", ("2", "9"), lambda rng, n: rng.uniform(2, 9, n)),
        ("Laplace", ("2", "3"), lambda rng, n: rng.laplace(2, 3, n)),
        ("Exp", ("4",), lambda rng, n: rng.exponential(1 / 4, n)),
        ("Bernoulli", ("0.3",), lambda rng, n: (rng.random(n) < 0.3).astype(float)),
    ],
)
def test_true_samples_of_each_distribution_fit(name, given, draw) -> None:  # type: ignore[no-untyped-def]
    scene = toy.scene("sample")
    env = Env(check.draw(scene, 11), {})
    relation = Relation(Name("x"), r"\sim", Distribution(name, tuple(map(Number, given))))
    rng = np.random.default_rng(5)
    refused = 0
    for _ in range(200):
        try:
            samples.fits(relation, Value(draw(rng, 1500), 1), env)
        except Mistake:
            refused += 1
    assert refused <= 2
    with pytest.raises(Mistake):
        samples.fits(relation, Value(1 - draw(rng, 1500), 1), env)
