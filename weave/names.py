"""Names and functions: the longest bound name wins; application only of what is a function."""

from __future__ import annotations

import re

from weave.chances import CHANCES
from weave.cursor import Cursor
from weave.errors import Mistake, Unbound, nearest
from weave.functions import WORDS, function
from weave.grammar import ATOMS, atom, expression
from weave.indicators import brackets_relate
from weave.lex import Token
from weave.scripted import ENDS, hang, indices
from weave.spelling import Scripts, base, scripts, starts_base
from weave.symbols import Match, match
from weave.tree import (
    Builtin,
    Delta,
    Name,
    Node,
    Subscript,
    Variable,
)
from weave.vocabulary import TEXT, words

MEANS = words(
    r"\mathbb{E} \mathbf{E} \operatorname{E} \operatorname{Var} \mathbb{V} \operatorname{Cov}"
)
MANY = 12
CONSTANTS = {"\\pi": "\\pi", "e": "e", "\\operatorname{e}": "e"}


@atom("name")
def name(cursor: Cursor) -> Node:
    """Read a name with its scripts; functions go on to their arguments."""
    start = cursor.peek()
    spelling, after = base(cursor.parts, cursor.place)
    primed = f"{spelling}'" in cursor.local and cursor.parts[after : after + 1]
    if primed and primed[0].text == "'":
        cursor.place, spelling = after + 1, f"{spelling}'"
    found = None if spelling.endswith("'") else longest(cursor)
    if found is not None:
        return bound(cursor, found, start)
    before = cursor.place
    cursor.place = before if spelling.endswith("'") else after
    hung = cursor.scripts()
    if spelling in cursor.local:
        return hang(cursor, Variable(spelling, at=start.at), hung)
    drawn = any(token.text == "\\sim" for token in hung.sub)
    brought = "mean" if spelling == "E" and drawn else of_notation(cursor, spelling)
    if brought:
        cursor.place = before
        return ATOMS[brought](cursor)
    if spelling in WORDS:
        return function(cursor, Builtin(WORDS[spelling], at=start.at), hung)
    if spelling == "\\delta" and hung.sub and not hung.sup:
        return kronecker(cursor, hung, start)
    if spelling in CONSTANTS:
        return hang(cursor, Builtin(CONSTANTS[spelling], at=start.at), hung)
    raise unknown(cursor, spelling, start)


def of_notation(cursor: Cursor, spelling: str) -> str:
    """Say what an unbound name is by notation: a mean, a chance, a density, or nothing."""
    if spelling in MEANS:
        return "mean"
    if spelling in CHANCES and cursor.at(*ENDS) and brackets_relate(cursor):
        return "chance"
    return "density" if spelling == "\\mathcal{N}" else ""


def unknown(cursor: Cursor, spelling: str, start: Token) -> Mistake:
    """Say that a name is not bound, and which names begin alike."""
    alike = [entry.key for entry in cursor.symbols.by_base.get(spelling, ())]
    if alike:
        bound_to = ", ".join(alike)
        return Unbound(f"{spelling} so written is not a symbol; bound is {bound_to}", start.at)
    known = [*cursor.symbols.entries, *cursor.local]
    same = [key for key in known if core(key) == core(spelling)]
    hint = f"; did you mean {same[0]}?" if same else nearest(spelling, known)
    if start.text in TEXT:
        hint = f"; words name nothing, write \\operatorname{{{start.argument.strip()}}}"
    if not hint and known:
        hint = f"; known are {', '.join(known[:MANY])}{', ...' if len(known) > MANY else ''}"
    return Unbound(f"{spelling} is not a symbol of the scene{hint}", start.at)


def core(name: str) -> str:
    r"""Return the letter of a name without case and accents: `z` of `\hat{Z}`."""
    letters: list[str] = re.findall("[a-z]+", name.lower())
    return letters[-1] if letters else name


def longest(cursor: Cursor) -> Match | None:
    """Find the longest bound name here, and step over it and all its scripts."""
    spelling, place = base(cursor.parts, cursor.place)
    best: tuple[int, Match, int] | None = None
    for entry in cursor.symbols.by_base.get(spelling, ()):
        after = follow(cursor, entry.bases[1:], place)
        if after is None:
            continue
        hung, end = scripts(cursor.parts, after)
        found = match(entry, hung)
        size = found.size + 100 * len(entry.bases) if found else 0
        if found and (best is None or size > best[0]):
            best = size, found, end
    if best is None or (best[1].size <= 1 and spelling in cursor.local):
        return None
    cursor.place = best[2]
    return best[1]


def follow(cursor: Cursor, bases: tuple[str, ...], place: int) -> int | None:
    """Step over the further bases of a name of several letters."""
    for wanted in bases:
        if place >= len(cursor.parts) or not starts_base(cursor.parts[place]):
            return None
        spelling, place = base(cursor.parts, place)
        if spelling != wanted:
            return None
    return place


def bound(cursor: Cursor, found: Match, start: Token) -> Node:
    """Make the node of a bound name."""
    entry = found.signature
    if entry.role in ("index", "label"):
        return hang(cursor, Variable(entry.key, at=start.at), found.rest)
    label = indices(cursor, found.label) if found.label else ()
    if entry.slot and len(label) != 1:
        raise Mistake(f"{entry.key} is a family: it needs one label", start.at)
    node = Name(entry.key, label, at=start.at)
    if entry.role == "function":
        return function(cursor, node, found.rest)
    if found.rest.primes:
        raise Mistake(f"{entry.key} is not a function, it has no derivative", found.rest.at)
    if cursor.at("[", "(") and entry.axes != 0 and holds_indices(cursor, entry.axes):
        return bracketed(cursor, node)
    return hang(cursor, node, found.rest, entry.axes)


def holds_indices(cursor: Cursor, axes: int | None) -> bool:
    """Tell whether brackets hold indices: f[i, j + 1]; parentheses, one letter an axis: p(x, y)."""
    place, last = cursor.place + 1, ENDS[cursor.peek().text]
    if last == ")":
        inside = [token.text for token in cursor.parts[place : place + 2 * (axes or 0)]]
        between = set(inside[1::2]) <= {",", ")"} and inside[-1:] == [")"]
        return between and all(is_index(cursor, one) for one in inside[::2])
    letters = False
    while place < len(cursor.parts) and cursor.parts[place].text != last:
        token = cursor.parts[place]
        entry, named = cursor.symbols.plain(token.text), is_index(cursor, token.text)
        size = entry is not None and entry.role == "size"
        if not (named or size or token.kind == "number" or token.text in "+-,"):
            return False
        letters = letters or named
        place += 1
    return letters


def is_index(cursor: Cursor, letter: str) -> bool:
    """Tell whether a letter is an index here."""
    entry = cursor.symbols.plain(letter)
    return letter in cursor.local or (entry is not None and entry.role == "index")


def bracketed(cursor: Cursor, node: Node) -> Node:
    """Read f[i, j] and p(x, y)."""
    last = ENDS[cursor.take().text]
    with cursor.within(last):
        found = [expression(cursor)]
        while cursor.at(","):
            cursor.take()
            found.append(expression(cursor))
    cursor.take(last)
    return hang(cursor, Subscript(node, tuple(found), at=node.at), cursor.scripts())


def kronecker(cursor: Cursor, hung: Scripts, start: Token) -> Node:
    r"""Read Kronecker's \delta_{ij}."""
    pair = indices(cursor, hung.sub)
    if len(pair) != 2:
        raise Mistake("Kronecker's \\delta needs two indices", start.at)
    return Delta(*pair, at=start.at)
