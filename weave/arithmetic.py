"""Arithmetic at work: sums, products, powers, roots, transposes."""

from __future__ import annotations

import numpy as np

from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value, whole_number
from weave.shapes import Value, entrywise, product, transposed
from weave.tree import (
    Absolute,
    Divide,
    Hadamard,
    HadamardPower,
    Inner,
    Minus,
    Negative,
    Plus,
    Power,
    Root,
    Times,
    Transpose,
)

MOST_TIMES = 1000


@evaluates(Negative)
def negative(node: Negative, env: Env) -> Value:
    """Return -a."""
    found = value(node.operand, env)
    return Value(-found.array, found.axes, found.kind)


@evaluates(Plus)
def plus(node: Plus, env: Env) -> Value:
    """Return a + b."""
    return entrywise(value(node.left, env), value(node.right, env), np.add, "sum")


@evaluates(Minus)
def minus(node: Minus, env: Env) -> Value:
    """Return a - b."""
    return entrywise(value(node.left, env), value(node.right, env), np.subtract, "difference")


@evaluates(Times)
def times(node: Times, env: Env) -> Value:
    """Return a b."""
    return product(value(node.left, env), value(node.right, env), node.sign)


@evaluates(Hadamard)
def hadamard(node: Hadamard, env: Env) -> Value:
    """Return the entrywise product."""
    return entrywise(value(node.left, env), value(node.right, env), np.multiply, "\\odot")


@evaluates(Inner)
def inner(node: Inner, env: Env) -> Value:
    """Return the sum of the entrywise product."""
    found = entrywise(value(node.left, env), value(node.right, env), np.multiply, "inner product")
    return Value(found.array.sum(axis=tuple(range(env.rank, found.array.ndim))))


@evaluates(Divide)
def divide(node: Divide, env: Env) -> Value:
    """Return a / b, entry by entry."""
    return entrywise(value(node.top, env), value(node.bottom, env),
                     np.divide, "quotient")  # fmt: skip


@evaluates(Power)
def power(node: Power, env: Env) -> Value:
    """Return a power: of a square matrix the matrix power, else entry by entry."""
    found, exponent = value(node.base, env), value(node.exponent, env)
    if found.axes == 2 and found.kind != "row" and found.shape[0] == found.shape[1]:
        times = whole_number(node.exponent, env)
        if abs(times) > MOST_TIMES:
            raise Mistake(f"a matrix to the power of {times}", node.at)
        return Value(np.linalg.matrix_power(found.array, times), 2)
    if isinstance(node.exponent, Negative) and found.axes == 2:
        raise Mistake(f"no inverse: the matrix has shape {found.shape}", node.at)
    return entrywise(found, exponent, np.power, "power")


@evaluates(HadamardPower)
def hadamard_power(node: HadamardPower, env: Env) -> Value:
    """Return the power of each entry."""
    return entrywise(value(node.base, env), value(node.exponent, env), np.power, "power")


@evaluates(Transpose)
def transpose(node: Transpose, env: Env) -> Value:
    """Return the transpose."""
    return transposed(value(node.operand, env))


@evaluates(Root)
def root(node: Root, env: Env) -> Value:
    """Return the root of each entry."""
    found = value(node.operand, env)
    degree = Value(env.lay(2.0)) if node.degree is None else value(node.degree, env)
    return entrywise(found, degree, lambda a, n: np.power(a, 1 / n), "root")


@evaluates(Absolute)
def absolute(node: Absolute, env: Env) -> Value:
    """Return the absolute value of each entry."""
    found = value(node.operand, env)
    return Value(np.abs(found.array), found.axes, found.kind)
