"""Toy scenes of other fields."""

import numpy as np

from tests.weave.toys import mechanics, samples


def bodies(rng: np.random.Generator) -> dict[str, object]:
    r"""Bodies that move in space.

    | symbol | meaning | shape |
    |---|---|---|
    | `m` | masses | (n,) |
    | `v` | velocities | (n, d) |
    | `E_{\text{kin}}` | kinetic energy | () |
    | `p` | total momentum | (d,) |
    | `i` | body | index n |
    | `c` | coordinate | index d |
    """
    m = rng.uniform(0.2, 0.9, size=5)
    v = rng.normal(size=(5, 3))
    energy = mechanics.kinetic_energy(m, v)
    p = mechanics.momentum(m, v)
    return {"m": m, "v": v, r"E_{\text{kin}}": energy, "p": p}


def spring(rng: np.random.Generator) -> dict[str, object]:
    r"""A spring, and a walk along a line.

    | symbol | meaning | shape |
    |---|---|---|
    | `k` | stiffness | () |
    | `x` | elongation | () |
    | `V` | energy | () |
    | `F` | force | () |
    | `u` | speed | () |
    | `x_t` | position after step $t$ | family |
    | `T` | number of steps | last t |
    """
    k = rng.uniform(1.5, 3.0)
    x = rng.normal()
    u = rng.normal()
    V = mechanics.potential(k, x)
    F = mechanics.force(k, x)
    walk = mechanics.positions(x, u, 4)
    return {"k": k, "x": x, "u": u, "V": V, "F": F, "x_t": walk}


def sample(rng: np.random.Generator) -> dict[str, object]:
    r"""A sample of vectors.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | observations, one a row | (n, d) |
    | `\bar x` | mean | row (d,) |
    | `S` | biased covariance | (d, d) |
    | `s^2` | biased variance of all entries | () |
    | `w` | weights | (d, 1) |
    | `g` | a bend, entry by entry | function |
    | `q` | shares | function |
    | `y` | what the bend makes of the mean | row (d,) |
    | `f` | slope by a forward difference | function |
    | `h` | step | () |
    | `a` | where | () |
    | `D` | forward difference | () |
    | `i` | observation | index n |
    | `j` | coordinate | index d |
    | `k` | coordinate | index d |
    """
    x = rng.normal(size=(7, 3))
    w = rng.normal(size=(3, 1))
    h = rng.uniform(0.2, 0.5)
    a = rng.normal()
    mean = samples.mean(x)
    S = samples.covariance(x)
    s2 = samples.variance(x)
    y = mechanics.saturating(mean)
    D = samples.estimate(a, h)
    return {
        "x": x,
        "w": w,
        "h": h,
        "a": a,
        r"\bar x": mean,
        "S": S,
        "s^2": s2,
        "y": y,
        "D": D,
        "g": mechanics.saturating,
        "q": mechanics.shares,
        "f": samples.estimate,
    }
