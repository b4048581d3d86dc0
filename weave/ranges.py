"""What stands below a sum: indices, bounds, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from weave.binders import Range
from weave.cursor import Cursor
from weave.errors import Mistake
from weave.events import related
from weave.grammar import expression, whole
from weave.lex import Token
from weave.scripted import split
from weave.spelling import Scripts, argument, base, starts_base
from weave.tree import Node, Relation
from weave.vocabulary import RELATIONS

BETWEEN = ("<", "\\leq")
Clause = Sequence[Token]


@contextmanager
def over(cursor: Cursor, hung: Scripts) -> Iterator[tuple[tuple[Range, ...], tuple[Relation, ...]]]:
    """Read ranges and conditions, and name the indices for the body to come."""
    head, tail = divided(unstacked(hung.sub))
    clauses = split(head, ",")
    letters = tuple(dict.fromkeys(one for clause in clauses for one in introduced(cursor, clause)))
    if not letters:
        raise Mistake("expected an index", hung.at)
    with cursor.naming(*letters):
        low = lower_bounds(cursor, clauses)
        if bool(hung.sup) != bool(low) or len(low) > 1:
            raise Mistake("a sum needs both bounds, or neither", hung.at)
        high = whole(cursor, hung.sup, "the upper bound") if hung.sup else None
        ranges = tuple(
            Range(one, low.get(one), high if one in low else None, at=hung.at) for one in letters
        )
        conditional = [clause for clause in clauses if is_condition(clause)]
        conditional += split(tail, ",") if tail else []
        yield ranges, tuple(one for clause in conditional for one in relations(cursor, clause))


def unstacked(sub: Clause) -> Clause:
    r"""Read \substack{i = 1 \\ i \ne j} as its lines with commas between."""
    if not sub or sub[0].text != "\\substack":
        return sub
    inside, _ = argument(sub, 1, "\\substack")
    return [replace(one, text=",") if one.text == "\\\\" else one for one in inside]


def divided(sub: Clause) -> tuple[Clause, Clause]:
    """Cut `i, j : i < j` at the colon."""
    for mark in (":", "\\mid"):
        head, *tail = split(sub, mark)
        if len(tail) > 1:
            raise Mistake("one colon at most stands below a sum", tail[1][0].at if tail[1] else 0)
        if tail:
            return head, tail[0]
    return sub, ()


def headed(clause: Clause) -> tuple[str, Clause]:
    r"""Cut a clause behind the letter at its head, which may be bold: \mathbf{x} \in S."""
    if not starts_base(clause[0]):
        return "", clause
    letter, place = base(clause, 0)
    if [token.text for token in clause[place : place + 1]] == ["'"]:
        return f"{letter}'", clause[place + 1 :]
    return letter, clause[place:]


def side_by_side(clause: Clause) -> bool:
    """Tell whether a clause is letters only, such as the ij of a double sum."""
    return all(token.kind == "letter" for token in clause)


def is_condition(clause: Clause) -> bool:
    """Tell whether a clause restricts its index."""
    letter, rest = headed(clause)
    return bool(rest) and not side_by_side(clause) and not (letter and rest[0].text == "=")


def introduced(cursor: Cursor, clause: Clause) -> list[str]:
    """Find the letters that a clause brings: its head, or those between the bounds of a chain."""
    if not clause:
        raise Mistake("expected an index", cursor.peek().at)
    letter, rest = headed(clause)
    if letter and (not rest or rest[0].text in RELATIONS):
        return [letter]
    if side_by_side(clause):
        return [token.text for token in clause]
    known = {key for key, entry in cursor.symbols.entries.items() if entry.role != "index"}
    letters = [token.text for token in clause if starts_base(token)]
    return [one for one in letters if one not in known and one not in cursor.local]


def lower_bounds(cursor: Cursor, clauses: Sequence[Clause]) -> dict[str, Node]:
    """Read j=1."""
    cut = [headed(clause) for clause in clauses]
    return {
        letter: whole(cursor, rest[1:], "the lower bound")
        for letter, rest in cut
        if letter and rest and rest[0].text == "="
    }


def relations(cursor: Cursor, clause: Clause) -> Iterator[Relation]:
    """Read a condition, which may be a chain such as 1 \\leq i < j."""
    inner = cursor.sub(clause)
    first = related(inner)
    yield first
    while inner.at(*BETWEEN):
        sign = inner.take()
        first = Relation(first.right, sign.text, expression(inner), at=sign.at)
        yield first
    if inner.peek().kind != "end":
        raise inner.unexpected("the end of the condition")
