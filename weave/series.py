"""What a figure draws, as named rows of numbers: lines, bands around them, bars, points.

A series has the name of its label, else of the text that stands beside it in its colour. Without
one of them a line in a colour of the background (`muted`, `grid`) only helps the eye; so does every
line of two points, and every path that turns back. A label `_nolegend_` takes a series out, as it
would out of a legend.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.ticker import FixedFormatter, FuncFormatter

Array = np.ndarray[Any, np.dtype[np.float64]]
LEFT_OUT = "_nolegend_"
BACKGROUND = ("muted", "grid", "paper")
FEW = 12  # as many points can be listed


@dataclass(frozen=True)
class Series:
    """Points of one kind in one panel.

    look: line and marker; scattered: points without a line through them
    low, high: the edges of the band around a line, if it has one
    """

    axes: Any
    x: Array
    y: Array
    named: str
    colour: str
    look: str
    scattered: bool = False
    low: Array | None = None
    high: Array | None = None


def of(figure: Any, colours: Mapping[str, str]) -> list[Series]:
    """All series of a figure that was drawn, panel by panel.

    colours: name -> colour of the house style
    """
    quiet = {colours[name] for name in BACKGROUND if name in colours}
    panels = [one for one in figure.axes if one.axison and (ticks(one, "x") or ticks(one, "y"))]
    named = [one for axes in panels for one in _beside(axes, _together(_drawn(axes)))]
    seen = [one for one in named if one.colour not in quiet or one.named]
    return [one if one.named else replace(one, named=_elsewhere(one, named)) for one in seen]


def _elsewhere(one: Series, others: Iterable[Series]) -> str:
    """What the colour of a series is called in another panel, if it has one name only."""
    apart = [other for other in others if other.axes is not one.axes]
    names = {other.named for other in apart if other.colour == one.colour and other.named}
    return names.pop() if len(names) == 1 else ""


def ticks(axes: Any, letter: str) -> bool:
    """Whether an axis has a scale to read numbers from."""
    return bool(len(getattr(axes, f"get_{letter}ticks")()))


def axis(axes: Any, letter: str) -> str:
    """What an axis measures; small multiples say it once, below or at the left."""
    siblings = getattr(axes, f"get_shared_{letter}_axes")().get_siblings(axes)
    others = axes.figure.axes
    panels = [axes, *(one for one in others if one in siblings or _level(one, axes, letter))]
    labels = (plain(getattr(one, f"get_{letter}label")()) for one in panels)
    return next(filter(None, labels), "")


def _level(one: Any, other: Any, letter: str) -> bool:
    """Whether a panel stands in the same column (x) or row (y) as another."""
    places = [axes.get_subplotspec() for axes in (one, other)]
    span = "colspan" if letter == "x" else "rowspan"
    return all(places) and getattr(places[0], span) == getattr(places[1], span)


def title(axes: Any) -> str:
    """What stands above a panel, wherever it stands."""
    return plain(" ".join(axes.get_title(loc=side) for side in ("left", "center", "right")))


def words(axes: Any, letter: str) -> dict[float, str]:
    """What an axis calls its places, where it has names for them."""
    scale = getattr(axes, f"{letter}axis")
    if not isinstance(scale.get_major_formatter(), (FixedFormatter, FuncFormatter)):
        return {}
    named = zip(scale.get_majorticklocs(), scale.get_majorticklabels(), strict=True)
    said = {float(place): plain(tick.get_text()) for place, tick in named}
    return {place: name for place, name in said.items() if name not in ("", f"{place:g}")}


def plain(text: str) -> str:
    """A label on one line."""
    return " ".join(text.split())


def _drawn(axes: Any) -> Iterator[Series]:
    for line in axes.lines:
        if not _left_out(line):
            yield from _line(axes, line)
    for collection in axes.collections:
        if type(collection).__name__ == "PathCollection" and not _left_out(collection):
            yield from _spots(axes, collection)
    for bars in axes.containers:
        if type(bars).__name__ == "BarContainer" and not _left_out(bars):
            centres = np.array([bar.get_x() + bar.get_width() / 2 for bar in bars])
            tops = np.array([bar.get_y() + bar.get_height() for bar in bars])
            yield Series(axes, centres, tops, _label(bars), _hex(bars[0].get_facecolor()), "bars")


def _line(axes: Any, line: Any) -> Iterator[Series]:
    x, y = (np.asarray(side, dtype=float) for side in line.get_data())
    label, dots = _label(line), line.get_linestyle() == "None"
    strewn = dots and (bool(words(axes, "x")) or not (np.diff(x) > 0).all())
    turns = not dots and len({*np.sign(np.diff(x))} - {0.0}) > 1
    if label or (len(x) > 2 and not turns):
        look = f"{line.get_linestyle()} {line.get_marker()}"
        one = Series(axes, x, y, label, _hex(line.get_color()), look, strewn or len(x) == 1)
        bands = (_band(area, one) for area in axes.collections if not dots)
        low, high = next(filter(None, bands), (None, None))
        yield replace(one, low=low, high=high)


def _band(area: Any, line: Series) -> tuple[Array, Array] | None:
    """The edges of an area in a line's colour: filled, or a bar at each point."""
    count, filled = len(line.x), type(area).__name__ == "FillBetweenPolyCollection"
    sticks = [path.vertices for path in area.get_paths()]
    colours = area.get_facecolor() if filled else area.get_edgecolor()
    if not len(colours) or _hex(colours[0]) != line.colour:
        return None
    if filled and len(sticks[0]) == 2 * count + 3:
        return _edges(sticks[0][1 : count + 1, 1], sticks[0][count + 2 : -1, 1][::-1], line)
    if len(sticks) == count and all(len(stick) == 2 for stick in sticks):
        heights = np.array(sticks)[:, :, 1]
        return _edges(heights[:, 0], heights[:, 1], line)
    return None


def _edges(one: Array, other: Array, line: Series) -> tuple[Array, Array] | None:
    """The edges if the line lies between them and is neither."""
    low, high = np.fmin(one, other), np.fmax(one, other)
    slack = 1e-9 * (1 + np.abs(line.y))
    outside = (line.y < low - slack) | (line.y > high + slack)
    return None if outside.any() or np.allclose(high, line.y) else (low, high)


def _spots(axes: Any, scatter: Any) -> Iterator[Series]:
    """The points of a scatter, by colour."""
    spots = np.asarray(np.ma.filled(scatter.get_offsets(), np.nan), dtype=float)
    faces = [_hex(face) for face in scatter.get_facecolor()]
    by_point = faces if len(faces) == len(spots) else faces[:1] * len(spots)
    for colour in dict.fromkeys(by_point):
        mine = spots[[other == colour for other in by_point]]
        x, y = mine.T
        yield Series(axes, x, y, _label(scatter), colour, "points", scattered=True)


def _left_out(artist: Any) -> bool:
    return bool(artist.get_label() == LEFT_OUT)


def _label(artist: Any) -> str:
    """What an author calls an artist; matplotlib's own names begin with an underscore."""
    label = str(artist.get_label() or "")
    return "" if label.startswith("_") else label


def _hex(colour: Any) -> str:
    return to_hex(colour, keep_alpha=False)


def _together(found: Iterable[Series]) -> Iterator[Series]:
    """Lines of one look over the same places are one series: the middle, from where to where."""
    alike: dict[tuple[str, str, str, bytes], list[Series]] = {}
    for one in found:
        alone = one.low is not None or one.scattered
        place = str(id(one)).encode() if alone else one.x.tobytes()
        alike.setdefault((one.named, one.colour, one.look, place), []).append(one)
    for same in alike.values():
        heights = np.array([one.y for one in same])
        if len(same) < 3:
            yield from same
        else:
            low, middle, high = heights.min(axis=0), np.median(heights, axis=0), heights.max(axis=0)
            yield replace(same[0], y=middle, low=low, high=high)


def _beside(axes: Any, found: Iterable[Series]) -> Iterator[Series]:
    """The series of a panel, those without a name with the nearest text of their colour."""
    mine = list(found)
    texts = [text for text in axes.texts if text.get_text().strip()]
    near = sorted(
        (_distance(one, text), place, plain(text.get_text()))
        for place, one in enumerate(mine)
        for text in texts
        if not one.named and _hex(text.get_color()) == one.colour
    )
    names: dict[int, str] = {}
    for _, place, text in near:
        if place not in names and text not in names.values():
            names[place] = text
    for place, one in enumerate(mine):
        yield replace(one, named=one.named or names.get(place, ""))


def _distance(one: Series, text: Any) -> float:
    """How far a text stands from a series, in dots of the drawing."""
    box = text.get_window_extent()
    spots = one.axes.transData.transform(np.column_stack([one.x, one.y]))
    across = np.clip(spots[:, 0], box.x0, box.x1) - spots[:, 0]
    up = np.clip(spots[:, 1], box.y0, box.y1) - spots[:, 1]
    return float(np.nanmin(np.hypot(across, up)))
