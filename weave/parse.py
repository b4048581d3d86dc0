"""Read a whole block: lines, chains of relations, reasons; every token is understood or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weave import brackets, calculus, functions, indicators, limits, names, sums, tabular
from weave.binders import Range
from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import expression
from weave.lex import Token, tokens
from weave.sets import collection
from weave.spelling import closing
from weave.symbols import Symbols
from weave.tree import Node, Relation, Variable
from weave.vocabulary import ALIGNED, PRODUCTS, RELATIONS, SENTENCE, TAGS, TEXT

FOR = (["for"], ["with"], ["where"], ["all"], ["if"], ["when"], ["every"])
# Importing a room registers what it reads.
ROOMS = (brackets, calculus, functions, indicators, limits, names, sums, tabular)


@dataclass(frozen=True)
class Chain:
    """One equation: relations in reading order, each from the side before."""

    relations: tuple[Relation, ...]
    reasons: tuple[str, ...]
    ranges: tuple[Range, ...] = ()
    conditions: tuple[Relation, ...] = ()

    @property
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


def lines(parts: Sequence[Token]) -> list[Sequence[Token]]:
    """Undo an aligned environment and cut at its line ends."""
    while parts and parts[0].text == "\\begin" and parts[0].argument in ALIGNED:
        last = len(parts) - 1
        while last > 0 and parts[last].text in SENTENCE | TAGS:
            last -= 1
        if parts[last].text != "\\end" or parts[last].argument != parts[0].argument:
            raise Mistake(f"\\begin{{{parts[0].argument}}} is never ended", parts[0].at)
        parts = parts[1:last]
    found: list[list[Token]] = [[]]
    depth = braces = 0
    for token in parts:
        depth += {"\\begin": 1, "\\end": -1}.get(token.text, 0)
        braces += {"open": 1, "close": -1}.get(token.kind, 0)
        if token.text == "\\\\" and depth == braces == 0:
            found.append([])
        elif not (token.text == "&" and depth == braces == 0):
            found[-1].append(token)
    check_braces(parts)
    return going_on([line for line in found if line])


def going_on(found: list[list[Token]]) -> list[Sequence[Token]]:
    """Join a line that begins with a sign and has no relation to the line before."""
    joined: list[Sequence[Token]] = []
    for line in found:
        ended = bool(joined) and joined[-1][-1].text in SENTENCE
        relates = any(token.text in RELATIONS for token in line)
        if joined and not ended and not relates and line[0].text in PRODUCTS | {"+", "-"}:
            joined[-1] = [*joined[-1], *line]
        else:
            joined.append(line)
    return joined


def check_braces(parts: Sequence[Token]) -> None:
    """Refuse a brace that opens or closes nothing."""
    depth = 0
    for place, token in enumerate(parts):
        if token.kind == "open":
            closing(parts, place)
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth < 0:
            raise Mistake("this brace closes nothing", token.at)


def read_line(line: Sequence[Token], symbols: Symbols, chains: list[Chain]) -> None:
    """Read one line; one that begins with a relation goes on with the chain before."""
    cursor = Cursor(line, symbols, line[-1].at + 1)
    words(cursor)
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
        if not cursor.at(*RELATIONS):
            break
        sign = cursor.take()
        right = collection(cursor) if sign.text == "\\in" else expression(cursor)
        found.append(Relation(left, sign.text, right, at=sign.at))
        left = right
        reasons.append(words(cursor))
    if not found:
        raise cursor.unexpected("a relation such as =")
    spans, conditions = narrowed(cursor) if announces(reasons[-1]) else ((), ())
    punctuation(cursor)
    return Chain(tuple(found), tuple(reasons), spans, conditions)


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
        if cursor.at(*TEXT):
            said.append(cursor.take().argument.strip())
        elif cursor.at(*TAGS) or (cursor.at(*SENTENCE) and cursor.peek(1).text in TEXT):
            cursor.take()
        else:
            return " ".join(said)


def punctuation(cursor: Cursor) -> None:
    """Step over the comma between equations or the full stop after them."""
    if cursor.at(*SENTENCE):
        cursor.take()
        words(cursor)
    elif cursor.peek().kind != "end":
        raise cursor.unexpected("a relation, a comma or the end")
