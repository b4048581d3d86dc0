"""Functions and their arguments: in parentheses, or one factor where that is clear."""

from __future__ import annotations

from weave.cursor import Cursor
from weave.errors import Mistake
from weave.grammar import ATOMS, atom, factor, starts_factor, whole
from weave.scripted import arguments, hang, indices, is_function
from weave.spelling import Scripts, base, starts_base
from weave.tree import Apply, Builtin, Name, Node, Number, Power, Prime, Subscript, Times
from weave.vocabulary import words

FUNCTIONS = {
    f"\\{name}": name
    for name in words("exp log ln sin cos tan sinh cosh tanh arctan arcsin arccos det max min")
}


WORDS = {
    f"\\operatorname{{{word}}}": name
    for word, name in {
        "sign": "sign", "sgn": "sign", "diag": "diag", "tr": "tr", "Tr": "tr", "trace": "tr",
        "vec": "vec", "rank": "rank", "erf": "erf",
    }.items()
}  # fmt: skip
WORDS |= {f"\\operatorname{{{name}}}": name for name in FUNCTIONS.values()}


@atom(*FUNCTIONS)
def builtin(cursor: Cursor) -> Node:
    r"""Read \log and its like."""
    token = cursor.take()
    if token.text in ("\\max", "\\min") and cursor.at("_"):
        return ATOMS["fold"](cursor)
    head, hung = Builtin(FUNCTIONS[token.text], at=token.at), cursor.scripts()
    if head.name == "log" and hung.sub:
        basis = whole(cursor, hung.sub, "the base")
        made = function(cursor, head, Scripts((), hung.sup, 0, hung.at))
        return rebuilt_log(made, basis)
    return function(cursor, head, hung)


def rebuilt_log(node: Node, basis: Node) -> Node:
    """Give the logarithm its base as a second argument."""
    if isinstance(node, Apply):
        return Apply(node.function, (*node.arguments, basis), at=node.at)
    if isinstance(node, Power):
        return Power(rebuilt_log(node.base, basis), node.exponent, at=node.at)
    raise Mistake("a logarithm needs its argument", node.at)


def function(cursor: Cursor, head: Node, hung: Scripts) -> Node:
    """Read a function's primes, its arguments, and the scripts that belong to the result."""
    if hung.primes:
        head = Prime(head, hung.primes, at=hung.at)
    late = Scripts(hung.sub, hung.sup, 0, hung.at)
    extreme = isinstance(head, Builtin) and head.name in ("max", "min")
    opens = cursor.at("[") and isinstance(head, Name)
    if cursor.at("(") or opens or (extreme and cursor.at("\\{")):
        node: Node = applied(cursor, head)
        after = cursor.scripts()
    elif starts_factor(cursor):
        node, after = Apply(head, (bare_argument(cursor),), at=head.at), Scripts()
    elif late.sub or late.sup:
        raise Mistake("a function with scripts needs an argument", hung.at)
    else:
        return head
    return hang(cursor, before_argument(cursor, node, late), after)


def applied(cursor: Cursor, head: Node) -> Apply:
    """Read arguments in parentheses; what takes a function may make one: H(f)(x)."""
    made = Apply(head, arguments(cursor), at=head.at)
    if cursor.at("(") and any(is_function(cursor, one) for one in made.arguments):
        return applied(cursor, made)
    return made


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
