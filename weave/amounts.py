"""Numbers of one column, each in as many digits as mean something."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

DIGITS = 3  # of the largest number of a column
LARGE = 6  # from so many digits before the point on, a column is written with powers of ten
SMALL = -4  # and if its largest number begins this far behind the point
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
MINUS = "\N{MINUS SIGN}"


def column(values: Iterable[Any], *, powers: bool = False) -> list[str]:
    """The cells of a column: words as they are, numbers with the same number of decimals.

    powers: ratios matter, so that numbers over more than three decades are written with powers
    """
    values = list(values)
    numbers = [float(value) for value in values if not isinstance(value, str)]
    decimals = _decimals([abs(number) for number in numbers if math.isfinite(number)], powers)
    return [value if isinstance(value, str) else _cell(float(value), decimals) for value in values]


def places(values: Iterable[Any], named: Mapping[float, str]) -> list[str]:
    """The cells of a column that says where: exact if that is short, by name where there is one."""
    numbers = [float(value) for value in values]
    scale = max(map(abs, numbers), default=0.0)
    enough = [places for places in range(5) if _exact(numbers, places, scale)]
    if enough:
        texts = [_signed(f"{number:.{enough[0]}f}") for number in numbers]
    else:
        texts = column(numbers, powers=True)
    return [named.get(number, text) for number, text in zip(numbers, texts, strict=True)]


def _exact(numbers: list[float], decimals: int, scale: float) -> bool:
    return all(abs(round(number, decimals) - number) <= 1e-9 * scale for number in numbers)


def _decimals(sizes: list[float], powers: bool) -> int | None:
    """How many decimals; None for powers of ten."""
    above = [_power(size) for size in sizes if size > 0]
    if not above:
        return 0
    largest, smallest = max(above), min(above)
    if not SMALL < largest < LARGE or (powers and largest - smallest > DIGITS):
        return None
    if all(size == round(size) for size in sizes):
        return 0
    return max(0, DIGITS - 1 - (min(smallest + 1, largest) if powers else largest))


def _power(size: float) -> int:
    return math.floor(math.log10(size))


def _cell(number: float, decimals: int | None) -> str:
    if not math.isfinite(number):
        return "\N{EN DASH}"
    if decimals is not None:
        return _signed(f"{number:.{decimals}f}")
    if number == 0:
        return "0"
    mantissa, _, power = f"{number:.{DIGITS - 1}e}".partition("e")
    return _signed(mantissa) + f"\N{MULTIPLICATION SIGN}10{str(int(power)).translate(RAISED)}"


def _signed(text: str) -> str:
    """With a minus as wide as a plus; nothing is not negative."""
    return text.lstrip("-") if not text.strip("-0.") else text.replace("-", MINUS)
