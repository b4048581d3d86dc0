"""Reverse mode: write down every operation, then read the list from its end.

A Variable is an array that remembers which operation made it, and from what. The operations in
the order in which they ran are the tape. The backward pass walks the tape from its last row to
its first, and each row hands its gradient on to the rows that it was made from.
"""

import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from snippets.arrays import Array, unbroadcast
from snippets.dual import Dual
from snippets.primitives import CONSTANT, rules_of
from snippets.tables import table
from snippets.tracer import Function, Tracer, value_of

_clock = itertools.count()


class Call(NamedTuple):
    """One operation as it was called: everything that its rules need on the way back."""

    function: Function
    inputs: tuple[Any, ...]
    options: dict[str, Any]


class Variable(Tracer):
    """An array that remembers the operation that made it.

    value: the array; read-only, since the way back may need it
    name: for tables and drawings
    call: the operation that made it, None if it was given from outside
    time: a later Variable has a larger one

    >>> x = Variable([1.0, 2.0], "x")
    >>> y = np.exp(x) * x
    >>> y.call.function.__name__, y.call.inputs[1].name
    ('multiply', 'x')
    """

    __hash__ = object.__hash__  # a dictionary is to see which Variable, not which numbers

    def __init__(self, value: Any, name: str = "", call: Call | None = None) -> None:
        if call is None and not isinstance(value, Dual):
            value = np.array(value, dtype=np.float64, subok=True)
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
        self.value, self.name, self.call, self.time = value, name, call, next(_clock)

    @staticmethod
    def apply(function: Function, *inputs: Any, **options: Any) -> Any:
        """Call the function on the values, and write the call down."""
        values = [value_of(x) for x in inputs]
        if function in CONSTANT:
            return function(*values, **options)
        rules_of(function, inputs)  # refused now, not on the way back
        value = function(*values, **options)
        return Variable(value, call=Call(function, inputs, options))

    @property
    def parents(self) -> tuple["Variable", ...]:
        """The Variables among the inputs of its call; one that came in twice is there twice."""
        return tuple(x for x in self.call.inputs if isinstance(x, Variable)) if self.call else ()


Shares = Iterator[tuple[Variable, Array]]


def history(output: Variable) -> list[Variable]:
    """List what had a part in the output, in the order of making."""
    found, waiting = {output}, [output]
    while waiting:
        new = set(waiting.pop().parents) - found
        found |= new
        waiting.extend(new)
    return sorted(found, key=lambda variable: variable.time)


def pull(variable: Variable, gradient: Array) -> Shares:
    """Carry a gradient back through a call, a share to each parent."""
    if variable.call is None:
        return
    function, inputs, options = variable.call
    z, values = variable.value, [value_of(x) for x in inputs]
    rules = rules_of(function, inputs)
    for rule, x in zip(rules, inputs, strict=False):
        if isinstance(x, Variable):
            share = rule.pull(gradient, z, *values, **options)
            yield x, unbroadcast(share, x.shape)


def backward(
    output: Variable,
    seed: Array | None = None,
) -> dict[Variable, Array]:
    r"""Find the gradient of all that had a part in the output.

    $\bar v = \sum_w \bar w \, \partial w / \partial v$

    summed over all $w$ made from $v$

    output: the last row of the tape
    seed: the output's shape; 1 if it is a single number
    -> a gradient for each Variable, in its shape

    Raises ValueError if the seed does not have the output's shape, or
    is missing where the output is not a single number.
    Source: Linnainmaa 1970; Speelpenning 1980

    >>> x = Variable(3.0)
    >>> float(backward(x * x)[x])
    6.0
    """
    gradients = {output: seed_for(output, seed)}
    for variable in reversed(history(output)):
        for parent, share in pull(variable, gradients[variable]):
            gradients[parent] = gradients.get(parent, 0.0) + share
    return gradients


def seed_for(output: Variable, seed: Array | None) -> Array:
    """The gradient that the backward pass starts with."""
    if seed is None and output.shape == ():
        return np.ones((), dtype=np.float64)
    if seed is None:
        raise ValueError(f"backward: the output has shape {output.shape}, expected a seed for it")
    if np.shape(seed) != output.shape:
        raise ValueError(f"backward: seed has shape {np.shape(seed)}, expected {output.shape}")
    return np.asanyarray(seed, dtype=np.float64)


def vjp(f: Function, x: Any, upstream: Any, *rest: Any) -> Any:
    r"""The vector-Jacobian product: an upstream gradient carried from f(x) back to x.

    $\bar x_j = \sum_i \bar y_i \frac{\partial y_i}{\partial x_j}$

    f: NumPy code; takes x (or the arrays of a tuple x, one by one) and the rest
    x: an array, or a tuple of arrays
    upstream: the shape of f(x, *rest)
    rest: further arguments of f, held constant
    -> the shape of x, or a tuple of such arrays

    Costs one run of f and one walk back over its tape, however many inputs f has.
    Source: Griewank and Walther 2008, section 3.2

    >>> vjp(np.square, np.array([1.0, 2.0]), np.array([0.0, 1.0]))
    array([0., 4.])
    """
    inputs = [Variable(one) for one in (x if isinstance(x, tuple) else (x,))]
    y = f(*inputs, *rest)
    gradients = backward(y, upstream) if isinstance(y, Variable) else {}
    pulled = tuple(gradients.get(one, np.zeros(one.shape)) for one in inputs)
    return pulled if isinstance(x, tuple) else pulled[0]


def grad(f: Function, x: Any, *rest: Any) -> Any:
    r"""The gradient of a function whose value is a single number.

    $\partial L / \partial x_j$ for $L = f(x)$

    f, x, rest: as for `vjp`, and f returns a single number
    -> the shape of x, or a tuple of such arrays

    >>> grad(lambda x: (x * x).sum(), np.array([1.0, 2.0]))
    array([2., 4.])
    """
    return vjp(f, x, 1.0, *rest)


def jacobian(f: Function, x: Array, *rest: Any) -> Array:
    r"""The whole Jacobian, one row a run: one pull for each output.

    $J_{ij} = \partial y_i / \partial x_j$

    x: (n,)
    -> (m, n)  for f that returns (m,)

    >>> jacobian(lambda x: x[:2] * x[2], np.array([1.0, 2.0, 3.0]))
    array([[3., 0., 1.],
           [0., 3., 2.]])
    """
    outputs = len(f(x, *rest))
    rows = [vjp(f, x, direction, *rest) for direction in np.eye(outputs)]
    return np.stack(rows)


def hessian_vector_product(
    f: Function,
    x: Array,
    v: Array,
    *rest: Any,
) -> Array:
    r"""How the gradient of f at x changes when x moves along v.

    $(Hv)_j = \sum_k \frac{\partial^2 f}{\partial x_j \partial x_k} v_k$

    f: NumPy code; takes x and the rest, gives a single number
    x: an array
    v: the shape of x
    rest: further arguments of f, held constant
    -> the shape of x

    Forward mode over reverse: the tape is recorded with dual numbers,
    so the gradient comes back with a tangent.
    Source: Pearlmutter 1994

    >>> x, v = np.array([1.0, 2.0]), np.array([1.0, 1.0])
    >>> hessian_vector_product(lambda x: (x**3).sum(), x, v)
    array([ 6., 12.])
    """
    start = Variable(Dual(x, v))
    gradient = backward(f(start, *rest))[start]
    if isinstance(gradient, Dual):
        return gradient.tangent
    return np.zeros(np.shape(x))  # a linear f


class Row(NamedTuple):
    """One line of the tape, ready for a table or a drawing."""

    number: int
    name: str
    operation: str
    inputs: tuple[int, ...]
    value: Array
    gradient: Array

    def cells(self, digits: int = 4) -> list[str]:
        """Print each field as text; matrices row by row, with a / between the rows.

        >>> cells = Row(3, "", "multiply", (1, 2), np.eye(2), -np.eye(2)[0]).cells(1)
        >>> print(" | ".join(cells).replace("\\N{NO-BREAK SPACE}", " "))
        3 | multiply | 1, 2 | 1.0 0.0 / 0.0 1.0 | −1.0 −0.0
        """
        numbers = (
            " / ".join(" ".join(f"{x:.{digits}f}" for x in row) for row in np.atleast_2d(array))
            for array in (self.value, self.gradient)
        )
        inputs = ", ".join(map(str, self.inputs))
        # A line of a narrow cell may end between two rows of a matrix, nowhere else.
        tied = (text.replace(" ", "\N{NO-BREAK SPACE}") for text in numbers)
        written = [text.replace("-", "−").replace("/\N{NO-BREAK SPACE}", "/ ") for text in tied]
        return [str(self.number), self.name or self.operation, inputs, *written]


def tape(output: Variable, seed: Array | None = None) -> list[Row]:
    """The tape as data: what was computed, out of which rows, and with which gradient.

    output: the last Variable
    seed: as for `backward`
    -> a Row for each Variable, numbered from 1; what was given from outside has no operation

    >>> x, w = Variable(3.0, "x"), Variable(0.5, "w")
    >>> for row in tape(x * w):
    ...     print(row.number, row.name, row.operation, row.inputs, row.value, row.gradient)
    1 x  () 3.0 0.5
    2 w  () 0.5 3.0
    3  multiply (1, 2) 1.5 1.0
    """
    gradients = backward(output, seed)
    numbers = {variable: number for number, variable in enumerate(history(output), start=1)}
    return [
        Row(
            number,
            variable.name,
            variable.call.function.__name__ if variable.call else "",
            tuple(numbers[parent] for parent in variable.parents),
            variable.value,
            gradients[variable],
        )
        for variable, number in numbers.items()
    ]


def table_of(output: Variable, digits: int = 4) -> str:
    """Print the tape of a single number as a Markdown table.

    >>> print(table_of(Variable(2.0, "x") ** 3, digits=1))
    | row | what  | from | value | gradient |
    | --: | :---- | :--- | ----: | -------: |
    |   1 | x     |      |   2.0 |     12.0 |
    |   2 | power | 1    |   8.0 |      1.0 |
    """
    header = ["row", "what", "from", "value", "gradient"]
    return table(header, [row.cells(digits) for row in tape(output)])


if __name__ == "__main__":
    a, b = Variable(2.0, "a"), Variable(3.0, "b")
    print(table_of(np.exp(a * b - 5.0) + a))
