"""The pieces of a name in tokens: groups, bases with accents, scripts; one spelling for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weave.errors import Mistake
from weave.lex import Token
from weave.vocabulary import ACCENTS, ALPHABETS, BASES


def spell(parts: Sequence[Token]) -> str:
    """Write tokens in one way only: no braces round a single token, no spaces but after words."""
    words: list[str] = []
    place = 0
    while place < len(parts):
        token = parts[place]
        if token.kind == "open" and place + 2 < len(parts) and parts[place + 2].kind == "close":
            words.append(spelled(parts[place + 1]))
            place += 3
            continue
        words.append(spelled(token))
        place += 1
    return " ".join(words)


def spelled(token: Token) -> str:
    """Write one token."""
    return f"{token.text}{{{token.argument}}}" if token.argument else token.text


def closing(parts: Sequence[Token], place: int) -> int:
    """Return where the group that opens at `place` closes."""
    depth = 0
    for here in range(place, len(parts)):
        depth += {"open": 1, "close": -1}.get(parts[here].kind, 0)
        if depth == 0:
            return here
    raise Mistake("this brace is never closed", parts[place].at)


def argument(parts: Sequence[Token], place: int, after: str) -> tuple[list[Token], int]:
    """Return the tokens of the argument at `place` (a group or one token) and what follows it."""
    if place >= len(parts) or parts[place].kind == "close" or parts[place].text in ("&", "\\\\"):
        at = parts[place].at if place < len(parts) else (parts[-1].at + 1 if parts else 0)
        found = repr(parts[place].text) if place < len(parts) else "the end"
        raise Mistake(f"{after} needs an argument, found {found}", at)
    if parts[place].kind == "open":
        end = closing(parts, place)
        return list(parts[place + 1 : end]), end + 1
    if parts[place].text in ALPHABETS | ACCENTS:
        _, end = argument(parts, place + 1, parts[place].text)
        return list(parts[place:end]), end
    return [parts[place]], place + 1


def starts_base(token: Token) -> bool:
    """Tell whether a token can begin a name."""
    return token.kind == "letter" or token.text in BASES


def base(parts: Sequence[Token], place: int) -> tuple[str, int]:
    """Read one base (a letter, an accented or bold one, a word) and what follows it."""
    token = parts[place]
    if token.text not in ALPHABETS | ACCENTS:
        return spelled(token), place + 1
    inside, end = argument(parts, place + 1, token.text)
    if token.text == "\\mathrm":
        return f"\\operatorname{{{''.join(spelled(piece) for piece in inside)}}}", end
    return f"{token.text}{{{spell(inside)}}}", end


@dataclass(frozen=True)
class Scripts:
    """What hangs on a base: tokens below and above, and primes."""

    sub: tuple[Token, ...] = ()
    sup: tuple[Token, ...] = ()
    primes: int = 0
    at: int = 0


def scripts(parts: Sequence[Token], place: int) -> tuple[Scripts, int]:
    """Read all scripts at `place`; a second one of a kind is a double script."""
    found: dict[str, list[Token]] = {}
    primes, start = 0, place
    while place < len(parts) and parts[place].text in ("_", "^", "'"):
        mark = parts[place]
        if mark.text == "'":
            if "^" in found:
                raise Mistake("double superscript: put the prime before the power", mark.at)
            primes, place = primes + 1, place + 1
            continue
        if mark.text in found:
            kind = "superscript" if mark.text == "^" else "subscript"
            raise Mistake(f"double {kind}: group what belongs together in braces", mark.at)
        found[mark.text], place = argument(parts, place + 1, mark.text)
        if not found[mark.text]:
            raise Mistake(f"nothing stands after {mark.text}", mark.at)
    above = found.get("^", [])
    while above and above[0].text == "'":
        primes, above = primes + 1, above[1:]
    at = parts[start].at if start < len(parts) else 0
    return Scripts(tuple(found.get("_", ())), tuple(above), primes, at), place
