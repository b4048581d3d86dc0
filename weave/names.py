"""Names and functions: the longest bound name wins; application only of what is a function."""

from __future__ import annotations

from weave.cursor import Cursor
from weave.errors import Mistake, nearest
from weave.grammar import ATOMS, atom, factor, starts_factor, whole
from weave.lex import Token
from weave.scripted import arguments, hang, indices
from weave.spelling import Scripts, base, scripts, starts_base
from weave.symbols import Match, match
from weave.tree import (
    Apply,
    Builtin,
    Delta,
    Name,
    Node,
    Number,
    Power,
    Prime,
    Subscript,
    Times,
    Variable,
)
from weave.vocabulary import words

FUNCTIONS = {
    f"\\{name}": name
    for name in words("exp log ln sin cos tan sinh cosh tanh arctan arcsin arccos det max min")
}
WORDS = {
    f"\\operatorname{{{word}}}": name
    for word, name in {
        "sign": "sign", "sgn": "sign", "diag": "diag", "tr": "tr", "trace": "tr", "vec": "vec",
        "Var": "Var", "Cov": "Cov", "E": "E", "rank": "rank", "erf": "erf",
    }.items()
}  # fmt: skip
CONSTANTS = {"\\pi": "\\pi", "e": "e", "\\operatorname{e}": "e"}


@atom("name")
def name(cursor: Cursor) -> Node:
    """Read a name with its scripts; functions go on to their arguments."""
    start = cursor.peek()
    found = longest(cursor)
    if found is not None:
        return bound(cursor, found, start)
    spelling, cursor.place = base(cursor.parts, cursor.place)
    hung = cursor.scripts()
    if spelling in cursor.local:
        return hang(cursor, Variable(spelling, at=start.at), hung)
    if spelling in WORDS:
        return function(cursor, Builtin(WORDS[spelling], at=start.at), hung)
    if spelling == "\\delta" and hung.sub and not hung.sup:
        return kronecker(cursor, hung, start)
    if spelling in CONSTANTS:
        return hang(cursor, Builtin(CONSTANTS[spelling], at=start.at), hung)
    raise unknown(cursor, spelling, start)


def unknown(cursor: Cursor, spelling: str, start: Token) -> Mistake:
    """Say that a name is not bound, and which names begin alike."""
    alike = [entry.key for entry in cursor.symbols.by_base.get(spelling, ())]
    if alike:
        bound_to = ", ".join(alike)
        return Mistake(f"{spelling} so written is not a symbol; bound is {bound_to}", start.at)
    known = [*cursor.symbols.entries, *cursor.local]
    return Mistake(f"{spelling} is not a symbol of the scene{nearest(spelling, known)}", start.at)


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
    return hang(cursor, node, found.rest, entry.axes)


@atom(*FUNCTIONS)
def builtin(cursor: Cursor) -> Node:
    r"""Read \log and its like."""
    token = cursor.take()
    if token.text in ("\\max", "\\min") and cursor.at("_"):
        return ATOMS["fold"](cursor)
    return function(cursor, Builtin(FUNCTIONS[token.text], at=token.at), cursor.scripts())


def function(cursor: Cursor, head: Node, hung: Scripts) -> Node:
    """Read a function's primes, its arguments, and the scripts that belong to the result."""
    if hung.primes:
        head = Prime(head, hung.primes, at=hung.at)
    late = Scripts(hung.sub, hung.sup, 0, hung.at)
    if cursor.at("("):
        node: Node = Apply(head, arguments(cursor), at=head.at)
        after = cursor.scripts()
    elif starts_factor(cursor):
        node, after = Apply(head, (bare_argument(cursor),), at=head.at), Scripts()
    elif late.sub or late.sup:
        raise Mistake("a function with scripts needs an argument", hung.at)
    else:
        return head
    return hang(cursor, before_argument(cursor, node, late), after)


def before_argument(cursor: Cursor, node: Node, hung: Scripts) -> Node:
    r"""Put scripts that stand before the argument on the result: \sin^2 x, \sigma_i(z)."""
    if hung.sup and (len(hung.sup) != 1 or hung.sup[0].kind != "number"):
        raise Mistake("only a whole power may stand between a function and its argument", hung.at)
    if hung.sub:
        node = Subscript(node, indices(cursor, hung.sub), at=node.at)
    return Power(node, whole(cursor, hung.sup), at=hung.at) if hung.sup else node


def bare_argument(cursor: Cursor) -> Node:
    r"""Read the argument of \log p: one factor, which nothing but a function may follow."""
    first = cursor.peek()
    node = factor(cursor)
    if first.kind == "number" and isinstance(node, Number) and starts_factor(cursor):
        node = Times(node, factor(cursor), at=first.at)
    following = cursor.peek()
    if starts_factor(cursor) and not heads_function(cursor):
        raise Mistake(
            "where does the argument of the function end? Write it in parentheses", following.at
        )
    return node


def heads_function(cursor: Cursor) -> bool:
    """Tell whether a function comes next."""
    token = cursor.peek()
    if token.text in FUNCTIONS or token.text in ("\\sum", "\\frac"):
        return True
    if not starts_base(token):
        return False
    spelling, _ = base(cursor.parts, cursor.place)
    entries = cursor.symbols.by_base.get(spelling, ())
    return spelling in WORDS or any(entry.role == "function" for entry in entries)


def kronecker(cursor: Cursor, hung: Scripts, start: Token) -> Node:
    r"""Read Kronecker's \delta_{ij}."""
    pair = indices(cursor, hung.sub)
    if len(pair) != 2:
        raise Mistake("Kronecker's \\delta needs two indices", start.at)
    return Delta(*pair, at=start.at)
