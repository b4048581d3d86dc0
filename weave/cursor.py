"""A place in the tokens of an equation, with the names in force there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from weave.errors import Mistake
from weave.lex import Token
from weave.spelling import Scripts, argument, scripts, spelled
from weave.symbols import Symbols


class Cursor:
    """A place in the tokens, with the names in force there."""

    def __init__(self, parts: Sequence[Token], symbols: Symbols, end: int) -> None:
        self.parts, self.symbols, self.end = parts, symbols, end
        self.place = 0
        self.local: tuple[str, ...] = ()
        self.bars: tuple[str, ...] = ()
        self.depth = 0

    def peek(self, ahead: int = 0) -> Token:
        """Return a token without taking it."""
        place = self.place + ahead
        if place < len(self.parts):
            return self.parts[place]
        return Token("end", "", self.end)

    def take(self, *wanted: str) -> Token:
        """Take the next token; when `wanted` is given it must be one of these."""
        token = self.peek()
        if wanted and token.text not in wanted:
            raise self.unexpected(" or ".join(wanted))
        self.place += 1
        return token

    def at(self, *texts: str) -> bool:
        """Tell whether the next token is one of these."""
        return self.peek().text in texts and self.peek().kind != "end"

    def unexpected(self, wanted: str) -> Mistake:
        """Say what came and what was wanted."""
        token = self.peek()
        came = "the end" if token.kind == "end" else repr(spelled(token))
        return Mistake(f"expected {wanted}, found {came}", token.at)

    def sub(self, parts: Sequence[Token], end: int | None = None) -> Cursor:
        """Open a cursor on some tokens (a group) with the same names in force."""
        last = parts[-1].at + 1 if parts else self.peek().at
        inner = Cursor(parts, self.symbols, last if end is None else end)
        inner.local, inner.depth = self.local, self.depth
        return inner

    def group(self, after: str = "") -> tuple[Token, ...]:
        """Take an argument in braces (or a single token) as raw tokens; `after` asks for it."""
        before = after or (self.peek(-1).text if self.place else "this")
        inside, self.place = argument(self.parts, self.place, before)
        return tuple(inside)

    def scripts(self) -> Scripts:
        """Take the scripts that hang here."""
        found, self.place = scripts(self.parts, self.place)
        return found

    @contextmanager
    def naming(self, *letters: str) -> Iterator[None]:
        """Make letters index variables for a while."""
        before, self.local = self.local, self.local + letters
        yield
        self.local = before

    @contextmanager
    def within(self, bar: str) -> Iterator[None]:
        """Read inside brackets: `bar` is what closes them."""
        before, self.bars = self.bars, (*self.bars, bar)
        yield
        self.bars = before
