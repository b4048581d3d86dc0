"""Every rule, pushed and pulled, against central differences and against autograd."""

import numpy as np
import pytest

from snippets.autodiff import hessian_vector_product, vjp
from snippets.dual import jvp
from snippets.gradcheck import central_difference
from snippets.primitives import RULES, Rule, relu, scatter, sigmoid, slope

# operation of RULES -> NumPy code that uses it (autograd's namespace as first argument), shapes
ELEMENTWISE = {
    np.add: (lambda n, a, b: a + b, [(3, 5), (3, 5)]),
    np.subtract: (lambda n, a, b: a - b, [(3, 5), (3, 5)]),
    np.negative: (lambda n, a: -a, [(3, 5)]),
    np.multiply: (lambda n, a, b: a * b, [(3, 5), (3, 5)]),
    np.divide: (lambda n, a, b: a / b, [(3, 5), (3, 5)]),
    np.power: (lambda n, a, b: n.abs(a) ** b, [(3, 5), (3, 5)]),
    np.square: (lambda n, a: n.square(a), [(3, 5)]),
    np.sqrt: (lambda n, a: n.sqrt(n.abs(a)), [(3, 5)]),
    np.exp: (lambda n, a: n.exp(a), [(3, 5)]),
    np.log: (lambda n, a: n.log(n.abs(a)), [(3, 5)]),
    np.sin: (lambda n, a: n.sin(a), [(3, 5)]),
    np.cos: (lambda n, a: n.cos(a), [(3, 5)]),
    np.tanh: (lambda n, a: n.tanh(a), [(3, 5)]),
    np.absolute: (lambda n, a: n.abs(a), [(3, 5)]),
    np.maximum: (lambda n, a, b: n.maximum(a, b), [(3, 5), (3, 5)]),
    sigmoid: (
        lambda n, a: sigmoid(a) if n is np else 1 / (1 + n.exp(-a)),
        [(3, 5)],
    ),
    relu: (lambda n, a: relu(a) if n is np else n.maximum(a, 0.0), [(3, 5)]),
}
OTHERS = {
    "matmul": (lambda n, a, b: a @ b, [(3, 5), (5, 2)]),
    "matmul, a stack of matrices": (lambda n, a, b: a @ b, [(7, 3, 5), (5, 2)]),
    "sum of all": (lambda n, a: n.sum(a), [(3, 5)]),
    "sum along an axis": (lambda n, a: n.sum(a, axis=0), [(3, 5)]),
    "sum along two axes": (lambda n, a: n.sum(a, axis=(0, -1)), [(3, 5, 2)]),
    "sum that keeps its axis": (lambda n, a: a / n.sum(a, axis=1, keepdims=True), [(3, 5)]),
    "mean of all": (lambda n, a: n.mean(a), [(3, 5)]),
    "mean along an axis": (lambda n, a: a.mean(axis=1, keepdims=True) * a, [(3, 5)]),
    "reshape": (lambda n, a: a.reshape(5, 3) @ a, [(3, 5)]),
    "reshape, one argument": (lambda n, a: n.reshape(a, (-1,)) ** 3, [(3, 5)]),
    "transpose": (lambda n, a: a.T @ a, [(3, 5)]),
    "transpose with axes": (lambda n, a: n.transpose(a, (2, 0, 1)) ** 2, [(3, 5, 2)]),
    "swapaxes": (lambda n, a: n.swapaxes(a, 0, 1) ** 2, [(3, 5, 2)]),
    "index": (lambda n, a: a[1] * a[2, 3], [(3, 5)]),
    "index with slices": (lambda n, a: a[:-1, ::2] * a[1:, 1:4], [(3, 5)]),
    "index that takes a row twice": (lambda n, a: a[np.array([0, 2, 2])] ** 2, [(3, 5)]),
    "broadcast_to": (
        lambda n, a: (n.broadcast_to(a, (7, 3, 5)) if n is np else a * np.ones((7, 1, 1))) ** 2,
        [(3, 5)],
    ),
    "expand_dims": (lambda n, a: n.expand_dims(a, 1) * a, [(3, 5)]),
    "broadcast a row": (lambda n, a, b: a * b, [(3, 5), (5,)]),
    "broadcast a column": (lambda n, a, b: a / b, [(3, 5), (3, 1)]),
    "broadcast both": (lambda n, a, b: a - b * b, [(3, 1), (1, 5)]),
    "broadcast a number": (lambda n, a, b: a**2 + b * a, [(3, 5), ()]),
    "constant on the left": (lambda n, a: 2.0 / (1.0 - a), [(3, 5)]),
    "constant array on the left": (lambda n, a: np.arange(5.0) * a, [(3, 5)]),
    "a row added to a constant": (lambda n, a: np.ones((3, 5)) + a, [(5,)]),
    "constant matrix on the left": (lambda n, a: np.ones((2, 3)) @ a, [(3, 5)]),
    "used three times": (lambda n, a: a * n.exp(a) + a, [(3, 5)]),
    "softmax": (
        lambda n, a: n.exp(a) / n.sum(n.exp(a), axis=1, keepdims=True),
        [(3, 5)],
    ),
    "not used": (lambda n, a, b: a * 1.0, [(3, 5), (2,)]),
}
CASES = {getattr(key, "__name__", key): case for key, case in (ELEMENTWISE | OTHERS).items()}


def draw(shapes, seed):
    """Numbers away from the kinks at 0 and at ties."""
    rng = np.random.default_rng(seed)
    return tuple(rng.uniform(0.3, 1.8, size=s) * rng.choice([-1, 1], size=s) for s in shapes)


def pulled_back(name, seed):
    """A case's function and inputs, an upstream, and what carrying it back gives."""
    f, shapes = CASES[name]
    inputs = draw(shapes, seed)
    upstream = np.random.default_rng(seed + 10).normal(size=np.shape(f(np, *inputs)))
    return f, inputs, upstream, vjp(lambda *x: f(np, *x), inputs, upstream)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pull_agrees_with_differences(name, seed):
    f, inputs, upstream, pulled = pulled_back(name, seed)
    assert len(pulled) == len(inputs)
    for k, mine in enumerate(pulled):
        slope = central_difference(
            lambda x, k=k: np.sum(upstream * f(np, *inputs[:k], x, *inputs[k + 1 :])), inputs[k]
        )
        assert mine.shape == inputs[k].shape
        np.testing.assert_allclose(mine, slope, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pull_agrees_with_autograd(name, seed):
    autograd = pytest.importorskip("autograd", reason="autograd is not installed")
    f, inputs, upstream, pulled = pulled_back(name, seed)
    theirs = autograd.make_vjp(lambda x: f(autograd.numpy, *x))(inputs)[0](upstream)
    for mine, other in zip(pulled, theirs, strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_push_agrees_with_a_difference_along_the_tangent(name, seed):
    f, shapes = CASES[name]
    inputs, tangents = draw(shapes, seed), draw(shapes, seed + 20)
    pushed = jvp(lambda *x: f(np, *x), inputs, tangents)
    h = 1e-5
    ahead, behind = (
        f(np, *(x + sign * t for x, t in zip(inputs, tangents, strict=True))) for sign in (h, -h)
    )
    np.testing.assert_allclose(pushed, (ahead - behind) / (2 * h), rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("name", CASES)
def test_push_and_pull_are_each_others_transpose(name):
    f, shapes = CASES[name]
    inputs, tangents = draw(shapes, 4), draw(shapes, 5)
    pushed = jvp(lambda *x: f(np, *x), inputs, tangents)
    upstream = np.random.default_rng(6).normal(size=np.shape(pushed))
    pulled = vjp(lambda *x: f(np, *x), inputs, upstream)
    there = np.sum(upstream * pushed)
    back = sum(np.sum(p * t) for p, t in zip(pulled, tangents, strict=True))
    np.testing.assert_allclose(there, back, rtol=1e-12)


def test_every_elementwise_rule_has_a_case():
    moving = {np.matmul, np.sum, np.mean, np.reshape, np.transpose, np.swapaxes}
    named = {rule for rule in RULES if rule.__name__ in {"getitem", "scatter"}}
    assert set(RULES) - moving - named - {np.broadcast_to, np.expand_dims} == set(ELEMENTWISE)


def test_kinks_take_the_slope_that_the_book_declares():
    at_zero = np.zeros(2)
    assert vjp(relu, at_zero, np.ones(2)).tolist() == [0.0, 0.0]
    assert vjp(lambda x: np.maximum(x, 0.0), at_zero, np.ones(2)).tolist() == [0.0, 0.0]
    assert vjp(np.abs, at_zero, np.ones(2)).tolist() == [0.0, 0.0]


def test_comparisons_are_constants():
    x = np.array([[-1.0, 2.0]])
    assert vjp(lambda a: a * (a > 0), x, np.ones((1, 2))).tolist() == [[0.0, 1.0]]
    assert jvp(lambda a: a * (a > 0), x, np.ones((1, 2))).tolist() == [[0.0, 1.0]]


def dot_test(f, x):
    """Both sides of the equation eq-dot-test, for a random tangent and a random gradient."""
    rng = np.random.default_rng(9)
    tangent, upstream = rng.normal(size=(2, *x.shape))
    return np.sum(upstream * jvp(f, x, tangent)), np.sum(vjp(f, x, upstream) * tangent)


def test_the_dot_test_finds_a_lost_transpose(monkeypatch):
    left = Rule(push=lambda t, z, a, b: t @ b, pull=lambda g, z, a, b: g @ b)
    x, W = np.random.default_rng(3).normal(size=(2, 3, 3))
    assert np.isclose(*dot_test(lambda x: x @ W, x))
    monkeypatch.setitem(RULES, np.matmul, (left, RULES[np.matmul][1]))
    assert not np.isclose(*dot_test(lambda x: x @ W, x))


def test_the_dot_test_misses_a_slope_that_is_wrong_both_ways(monkeypatch):
    x = np.random.default_rng(3).normal(size=(3, 3))
    right = vjp(np.tanh, x, np.ones((3, 3)))
    monkeypatch.setitem(RULES, np.tanh, (slope(lambda z, a: 1 - z),))
    assert not np.allclose(vjp(np.tanh, x, np.ones((3, 3))), right)
    assert np.isclose(*dot_test(np.tanh, x))


@pytest.mark.parametrize("index", [np.array([0, 0, 2]), slice(1, 4, 2), (1, np.array([3, 3]))])
def test_scatter_is_the_transpose_of_taking(index):
    """What a value was put to is where its slope comes from, and the slope of that once more."""
    rng = np.random.default_rng(0)
    upstream = rng.normal(size=(5, 4))
    g = rng.normal(size=upstream[index].shape)
    pulled = vjp(scatter, g, upstream, index, upstream.shape)
    np.testing.assert_array_equal(pulled, upstream[index])
    there = np.sum(upstream * scatter(g, index, upstream.shape))
    np.testing.assert_allclose(np.sum(g * pulled), there, rtol=1e-14)


def test_the_second_slope_through_an_index_that_takes_a_value_twice():
    x, v = np.array([2.0, 3.0, 5.0]), np.array([1.0, 10.0, 100.0])
    twice = hessian_vector_product(lambda x: np.sum(x[np.array([0, 0, 2])] ** 3), x, v)
    np.testing.assert_allclose(twice, [2 * 6 * 2.0 * 1.0, 0.0, 6 * 5.0 * 100.0])
