"""What derivatives cost, in multiplications that the code really makes.

Cited in: Automatic differentiation and computational graphs.
"""

from functools import cache
from typing import Any, NamedTuple

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


def costs(f: Function, inputs: tuple[Array, ...], *rest: Array) -> Costs:
    """Count the multiplications of f, of its JVP and of its VJP, each run once.

    f: NumPy code; takes the inputs and the rest
    inputs: the arguments to differentiate by
    rest: further arguments, held constant
    """
    upstream = np.ones(np.shape(f(*inputs, *rest)), dtype=np.float64)
    half = len(inputs)
    value = count(lambda *x: f(*x, *rest), *inputs)
    push = count(lambda *x: dual.jvp(f, x[:half], x[half:], *rest), *inputs, *inputs)
    pull = count(lambda g, *x: vjp(f, x, g, *rest), upstream, *inputs)
    return Costs(value.multiplications, push.multiplications, pull.multiplications)


@cache
def funnel(n: int, h: int, m: int) -> Costs:
    r"""Count for programs.funnel as a function of its n inputs alone.

    $K_{\text{value}} = nh + hm$ and $K_{\text{push}} = K_{\text{pull}} = 2(nh + hm) + 2h$

    >>> funnel(7, 5, 3)
    Costs(value=50, push=110, pull=110)
    """
    return costs(programs.funnel, (np.ones((1, n)),), np.ones((n, h)), np.ones((h, m)))


@cache
def loss(d: int, h: int, k: int) -> Costs:
    r"""Count for the loss of a d-h-k network on one example, by all of its parameters.

    >>> loss(2, 3, 2)
    Costs(value=20, push=53, pull=53)
    """
    return costs(programs.two_layer_loss, weights_of(d, h, k), np.ones((1, d)), np.ones((1, k)))


def weights_of(d: int, h: int, k: int) -> tuple[Array, ...]:
    """Give weights and biases of a d-h-k network, all ones: only their shapes matter here."""
    return tuple(np.ones(shape) for shape in ((d, h), (h,), (h, k), (k,)))


@cache
def pushes(d: int, h: int, k: int) -> int:
    r"""Count all slopes of that loss in forward mode, a push for each parameter.

    Only the array with that parameter in it is dual: what does not depend on it has no tangent.

    >>> pushes(2, 3, 2)
    673
    """
    weights, x, y = weights_of(d, h, k), np.ones((1, d)), np.ones((1, k))

    def push(which: int) -> int:
        def moved(tangent: Array, *arrays: Any) -> Any:
            values: list[Any] = [*arrays, x, y]
            values[which] = dual.Dual(arrays[which], tangent)
            return programs.two_layer_loss(*values)

        return count(moved, weights[which], *weights).multiplications

    return sum(push(which) * array.size for which, array in enumerate(weights))


class Prices(NamedTuple):
    """What one gradient costs in evaluations of the loss, for networks of growing size.

    parameters: how many parameters each network has
    differences, forward, reverse: central differences, a push for each parameter, one pull
    """

    parameters: Array
    differences: Array
    forward: Array
    reverse: Array


SIZES = (2, 5, 10, 30, 100, 300, 700)


@cache
def prices() -> Prices:
    """Count for s-s-s networks, s from 2 to 700.

    >>> prices().reverse.round(2)
    array([2.67, 2.61, 2.56, 2.52, 2.51, 2.5 , 2.5 ])
    """
    P = np.array([parameters(size, size, size) for size in SIZES], dtype=np.float64)
    counts = [(loss(size, size, size), pushes(size, size, size)) for size in SIZES]
    forward = np.array([pushed / one.value for one, pushed in counts])
    reverse = np.array([one.pull / one.value for one, _ in counts])
    return Prices(P, 2 * P, forward, reverse)


class Brackets(NamedTuple):
    """Multiplications of a row times two square matrices, by where the brackets stand."""

    matrices_first: int
    row_first: int


@cache
def brackets(size: int) -> Brackets:
    """Count for matrices of this size, z (A B) and (z A) B.

    >>> brackets(10)
    Brackets(matrices_first=1100, row_first=200)
    """
    z, A, B = np.ones((1, size)), np.ones((size, size)), np.ones((size, size))
    first = count(lambda z, A, B: z @ (A @ B), z, A, B)
    second = count(lambda z, A, B: (z @ A) @ B, z, A, B)
    return Brackets(first.multiplications, second.multiplications)


class SoftmaxPull(NamedTuple):
    """Multiplications of one pull through a softmax of C classes, in two ways."""

    formula: int
    jacobian: int


@cache
def softmax_pull(classes: int) -> SoftmaxPull:
    r"""Count $p \odot (\bar p - \bar p p^\top)$, and building the Jacobian and multiplying by it.

    >>> softmax_pull(10)
    SoftmaxPull(formula=20, jacobian=200)
    """
    p_bar, p, unit = np.ones((1, classes)), np.ones((1, classes)), np.eye(classes)
    formula = count(lambda g, p: p * (g - g @ p.T), p_bar, p)
    jacobian = count(lambda g, p: g @ (p.T * (unit - p)), p_bar, p)
    return SoftmaxPull(formula.multiplications, jacobian.multiplications)


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
