"""Functions at work: those of the notation, and those of snippets by the scene's symbol."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from weave import elementary
from weave.errors import Mistake
from weave.evaluate import Env, evaluates, value
from weave.shapes import Numbers, Value
from weave.tree import Apply, Builtin, Compose, Name, Node


@evaluates(Apply)
def apply(node: Apply, env: Env) -> Value:
    """Return a function's value."""
    arguments = tuple(value(one, env) for one in node.arguments)
    return applied(node.function, arguments, env)


Application = Callable[[Any, tuple[Value, ...], Env], Value]
APPLIED: dict[type[Node], Application] = {}


def applies(kind: type[Node]) -> Callable[[Application], Application]:
    """Register how a function written as this node is applied."""

    def register(rule: Application) -> Application:
        APPLIED[kind] = rule
        return rule

    return register


def applied(function: Node, arguments: tuple[Value, ...], env: Env) -> Value:
    """Apply whatever stands in a function's place."""
    if type(function) not in APPLIED:
        raise Mistake("this cannot be applied", function.at)
    return APPLIED[type(function)](function, arguments, env)


@applies(Builtin)
def of_notation(function: Builtin, arguments: tuple[Value, ...], _env: Env) -> Value:
    """Apply a function that the notation brings."""
    return elementary.apply(function.name, arguments)


@applies(Name)
def of_scene(function: Name, arguments: tuple[Value, ...], env: Env) -> Value:
    """Apply a function of snippets."""
    return called(live(function, env), arguments, env)


@applies(Compose)
def composed(function: Compose, arguments: tuple[Value, ...], env: Env) -> Value:
    """Apply one function to another's result."""
    return applied(function.left, (applied(function.right, arguments, env),), env)


def live(node: Node, env: Env) -> Callable[..., Any]:
    """Return the function of snippets behind a symbol."""
    if isinstance(node, Name):
        found = env.draw.value(node.key)
        if callable(found):
            return found  # type: ignore[no-any-return]
        raise Mistake(f"{node.key} is declared a function, but is none", node.at)
    raise Mistake("expected a function of the scene", node.at)


def called(function: Callable[..., Any], arguments: tuple[Value, ...], env: Env) -> Value:
    """Call a function of snippets; once for each value of the indices in its arguments."""
    lead = np.broadcast_shapes(*(one.array.shape[: one.rank] for one in arguments))
    if set(lead) <= {1}:
        made_once = run(function, [plain(one) for one in arguments])
        return wrapped(made_once, arguments, env)
    made = [run(function, [plain(one, at) for one in arguments]) for at in np.ndindex(*lead)]
    if len({one.shape for one in made}) > 1:
        raise Mistake("the function's results differ in shape")
    return Value(np.stack(made).reshape(lead + made[0].shape), made[0].ndim)


def run(function: Callable[..., Any], arguments: list[Any]) -> Numbers:
    """Call a function of snippets; what it raises is told as a mistake of the equation."""
    try:
        return np.asarray(function(*arguments), dtype=np.float64)
    except Mistake:
        raise
    except Exception as error:
        raise Mistake(f"the function raises {type(error).__name__}: {error}") from error


def plain(one: Value, at: tuple[int, ...] | None = None) -> Any:
    """Return the bare array at one place of the indices; a row loses its first axis."""
    if one.kind not in ("", "row"):
        raise Mistake("how many ones? Write the number below: \\mathbf{1}_n")
    if at is None:
        bare = one.array.reshape(one.shape)
    else:
        sizes = one.array.shape[: one.rank]
        bare = one.array[
            tuple(0 if size == 1 else step for step, size in zip(at, sizes, strict=True))
        ]
    if one.kind == "row":
        bare = bare[0]
    return bare if one.axes else float(bare)


def wrapped(array: Numbers, arguments: tuple[Value, ...], env: Env) -> Value:
    """Make a function's result a value; of a row comes a row when the shape stays."""
    row = (
        len(arguments) == 1 and arguments[0].kind == "row" and array.shape == arguments[0].shape[1:]
    )
    if row:
        return Value(env.lay(array[None, :]), 2, "row")
    return Value(env.lay(array), array.ndim)
