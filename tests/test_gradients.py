"""Every f with an f_backward beside it: is the second the vector-Jacobian product of the first?

The shapes come from the shape lines of f's docstring, each axis letter with a prime of its own.
Differentiated are as many arguments, from the left, as f_backward returns arrays. The slopes come
from evaluations of f alone (tests' own central differences, Richardson's step).
"""

import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from snippets.arrays import Array
from tests.strategies import Argument, array_arguments, draw_raw, into_domain, seeds

ROOT = Path(__file__).parents[1]
Function = Callable[..., Any]


def pairs_in(module: ModuleType | SimpleNamespace) -> list[tuple[str, Function, Function]]:
    """Find f and f_backward where both are public functions defined in the module itself."""
    names = [name for name in vars(module) if f"{name}_backward" in vars(module)]
    found = [(name, getattr(module, name), getattr(module, f"{name}_backward")) for name in names]
    return [pair for pair in found if pair[1].__module__ == module.__name__]


MODULES = [
    importlib.import_module(f"snippets.{path.stem}")
    for path in sorted((ROOT / "snippets").glob("[a-z]*.py"))
]
PAIRS = {
    f"{module.__name__.removeprefix('snippets.')}.{name}": (f, f_backward)
    for module in MODULES
    for name, f, f_backward in pairs_in(module)
}
every_pair = pytest.mark.parametrize(("f", "f_backward"), PAIRS.values(), ids=PAIRS.keys())


def slopes(f: Callable[[Array], float], x: Array, h: float = 2e-3) -> Array:
    """Differentiate f by each entry of x: two central differences, their h^2 error cancelled."""
    gradient = np.empty_like(x)
    for entry in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[entry] = h
        wide, narrow = ((f(x + s * step) - f(x - s * step)) / (2 * h * s) for s in (1.0, 0.5))
        gradient[entry] = (4.0 * narrow - wide) / 3.0
    return gradient


def as_tuple(gradients: Array | tuple[Array, ...]) -> tuple[Array, ...]:
    return gradients if isinstance(gradients, tuple) else (gradients,)


def check_pair(f: Function, f_backward: Function, rng: np.random.Generator) -> None:
    """Compare <upstream, f> differentiated by evaluation with what f_backward returns."""
    arguments = array_arguments(f)
    assert arguments, f"{f.__name__} has no shape lines"
    raw = draw_raw(arguments, rng)
    values = [into_domain(a)(r) for a, r in zip(arguments, raw, strict=True)]
    upstream = upstream_for(f(*values), rng)
    gradients = as_tuple(f_backward(upstream, *values))
    for which, gradient in enumerate(gradients):
        assert gradient.shape == values[which].shape
        assert gradient.dtype == np.float64

        def weighed(x: Array, which: int = which) -> float:
            return float(np.sum(upstream * f(*values[:which], x, *values[which + 1 :])))

        # Where f lives between bounds, entries near them get a smaller step.
        h = 1e-4 if into_domain(arguments[which])(np.zeros((1, 2)))[0, 0] != 0.0 else 2e-3
        expected = slopes(weighed, values[which], h)
        np.testing.assert_allclose(gradient, expected, rtol=2e-6, atol=2e-8)


def check_behind_a_layer(f: Function, f_backward: Function, rng: np.random.Generator) -> None:
    """The same for each argument coming out of an affine map and into a bent, non-linear loss."""
    arguments = array_arguments(f)
    raw = draw_raw(arguments, rng)
    values = [into_domain(a)(r) for a, r in zip(arguments, raw, strict=True)]
    target = upstream_for(f(*values), rng)

    def loss(output: Any) -> float:
        return float(np.sum(np.sin(output) * target))

    upstream = np.cos(f(*values)) * target
    for which, gradient in enumerate(as_tuple(f_backward(upstream, *values))):
        A = rng.normal(size=(17, values[which].shape[-1])) / 4.0
        x = raw[which] @ np.linalg.pinv(A)  # so that x @ A is the value drawn before

        def whole(x: Array, which: int = which, A: Array = A) -> float:
            value = into_domain(arguments[which])(x @ A)
            return loss(f(*values[:which], value, *values[which + 1 :]))

        through = domain_backward(arguments[which], gradient, raw[which])
        np.testing.assert_allclose(through @ A.T, slopes(whole, x), rtol=2e-6, atol=2e-7)


def upstream_for(output: Any, rng: np.random.Generator) -> Any:
    """Draw weights in the shape of the output; for a number, a number."""
    return rng.normal(size=np.shape(output)) if np.ndim(output) else float(rng.normal())


def domain_backward(argument: Argument, gradient: Array, raw: Array) -> Array:
    """Chain the gradient through into_domain, whose Jacobian is written out here once more."""
    into = into_domain(argument)
    value = into(raw)
    if "each row sums to 1" in argument.words:
        return value * (gradient - np.sum(gradient * value, axis=-1, keepdims=True))
    if into.__name__ == "sigmoid":
        return gradient * value * (1.0 - value)
    return gradient * value if into is np.exp else gradient


def test_the_pairs_are_found() -> None:
    assert {"activations.softmax", "losses.cross_entropy", "layers.affine"} <= PAIRS.keys()
    lonely = [
        f"{module.__name__}.{name}"
        for module in MODULES
        for name, f in inspect.getmembers(module, inspect.isfunction)
        if name.endswith("_backward")
        and f.__module__ == module.__name__
        and not hasattr(module, name.removesuffix("_backward"))
    ]
    assert lonely == []


@every_pair
def test_backward_is_the_vector_jacobian_product(f: Function, f_backward: Function) -> None:
    for rng in seeds(3):
        check_pair(f, f_backward, rng)


@every_pair
def test_backward_holds_behind_a_layer(f: Function, f_backward: Function) -> None:
    check_behind_a_layer(f, f_backward, np.random.default_rng(7))


def scaled(x: Array, W: Array) -> Array:
    """A function to plant mistakes beside.

    x: (n, d)
    W: (d, h)
    """
    return np.tanh(x) @ W


RIGHT = (
    lambda g, x, W: (1 - np.tanh(x) ** 2) * (g @ W.T),
    lambda g, x, W: np.tanh(x).T @ g,
)
PLANTED: dict[str, Function] = {
    "sign": lambda g, x, W: -RIGHT[0](g, x, W),
    "factor": lambda g, x, W: 2 * RIGHT[0](g, x, W),
    "no derivative of tanh": lambda g, x, W: g @ W.T,
    "no transpose": lambda g, x, W: g @ W,
    "second argument wrong": lambda g, x, W: (RIGHT[0](g, x, W), x.T @ g),
    "transposed": lambda g, x, W: (RIGHT[0](g, x, W), RIGHT[1](g, x, W).T),
}


@pytest.mark.parametrize("wrong", PLANTED.values(), ids=PLANTED.keys())
@pytest.mark.parametrize("check", [check_pair, check_behind_a_layer])
def test_a_planted_mistake_is_found(check: Function, wrong: Function) -> None:
    check(scaled, lambda g, x, W: tuple(f(g, x, W) for f in RIGHT), np.random.default_rng(0))
    with pytest.raises((AssertionError, ValueError)):
        check(scaled, wrong, np.random.default_rng(0))
