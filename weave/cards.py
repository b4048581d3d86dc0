"""An equation on the page: the formula, its number, and the card that the number opens.

The card says first what helps a learner (words, symbols, code) and last what was executed.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from weave import highlight, math

# What a reader sees beside the number; equations that were executed carry no mark, as most do.
MARKS = {"given": "def", "unchecked": "not checked", "wrong": "refused"}

KINDS = {
    "verified": "Executed: both sides were computed from random inputs, one of them by the code "
    "named here.",
    "law": "Executed: a law that the code obeys on random inputs.",
    "given": "A definition: it names something new, so there is nothing to compare.",
    "unchecked": "Not executed",
    "wrong": "Wrong on purpose: the build executes it and fails unless it is refused.",
}

SIGNS = {
    "=": "equal at random points",
    r"\le": "held in all draws",
    r"\ge": "held in all draws",
    r"\approx": "within the stated tolerance",
    r"\to": "approached",
}

Link = Callable[[str], str | None]


def equation(verdict: Any, *, name: str, number: str, link: Link) -> str:
    """The HTML of a display equation.

    verdict: as weave.check.equation returns it
    name: its label and anchor; number: as it is shown; link: dotted name of a snippet -> address
    """
    formula = math.display(verdict.latex)
    mark = MARKS.get(verdict.kind, "")
    return (
        f'<div class="equation equation--{verdict.kind}" id="{escape(name)}" '
        f'style="--height:{formula.height:.4g}">'
        f'<div class="equation-formula" tabindex="0">{formula.html}</div>'
        f'<details class="card"><summary><span class="number">({number})</span>'
        f"{_wrap('span', 'mark', mark)}</summary>"
        f'<div class="card-body">{_body(verdict, link)}</div></details>'
        f"{_refusal(verdict)}</div>"
    )


def _body(verdict: Any, link: Link) -> str:
    """The parts of a card, from words to evidence; empty parts are left out."""
    parts = (
        ("In words", escape(verdict.words or "")),
        ("Symbols", _symbols(verdict, link)),
        ("In NumPy", highlight.code(verdict.numpy) if verdict.numpy else ""),
        ("Evidence", _evidence(verdict, link)),
    )
    return "".join(
        f'<div class="card-part"><div class="card-title">{title}</div><div>{html}</div></div>'
        for title, html in parts
        if html
    )


def _symbols(verdict: Any, link: Link) -> str:
    rows = "".join(
        f'<tr><th scope="row">{math.inline(symbol.latex)}</th>'
        f"<td>{math.with_math(symbol.meaning)}</td><td>{_code(symbol.shape)}</td>"
        f"<td>{_origin(symbol.source, link)}</td></tr>"
        for symbol in verdict.symbols
    )
    head = "<tr><th>symbol</th><th>meaning</th><th>shape</th><th>in the code</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>" if rows else ""


def _origin(source: str, link: Link) -> str:
    """Where a symbol's value comes from; the name of a function links to its code."""
    return "".join(_linked(word, link) for word in _split(source or ""))


def _split(source: str) -> list[str]:
    words = source.split(" ")
    return [word if last else f"{word} " for word, last in zip(words, _lasts(words), strict=True)]


def _lasts(words: list[str]) -> list[bool]:
    return [False] * (len(words) - 1) + [True]


def _linked(word: str, link: Link) -> str:
    address = link(word.strip()) if "." in word else None
    return f'<a href="{escape(address)}">{_code(word)}</a>' if address else escape(word)


def _evidence(verdict: Any, link: Link) -> str:
    reason = f": {escape(verdict.reason)}." if verdict.reason else ""
    text = f"<p>{KINDS[verdict.kind]}{reason}</p>"
    if verdict.kind in ("verified", "law"):
        text += _functions(verdict, link) + _relations(verdict)
    return text


def _functions(verdict: Any, link: Link) -> str:
    names = ", ".join(_linked(name, link) for name in verdict.functions)
    return f"<p>Code: {names}</p>" if names else ""


def _relations(verdict: Any) -> str:
    """How far apart the two sides were, a line of the equation a row."""
    rows = "".join(
        f"<li>{math.inline(relation.sign)} {SIGNS.get(relation.sign, '')}; largest relative "
        f"difference {_power(relation.residual)}</li>"
        for relation in verdict.relations
        if relation.residual is not None
    )
    seeds = verdict.seeds if isinstance(verdict.seeds, int) else len(verdict.seeds or ())
    return f"<ul>{rows}</ul><p>{seeds} seeds.</p>" if rows else ""


def _power(residual: float) -> str:
    """A residual as a reader takes it in: below a power of ten."""
    if residual == 0:
        return "0"
    mantissa, exponent = f"{residual:.0e}".split("e")
    return math.inline(rf"{mantissa} \cdot 10^{{{int(exponent)}}}")


def _refusal(verdict: Any) -> str:
    if verdict.kind != "wrong":
        return ""
    return f'<pre class="refusal"><code>{escape(verdict.refusal or "")}</code></pre>'


def _code(text: str) -> str:
    return f"<code>{escape(text.strip())}</code>" if text else ""


def _wrap(tag: str, name: str, text: str) -> str:
    return f'<{tag} class="{name}">{text}</{tag}>' if text else ""
