"""Write a tree in a language of forms: brackets appear where something binds weaker than needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from weave.traversal import fields_of
from weave.tree import Node

SUM, TERM, PRODUCT, SIDE, FACTOR, ATOM = range(6)
Form = tuple[str, int]
Writer = Callable[[Any, Any], Form]


class Part:
    """A part of a node inside a form; `{left:1}` asks that it bind at least as a product."""

    __slots__ = ("content", "language")

    def __init__(self, language: Language, content: Any) -> None:
        self.language, self.content = language, content

    def __format__(self, level: str) -> str:
        if isinstance(self.content, Node):
            return self.language.write(self.content, int(level or SUM))
        if isinstance(self.content, Sequence) and not isinstance(self.content, str):
            return ", ".join(self.language.write(one, int(level or SUM)) for one in self.content)
        return "" if self.content is None else str(self.content)


@dataclass(frozen=True)
class Language:
    """How each kind of node is written: a form and how tightly it binds, or a function.

    scalar: tells whether a node's value is one number, where that changes the writing
    """

    forms: dict[type[Node], Form]
    special: dict[type[Node], Writer] = field(default_factory=dict)
    scalar: Callable[[Node], bool] = lambda _node: False

    def write(self, node: Node, level: int = SUM) -> str:
        """Write a node so that it binds at least at `level`."""
        kind = type(node)
        if kind in self.special:
            text, binds = self.special[kind](self, node)
        else:
            form, binds = self.forms[kind]
            text = form.format(
                **{name: Part(self, getattr(node, name)) for name in fields_of(kind)}
            )
        return text if binds >= level else f"({text})"

    def speaks(self, kind: type[Node]) -> Callable[[Writer], Writer]:
        """Register a function that writes a kind of node by itself."""

        def register(writer: Writer) -> Writer:
            self.special[kind] = writer
            return writer

        return register
