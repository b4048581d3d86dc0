r"""Slopes of a function by evaluating it, and the check of a gradient against them.

Every function here takes a scalar function f of an array and asks only for its values. None knows
how f is computed, so none can share a mistake with a backward pass.

    S_+(h)  = (f(x + h) - f(x)) / h           error O(h)      N + 1 evaluations
    S(h)    = (f(x + h) - f(x - h)) / 2h      error O(h^2)    2N
    R(h)    = (4 S(h / 2) - S(h)) / 3         error O(h^4)    4N
    S_im(h) = Im f(x + ih) / h                error O(h^2)    N + 3, and no cancellation

for an array of N entries, each entry moved alone.
"""

import warnings
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from snippets.gradcheck_report import Array, Report

Function = Callable[[Array], Any]

EPSILON = float(np.finfo(np.float64).eps)

# The steps that balance truncation against round-off where f and its derivatives are near 1:
# h ~ eps^(1/2), eps^(1/3), eps^(1/5). A complex step loses no digits, so it may be tiny.
FORWARD_STEP = EPSILON ** (1 / 2)
CENTRAL_STEP = EPSILON ** (1 / 3)
RICHARDSON_STEP = EPSILON ** (1 / 5)
COMPLEX_STEP = 1e-20

# The relative error at which a check fails. A right gradient of a smooth function stays
# below 1e-7, a bug shows as 1e-2 or more.
TOLERANCE = 1e-6

# A loss is a long sum: we grant its value an error of this many units in the last place.
ULPS = 10


def forward_difference(f: Function, x: npt.ArrayLike, h: float = FORWARD_STEP) -> Array:
    r"""The gradient of f at x by one-sided differences.

    $S_+(h)_k = (f(x + h e_k) - f(x)) / h$, error $O(h)$

    x: any shape
    -> the shape of x

    >>> float(forward_difference(np.square, 3.0, 0.5))  # 2x + h
    6.5
    """
    x = np.asarray(x, dtype=np.float64)
    here = _number(f(x))
    return _every_entry(lambda unit: (_number(f(x + h * unit)) - here) / h, x)


def central_difference(
    f: Function,
    x: npt.ArrayLike,
    h: float = CENTRAL_STEP,
) -> Array:
    r"""The gradient of f at x by symmetric differences.

    $S(h)_k = (f(x + h e_k) - f(x - h e_k)) / 2h$, error $O(h^2)$

    x: any shape
    -> the shape of x

    >>> float(central_difference(np.square, 3.0, 0.5))
    6.0
    """
    x = np.asarray(x, dtype=np.float64)

    def slope(unit: Array) -> float:
        return directional_derivative(f, x, unit, h)

    return _every_entry(slope, x)


def richardson(f: Function, x: npt.ArrayLike, h: float = RICHARDSON_STEP) -> Array:
    r"""The gradient of f at x by two central differences whose errors of order 2 cancel.

    $R(h) = (4 S(h/2) - S(h)) / 3$, error $O(h^4)$

    x: any shape
    -> the shape of x

    Source: Richardson 1911, Phil. Trans. R. Soc. A 210

    >>> cube = lambda x: x * x * x
    >>> float(central_difference(cube, 1.0, 0.5)), float(richardson(cube, 1.0, 0.5))
    (3.25, 3.0)
    """
    return (4 * central_difference(f, x, h / 2) - central_difference(f, x, h)) / 3


def complex_step(f: Function, x: npt.ArrayLike, h: float = COMPLEX_STEP) -> Array:
    r"""The gradient of f at x from the imaginary part of f, with no subtraction.

    $S_{\text{im}}(h)_k = \operatorname{Im} f(x + i h e_k) / h$, error $O(h^2)$

    x: any shape; f must compute with complex numbers
    -> the shape of x

    Raises TypeError if f drops the imaginary part where it can be seen (a real result, a cast),
    ValueError if it drops it silently (abs, norm, var): the result is compared with one central
    difference along a fixed generic direction.
    Source: Squire and Trapp 1998, SIAM Review 40(1)

    >>> float(complex_step(np.exp, 0.0))
    1.0
    """
    x = np.asarray(x, dtype=np.float64)
    gradient = _every_entry(lambda unit: _imaginary(f, x + 1j * h * unit) / h, x)
    # cos(1), cos(2), ...: no entry is 0, no two are equal.
    direction = np.cos(np.arange(1.0, x.size + 1)).reshape(x.shape)
    claimed = float(np.sum(gradient * direction))
    seen = directional_derivative(f, x, direction)
    # The central difference itself is off by about h^2 = 4e-11 and by its round-off.
    if not abs(claimed - seen) <= 1e-5 * max(abs(claimed), abs(seen)) + _noise(f, x) + 1e-9:
        raise ValueError(
            f"complex_step: slope {claimed:.6g} along a test direction, but f itself changes by "
            f"{seen:.6g}: f loses the imaginary part (abs, norm, var, conj), or has a kink here"
        )
    return gradient


def unguarded_complex_step(f: Function, x: npt.ArrayLike, h: float = COMPLEX_STEP) -> Array:
    r"""The complex step and nothing else: wrong in silence where f uses abs.

    $S_{\text{im}}(h)_k = \operatorname{Im} f(x + i h e_k) / h$

    x: any shape
    -> the shape of x; 0 where the imaginary part was lost
    """
    x = np.asarray(x, dtype=np.float64)
    with warnings.catch_warnings():  # NumPy warns of a cast, but of nothing else
        warnings.simplefilter("ignore", np.exceptions.ComplexWarning)
        return _every_entry(lambda unit: float(np.imag(f(x + 1j * h * unit))) / h, x)


def directional_derivative(
    f: Function,
    x: npt.ArrayLike,
    v: npt.ArrayLike,
    h: float = CENTRAL_STEP,
) -> float:
    r"""The slope of f at x along v, by two evaluations of f.

    $(f(x + h v) - f(x - h v)) / 2h$

    x, v: one shape
    -> a number

    >>> directional_derivative(np.sum, [1.0, 2.0], [3.0, 4.0], h=0.5)
    7.0
    """
    x = np.asarray(x, dtype=np.float64)
    v = np.asarray(v, dtype=np.float64)
    above, below = _number(f(x + h * v)), _number(f(x - h * v))
    return (above - below) / (2 * h)


def of_step(
    difference: Callable[[Function, npt.ArrayLike, float], Array], f: Function, x: npt.ArrayLike
) -> Callable[[float], Array]:
    """A difference of f at x as a function of its step alone.

    difference: one of the functions above

    >>> S = of_step(central_difference, lambda x: x * x * x, 1.0)
    >>> float(S(0.5)), float(S(0.25))
    (3.25, 3.0625)
    """
    return lambda h: difference(f, x, h)


def relative_error(a: npt.ArrayLike, b: npt.ArrayLike, guard: float = 1e-8) -> Array:
    r"""How far a and b are apart, in units of the larger of the two, entry by entry.

    $\lvert a_k - b_k \rvert / \max(\lvert a_k \rvert, \lvert b_k \rvert, c)$, with guard $c$

    a, b: one shape, or a number
    -> that shape; 0 for equal entries, at most 2, nan where a or b is no number

    Below the guard c the error is measured in units of c: two tiny numbers are not far apart.

    >>> float(relative_error(4.0, 3.0)), float(relative_error(1.0, -1.0))
    (0.25, 2.0)
    """
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if a.shape != b.shape:
        raise ValueError(f"relative_error: shapes {a.shape} and {b.shape} differ")
    scale = np.maximum(np.maximum(np.abs(a), np.abs(b)), guard)
    distance = np.abs(a - b)
    with np.errstate(invalid="ignore"):  # infinity over infinity is nan, as it should be
        errors: Array = np.divide(distance, scale, out=np.zeros_like(distance), where=scale != 0)
    return errors[()]


def check(
    f: Function,
    gradient: npt.ArrayLike,
    x: npt.ArrayLike,
    *,
    h: float = CENTRAL_STEP,
    entries: Iterable[int] | None = None,
) -> Report:
    r"""Compare a gradient of f at x with central differences.

    gradient, x: one shape
    entries: which entries of x, counted flat; None is all
    -> a Report that names the worst entry; print it

    Its guard is the round-off of a good measurement over the
    tolerance, $c = 10 \epsilon^{2/3} \lvert f(x) \rvert / \tau$:
    no entry is blamed for less. It does not grow when h is too
    small; then the check fails, as it should.
    Raises ValueError if the shapes differ.
    """
    x = np.asarray(x, dtype=np.float64)
    gradient = np.asarray(gradient, dtype=np.float64)
    if gradient.shape != x.shape:
        got = f"gradient has shape {gradient.shape}"
        raise ValueError(f"check: {got}, expected {x.shape}")
    rows = _indices(x, entries)
    analytic = np.array([gradient[row] for row in rows])
    units = [_unit(x, row) for row in rows]
    slopes = [directional_derivative(f, x, e, h) for e in units]
    numeric = np.array(slopes)
    guard = _noise(f, x) / TOLERANCE
    errors = relative_error(analytic, numeric, guard)
    return Report(rows, analytic, numeric, errors, TOLERANCE)


class Direction(NamedTuple):
    """What a check along one direction found."""

    analytic: float
    numeric: float
    relative_error: float
    passed: bool


def check_direction(
    f: Function,
    gradient: npt.ArrayLike,
    x: npt.ArrayLike,
    *,
    h: float = CENTRAL_STEP,
    rng: np.random.Generator,
) -> Direction:
    r"""Compare a gradient of f at x with one slope, along a random direction v.

    $\sum_k v_k g_k$ with $(f(x + hv) - f(x - hv)) / 2h$, $v$ normal and scaled to length 1

    gradient, x: one shape
    -> both numbers and the verdict, for three evaluations of f
    """
    x, gradient = np.asarray(x, dtype=np.float64), np.asarray(gradient, dtype=np.float64)
    v = rng.normal(size=x.shape)
    v /= np.sqrt(np.sum(v * v))
    analytic, numeric = float(np.sum(v * gradient)), directional_derivative(f, x, v, h)
    error = float(relative_error(analytic, numeric, _noise(f, x) / TOLERANCE))
    return Direction(analytic, numeric, error, error <= TOLERANCE)


def _noise(f: Function, x: Array) -> float:
    """The round-off of a good central difference: a few units in the last place of f, over h."""
    noise: float = ULPS * EPSILON * abs(_number(f(x))) / CENTRAL_STEP
    return noise


def _every_entry(slope: Callable[[Array], float], x: Array) -> Array:
    """slope(e_k) for each entry k, in the shape of x."""
    gradient = np.empty_like(x)
    for index in np.ndindex(x.shape):
        gradient[index] = slope(_unit(x, index))
    return gradient[()]


def _indices(x: Array, entries: Iterable[int] | None) -> tuple[tuple[int, ...], ...]:
    """Entries counted flat as indices of x."""
    flat = range(x.size) if entries is None else entries
    return tuple(tuple(int(i) for i in np.unravel_index(k, x.shape)) for k in flat)


def _unit(x: Array, index: tuple[int, ...]) -> Array:
    unit = np.zeros_like(x)
    unit[index] = 1.0
    return unit


def _number(value: Any) -> float:
    if np.size(value) != 1:
        raise ValueError(f"gradcheck: f returned shape {np.shape(value)}, expected one number")
    return float(np.reshape(value, ()))


def _imaginary(f: Function, z: Any) -> float:
    """The imaginary part of f(z), refused where f has visibly dropped it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", np.exceptions.ComplexWarning)
        try:
            value = f(z)
        except np.exceptions.ComplexWarning as lost:
            raise TypeError("complex_step: f casts to real numbers inside") from lost
    if not np.iscomplexobj(value):
        raise TypeError(f"complex_step: f returned {type(value).__name__}, not a complex number")
    return float(np.imag(value))


if __name__ == "__main__":
    theta = np.array([[0.5, -1.0], [2.0, 0.3]])
    print(check(lambda t: np.sum(np.sin(t)), np.cos(theta), theta))
    print(check(lambda t: np.sum(np.sin(t)), 2 * np.cos(theta), theta))
