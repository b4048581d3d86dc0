"""A process that writes into a ledger, for tests that disturb it: says each number once it is kept.

python writer.py FOLDER FIRST COUNT
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from weave.ledger import Ledger, key


def value(number: int) -> dict[str, object]:
    """What belongs under the key of a number; the sizes differ by three orders of magnitude."""
    return {"number": number, "text": f"{number} " * (number % 8) ** 4}


def main(folder: str, first: str, count: str) -> None:
    """Write one entry after the other."""
    with Ledger(Path(folder)) as ledger:
        for number in range(int(first), int(first) + int(count)):
            ledger.put(key(number), value(number), seconds=float(number), label=str(number))
            ledger.record(str(number), {"number": str(number)})
            print(number, flush=True)
        print(*ledger.notices, sep="\n", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
