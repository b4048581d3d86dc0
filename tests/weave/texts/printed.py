"""A display equation of a published text, and how weave reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from weave import guess, parse
from weave.symbols import Signature, Symbols, signature


@dataclass(frozen=True)
class Printed:
    """An equation as its text prints it.

    place: its number there, or the section
    roles: names whose role cannot be guessed: value, function, index, label, or `family l`
    unread: why weave refuses it; empty when it is read
    """

    place: str
    latex: str
    roles: Mapping[str, str] = field(default_factory=dict)
    unread: str = ""


def symbols(equation: Printed) -> Symbols:
    """Guess the names as `python -m weave read` does, but those that are declared."""
    declared = [declare(key, role) for key, role in equation.roles.items()]
    taken = {(one.bases, one.sub, one.sup, one.primes) for one in declared}
    guessed = guess.symbols(equation.latex).entries.values()
    found = Symbols()
    for one in (*guessed, *declared):
        if one in declared or (one.bases, one.sub, one.sup, one.primes) not in taken:
            found.add(one)
    return found


def declare(key: str, role: str) -> Signature:
    """Make a name of its LaTeX and its role."""
    kind, _, label = role.partition(" ")
    return signature(key, "value" if label else kind, None, (label,) if label else ())


def read(equation: Printed) -> tuple[parse.Chain, ...]:
    """Read an equation; raises Mistake with the place of what is not understood."""
    return parse.equation(equation.latex, symbols(equation))
