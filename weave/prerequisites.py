"""What builds on what, drawn: pages as boxes or as small numbers, each a link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from textwrap import wrap

from weave.layers import Layout, Place, lay_out

LETTERS = 16  # in a line of a box
LINE = 14.0  # from line to line of a title
Point = tuple[float, float]


@dataclass(frozen=True)
class Node:
    """A page in a drawing: number or letter, title, address.

    here: the page that shows it; quiet: only there to be built upon
    """

    mark: str
    title: str
    address: str
    here: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Size:
    """Of a drawing: of a box beside its neighbours and along the arrows, and of the gaps.

    sideways: arrows lead to the right, not down; passed: the room of an arrow that only passes
    """

    beside: float
    along: float
    gap: float
    way: float
    sideways: bool = False
    passed: float = 8.0

    def at(self, beside: float, along: float) -> Point:
        """A point of the drawing."""
        return (along, beside) if self.sideways else (beside, along)

    def written(self, beside: float, along: float) -> str:
        """The point as a path has it."""
        return "{:g} {:g}".format(*self.at(beside, along))


WIDE = Size(118.0, 62.0, 12.0, 28.0)
SMALL = Size(20.0, 24.0, 6.0, 14.0, sideways=True)


def wide(nodes: Mapping[str, Node], needs: Mapping[str, Sequence[str]], label: str) -> str:
    """The graph with titles, as SVG; needs: what each page needs; label: what the graph is."""
    return _drawn(nodes, lay_out(nodes, needs), WIDE, f'role="group" aria-label="{escape(label)}"')


def small(nodes: Mapping[str, Node], needs: Mapping[str, Sequence[str]]) -> str:
    """The graph with numbers only; what it says in words stands beside it."""
    return _drawn(nodes, lay_out(nodes, needs), SMALL, 'aria-hidden="true"')


def _drawn(nodes: Mapping[str, Node], layout: Layout, size: Size, said: str) -> str:
    places, *whole = _placed(layout, size)
    ways = ([places[place] for place in layout.way(arrow)] for arrow in layout.arrows)
    arrows = "".join(_arrow(points, size) for points in ways)
    middles = {place[0]: at for (_, place), at in places.items() if place[0] == place[1]}
    boxes = "".join(_box(node, middles[name], size) for name, node in nodes.items())
    width, height = size.at(*whole)
    kind = "graph--small" if size.sideways else "graph--wide"
    return (
        f'<svg class="graph {kind}" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" {said}><path class="graph-arrows" d="{arrows}"/>{boxes}</svg>'
    )


def _placed(layout: Layout, size: Size) -> tuple[dict[tuple[int, Place], Point], float, float]:
    """The middle of each place of each row, and the size of the whole; rows are centred."""
    rooms = [[_room(place, size) for place in row] for row in layout.rows]
    spans = [sum(row) + size.gap * (len(row) - 1) for row in rooms]
    whole = max(spans, default=0.0)
    found: dict[tuple[int, Place], Point] = {}
    for number, (row, room, span) in enumerate(zip(layout.rows, rooms, spans, strict=True)):
        start, along = (whole - span) / 2 + 1, 1 + size.along / 2 + number * (size.along + size.way)
        for place, own in zip(row, room, strict=True):
            found[number, place] = (start + own / 2, along)
            start += own + size.gap
    rows = len(layout.rows)
    return found, whole + 2, rows * size.along + max(rows - 1, 0) * size.way + 2


def _room(place: Place, size: Size) -> float:
    return size.beside if place[0] == place[1] else size.passed


def _arrow(points: Sequence[Point], size: Size) -> str:
    """A line from the far edge of the first box to the near edge of the last, straight in all."""
    half, bend = size.along / 2, size.way / 2
    first, last = points[0], points[-1]
    parts = [f"M{size.written(first[0], first[1] + half)}"]
    for (b0, a0), (b1, a1) in pairwise(points):
        start, end = a0 + half, a1 - half
        turns = ((b0, start + bend), (b1, end - bend), (b1, end))
        parts.append("C" + " ".join(size.written(*turn) for turn in turns))
        if (b1, a1) != last:
            parts.append(f"L{size.written(b1, a1 + half)}")
    return "".join(parts)


def _box(node: Node, at: Point, size: Size) -> str:
    """A box with what stands in it, as a link unless the page itself is meant."""
    (x, y), (width, height) = size.at(*at), size.at(size.beside, size.along)
    lines = [node.mark] if size.sideways else wrap(f"{node.mark} {node.title}", LETTERS)
    first = y - (len(lines) - 1) * LINE / 2
    text = "".join(
        f'<text x="{x:g}" y="{first + LINE * row:g}">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    rect = f'x="{x - width / 2:g}" y="{y - height / 2:g}" width="{width:g}" height="{height:g}"'
    tip = f"<title>{escape(node.title)}</title>" if size.sideways else ""
    return _linked(node, f'{tip}<rect {rect} rx="3"/>{text}', size)


def _linked(node: Node, drawn: str, size: Size) -> str:
    if node.here:
        return f'<g class="here">{drawn}</g>'
    kind = ' class="aside"' if node.quiet else ""
    kept = ' tabindex="-1"' if size.sideways else f' aria-label="{escape(node.title)}"'
    return f'<a href="{escape(node.address)}"{kind}{kept}>{drawn}</a>'
