"""An equation with numbers put in, as its card shows it: every side, step by step.

Its formulas wait: the card typesets them together.
"""

from html import escape
from typing import Any

from weave import math


def workings(verdict: Any) -> str:
    """The equation at one point, as HTML whose formulas wait; nothing for one without values."""
    numbers = verdict.numbers
    if numbers is None:
        return ""
    chains = "".join(
        f'<div class="workings" tabindex="0" role="group" aria-label="With numbers">{_chain(chain)}'
        "</div>"
        for chain in numbers.chains
    )
    return f"<p>{_whose(numbers)}</p>{chains}{_ending(verdict)}"


def _whose(numbers: Any) -> str:
    """Whose numbers, and for which value of each index and label."""
    places = ", ".join(math.later(f"{key} = {at}") for key, at in numbers.where)
    sentence = escape(numbers.whose)
    return f"{sentence.rstrip('.')}; here {places}." if places else sentence


def _chain(chain: Any) -> str:
    return "".join(_side(side) for side in chain)


def _side(side: Any) -> str:
    """One side: its formula, then below it every step; a single step stands beside it."""
    sign = "" if side.sign in ("", "=") else f"{side.sign} \\; "
    if len(side.steps) < 2:
        step = f" = {side.steps[0]}" if side.steps else ""
        return f'<div class="working">{_math(f"{sign}{side.latex}{step}")}</div>'
    steps = "".join(f'<div class="working-step">{_math(f"= {step}")}</div>' for step in side.steps)
    return f'<div class="working">{_math(f"{sign}{side.latex}")}{steps}</div>'


def _math(latex: str) -> str:
    return math.later(f"\\displaystyle {latex}")


def _ending(verdict: Any) -> str:
    """What is left over of an order, or that a wrong equation does not hold."""
    if verdict.numbers.rests:
        rests = ", ".join(
            f"{math.later(rest)} at {math.later(at)}" for at, rest in verdict.numbers.rests
        )
        return f"<p>What is left over: {rests}.</p>"
    return "<p>The sides differ.</p>" if verdict.kind == "wrong" else ""
