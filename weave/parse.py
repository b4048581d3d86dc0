"""Read a whole block: lines, chains of relations, reasons; every token is understood or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from weave import brackets, calculus, functions, indicators, limits, names, sums, tabular
from weave.binders import Range
from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import expression
from weave.layout import lines
from weave.lex import Token, tokens
from weave.sets import collection
from weave.spelling import spelled
from weave.symbols import Symbols
from weave.traversal import walk
from weave.tree import Node, Relation, Variable
from weave.vocabulary import RELATIONS, SENTENCE, TAGS, TEXT, THEREFORE

FOR = (["for"], ["with"], ["where"], ["all"], ["if"], ["when"], ["every"])
PARTING = frozenset(
    ["and", "or", "or equivalently", "and thus", "and hence", "so", "where", "so that"]
)
# Importing a room registers what it reads.
ROOMS = (brackets, calculus, functions, indicators, limits, names, sums, tabular)


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
    chains: list[Chain] = []
    parts = tokens(latex)
    if headless and parts:
        parts.insert(0, Token("number", "0", 0))
    for line in lines(parts):
        read_line(line, symbols, chains)
    if not chains:
        raise Mistake("there is no equation here", 0)
    return tuple(chains)


def read_line(line: Sequence[Token], symbols: Symbols, chains: list[Chain]) -> None:
    """Read one line; one that begins with a relation goes on with the chain before."""
    cursor = Cursor(line, symbols, line[-1].at + 1)
    words(cursor)
    if chains and implies(cursor):
        cursor.take()
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
        chains.append(made)
        going_on = False


def links(cursor: Cursor, left: Node) -> Chain:
    """Read `= side = side ...` with the reasons that stand beside them."""
    found: list[Relation] = []
    reasons: list[str] = []
    while True:
        words(cursor)
        if not cursor.at(*RELATIONS) or (found and implies(cursor)):
            break
        sign = cursor.take()
        right = collection(cursor) if sign.text == "\\in" else expression(cursor)
        found.append(Relation(left, sign.text, right, at=sign.at))
        left = right
        reasons.append(words(cursor))
    if not found:
        raise cursor.unexpected("a relation such as =")
    defines = reasons[-1] in PARTING and defined_next(cursor)
    spans, conditions = narrowed(cursor) if announces(reasons[-1]) and not defines else ((), ())
    next_equation(cursor, reasons[-1])
    return Chain(tuple(found), tuple(reasons), spans, conditions)


def defined_next(cursor: Cursor) -> bool:
    r"""Tell whether an equation follows, as in \text{where } p_i = P(x_i), and no range."""
    texts = [token.text for token in cursor.parts[cursor.place :]]
    entry = cursor.symbols.plain(texts[0]) if texts else None
    counts = entry is not None and entry.role in ("index", "label") and texts[1:2] == ["="]
    return "=" in texts and "\\ldots" not in texts and not counts


def announces(reason: str) -> bool:
    """Tell whether words such as `for all` announce for what an equation holds."""
    return reason.split()[-1:] in FOR


def narrowed(cursor: Cursor) -> tuple[tuple[Range, ...], tuple[Relation, ...]]:
    r"""Read `\\ell = 1, \\ldots, D` or `i \\ne j` after the word for."""
    if cursor.peek().kind == "end" or cursor.at(*SENTENCE):
        return (), ()
    left = expression(cursor)
    while cursor.at(",") and isinstance(left, Variable) and cursor.peek(1).text != "\\ldots":
        cursor.take()
        left = expression(cursor)
    if not cursor.at(*RELATIONS):
        return (), ()
    sign = cursor.take()
    right = collection(cursor) if sign.text == "\\in" else expression(cursor)
    if sign.text != "=" or not isinstance(left, Variable):
        return (), (Relation(left, sign.text, right, at=sign.at),)
    last = right
    while cursor.at(","):
        cursor.take()
        if cursor.at("\\ldots"):
            cursor.take()
            cursor.take(",")
        last = expression(cursor)
    return (Range(left.key, right, last, at=left.at),), ()


def words(cursor: Cursor) -> str:
    """Step over words and tags, which are shown and not evaluated."""
    said = []
    while True:
        if cursor.at(*TEXT) and spelled(cursor.peek()) not in cursor.symbols.by_base:
            refuse_function(cursor)
            said.append(cursor.take().argument.strip(" ,;"))
        elif cursor.at(*TAGS) or (cursor.at(*SENTENCE) and cursor.peek(1).text in TEXT):
            cursor.take()
        else:
            return " ".join(said)


def refuse_function(cursor: Cursor) -> None:
    r"""Refuse \text{softmax}(z), which looks like a function and would be stepped over."""
    token = cursor.peek()
    word = token.argument
    if word.isalpha() and cursor.peek(1).text == "(" and not (word in PARTING or [word] in FOR):
        raise names.unknown(cursor, spelled(token), token)


def next_equation(cursor: Cursor, said: str) -> None:
    """Step over what parts equations: a comma, an arrow, a wide space, a word such as `and`."""
    arrow = cursor.at(*THEREFORE) or implies(cursor)
    if cursor.at(*SENTENCE) or arrow:
        cursor.take()
        words(cursor)
    elif cursor.peek().kind != "end" and not (cursor.peek().gap or said in PARTING):
        raise cursor.unexpected("a relation, a comma or the end")


def implies(cursor: Cursor) -> bool:
    """Tell whether an arrow between wide spaces comes: it leads to the next equation."""
    return cursor.at("\\to") and (cursor.peek().gap or cursor.peek(1).gap)
