"""Which inline math claims something: a relation, unless it only gives one name a literal."""

from __future__ import annotations

from dataclasses import replace

from weave.errors import Mistake
from weave.lex import Token, tokens
from weave.spelling import base, scripts, starts_base
from weave.vocabulary import RELATIONS


def claims(latex: str) -> bool:
    """Tell whether inline math relates more than one symbol and a literal, at its top level."""
    try:
        parts = at_top(tokens(latex))
    except Mistake:
        return True
    texts = [token.text for token in parts]
    if {"\\in", "\\to", "\\mapsto", "\\sim", "\\ldots"} & set(texts):
        return False
    signs = [place for place, text in enumerate(texts) if text in RELATIONS]
    if not signs:
        return False
    left, right = parts[: signs[0]], parts[signs[0] + 1 :]
    return not (is_one_name(left) and not any(starts_base(token) for token in right))


def is_one_name(parts: list[Token]) -> bool:
    """Tell whether tokens are one name with its scripts, as in x_1 = 2."""
    if not parts or not starts_base(parts[0]):
        return False
    _, place = base(parts, 0)
    _, place = scripts(parts, place)
    return place == len(parts)


def at_top(parts: list[Token]) -> list[Token]:
    """Hide relations that stand in brackets: a sum's bounds relate nothing."""
    kept, depth = [], 0
    for token in parts:
        depth += (token.text in "{([") - (token.text in "})]")
        hidden = depth > 0 and token.text in RELATIONS
        kept.append(replace(token, text="inner") if hidden else token)
    return kept


def is_defined(parts: list[Token]) -> bool:
    """Tell whether tokens are what a definition may introduce: a name, f(x), y_{ij}."""
    kept = [
        token for token in parts if token.text != "&" and token.text not in ("\\begin", "\\end")
    ]
    if not kept or not starts_base(kept[0]):
        return False
    _, place = base(kept, 0)
    _, place = scripts(kept, place)
    rest = kept[place:]
    return not rest or (rest[0].text == "(" and rest[-1].text == ")")
