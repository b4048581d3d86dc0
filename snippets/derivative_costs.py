"""What derivatives cost, in multiplications that the code really makes.

Cited in: Automatic differentiation and computational graphs.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from snippets import dual, programs
from snippets.arrays import Array
from snippets.autodiff import vjp
from snippets.operations import count
from snippets.tracer import Function


class Costs(NamedTuple):
    """Multiplications of one evaluation, of one push (JVP) and of one pull (VJP)."""

    value: int
    push: int
    pull: int


def costs(f: Function, inputs: tuple[Array, ...]) -> Costs:
    """Count the multiplications of f, of its JVP and of its VJP, each run once.

    f: NumPy code; takes the inputs, returns one array
    inputs: its arguments, all of them differentiated
    """
    upstream = np.ones(np.shape(f(*inputs)), dtype=np.float64)
    ways = {
        "value": (f, inputs),
        "push": (lambda *x: dual.jvp(f, x[: len(inputs)], x[len(inputs) :]), inputs + inputs),
        "pull": (lambda g, *x: vjp(f, x, g), (upstream, *inputs)),
    }
    return Costs(*(count(way, *arrays).multiplications for way, arrays in ways.values()))


@cache
def funnel(n: int, h: int, m: int) -> Costs:
    r"""Count for programs.funnel as a function of its n inputs alone.

    $K_{\text{value}} = nh + hm$ and $K_{\text{push}} = K_{\text{pull}} = 2(nh + hm) + 2h$

    >>> funnel(7, 5, 3)
    Costs(value=50, push=110, pull=110)
    """
    A, B = np.ones((n, h)), np.ones((h, m))
    return costs(lambda x: programs.funnel(x, A, B), (np.ones((1, n)),))


@cache
def loss(d: int, h: int, k: int) -> Costs:
    r"""Count for the loss of a d-h-k network on one example, by all of its parameters.

    >>> loss(2, 3, 2)
    Costs(value=18, push=51, pull=51)
    """
    x, y = np.ones((1, d)), np.ones((1, k))
    shapes = ((d, h), (h,), (h, k), (k,))
    parameters = tuple(np.ones(shape) for shape in shapes)
    return costs(lambda *p: programs.two_layer_loss(x, y, *p), parameters)


@cache
def product(n: int) -> Costs:
    """Count for Speelpenning's product of n numbers.

    >>> product(6)
    Costs(value=5, push=15, pull=15)
    """
    return costs(programs.product, (np.ones(n),))


def parameters(d: int, h: int, k: int) -> int:
    """How many parameters a d-h-k network has.

    >>> parameters(2, 3, 2)
    17
    """
    return (d + 1) * h + (h + 1) * k


if __name__ == "__main__":
    for size in (3, 30, 300):
        one = loss(size, size, size)
        print(f"{parameters(size, size, size):7} parameters: {one}")
