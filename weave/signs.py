r"""Double signs: an equation with \pm stands for two, with the upper signs and with the lower."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from weave.lex import Token

UPPER = {"\\pm": "+", "\\mp": "-"}
LOWER = {"\\pm": "-", "\\mp": "+"}


def readings(parts: Sequence[Token]) -> list[list[Token]]:
    r"""Return the tokens as they are, or with the upper and with the lower signs of \pm."""
    if not any(token.text in UPPER for token in parts):
        return [list(parts)]
    return [list(signed(parts, signs, number)) for signs, number in ((UPPER, "1"), (LOWER, "2"))]


def signed(parts: Sequence[Token], signs: dict[str, str], number: str) -> Iterator[Token]:
    """Put one sign in the place of each double one; x_{1,2} becomes the first or the second."""
    kept = [True] * len(parts)
    for place in range(len(parts) - 2):
        if [token.text for token in parts[place : place + 3]] == ["1", ",", "2"]:
            kept[place + (number == "1") * 2] = kept[place + 1] = False
    for place, token in enumerate(parts):
        if token.text in signs:
            yield replace(token, kind="sign", text=signs[token.text])
        elif kept[place] or not alone(parts, place):
            yield token


def alone(parts: Sequence[Token], place: int) -> bool:
    """Tell whether a token stands in {1,2} below a name."""
    low = next(at for at in range(place, -1, -1) if parts[at].text == "{" or at == 0)
    around = [token.text for token in parts[max(low - 1, 0) : low + 5]]
    return around == ["_", "{", "1", ",", "2", "}"]
