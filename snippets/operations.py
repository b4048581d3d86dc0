"""Work, counted: numbers multiplied, numbers added, and array calls made from Python.

Seconds differ from machine to machine; these counts do not. A CountingArray behaves like any
array and writes down each arithmetic call that it takes part in.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.tracer import Tracer


class Count(NamedTuple):
    """What a computation did: see `count`."""

    calls: int
    multiplications: int
    additions: int
    functions: int


def count(f: Callable[..., object], *arrays: Array) -> Count:
    """Run f on the arrays and count its arithmetic.

    -> calls            array operations that Python asked for, on one number or on a million
       multiplications  numbers multiplied or divided inside those calls
       additions        numbers added or subtracted
       functions        other values computed one by one: exp, tanh, comparisons, ...

    Raises TypeError where f leaves NumPy's elementwise functions and `@` (dot, einsum, ...):
    what cannot be counted is not guessed.

    >>> count(lambda x, W: x @ W, np.ones((4, 3)), np.ones((3, 2)))
    Count(calls=1, multiplications=24, additions=16, functions=0)
    """
    tally = [Count(0, 0, 0, 0)]
    f(*(CountingArray.of(array, tally) for array in arrays))
    return Count(*(sum(column) for column in zip(*tally, strict=True)))


class CountingArray(np.ndarray):
    """An array that adds a Count to its tally for each operation it takes part in."""

    tally: list[Count]

    @classmethod
    def of(cls, array: Any, tally: list[Count]) -> "CountingArray":
        """View any array, or one number, as a CountingArray with this tally."""
        view = np.asarray(array).view(cls)
        view.tally = tally
        return view

    def __array_finalize__(self, source: Any) -> None:
        self.tally = getattr(source, "tally", [])

    def __getitem__(self, key: Any) -> "CountingArray":
        # A plain array hands out bare floats here, and their arithmetic would go uncounted.
        return CountingArray.of(self.view(np.ndarray)[key], self.tally)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if any(isinstance(value, Tracer) for value in inputs):
            return NotImplemented  # the Tracer asks again, for the values that it stands for
        plain = [np.asarray(value) for value in inputs]
        if options.get("out") is not None:
            options["out"] = tuple(np.asarray(out) for out in options["out"])
        result = getattr(ufunc, method)(*plain, **options)
        self.tally.append(work(ufunc, method, plain, result))
        return CountingArray.of(result, self.tally)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if function in (np.dot, np.vdot, np.inner, np.outer, np.tensordot, np.einsum):
            raise TypeError(f"operations.count: cannot count np.{function.__name__}, use @ or *")
        return super().__array_function__(function, types, args, kwargs)


def work(ufunc: np.ufunc, method: str, inputs: list[Array], result: Any) -> Count:
    """The Count of one call.

    >>> work(np.add, "reduce", [np.ones(5)], np.float64(5.0))
    Count(calls=1, multiplications=0, additions=4, functions=0)
    """
    size = int(np.size(result))
    if ufunc is np.matmul:
        terms = inputs[0].shape[-1]
        return Count(1, size * terms, size * (terms - 1), 0)
    steps = inputs[0].size - size if method == "reduce" else size
    if ufunc in (np.multiply, np.divide, np.square):
        return Count(1, steps, 0, 0)
    if ufunc in (np.add, np.subtract):
        return Count(1, 0, steps, 0)
    return Count(1, 0, 0, steps)


if __name__ == "__main__":
    from snippets import vectorization

    rng = np.random.default_rng(1)
    batch, weights, bias = rng.normal(size=(7, 5)), rng.normal(size=(5, 3)), rng.normal(size=3)
    for form in vectorization.FORMS:
        print(f"{form.__name__:14}", count(form, batch, weights, bias))
