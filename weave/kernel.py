"""The process in which a lab runs: a Jupyter kernel that imports the book as workers do.

`python -m weave.kernel ROOT LEDGER -f CONNECTION`, as weave.execution starts it.
"""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from weave import afresh, figures, memoize, plotted

SVG = "image/svg+xml"


def main() -> None:
    """Serve the notebook that has the connection file, until it is shut down."""
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - workers know its name only

    root, ledger, *others = sys.argv[1:]
    sys.path[:] = [root, *(path for path in sys.path if path not in ("", root))]
    afresh.read_afresh(Path(root))
    memoize.of_process(Path(root), Path(ledger))
    app: Any = IPKernelApp.instance()
    app.config.InteractiveShell.update({"colors": "nocolor", "xmode": "Plain"})
    app.initialize(others)
    formatter = app.shell.display_formatter.formatters[SVG]
    formatter.for_type_by_name("matplotlib.figure", "Figure", drawn)
    app.start()


def drawn(figure: Any) -> tuple[str, dict[str, Any]]:
    """The SVG of a figure that a cell ends in, and what goes with it: the numbers in it."""
    svg = figures.draw(figure)
    return svg, {"numbers": [asdict(one) for one in plotted.tables(figure, figures.palette())]}


if __name__ == "__main__":
    main()
