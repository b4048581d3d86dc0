"""An equation on the page: the formula, its number, and the card that the number opens.

The card says first what helps a learner (words, symbols, numbers, code) and last what was executed.
"""

import re
from html import escape
from typing import Any

from weave import highlight, math
from weave.evidence import evidence
from weave.glossary import Link, symbols
from weave.workings import workings

# What a reader sees beside the number; equations that were executed carry no mark, as most do.
MARKS = {"given": "def", "unchecked": "not checked", "wrong": "refused"}


def equation(verdict: Any, *, name: str, number: str, link: Link) -> str:
    """The HTML of a display equation.

    verdict: as weave.check.equation returns it
    name: its label and anchor; number: as it is shown; link: dotted name of a snippet -> address
    """
    formula, body = math.beside(verdict.latex, _body(verdict, link))
    mark = MARKS.get(verdict.kind, "")
    return (
        f'<div class="equation equation--{verdict.kind}" id="{escape(name)}" '
        f'style="--height:{formula.height:.4g}">'
        f'<div class="equation-formula" tabindex="0">{formula.html}</div>'
        f'<details class="card"><summary><span class="number">({number})</span>'
        f"{_wrap('span', 'mark', mark)}</summary>"
        f'<div class="card-body">{body}</div></details>'
        f"{_refusal(verdict)}</div>"
    )


def _body(verdict: Any, link: Link) -> str:
    """The parts of a card, from words to evidence; empty parts are left out."""
    parts = (
        ("In words", _sentence(verdict.words or "")),
        ("Symbols", symbols(verdict, link)),
        ("With numbers", workings(verdict)),
        ("In NumPy", highlight.code(verdict.numpy) if verdict.numpy else ""),
        ("Evidence", evidence(verdict, link)),
    )
    return "".join(
        f'<div class="card-part"><div class="card-title">{title}</div><div>{html}</div></div>'
        for title, html in parts
        if html
    )


def _sentence(words: str) -> str:
    """Words as a sentence; a letter of the formula stays small at its beginning."""
    if not re.match(r"[b-z]\b", words):
        words = words[:1].upper() + words[1:]
    return escape(f"{words.rstrip('.')}." if words else "")


def _refusal(verdict: Any) -> str:
    if verdict.kind != "wrong":
        return ""
    said, end, place = escape(verdict.refusal or "").partition("\n")
    return f'<pre class="refusal"><code><span class="said">{said}</span>{end}{place}</code></pre>'


def _wrap(tag: str, name: str, text: str) -> str:
    return f'<{tag} class="{name}">{text}</{tag}>' if text else ""
