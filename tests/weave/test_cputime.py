"""Processor time is told apart from the time of the clock, and computing from waiting."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from weave.cputime import usage

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="Linux tells")


def test_who_computes_is_running_and_uses_up_time() -> None:
    before = usage(os.getpid())
    assert before is not None
    assert before.running
    start = time.process_time()
    while time.process_time() < start + 0.1:
        pass
    after = usage(os.getpid())
    assert after is not None
    assert after.seconds - before.seconds > 0.05


def test_who_waits_is_not_running() -> None:
    code = "import sys; print('here', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as waiting:
        assert waiting.stdout is not None
        select.select([waiting.stdout], [], [])
        looks = (usage(waiting.pid) for _ in range(100_000))  # until it has come to its read
        assert any(found and not found.running for found in looks)
        waiting.communicate()


def test_who_is_gone_is_not_known() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert usage(gone.pid) is None
