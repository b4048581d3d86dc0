r"""Chances and expectations: \Pr(x > 0) over a sample, \mathbb E_{x \sim p} over a distribution."""

from __future__ import annotations

from collections.abc import Sequence

from weave.binders import Fold, Range
from weave.clauses import Both, Expectation
from weave.cursor import Cursor
from weave.distributions import distribution
from weave.errors import Mistake
from weave.events import condition
from weave.grammar import ATOMS, atom, expression, factor
from weave.lex import Token
from weave.scripted import ENDS, hang, lone_bar, split
from weave.spelling import base, spell
from weave.tree import Apply, Builtin, Divide, Indicator, Node, Relation
from weave.vocabulary import GREEK

CHANCES = ("\\mathbb{P}", "\\operatorname{P}", "\\operatorname{Pr}", "P", "\\Pr")


@atom("\\Pr")
def chance(cursor: Cursor) -> Node:
    r"""Read \Pr(x > 0) and \Pr(y = 1 \mid x > 0): shares of a sample."""
    start = cursor.peek()
    if start.text == "\\Pr":
        cursor.take()
    else:
        _, cursor.place = base(cursor.parts, cursor.place)
    over = letters(cursor, cursor.scripts().sub)
    last = ENDS[cursor.take(*ENDS).text]
    bar = lone_bar(cursor)
    with cursor.naming(*over), cursor.within(bar or last):
        event, given = condition(cursor), None
        if cursor.at("\\mid", bar or "\\mid"):
            cursor.take()
            given = condition(cursor)
    cursor.take(last)
    node = share(event, over, start.at)
    if given is not None:
        both = Both((*parts(event), *parts(given)), at=start.at)
        node = Divide(share(both, over, start.at), share(given, over, start.at), at=start.at)
    return hang(cursor, node, cursor.scripts())


def parts(event: Relation | Both) -> tuple[Relation, ...]:
    """Return the conditions of an event."""
    return event.parts if isinstance(event, Both) else (event,)


def share(event: Relation | Both, over: tuple[str, ...], at: int) -> Node:
    """Write how often an event happens as the mean of its indicator."""
    inside = Indicator(event, at=at)
    if over:
        return Fold("mean", tuple(Range(one, at=at) for one in over), (), inside, at=at)
    return Apply(Builtin("E", at=at), (inside,), at=at)


def letters(cursor: Cursor, below: Sequence[Token]) -> tuple[str, ...]:
    """Read the indices below a mean: letters, which name no value."""
    found = tuple(token for token in below if token.text != ",")
    for token in found:
        entry = cursor.symbols.plain(token.text)
        value = entry is not None and entry.role not in ("index", "label")
        if value or not (token.kind == "letter" or token.text in GREEK):
            raise Mistake(f"below a mean stand indices, or x \\sim p, not {spell(below)}", token.at)
    return tuple(token.text for token in found)


def expectation(cursor: Cursor, below: Sequence[Token], start: Token) -> Node:
    r"""Read \mathbb E_{x \sim p}[f(x)]."""
    head, *drawn = split(below, "\\sim")
    if len(head) != 1 or len(drawn) != 1:
        raise Mistake("below the mean stands x \\sim p: one letter and its distribution", start.at)
    (letter,) = head
    inner = cursor.sub(drawn[0])
    weights = distribution(inner)
    if inner.peek().kind != "end":
        raise inner.unexpected("the end of the distribution")
    with cursor.naming(letter.text):
        if cursor.at(*ENDS):
            last = ENDS[cursor.take().text]
            with cursor.within(last):
                body = expression(cursor)
            cursor.take(last)
        else:
            body = factor(cursor)
    node = Expectation(letter.text, weights, body, at=start.at)
    return hang(cursor, node, cursor.scripts())


ATOMS["chance"] = chance
