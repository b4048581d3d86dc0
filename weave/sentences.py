"""What stands between and behind equations: words, commas, arrows, and for what they hold."""

from __future__ import annotations

from weave import names
from weave.binders import Range
from weave.cursor import Cursor
from weave.grammar import expression
from weave.sets import collection
from weave.spelling import spelled
from weave.tree import Relation, Variable
from weave.vocabulary import RELATIONS, SENTENCE, TAGS, TEXT, THEREFORE

FOR = (["for"], ["with"], ["where"], ["all"], ["if"], ["when"], ["every"])
PARTING = frozenset(
    ["and", "or", "or equivalently", "and thus", "and hence", "so", "where", "so that"]
)


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
