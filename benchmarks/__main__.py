"""Measure everything and print the table: `python -m benchmarks`, or `make bench`."""

from benchmarks import digits, equations
from benchmarks.turns import printed

TURNS = 5

if __name__ == "__main__":
    rows = [row for room in (digits, equations) for row in room.rows(TURNS)]
    print(printed(rows, turns=TURNS))
