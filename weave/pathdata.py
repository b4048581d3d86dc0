"""The path data of SVG, written short: fewer points, fewer digits, each from the one before.

A figure is seen at about a pixel a unit, or enlarged to three. So a point goes that the line
through its neighbours misses by no more than about a twentieth of a unit, and tenths are kept.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from matplotlib.path import Path

Array = np.ndarray[Any, np.dtype[np.float64]]
MISSED = 0.05  # units by which a line may miss a point that was left out
TENTHS, HUNDREDTHS = 10, 100  # of a unit; curves are round corners and small marks: they need more
STROKE = re.compile(r"M[^M]+")
LETTER = re.compile("[MLQCz]")
POINTS = {"Q": 2, "C": 3}  # that a curve takes; at the last one it ends


def short(data: str) -> str:
    """The same picture in fewer letters.

    data: absolute, of the commands M, L, Q, C and z, with spaces between, as matplotlib writes it

    Raises ValueError if there are others.
    """
    return "".join(map(_stroke, STROKE.findall(data)))


def through(points: Array) -> str:
    """A line through each of some points (n, 2); shifted points read alike, but for the first."""
    places = np.rint(TENTHS * (points - points[0]))
    return _pen(points[0], TENTHS) + _to("l", np.diff(places, axis=0), TENTHS)


def thinned(points: Array) -> Array:
    """A line (n, 2) without the points that it passes by without them too."""
    if len(points) <= 3:
        return points
    path = Path(points)
    path.should_simplify, path.simplify_threshold = True, MISSED
    return np.asarray(path.cleaned(simplify=True).vertices)[:-1]  # the last one only says "stop"


def _stroke(data: str) -> str:
    """One stroke: from where the pen is set down to where it is lifted."""
    commands = LETTER.findall(data)
    points = np.array(LETTER.sub(" ", data).split(), dtype=float).reshape(-1, 2)
    curved = not POINTS.keys().isdisjoint(commands)
    return _curved(commands, points) if curved else _straight(points, closed=commands[-1] == "z")


def _straight(points: Array, *, closed: bool) -> str:
    """Lines. Points are rounded by where they are, so that areas go on sharing their edges."""
    if closed and (points[0] != points[-1]).any():
        points = np.append(points, points[:1], axis=0)
    places = np.rint(TENTHS * thinned(points))
    steps = np.diff(places, axis=0)
    # A dot is drawn as a line to where it begins; else such lines say nothing.
    steps = steps[steps.any(axis=1)] if steps.any() else steps[:1]
    start = _pen(places[0] / TENTHS, TENTHS)
    # What is closed has its last line by that.
    return f"{start}{_to('l', steps[:-1], TENTHS)}z" if closed else start + _to("l", steps, TENTHS)


def _curved(commands: Sequence[str], points: Array) -> str:
    """Curves. Points are rounded by their way from the first, so that equal circles read alike."""
    places = np.rint(HUNDREDTHS * (points - points[0]))
    written, here = [_pen(points[0], HUNDREDTHS)], 0
    for command in commands[1:]:
        if command == "z":
            written.append("z")
            continue
        there = here + POINTS.get(command, 1)
        steps = places[here + 1 : there + 1] - places[here]
        written.append(_to(command.lower(), steps, HUNDREDTHS))
        here = there
    return "".join(written)


def _pen(place: Array, parts: int) -> str:
    return "M" + _numbers(np.rint(parts * place), parts)


def _to(command: str, steps: Array, parts: int) -> str:
    return command + _numbers(steps.ravel(), parts) if len(steps) else ""


def _numbers(counts: Array, parts: int) -> str:
    """Numbers counted in parts of a unit; a minus keeps two apart as well as a space."""
    whole = counts.astype(int).tolist()
    return "".join(_number(count, parts) for count in whole).removeprefix(" ")


@cache
def _number(count: int, parts: int) -> str:
    text = f"{count / parts:g}"
    text = text.replace("0.", ".") if abs(count) < parts else text
    return text if text.startswith("-") else f" {text}"
