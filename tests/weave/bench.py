"""How long 1000 equations take to parse, evaluate and mutate: python -m tests.weave.bench.

The book's own display equations, cold each time (scenes read and run anew), on two processes.
"""

import multiprocessing
import sys
import time

from weave import audit, check, draws, source, tolls
from weave.errors import Mistake
from weave.page import Fence, Page

COUNT, PROCESSES, LIMIT = 1000, 2, 10.0


def equations() -> list[tuple[Page, Fence]]:
    """Collect the executed display equations of the book."""
    pages = [source.read(path, path.name) for path in audit.pages()]
    skipped = {"unchecked", "wrong"}
    return [
        (page, fence)
        for page in pages
        for fence in page.fences
        if fence.lang == "math" and not skipped & set(fence.options)
    ]


def once(part: int) -> tuple[int, int]:
    """Check and mutate one half of the book, cold; return equations and mutants."""
    draws.forget()
    done = mutants = 0
    for page, fence in equations()[part::PROCESSES]:
        try:
            options = {key: fence.options.get(key) for key in ("scene", "of")}
            if not any(options.values()):
                options["scene"] = page.front_matter.get("scene")
            check.equation(fence.body, **options)
            mutants += tolls.of_fence(page, fence).mutants
            done += 1
        except Mistake as mistake:
            print(f"{page.name}:{fence.line}: {mistake}", file=sys.stderr)
    return done, mutants


def main() -> int:
    """Print the time for 1000 equations; 1 when it is over the limit."""
    passes = -(-COUNT // max(1, len(equations())))
    with multiprocessing.Pool(PROCESSES) as pool:
        pool.map(once, range(PROCESSES))  # imports, compiled code
        start = time.perf_counter()
        found = pool.map(once, [part for _ in range(passes) for part in range(PROCESSES)], 1)
        seconds = time.perf_counter() - start
    done, mutants = sum(one for one, _ in found), sum(two for _, two in found)
    scaled = seconds * COUNT / done
    print(f"{done} equations, {mutants} mutants in {seconds:.1f} s: {scaled:.1f} s for {COUNT}")
    return int(scaled > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
