"""Bold ones: a column of ones, an identity, the indicator of a condition."""

from __future__ import annotations

from collections.abc import Sequence

from weave.brackets import CLOSING
from weave.cursor import Cursor
from weave.events import condition
from weave.grammar import ATOMS, atom, whole
from weave.lex import Token
from weave.scripted import CLOSING as SHUTTING
from weave.scripted import OPENING, hang
from weave.spelling import Scripts, spell
from weave.tree import Identity, Indicator, Node, Ones
from weave.vocabulary import RELATIONS


@atom("\\mathbf", "\\mathbb", "\\boldsymbol")
def bold(cursor: Cursor) -> Node:
    r"""Read \mathbf 1 (ones, or an indicator when a condition follows) and \mathbf I."""
    inside = [token for token in cursor.parts[cursor.place + 1 :][:3] if token.kind != "open"]
    known = cursor.symbols.by_base
    is_name = inside and inside[0].text not in ("1", "I")
    if not inside or is_name or f"{cursor.peek().text}{{{inside[0].text}}}" in known:
        return ATOMS["name"](cursor)
    start, letter = cursor.take(), spell(cursor.group())
    if letter == "1" and cursor.at("[", "\\{", "(") and brackets_relate(cursor):
        return indicator(cursor, start)
    hung = cursor.scripts()
    if letter == "1" and relates(hung.sub):
        kept = hung.sub[1:-1] if hung.sub[0].text == "\\{" else hung.sub
        inner = cursor.sub(kept)
        return Indicator(condition(inner), at=start.at)
    size = whole(cursor, hung.sub, "the size") if hung.sub else None
    node = Ones(size, at=start.at) if letter == "1" else Identity(size, at=start.at)
    return hang(cursor, node, Scripts((), hung.sup))


def brackets_relate(cursor: Cursor) -> bool:
    """Tell whether the brackets that open here hold a relation at their own level."""
    depth = 0
    for place in range(cursor.place, len(cursor.parts)):
        token = cursor.parts[place]
        depth += (token.text in OPENING) - (token.text in SHUTTING)
        if depth == 0:
            return relates(cursor.parts[cursor.place + 1 : place])
    return False


def relates(parts: Sequence[Token]) -> bool:
    """Tell whether tokens hold a relation at their own level, or within set braces around all."""
    whole_set = [token.text for token in (*parts[:1], *parts[-1:])] == ["\\{", "\\}"]
    depth = 0
    for token in parts[1:-1] if whole_set else parts:
        depth += (token.text in OPENING) - (token.text in SHUTTING)
        if depth == 0 and token.text in RELATIONS:
            return True
    return False


def indicator(cursor: Cursor, start: Token) -> Node:
    """Read the condition of an indicator."""
    opening = cursor.take()
    with cursor.within(CLOSING[opening.text]):
        found = condition(cursor)
    cursor.take(CLOSING[opening.text])
    return hang(cursor, Indicator(found, at=start.at), cursor.scripts())
