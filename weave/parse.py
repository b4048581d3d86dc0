"""Read a whole block: lines, chains of relations, reasons; every token is understood or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from weave import (
    bars,
    brackets,
    calculus,
    chances,
    functions,
    indicators,
    limits,
    names,
    sums,
    tabular,
)
from weave.binders import Range
from weave.cursor import Cursor
from weave.distributions import distribution
from weave.errors import Mistake
from weave.grammar import expression
from weave.implications import conditional, implied
from weave.layout import lines
from weave.lex import Token, tokens
from weave.sentences import (
    PARTING,
    announces,
    defined_next,
    implies,
    narrowed,
    next_equation,
    words,
)
from weave.sets import collection
from weave.signs import readings
from weave.symbols import Symbols
from weave.traversal import walk
from weave.tree import Node, Relation
from weave.vocabulary import RELATIONS, TEXT, THEREFORE

SIDES = {"\\in": collection, "\\sim": distribution}
# Importing a room registers what it reads.
ROOMS = (bars, brackets, calculus, chances, functions, indicators, limits, names, sums, tabular)


@dataclass(frozen=True)
class Chain:
    """One equation: relations in reading order, each from the side before."""

    relations: tuple[Relation, ...]
    reasons: tuple[str, ...]
    ranges: tuple[Range, ...] = ()
    conditions: tuple[Relation, ...] = ()

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Return every node of every relation, outermost first."""
        return tuple(node for relation in self.relations for node in walk(relation))

    @cached_property
    def written(self) -> frozenset[int]:
        """Return the ids of all nodes, which tell them from changed ones."""
        return frozenset(map(id, self.nodes))

    @cached_property
    def memo(self) -> dict[str, Any]:
        """Keep what is worked out once about this chain."""
        return {}

    @cached_property
    def sides(self) -> tuple[Node, ...]:
        """Return every side once, in reading order."""
        return (self.relations[0].left, *(relation.right for relation in self.relations))


def equation(latex: str, symbols: Symbols, headless: bool = False) -> tuple[Chain, ...]:
    """Read a block as equations; raises Mistake with the place of what is not understood.

    headless: the first line may begin with its relation (what is defined has no value yet)
    """
    parts = tokens(latex)
    if headless and parts:
        parts.insert(0, Token("number", "0", 0))
    found = [one for signs in readings(parts) for one in block(signs, symbols)]
    if not found:
        raise Mistake("there is no equation here", 0)
    return tuple(one for place, one in enumerate(found) if one not in found[:place])


def block(parts: Sequence[Token], symbols: Symbols) -> list[Chain]:
    """Read a block, line by line."""
    chains: list[Chain] = []
    for line in lines(parts):
        read_line(line, symbols, chains)
    return chains


def read_line(line: Sequence[Token], symbols: Symbols, chains: list[Chain]) -> None:
    """Read one line; one that begins with a relation goes on with the chain before."""
    cursor = Cursor(line, symbols, line[-1].at + 1)
    words(cursor)
    arrow = ""
    if chains and (implies(cursor) or cursor.at(*THEREFORE)):
        arrow = cursor.take().text
    going_on = cursor.at(*RELATIONS)
    if going_on and not chains:
        raise Mistake("this line has no left side", cursor.peek().at)
    while cursor.peek().kind != "end":
        left = chains[-1].relations[-1].right if going_on else expression(cursor)
        made = links(cursor, left)
        if going_on:
            before = chains.pop()
            made = Chain(
                before.relations + made.relations,
                before.reasons + made.reasons,
                before.ranges + made.ranges,
                before.conditions + made.conditions,
            )
        joined(chains, made, arrow)
        going_on, arrow = False, arrow_before(cursor)


def joined(chains: list[Chain], made: Chain, arrow: str) -> None:
    """Take an equation in; conditions on both sides of an arrow are one claim."""
    if arrow in THEREFORE and conditional(chains[-1].relations, made.relations):
        before = chains.pop()
        relation = implied(before.relations, arrow, made.relations)
        made = Chain((relation,), made.reasons[-1:], made.ranges, made.conditions)
    chains.append(made)


def arrow_before(cursor: Cursor) -> str:
    """Return the arrow that was just stepped over, words after it left out."""
    place = cursor.place - 1
    while place > 0 and cursor.parts[place].text in TEXT:
        place -= 1
    return cursor.parts[place].text


def links(cursor: Cursor, left: Node) -> Chain:
    """Read `= side = side ...` with the reasons that stand beside them."""
    found: list[Relation] = []
    reasons: list[str] = []
    while True:
        words(cursor)
        if not cursor.at(*RELATIONS) or (found and implies(cursor)):
            break
        sign = cursor.take()
        right = SIDES.get(sign.text, expression)(cursor)
        found.append(Relation(left, sign.text, right, at=sign.at))
        left = right
        reasons.append(words(cursor))
    if not found:
        raise cursor.unexpected("a relation such as =")
    defines = reasons[-1] in PARTING and defined_next(cursor)
    spans, conditions = narrowed(cursor) if announces(reasons[-1]) and not defines else ((), ())
    next_equation(cursor, reasons[-1])
    return Chain(tuple(found), tuple(reasons), spans, conditions)
