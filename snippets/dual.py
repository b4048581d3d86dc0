r"""Forward mode: each number carries its own rate of change along.

A dual number $a + \dot a \varepsilon$ with $\varepsilon^2 = 0$ is a value and its tangent. One
run of ordinary NumPy code on dual arrays gives f(x) and one Jacobian-vector product.
"""

from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from snippets.arrays import Array
from snippets.primitives import CONSTANT, rules_of
from snippets.tracer import Function, Tracer, value_of


class Dual(Tracer):
    r"""An array of dual numbers, $a + \dot a \varepsilon$ with $\varepsilon^2 = 0$.

    value: (...)    where we are, $a$
    tangent: (...)  in which direction and how fast we move, $\dot a$

    Raises ValueError if the two shapes differ, TypeError if either is itself a Tracer.

    >>> x = Dual([3.0], [1.0])
    >>> (x * x).tangent  # 2x
    array([6.])
    """

    def __init__(self, value: npt.ArrayLike, tangent: npt.ArrayLike) -> None:
        self.value: Array = np.asanyarray(value, dtype=np.float64)
        self.tangent: Array = np.asanyarray(tangent, dtype=np.float64)
        if self.value.shape != self.tangent.shape:
            raise ValueError(
                f"Dual: tangent has shape {self.tangent.shape}, expected {self.value.shape}"
            )

    @staticmethod
    def apply(function: Function, *inputs: Any, **options: Any) -> Any:
        """Call the function on the values and push the tangents through its rules."""
        values = [value_of(x) for x in inputs]
        if function in CONSTANT:
            return function(*values, **options)
        rules = rules_of(function, inputs)
        z = function(*values, **options)
        pushed = [
            rule.push(x.tangent, z, *values, **options)
            for rule, x in zip(rules, inputs, strict=False)
            if isinstance(x, Dual)
        ]
        return Dual(z, np.broadcast_to(reduce(np.add, pushed), np.shape(z), subok=True))


def jvp(f: Function, x: Any, tangent: Any, *rest: Any) -> Array:
    r"""The Jacobian-vector product: how f(x) changes when x moves along a tangent.

    $\dot y_i = \sum_j \frac{\partial y_i}{\partial x_j} \dot x_j$

    f: NumPy code; takes x (or the arrays of a tuple x, one by one) and the rest
    x: an array, or a tuple of arrays
    tangent: the shape of x, or a tuple of such arrays
    rest: further arguments of f, held constant
    -> the shape of f(x, *rest)

    Costs one run of f on dual numbers, however many outputs f has.
    Source: Griewank and Walther 2008, section 3.1

    >>> jvp(np.square, np.array([1.0, 2.0]), np.array([0.0, 1.0]))
    array([0., 4.])
    """
    moving = zip(x, tangent, strict=True) if isinstance(x, tuple) else [(x, tangent)]
    y = f(*(Dual(value, change) for value, change in moving), *rest)
    return y.tangent if isinstance(y, Dual) else np.zeros(np.shape(y))


def jacobian(f: Function, x: Array, *rest: Any) -> Array:
    r"""The whole Jacobian, one column a run: one push for each input.

    $J_{ij} = \partial y_i / \partial x_j$

    x: (n,)
    -> (m, n)  for f that returns (m,)

    >>> jacobian(lambda x: x[:2] * x[2], np.array([1.0, 2.0, 3.0]))
    array([[3., 0., 1.],
           [0., 3., 2.]])
    """
    columns = [jvp(f, x, direction, *rest) for direction in np.eye(len(x))]
    return np.stack(columns, axis=1)


if __name__ == "__main__":
    a = Dual([1.0], [1.0])
    for name, result in {"a * a": a * a, "exp(a)": np.exp(a), "1 / a": 1 / a}.items():
        print(f"{name:7} value {result.value[0]:.4f}   tangent {result.tangent[0]:+.4f}")
