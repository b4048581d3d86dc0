"""However the process that renders ends, no worker is left behind, whatever it is doing."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.weave import faulty
from tests.weave.fifo import SECONDS, Fifo

ROOT = Path(__file__).parents[2]
# Two calls that never return, and say when they have begun.
PROGRAM = """
import signal
import sys
from pathlib import Path
from weave.workers import Call, Crew
# As in a terminal: whatever a shell starts in the background ignores Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
book, fifo, loop, spawn = sys.argv[1:]
crew = Crew(Path(book), size=2, spawn=spawn == "spawned")
list(crew.run([Call("faulty_jobs:announce", (fifo, loop))] * 2))
"""


def render(book: Path, fifo: Fifo, loop: str, start: str) -> subprocess.Popen[str]:
    """Start a process that renders, in a session of its own like a terminal's."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(book), fifo.path, loop, start],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_process(descriptor: int) -> None:
    assert select.select([descriptor], [], [], SECONDS)[0], "the server lives on"
    os.close(descriptor)


@pytest.mark.parametrize("loop", ["loop", "loop_in_c"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_behind(tmp_path: Path, how: signal.Signals, loop: str) -> None:
    fifo = Fifo(tmp_path)
    with render(faulty.write(tmp_path), fifo, loop, "forked") as renderer:
        first, second = fifo.line().split(), fifo.line().split()
        assert first[0] != second[0]
        server = os.pidfd_open(int(first[1])) if hasattr(os, "pidfd_open") else None
        os.kill(renderer.pid, how)
        fifo.wait_for_end()
        if server is not None:
            wait_for_process(server)
        _, said = renderer.communicate()
    assert renderer.returncode == -how
    assert said.count("Traceback") == (how == signal.SIGINT)


def test_ctrl_c_in_a_terminal_is_said_once(tmp_path: Path) -> None:
    """A terminal sends it to every process of its group."""
    fifo = Fifo(tmp_path)
    with render(faulty.write(tmp_path), fifo, "loop", "forked") as renderer:
        fifo.line(), fifo.line()
        os.killpg(renderer.pid, signal.SIGINT)
        fifo.wait_for_end()
        _, said = renderer.communicate()
    assert said.count("Traceback") == said.count("KeyboardInterrupt") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere they end their call first")
def test_spawned_workers_end_too(tmp_path: Path) -> None:
    fifo = Fifo(tmp_path)
    with render(faulty.write(tmp_path), fifo, "loop_in_c", "spawned") as renderer:
        fifo.line(), fifo.line()
        renderer.kill()
        fifo.wait_for_end()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no kernel ends the workers")
def test_workers_end_with_their_server(tmp_path: Path) -> None:
    fifo = Fifo(tmp_path)
    with render(faulty.write(tmp_path), fifo, "loop_in_c", "forked") as renderer:
        _, server = fifo.line().split()
        fifo.line()
        os.kill(int(server), signal.SIGKILL)
        fifo.wait_for_end()
        _, said = renderer.communicate()
    assert renderer.returncode == 1
    assert "NoWorkers: the server of workers ended" in said
