r"""Distributions by name: what stands right of \sim, and the normal density."""

from __future__ import annotations

from weave.clauses import Distribution
from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import atom, expression
from weave.scripted import ENDS, arguments
from weave.spelling import base, starts_base
from weave.tree import Apply, Builtin, Node

NAMES = {
    "\\mathcal{N}": "N", "\\operatorname{Normal}": "N", "\\mathcal{U}": "U", "U": "U",
    "\\operatorname{Uniform}": "U", "\\operatorname{Unif}": "U",
    "\\operatorname{Bernoulli}": "Bernoulli", "\\operatorname{Ber}": "Bernoulli",
    "\\operatorname{Laplace}": "Laplace", "\\operatorname{Exp}": "Exp",
}  # fmt: skip
PARAMETERS = {
    "N": "mean, variance", "U": "low, high", "Bernoulli": "probability",
    "Laplace": "mean, scale", "Exp": "rate",
}  # fmt: skip
DENSITY = "density"


def distribution(cursor: Cursor) -> Node:
    r"""Read \mathcal N(\mu, s^2), U(a, b) and their kin; else the name of probabilities."""
    start = cursor.peek()
    if not starts_base(start):
        return expression(cursor)
    spelling, place = base(cursor.parts, cursor.place)
    after = cursor.parts[place].text if place < len(cursor.parts) else ""
    if spelling not in NAMES or after not in ENDS:
        return expression(cursor)
    cursor.place = place
    name, given = NAMES[spelling], arguments(cursor)
    if len(given) != len(PARAMETERS[name].split(",")):
        raise Mistake(f"{spelling} has the parameters {PARAMETERS[name]}", start.at)
    return Distribution(name, given, at=start.at)


@atom("density")
def density(cursor: Cursor) -> Node:
    r"""Read \mathcal N(y; \mu, s^2), a density where the name is not bound."""
    start = cursor.peek()
    spelling, cursor.place = base(cursor.parts, cursor.place)
    given = arguments(cursor) if cursor.at("(") else ()
    if len(given) != 3:
        raise Mistake(
            f"{spelling}(y; mean, variance) is a density; a distribution stands right of \\sim",
            start.at,
        )
    return Apply(Builtin(DENSITY, at=start.at), given, at=start.at)
