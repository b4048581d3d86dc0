"""What was executed for an equation, and how far apart its sides were: the last part of a card."""

from html import escape
from typing import Any

from weave import math
from weave.glossary import Link, named

DRAWN = "with numbers drawn at random, seeds {seeds}"
DOTS = r"\dots"
KINDS = {
    "verified": f"Executed when this page was built, {DRAWN}.",
    "law": f"A law that the code obeys, executed when this page was built, {DRAWN}. Both sides "
    "come from the same functions, so it tells how they behave and is no second way to compute "
    "them.",
    "given": "A definition: it names something new, so there is nothing to compare it with.",
    "unchecked": "Not executed: {reason}.",
    "wrong": "Wrong on purpose: {reason}. The build executes it and fails unless it is refused; "
    "what it says stands below.",
}


def evidence(verdict: Any, link: Link) -> str:
    """How an equation was checked, as HTML."""
    seeds, reason = ", ".join(map(str, verdict.seeds)), (verdict.reason or "").rstrip(".")
    text = f"<p>{escape(KINDS[verdict.kind].format(seeds=seeds, reason=reason))}</p>"
    if verdict.kind not in ("verified", "law"):
        return text
    text += _result(verdict.relations[0]) if len(verdict.relations) == 1 else _steps(verdict)
    names = named(list(verdict.functions), link)
    return f"{text}<p>Code that took part: {names}.</p>" if names else text


def _result(relation: Any) -> str:
    """One relation in a sentence."""
    apart = f"; the largest difference is {power(relation.residual)}" if relation.residual else ""
    if _is_order(relation):
        said = f"{_sentence(relation.evidence)}, as the formula claims"
    elif relation.sign == "=" and not apart:
        said = "Both sides are the same numbers, to the last digit"
    elif relation.sign == "=":
        said = f"Both sides agree{apart} of their size"
    else:
        said = _sentence(relation.evidence) + apart
    return f"<p>{said}.</p>"


def _steps(verdict: Any) -> str:
    """The lines of a derivation, each compared with the side before."""
    rows = "".join(
        f"<tr><td>{_name(number, relation)}</td><td>{_short(relation)}</td></tr>"
        for number, relation in enumerate(verdict.relations, start=1)
    )
    return (
        '<table class="steps" tabindex="0">'  # it scrolls within the card
        "<thead><tr><th>step</th><th>largest relative difference</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _name(number: int, relation: Any) -> str:
    """A relation by its reason, else by its left side."""
    if relation.reason:
        return f"{number}. {math.with_math(relation.reason)}"
    return f"{number}. {math.inline(f'{relation.left} {relation.sign} {DOTS}')}"


def _short(relation: Any) -> str:
    """How far apart the sides of one line are, or what else was seen."""
    if _is_order(relation) or relation.sign not in ("=", "\\approx", "\\propto", "\\to"):
        return escape(relation.evidence)
    return power(relation.residual) if relation.residual else "0"


def _is_order(relation: Any) -> bool:
    return "order" in relation.evidence


def _sentence(text: str) -> str:
    return escape(text[:1].upper() + text[1:])


def power(residual: float) -> str:
    """A residual as a reader takes it in: one digit and a power of ten."""
    mantissa, exponent = f"{residual:.0e}".split("e")
    return f"{mantissa} ⋅ 10<sup>{int(exponent)}</sup>".replace("-", "−")
