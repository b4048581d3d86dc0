"""An array's stand-in, which sees every NumPy function that is called on it.

Automatic differentiation needs to know what was computed. NumPy has two doors for that: an object
with `__array_ufunc__` is handed every elementwise function and `@`, one with
`__array_function__` most of the others. So a function to be differentiated is ordinary NumPy code.
"""

import functools
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

Function = Callable[..., Any]


class Tracer(NDArrayOperatorsMixin):
    """A stand-in for an array that sees every NumPy function it is given to.

    `np.exp(x)`, `x @ W`, `x[0]` and `x.sum()` all arrive in `apply`, which a subclass defines.
    Turning a Tracer into a bare array raises TypeError: the result would be a constant.
    """

    value: Any
    apply: Function

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        name = f"{type(self).__name__}: np.{ufunc.__name__}"
        if "out" in options:
            raise TypeError(f"{name} in place would overwrite a value that a derivative needs")
        if method != "__call__":
            raise TypeError(f"{name}.{method} has no derivative rule")
        return self.apply(ufunc, *inputs, **options)

    def __array_function__(self, function: Function, _: Any, inputs: Any, options: Any) -> Any:
        return self.apply(function, *inputs, **options)

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise TypeError(f"{type(self).__name__}: a bare array would forget how it was computed")

    def __getitem__(self, index: Any) -> Any:
        return self.apply(operator.getitem, self, index)

    def __bool__(self) -> bool:
        raise TypeError(f"{type(self).__name__}: a branch has no derivative; decide by its .value")

    def __len__(self) -> int:
        return len(self.value)

    def sum(self, axis: Any = None, keepdims: bool = False, **_: Any) -> Any:
        """Add up along the axes, by default along all."""
        return self.apply(np.sum, self, axis=axis, keepdims=keepdims)

    def mean(self, axis: Any = None, keepdims: bool = False, **_: Any) -> Any:
        """Average along the axes, by default along all."""
        return self.apply(np.mean, self, axis=axis, keepdims=keepdims)

    def reshape(self, *shape: Any) -> Any:
        """Lay the same numbers out in another shape."""
        return self.apply(np.reshape, self, shape[0] if len(shape) == 1 else shape)

    T = property(lambda self: self.apply(np.transpose, self))
    shape = property(lambda self: np.shape(self.value))
    ndim = property(lambda self: np.ndim(self.value))
    size = property(lambda self: np.size(self.value))
    dtype = property(lambda self: self.value.dtype)


def value_of(x: Any) -> Any:
    """What a Tracer stands for; anything else is a constant and stands for itself."""
    return x.value if isinstance(x, Tracer) else x


def primitive(function: Function) -> Function:
    """Let a Tracer see a function of our own as one operation, as it sees NumPy's."""

    @functools.wraps(function)
    def call(*inputs: Any, **options: Any) -> Any:
        tracers = [x for x in inputs if isinstance(x, Tracer)]
        run = functools.partial(tracers[0].apply, call) if tracers else function
        return run(*inputs, **options)

    return call


if __name__ == "__main__":

    class Listener(Tracer):
        """Computes as usual, and tells what it was asked for."""

        def __init__(self, value: Any) -> None:
            self.value = value

        def apply(self, function: Function, *inputs: Any, **options: Any) -> Any:
            """Print the operation, pass on its result."""
            result = function(*map(value_of, inputs), **options)
            print(f"{function.__name__:10} -> shape {np.shape(result)}")
            return Listener(result)

    batch = Listener(np.ones((5, 2)))
    np.tanh(batch @ np.ones((2, 3))).sum(axis=0)
