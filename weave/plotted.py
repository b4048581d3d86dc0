"""The numbers of a figure as tables: columns named as the figure names its axes and its lines.

Lines over the same places stand side by side, whatever panel they are from. Long ones are thinned
evenly along their axis, clouds of points and images are summed up, and the table says so. A figure
that has `numbers` (snippets.figures.style.tabulate) brings its tables itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from weave import series
from weave.amounts import column, places
from weave.series import FEW, Series
from weave.verdict import Plotted

FEWER = range(FEW, 7, -1)  # how many rows a long line is thinned to, if they divide it evenly
SPREAD = ("lowest", "median", "highest")
Column = tuple[str, list[str]]


def tables(figure: Any, colours: Mapping[str, str]) -> tuple[Plotted, ...]:
    """The tables of a figure that was drawn.

    colours: name -> colour of the house style
    """
    if hasattr(figure, "numbers"):
        return tuple(_own(*table) for table in figure.numbers)
    found = series.of(figure, colours)
    lines = [one for one in found if not one.scattered]
    return (*_lines(lines), *_points([one for one in found if one.scattered]), *_images(figure))


def _own(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Plotted:
    sides = (column(side) for side in zip(*rows, strict=True))
    return _table(zip(columns, sides, strict=True), title)


def _table(columns: Iterable[Column], title: str = "", note: str = "") -> Plotted:
    names, values = zip(*columns, strict=True)
    return Plotted(title, names, tuple(zip(*values, strict=True)), note)


def _lines(lines: list[Series]) -> Iterator[Plotted]:
    """A table for each set of places over which there are lines."""
    groups: dict[tuple[str, bytes], list[Series]] = {}
    for one in lines:
        groups.setdefault((series.axis(one.axes, "x"), one.x.tobytes()), []).append(one)
    for (over, _), same in groups.items():
        first, chosen = same[0], _chosen(same[0])
        several = len({id(one.axes) for one in same}) > 1
        sides = [(over or "x", places(first.x[chosen], series.words(first.axes, "x")))]
        for name, one in zip(_names(same, panels=several), same, strict=True):
            sides += _sides(name, one, chosen)
        whole = len(chosen) == len(first.x)
        note = "" if whole else f"{len(chosen)} of {len(first.x)} points"
        yield _table(sides, "" if several else series.title(first.axes), note)


def _sides(name: str, one: Series, chosen: list[int]) -> Iterator[Column]:
    """The column of a line, and those of the band around it."""
    band = {"": one.y, ", low": one.low, ", high": one.high}
    drawn = {end: edge[chosen] for end, edge in band.items() if edge is not None}
    cells = column(np.concatenate([*drawn.values()]), powers=one.axes.get_yscale() == "log")
    for place, end in enumerate(drawn):
        yield f"{name}{end}", cells[place * len(chosen) : (place + 1) * len(chosen)]


def _chosen(line: Series) -> list[int]:
    """Which points to list: those that are seen, at most FEW, evenly along the axis."""
    left, right = sorted(line.axes.get_xlim())
    slack = 1e-9 * (right - left)
    within = (line.x >= left - slack) & (line.x <= right + slack) & np.isfinite(line.y)
    seen = np.flatnonzero(within)
    if len(seen) > FEW:
        seen = seen[_evenly(line.axes.xaxis.get_transform().transform(line.x[seen]))]
    return [int(place) for place in seen]


def _evenly(along: Any) -> Any:
    """Some of many places, as evenly spaced as they come."""
    steps = np.diff(along)
    if np.allclose(steps, steps[0], rtol=1e-3):
        last = len(along) - 1
        count = next((rows for rows in FEWER if last % (rows - 1) == 0), FEW - 1)
        return np.linspace(0, last, count).round().astype(int)
    targets = np.linspace(along.min(), along.max(), FEW - 1)
    return np.unique(np.abs(along[:, np.newaxis] - targets).argmin(axis=0))


def _names(same: list[Series], *, panels: bool) -> list[str]:
    """What columns are called: their panel, their name, and what they measure if that differs."""
    measured = [series.axis(one.axes, "y") for one in same]
    said = [one.named or measure for one, measure in zip(same, measured, strict=True)]
    heads = [series.title(one.axes) if panels else "" for one in same]
    doubled = len(set(zip(heads, said, strict=True))) < len(same)
    parts = zip(heads, said, measured if doubled else said, strict=True)
    return [", ".join(dict.fromkeys(filter(None, part))) or "y" for part in parts]


def _points(scattered: list[Series]) -> Iterator[Plotted]:
    """Points over the same two axes in one table: each by itself, or summed up if they are many."""
    groups: dict[tuple[str, str], dict[bytes, Series]] = {}
    for one in scattered:
        over = series.axis(one.axes, "x"), series.axis(one.axes, "y")
        groups.setdefault(over, {}).setdefault(one.x.tobytes() + one.y.tobytes(), one)
    for over, different in groups.items():
        same = list(different.values())
        several = len({id(one.axes) for one in same}) > 1
        heads = [series.title(one.axes) if several else "" for one in same]
        parts = zip(heads, (one.named for one in same), strict=True)
        names = [", ".join(filter(None, part)) for part in parts]
        few = sum(len(one.x) for one in same) <= FEW
        sides = _each(same, names, over) if few else _summed(same, names, over)
        yield _table([side for side in sides if any(side[1])])


def _each(same: list[Series], names: list[str], over: tuple[str, str]) -> Iterator[Column]:
    yield "point", [name for name, one in zip(names, same, strict=True) for _ in one.x]
    for letter, axis in zip("xy", over, strict=True):
        if series.ticks(same[0].axes, letter):
            values = np.concatenate([getattr(one, letter) for one in same])
            yield axis or letter, places(values, series.words(same[0].axes, letter))


def _summed(same: list[Series], names: list[str], over: tuple[str, str]) -> Iterator[Column]:
    """A row for each cloud of points: how many, and where they lie."""
    yield "points", names
    yield "count", column([float(len(one.x)) for one in same])
    for letter, axis in zip("xy", over, strict=True):
        if series.ticks(same[0].axes, letter) and not series.words(same[0].axes, letter):
            spread = [np.nanquantile(getattr(one, letter), [0, 0.5, 1]) for one in same]
            steep = getattr(same[0].axes, f"get_{letter}scale")() == "log"
            cells = column(np.ravel(spread), powers=steep)
            for place, word in enumerate(SPREAD):
                yield f"{axis or letter}, {word}", cells[place::3]


def _images(figure: Any) -> Iterator[Plotted]:
    """A row for each image that has a name: its size and its range."""
    found = [
        (series.title(axes), np.asarray(image.get_array(), dtype=float))
        for axes in figure.axes
        for image in axes.images
        if image.get_label() != series.LEFT_OUT and series.title(axes)
    ]
    if found:
        names, grids = zip(*found, strict=True)
        sizes = ["\N{MULTIPLICATION SIGN}".join(map(str, grid.shape)) for grid in grids]
        cells = column([end for grid in grids for end in (grid.min(), grid.max())])
        sides = [("image", [*names]), ("size", sizes), ("lowest", cells[::2])]
        yield _table([*sides, ("highest", cells[1::2])])
