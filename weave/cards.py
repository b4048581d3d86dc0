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
    "verified": "Executed when this page was built: both sides were computed and agreed.",
    "law": "Executed when this page was built: a law that the code obeys.",
    "given": "A definition: it names something new, so there is nothing to compare it with.",
    "unchecked": "Not executed",
    "wrong": "Wrong on purpose. The build executes it and fails unless it is refused",
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
    """Each symbol: what it means, its shape, and what in the code gives it its value."""
    items = "".join(
        f"<dt>{math.inline(symbol.latex)}</dt><dd>{math.with_math(symbol.meaning)} "
        f'<span class="origin">{_code(symbol.shape)} {_origin(symbol, link)}</span></dd>'
        for symbol in verdict.symbols
    )
    return f'<dl class="symbols">{items}</dl>' if items else ""


def _origin(symbol: Any, link: Link) -> str:
    """What in the code gives a symbol its value; nothing for an index or a label."""
    if symbol.source:
        return _linked(symbol.source, link)
    return "" if symbol.shape.startswith(("index", "label", "last")) else "drawn at random"


def _linked(name: str, link: Link) -> str:
    """The name of a definition, linked to its code where a page shows it."""
    address = link(name)
    return f'<a href="{escape(address)}">{_code(name)}</a>' if address else escape(name)


def _evidence(verdict: Any, link: Link) -> str:
    reason = f": {escape(verdict.reason)}." if verdict.reason else ""
    text = f"<p>{KINDS[verdict.kind]}{reason}</p>"
    if verdict.kind in ("verified", "law"):
        text += _functions(verdict, link) + _relations(verdict)
    return text


def _functions(verdict: Any, link: Link) -> str:
    names = ", ".join(_linked(name, link) for name in verdict.functions)
    return f"<p>Code that took part: {names}.</p>" if names else ""


def _relations(verdict: Any) -> str:
    """How far apart the two sides were; of a derivation, a line each."""
    lines = [
        f"{escape(r.evidence)}, largest relative difference {_power(r.residual)}"
        for r in verdict.relations
    ]
    if len(lines) > 1:
        sides = [
            f"{_code(r.left)} {math.inline(r.sign)} {_code(r.right)}" for r in verdict.relations
        ]
        items = zip(sides, lines, strict=True)
        text = "".join(f"<li>{side}<br>{line}</li>" for side, line in items)
        text = f"<ol>{text}</ol>"
    else:
        text = "".join(f"<p>{line[0].upper()}{line[1:]}.</p>" for line in lines)
    seeds = ", ".join(map(str, verdict.seeds))
    return f"{text}<p>Seeds {seeds}.</p>" if lines else ""


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
