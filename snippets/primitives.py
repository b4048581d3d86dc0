"""The operations that automatic differentiation knows, each with its derivative, both ways.

RULES has a line for each NumPy function, and in it a Rule for each argument. A Rule is the
Jacobian J of the result with respect to that argument, but never written out as a matrix:

    push(t, z, *inputs)  = J t    a small change t of the argument, carried on to the result
    pull(g, z, *inputs)  = g J    a gradient g of the result, carried back to the argument

z is the result of the operation, inputs are what it was called with. dual.py only pushes,
autodiff.py only pulls.
"""

# Every rule takes the same arguments, needed or not:
# ruff: noqa: ARG001, ARG005

import operator
from typing import Any, NamedTuple

import numpy as np

from snippets import activations
from snippets.tracer import Function, primitive, value_of

sigmoid = primitive(activations.sigmoid)
relu = primitive(activations.relu)


class Rule(NamedTuple):
    """One Jacobian as two functions: push carries a change on, pull carries a gradient back."""

    push: Function
    pull: Function


def slope(local: Function) -> Rule:
    """Entry by entry, both ways multiply by the same slope."""

    def multiply(flow: Any, z: Any, *inputs: Any) -> Any:
        return flow * local(z, *inputs)

    return Rule(push=multiply, pull=multiply)


def linear(function: Function, pull: Function) -> Rule:
    """An operation that only moves or adds numbers: changes take the way of the values."""

    def push(t: Any, z: Any, a: Any, *rest: Any, **options: Any) -> Any:
        return function(t, *rest, **options)

    return Rule(push, pull)


def spread(g: Any, z: Any, a: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Hand the gradient of a sum to each of its terms."""
    if axis is not None and not keepdims:
        g = np.expand_dims(g, axis)
    return np.broadcast_to(g, np.shape(a), subok=True)


def share(g: Any, z: Any, a: Any, **options: Any) -> Any:
    """Hand each term of a mean its part of the gradient."""
    return spread(g * (np.size(z) / np.size(a)), z, a, **options)


def lay_back(g: Any, z: Any, a: Any, *_: Any) -> Any:
    """Lay the numbers out again in the shape of the argument."""
    return np.reshape(g, np.shape(a))


def turn_back(g: Any, z: Any, a: Any, axes: Any = None) -> Any:
    """Put the axes of a transposed array back in their places."""
    return np.transpose(g, None if axes is None else tuple(np.argsort(axes)))


def swap_back(g: Any, z: Any, a: Any, *axes: int) -> Any:
    """Exchange the same two axes once more."""
    return np.swapaxes(g, *axes)


@primitive
def scatter(g: Any, index: Any, shape: tuple[int, ...]) -> Any:
    """Put gradients where an index took values from; what was taken twice adds up."""
    out = np.zeros_like(g, shape=shape)
    np.add.at(out.view(np.ndarray), index, np.asarray(g))
    return out


def put_back(g: Any, z: Any, a: Any, index: Any) -> Any:
    """Put gradients back into an array of the argument's shape."""
    return scatter(g, index, np.shape(a))


def take_back(g: Any, z: Any, a: Any, index: Any, shape: tuple[int, ...]) -> Any:
    """Take gradients from where scatter has put the values."""
    return g[index]


def turned(a: Any) -> Any:
    """Transpose a matrix, or each matrix of a stack."""
    return np.swapaxes(a, -1, -2)


SAME = Rule(push=lambda t, *_, **__: t, pull=lambda g, *_, **__: g)
MINUS = Rule(push=lambda t, *_: -t, pull=lambda g, *_: -g)

RULES: dict[Function, tuple[Rule, ...]] = {
    np.add: (SAME, SAME),
    np.subtract: (SAME, MINUS),
    np.negative: (MINUS,),
    np.multiply: (slope(lambda z, a, b: b), slope(lambda z, a, b: a)),
    np.divide: (
        slope(lambda z, a, b: 1 / b),
        slope(lambda z, a, b: -z / b),
    ),
    np.power: (
        slope(lambda z, a, b: b * a ** (b - 1)),
        slope(lambda z, a, b: z * np.log(a)),
    ),
    np.square: (slope(lambda z, a: 2 * a),),
    np.sqrt: (slope(lambda z, a: 0.5 / z),),
    np.exp: (slope(lambda z, a: z),),
    np.log: (slope(lambda z, a: 1 / a),),
    np.sin: (slope(lambda z, a: np.cos(a)),),
    np.cos: (slope(lambda z, a: -np.sin(a)),),
    np.tanh: (slope(lambda z, a: 1 - z * z),),
    np.absolute: (slope(lambda z, a: np.sign(a)),),
    np.maximum: (
        slope(lambda z, a, b: a > b),
        slope(lambda z, a, b: b >= a),
    ),
    sigmoid: (slope(lambda z, a: z * (1 - z)),),
    relu: (slope(lambda z, a: a > 0),),
    np.matmul: (
        Rule(
            push=lambda t, z, a, b: t @ b,
            pull=lambda g, z, a, b: g @ turned(b),
        ),
        Rule(
            push=lambda t, z, a, b: a @ t,
            pull=lambda g, z, a, b: turned(a) @ g,
        ),
    ),
    np.sum: (linear(np.sum, spread),),
    np.mean: (linear(np.mean, share),),
    np.reshape: (linear(np.reshape, lay_back),),
    np.transpose: (linear(np.transpose, turn_back),),
    np.swapaxes: (linear(np.swapaxes, swap_back),),
    np.expand_dims: (linear(np.expand_dims, lay_back),),
    np.broadcast_to: (linear(np.broadcast_to, SAME.pull),),
    operator.getitem: (linear(operator.getitem, put_back),),
    scatter: (linear(scatter, take_back),),
}

# What these return does not move when the input moves a little: it is a constant.
CONSTANT = frozenset(
    {np.sign, np.greater, np.greater_equal, np.less, np.less_equal, np.equal, np.not_equal}
    | {np.shape, np.ndim, np.size}
)


def rules_of(function: Function, inputs: tuple[Any, ...]) -> tuple[Rule, ...]:
    """Look up an operation's rules, one for each argument.

    Raises TypeError if the operation is not in RULES, ValueError if a matrix product has an
    operand with fewer than two axes (the book's batches are rows, even of one example).
    """
    if function not in RULES:
        raise TypeError(f"no derivative rule for {getattr(function, '__name__', function)}")
    if function is np.matmul and min(np.ndim(value_of(x)) for x in inputs) < 2:
        shapes = " and ".join(str(np.shape(value_of(x))) for x in inputs)
        raise ValueError(f"matmul: shapes {shapes}, expected two axes each, as (n, d) and (d, h)")
    return RULES[function]


if __name__ == "__main__":
    print(len(RULES), "operations:", *sorted(function.__name__ for function in RULES))
