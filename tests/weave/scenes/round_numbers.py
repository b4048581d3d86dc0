"""Toy scenes for numbers on cards."""

import numpy as np

from tests.weave.toys import mechanics, round_numbers


def table(rng: np.random.Generator) -> dict[str, object]:
    r"""A few numbers that stay the same.

    | symbol | meaning | shape |
    |---|---|---|
    | `a` | a number | () |
    | `b` | a negative number | () |
    | `x` | a row | (1, d) |
    | `A` | a matrix | (n, d) |
    | `v` | a list | (d,) |
    | `c^{(\ell)}` | members | family |
    | `g` | a bend | function |
    | `r` | drawn | () |
    | `i` | row | index n |
    | `j` | column | index d |
    """
    r = rng.normal()
    p = round_numbers.table()
    return {
        "a": p.a,
        "b": p.b,
        "x": p.x,
        "A": p.A,
        "v": p.v,
        r"c^{(\ell)}": p.c,
        "g": mechanics.saturating,
        "r": r,
    }


def drawn(rng: np.random.Generator) -> dict[str, object]:
    r"""Numbers drawn at random.

    | symbol | meaning | shape |
    |---|---|---|
    | `k` | stiffness | () |
    | `x` | elongation | () |
    | `V` | energy | () |
    | `s` | shares | (n,) |
    | `q` | energy of nothing | () |
    """
    k = rng.uniform(1.5, 3.0)
    x = rng.normal()
    s = rng.dirichlet([1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5])
    V = mechanics.potential(k, x)
    return {"k": k, "x": x, "V": V, "s": s, "q": s[0]}


def named(rng: np.random.Generator) -> dict[str, object]:
    r"""The energy of a spring.

    | symbol | meaning | shape |
    |---|---|---|
    | `k` | stiffness | () |
    | `x` | elongation | () |
    | `V` | energy | () |
    | `F` | force | () |
    | `x_t` | position after step $t$ | family |

    Numbers: round_numbers.known
    """
    k = rng.uniform(1.5, 3.0)
    x = rng.normal()
    V = mechanics.potential(k, x)
    F = mechanics.force(k, x)
    walk = mechanics.positions(x, k, 4)
    return {"k": k, "x": x, "V": V, "F": F, "x_t": walk}


def known() -> dict[str, object]:
    """A spring that the reader
    has met before.
    """
    p = round_numbers.table()
    V = mechanics.potential(p.a, p.b)
    walk = mechanics.positions(p.b, p.a, 2)
    return {"k": p.a, "x": p.b, "V": V, "x_t": walk, "y": p.x}


def misnamed(rng: np.random.Generator) -> dict[str, object]:
    r"""The energy of a spring.

    | symbol | meaning | shape |
    |---|---|---|
    | `k` | stiffness | () |
    | `x` | elongation | () |
    | `V` | energy | () |

    Numbers: round_numbers.false
    """
    k = rng.uniform(1.5, 3.0)
    x = rng.normal()
    V = mechanics.potential(k, x)
    return {"k": k, "x": x, "V": V}


def false() -> dict[str, object]:
    """A spring with the energy of another."""
    p = round_numbers.table()
    V = mechanics.potential(p.b, p.a)
    return {"k": p.a, "x": p.b, "V": V}


def step(rng: np.random.Generator) -> dict[str, object]:
    r"""A slope by a forward difference.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | place | () |
    | `h` | step | () |
    | `D` | forward difference | () |
    """
    x = rng.uniform(0.5, 0.9)
    h = rng.uniform(0.3, 0.5)
    D = round_numbers.slope(x, h)
    return {"x": x, "h": h, "D": D}
