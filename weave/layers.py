"""A graph of what builds on what, laid out in layers: every arrow leads down.

Only arrows that say something stay: what is reached through another needs no arrow of its own. An
arrow over several layers runs through a place of its own in each, so that it crosses no box.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

Needs = Mapping[str, Sequence[str]]
Arrow = tuple[str, str]
Place = Arrow  # of a name: twice that name; of an arrow that only passes: its two ends
SWEEPS = 8  # down and up over the layers, until the order has settled


@dataclass(frozen=True)
class Layout:
    """Places in layers from the first to the last, left to right, and the arrows between them.

    depth: the layer of each name
    """

    rows: tuple[tuple[Place, ...], ...]
    arrows: tuple[Arrow, ...]
    depth: Mapping[str, int]

    def way(self, arrow: Arrow) -> list[tuple[int, Place]]:
        """The rows and places that an arrow touches, from its first end to its last."""
        return _way(arrow, self.depth)


def ancestors(name: str, needs: Needs) -> set[str]:
    """All that something builds on; raises ValueError if it builds on itself."""
    found: set[str] = set()
    waiting = [*needs.get(name, ())]
    while waiting:
        one = waiting.pop()
        if one == name:
            raise ValueError(f"{name} needs itself, by way of what it needs")
        if one not in found:
            found.add(one)
            waiting += needs.get(one, ())
    return found


def has_circle(needs: Needs) -> bool:
    """Whether anything builds on itself."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError:
        return True
    return False


def all_ancestors(names: Iterable[str], needs: Needs) -> dict[str, set[str]]:
    """All that each of the names builds on: each put together from what it needs itself.

    Nothing may build on itself.
    """
    found: dict[str, set[str]] = {}
    waiting = [*names]
    while waiting:
        own = needs.get(waiting[-1], ())
        missing = [one for one in own if one not in found]
        waiting += missing
        if not missing:
            found[waiting.pop()] = {*own}.union(*(found[one] for one in own))
    return found


def nearest(name: str, needs: Needs, most: int) -> list[str]:
    """What something builds on, what is nearest to it first, and not more than so many."""
    found = [name]
    for one in found:  # grows while it is walked
        found += (other for other in needs.get(one, ()) if other not in found)
        if len(found) > most:
            break
    return found[1 : most + 1]


def reduced(names: Iterable[str], needs: Needs) -> dict[str, list[str]]:
    """What each of the names builds on among them, without what it reaches through another.

    >>> reduced("abc", {"c": ["a", "b"], "b": ["a"]})
    {'a': [], 'b': ['a'], 'c': ['b']}
    """
    rank = {name: place for place, name in enumerate(names)}
    above = all_ancestors(rank, needs)
    return {
        name: sorted(_last(above[name] & rank.keys(), above), key=rank.__getitem__) for name in rank
    }


def _last(names: Iterable[str], above: Mapping[str, set[str]]) -> list[str]:
    """Those of the names that no other of them builds on."""
    found, covered = list[str](), set[str]()
    for name in sorted(names, key=lambda name: (-len(above[name]), name)):
        if name not in covered:  # if it is, so is all that it builds on
            found.append(name)
            covered |= above[name]
    return found


def lay_out(names: Iterable[str], needs: Needs) -> Layout:
    """Put names into layers, each below all that it builds on."""
    direct = reduced(names, needs)
    above = all_ancestors(direct, direct)
    depth: dict[str, int] = {}
    for name in sorted(direct, key=lambda name: len(above[name])):
        depth[name] = max((depth[one] + 1 for one in direct[name]), default=0)
    arrows = tuple((one, name) for name, ones in direct.items() for one in ones)
    rows: list[list[Place]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name in direct:
        rows[depth[name]].append((name, name))
    for arrow in arrows:
        for row, place in _way(arrow, depth)[1:-1]:
            rows[row].append(place)
    _settle(rows, [_way(arrow, depth) for arrow in arrows])
    return Layout(tuple(map(tuple, rows)), arrows, depth)


def _way(arrow: Arrow, depth: Mapping[str, int]) -> list[tuple[int, Place]]:
    """The rows and places that an arrow touches."""
    one, other = arrow
    between = [(row, arrow) for row in range(depth[one] + 1, depth[other])]
    return [(depth[one], (one, one)), *between, (depth[other], (other, other))]


def _settle(rows: list[list[Place]], ways: Iterable[list[tuple[int, Place]]]) -> None:
    """Order the rows so that few arrows cross: each place near those that it is joined to."""
    joined: dict[tuple[int, Place, int], list[Place]] = {}
    for way in ways:
        for (high, upper), (low, lower) in pairwise(way):
            joined.setdefault((low, lower, high), []).append(upper)
            joined.setdefault((high, upper, low), []).append(lower)
    last = len(rows) - 1
    for sweep in range(SWEEPS):
        step = 1 if sweep % 2 == 0 else -1
        for row in range(1, last + 1) if step > 0 else range(last - 1, -1, -1):
            near = {place: joined.get((row, place, row - step), []) for place in rows[row]}
            middles = _middles(near, rows[row - step])
            rows[row].sort(key=middles.__getitem__)


def _middles(near: Mapping[Place, list[Place]], beside: list[Place]) -> dict[Place, float]:
    """How far to the right the neighbours of each place stand, from 0 to 1."""
    at = {place: (there + 1) / (len(beside) + 1) for there, place in enumerate(beside)}
    return {
        place: sum(sorted(at[other] for other in met)) / len(met)
        if met
        else (own + 1) / (len(near) + 1)
        for own, (place, met) in enumerate(near.items())
    }
