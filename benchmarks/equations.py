"""Equations: weave reads 1000 of them, evaluates them and changes each in every single way.

They are the display equations of the book, over and over, in two processes. Before each page
everything is forgotten that was drawn or computed for an earlier one; the modules stay imported.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle
from multiprocessing import Pool

from benchmarks.turns import Row, medians
from weave import audit, check, draws, mutate, source
from weave.page import Fence, Page

HOW_MANY, PROCESSES = 1000, 2


def workload(how_many: int) -> Iterator[Page]:
    """Pages until they hold so many display equations; the last is cut short."""
    for page in cycle(source.read(path, path.name) for path in audit.pages()):
        fences = [fence for fence in page.fences if executed(fence)][:how_many]
        yield replace(page, fences=tuple(fences))
        how_many -= len(fences)
        if how_many <= 0:
            return


def executed(fence: Fence) -> bool:
    """Whether a fence is an equation that has to hold."""
    return fence.lang == "math" and not {"unchecked", "wrong"} & set(fence.options)


def mutants(page: Page) -> int:
    """Check all equations of a page and change them; how many changes were tried."""
    draws.forget()
    tried = 0
    for fence in page.fences:
        of = fence.options.get("of")
        scene = fence.options.get("scene") or (None if of else page.front_matter.get("scene"))
        check.equation(fence.body, scene=scene, of=of)
        tried += mutate.equation(fence.body, scene=scene, of=of).mutants
    return tried


def rows(turns: int, *, how_many: int = HOW_MANY) -> list[Row]:
    """Measure how long the two processes take, by the clock on the wall."""
    with Pool(PROCESSES) as pool:
        work = partial(pool.map, mutants, list(workload(how_many)), chunksize=1)
        tried = sum(work())
        [taken] = medians([work], turns=turns, clock=time.perf_counter)
    what = f"{how_many} equations, {tried} changes of them, wall time"
    return [Row(what, f"weave, {PROCESSES} processes", taken, wanted="10 s")]
