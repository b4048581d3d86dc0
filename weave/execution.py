"""A lab's code, run as Jupyter would run its notebook: cell by cell, in a kernel of its own."""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat.v4
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from weave import afresh, kernel
from weave.errors import InCell
from weave.home import ROOT
from weave.reproducible import environment

Output = dict[str, Any]
v4: Any = nbformat.v4  # it has no types

# A step of a traceback: a line of a cell, or of a file.
STEP = re.compile(r"Cell In\[(?P<cell>\d+)\], line (?P<row>\d+)|File (?P<file>.+?):(?P<line>\d+)")
ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}")
KEPT = ("text/plain", "image/svg+xml")
SOURCES = "import json, weave.afresh; print(json.dumps(weave.afresh.executed))"


def run(codes: Sequence[str], *, root: Path, ledger: Path, limit: float) -> list[list[Output]]:
    """What each cell puts out, as a notebook has it.

    root: of the book; ledger: where its experiments are kept; limit: seconds that a cell may take
    Raises InCell if one raises or warns, takes too long, or puts out what no page can show.
    """
    cells = [v4.new_code_cell(code) for code in (*codes, SOURCES)]
    with _surroundings() as folder, _loop_of_its_own():
        client = NotebookClient(
            v4.new_notebook(cells=cells),
            km=_Manager(root, ledger, folder),
            resources={"metadata": {"path": str(folder / "home")}},
            timeout=limit,
            record_timing=False,
            store_widget_state=False,
            coalesce_streams=True,  # how they are cut is a matter of time
        )
        with client.setup_kernel(cleanup_kc=True, env=_environment(folder)):
            for number, code in enumerate(codes):
                _execute(client, number, code, root)
            client.execute_cell(cells[-1], len(codes), store_history=False)
    afresh.executed.update(json.loads(cells[-1].outputs[0]["text"]))
    return [_shown(number, cell.outputs) for number, cell in enumerate(cells[:-1])]


class _Manager(AsyncKernelManager):
    """Starts our kernel; files are its channels, so no port can be taken."""

    def __init__(self, root: Path, ledger: Path, folder: Path) -> None:
        super().__init__(connection_file=str(folder / "kernel.json"))
        if os.name == "posix":
            self.transport = "ipc"
        self._call = [sys.executable, "-m", kernel.__name__, str(root), str(ledger)]

    @property
    def kernel_spec(self) -> KernelSpec:
        """How the kernel is started."""
        return KernelSpec(argv=[*self._call, "-f", "{connection_file}"], language="python")


@contextmanager
def _surroundings() -> Iterator[Path]:
    """A folder with an empty `home` to run in, gone afterwards with all that was written there."""
    with tempfile.TemporaryDirectory(prefix="lab") as folder:
        Path(folder, "home").mkdir()
        yield Path(folder)


@contextmanager
def _loop_of_its_own() -> Iterator[None]:
    """Close the loop of events that Jupyter begins for a thread and leaves open."""
    try:
        yield
    finally:
        loop = ensure_event_loop()
        if not loop.is_running():  # a caller's own
            loop.close()


def _environment(folder: Path) -> dict[str, str]:
    """As for programs; nothing that a user has set up for Jupyter is seen."""
    own = {"PYTHONPATH": str(ROOT), "IPYTHONDIR": str(folder / "ipython"), "JUPYTER_NO_CONFIG": "1"}
    return {**environment(), **own}


def _execute(client: Any, number: int, code: str, root: Path) -> None:
    cell = client.nb.cells[number]
    try:
        client.execute_cell(cell, number)
    except CellExecutionError as error:
        raise _mistake(error, number, code, root) from None
    except CellTimeoutError:
        raise InCell(f"takes more than {client.timeout:g} s", number) from None
    except DeadKernelError:
        raise InCell("ended the process that it ran in", number) from None
    for output in cell.outputs:
        if output.get("name") == "stderr":
            raise InCell(f"writes to standard error: {output['text'].strip()}", number)


def _mistake(error: CellExecutionError, number: int, code: str, root: Path) -> InCell:
    """The error as an author reads it: type, text, the lab's own line, where it was raised."""
    cell, line, origin = number, 1, ""
    for match in STEP.finditer(error.traceback):
        if match["cell"]:
            cell, line, origin = int(match["cell"]) - 1, int(match["row"]), ""
        elif (path := Path(match["file"])).is_relative_to(root / "snippets"):
            origin = f" (raised at {path.relative_to(root).as_posix()}:{match['line']})"
    text = f"{error.ename}: {error.evalue}" if error.evalue else error.ename
    rows = code.split("\n") if cell == number else [""]
    return InCell(text + origin, cell, line, rows[min(line, len(rows)) - 1].rstrip())


def _shown(number: int, outputs: list[Any]) -> list[Output]:
    """The outputs without what differs from run to run, or that no page shows."""
    found: list[Output] = [json.loads(json.dumps(output)) for output in outputs]
    for output in found:
        data = output.get("data")
        if data is not None:
            output["data"] = data = {kind: data[kind] for kind in KEPT if kind in data}
            if "image/svg+xml" in data:
                data["text/plain"] = "Figure"
        text = output.get("text", (data or {}).get("text/plain", ""))
        if address := ADDRESS.search(text):
            raise InCell(f"puts out {address[0]!r}, an address that differs each time", number)
    return found
