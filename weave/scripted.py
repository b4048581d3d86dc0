"""What hangs on a factor: indices below; powers, transposes and inverses above."""

from __future__ import annotations

from collections.abc import Sequence

from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import atom, expression, whole
from weave.lex import Token
from weave.spelling import Scripts
from weave.tree import (
    Apply,
    Builtin,
    HadamardPower,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Prime,
    Subscript,
    Transpose,
)
from weave.vocabulary import words

SIGNS = frozenset("+-")
OPENING = words(r"( [ { \{ \langle \begin \lfloor \lceil")
BARS = words(r"| \|")
ENDS = {"(": ")", "[": "]", "\\{": "\\}"}
CLOSING = words(r") ] } \} \rangle \end \rfloor \rceil")


@atom("number")
def number(cursor: Cursor) -> Node:
    """Read a literal and its power."""
    token = cursor.take()
    return hang(cursor, Number(token.text, at=token.at), cursor.scripts())


def hang(cursor: Cursor, node: Node, hung: Scripts, axes: int | None = None) -> Node:
    """Put scripts on a node: primes, then indices, then what stands above."""
    if hung.primes:
        node = Prime(node, hung.primes, at=hung.at)
    if hung.sub:
        node = Subscript(node, indices(cursor, hung.sub, axes), at=node.at)
    if hung.sup:
        node = raised(cursor, node, hung.sup)
    if cursor.at("!"):
        node = Apply(Builtin("factorial", at=cursor.peek().at), (node,), at=cursor.take().at)
    return node


def indices(cursor: Cursor, parts: Sequence[Token], axes: int | None = None) -> tuple[Node, ...]:
    """Read `ij`, `i,j`, `i+1,j` or `12` as indices."""
    pieces = split(parts, ",")
    if len(pieces) == 1 and not any(token.text in SIGNS for token in parts):
        pieces = single_letters(parts, axes)
    return tuple(whole(cursor, piece, "the index") for piece in pieces)


def split(parts: Sequence[Token], mark: str) -> list[Sequence[Token]]:
    """Cut tokens at a mark that stands outside all brackets."""
    pieces: list[list[Token]] = [[]]
    depth = 0
    for token in parts:
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if token.text == mark and depth == 0:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return list(pieces)


def single_letters(parts: Sequence[Token], axes: int | None) -> list[Sequence[Token]]:
    """Cut `jk` into letters, and `12` into digits when the array has two axes."""
    if any(token.kind not in ("letter", "number", "command") and token.text != "'"
           for token in parts):  # fmt: skip
        return [parts]
    found: list[Sequence[Token]] = []
    for token in parts:
        if token.text == "'" and found:
            found[-1] = [*found[-1], token]
        elif token.kind == "number" and axes == len(token.text) > 1:
            places = enumerate(token.text)
            found += [[Token("number", digit, token.at + step)] for step, digit in places]
        else:
            found.append([token])
    return found


def raised(cursor: Cursor, node: Node, sup: Sequence[Token]) -> Node:
    """Put what stands above on a node."""
    texts, at = [token.text for token in sup], sup[0].at
    if is_transpose(cursor, sup):
        return Transpose(node, at=at)
    if texts[0] == "-" and is_transpose(cursor, sup[1:]):
        return Transpose(Power(node, Negative(Number("1", at=at), at=at), at=at), at=at)
    if texts[0] == "\\odot":
        return HadamardPower(node, whole(cursor, sup[1:], "the power"), at=at)
    if looks_like_label(texts) and not (isinstance(node, Builtin) and node.name == "e"):
        raise Mistake("no such name with a label in brackets; a power needs no brackets", at)
    return Power(node, whole(cursor, sup, "the power"), at=at)


def looks_like_label(texts: list[str]) -> bool:
    """Tell whether `(2)` or `[l-1]` stands alone above: a label of a name that is not bound."""
    return texts[0] in ("(", "[") and texts[-1] in (")", "]") and len(texts) in (3, 5)


def is_transpose(cursor: Cursor, sup: Sequence[Token]) -> bool:
    r"""Tell whether this is \top, T, \mathsf T or \mathrm T (T only while T names nothing)."""
    texts = [token.text for token in sup if token.kind not in ("open", "close")]
    if texts == ["\\top"]:
        return True
    if texts and texts[0] in ("\\mathsf", "\\mathrm", "\\operatorname") and texts[1:] == ["T"]:
        return True
    if texts != ["T"]:
        return False
    if cursor.symbols.plain("T"):
        raise Mistake("T names a value here: write ^\\top for the transpose", sup[0].at)
    return True


def is_function(cursor: Cursor, node: Node) -> bool:
    """Tell whether a node names a function, which still wants its argument."""
    if isinstance(node, Name):
        return cursor.symbols.entries[node.key].role == "function"
    return isinstance(node, Prime)


def arguments(cursor: Cursor) -> tuple[Node, ...]:
    """Read arguments in brackets; a bar that stands alone parts them, as in D(p | q)."""
    last = ENDS[cursor.take(*ENDS).text]
    bar = lone_bar(cursor)
    with cursor.within(bar or last):
        found = [expression(cursor)]
        while cursor.at(",", ";", "\\mid", "\\parallel", bar or ","):
            cursor.take()
            found.append(expression(cursor))
    cursor.take(last)
    return tuple(found)


def lone_bar(cursor: Cursor) -> str:
    """Return the bar that stands alone between the brackets that opened here, if one does."""
    depth, found = 0, list[str]()
    for token in cursor.parts[cursor.place :]:
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth < 0:
            break
        if depth == 0 and token.text in BARS:
            found.append(token.text)
    return found[0] if len(found) == 1 else ""
