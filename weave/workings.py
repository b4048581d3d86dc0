"""An equation with numbers put in, as its card shows it: every side, step by step.

Its formulas wait: the card typesets them together.
"""

from html import escape
from itertools import groupby
from typing import Any

from weave import math


def workings(verdict: Any) -> str:
    """The equation at one point, as HTML whose formulas wait; nothing for one without values."""
    numbers = verdict.numbers
    if numbers is None:
        return ""
    seen = set[str]()
    chains = "".join(
        f'<div class="workings" tabindex="0" role="group" aria-label="With numbers">'
        f"{_chain(chain, seen)}</div>"
        for chain in numbers.chains
    )
    return f"<p>{_whose(numbers)}</p>{chains}{_ending(verdict)}"


def _whose(numbers: Any) -> str:
    """Whose numbers, and for which value of each index and label."""
    places = ", ".join(math.later(f"{key} = {at}") for key, at in numbers.where)
    sentence = escape(numbers.whose)
    return f"{sentence.rstrip('.')}; here {places}." if places else sentence


def _chain(chain: Any, seen: set[str]) -> str:
    """The sides of a chain. Sides that come to the same line of numbers share it.

    seen: steps that stand on the card already; only the value of a side is written again
    """
    return "".join(_sides(list(sides), seen) for _, sides in groupby(chain, _Alike()))


class _Alike:
    """Number the sides of a chain so that those with the same numbers put in share a number."""

    def __init__(self) -> None:
        self.steps, self.number = tuple[str, ...](), 0

    def __call__(self, side: Any) -> int:
        """Count on wherever something new begins: other steps, one step only, another sign."""
        if side.steps != self.steps or len(side.steps) < 2 or side.sign != "=":
            self.number += 1
        self.steps = side.steps
        return self.number


def _sides(sides: list[Any], seen: set[str]) -> str:
    """Sides with the same steps: their formulas, below them the steps; a single one beside."""
    first, *others = sides
    sign = "" if first.sign in ("", "=") else f"{first.sign} \\; "
    *way, value = first.steps or ("",)
    new = [step for step in way if step not in seen]
    seen.update(way)
    if not others and not new:
        end = f" = {value}" if value else ""
        return f'<div class="working">{_math(f"{sign}{first.latex}{end}")}</div>'
    lines = [*(side.latex for side in others), *new, value]
    steps = "".join(f'<div class="working-step">{_math(f"= {line}")}</div>' for line in lines)
    return f'<div class="working">{_math(f"{sign}{first.latex}")}{steps}</div>'


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
