"""A worker: a process that answers calls of the process that renders, one after the other.

It holds the book's modules, which that process never imports.
"""

import ctypes
import faulthandler
import importlib
import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from weave.afresh import read_afresh
from weave.calls import READY, Lost
from weave.errors import Mistake

PR_SET_PDEATHSIG = 1  # of <linux/prctl.h>
SHORTLY = 1.0  # seconds before a call's time is up, its place is written down


def work(channel: Connection, root: Path, megabytes: int, last_words: int | None = None) -> None:
    """Answer calls for the book at `root` until the channel closes.

    megabytes: memory that the process may take beyond what it holds now
    last_words: a file descriptor for where Python was when it crashed or was too slow
    """
    _settle(root)
    limit_memory(megabytes)
    if last_words is not None:
        faulthandler.enable(last_words, all_threads=False)
    with suppress(EOFError, OSError):  # nobody is there any more
        channel.send_bytes(READY + str(os.getpid()).encode())
        while True:
            channel.send_bytes(answer(channel.recv_bytes(), megabytes, last_words))


def _settle(root: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that renders
    os.chdir(root)
    sys.path.insert(0, str(root))
    read_afresh(root)


def die_with_parent() -> None:
    """Let the kernel end this process when its parent ends; only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_memory(megabytes: int) -> None:
    """Make the next allocation beyond the limit fail, and a file longer than it.

    A loop that prints fills a disk. Where a limit cannot be had, there is none.
    """
    try:
        import resource  # noqa: PLC0415 - not every system has it
    except ImportError:
        return
    most = megabytes << 20
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most += pages * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def answer(request: bytes, megabytes: int, last_words: int | None = None) -> bytes:
    """Make the call that `request` pickles; the pickled (value, failure, trace, seconds, used).

    used: seconds of processor time that this process has had by now
    """
    start = time.perf_counter()
    try:
        function, arguments, limit = pickle.loads(request)
        with _watched(limit, last_words):
            value = resolve(function)(*arguments)
        seconds = time.perf_counter() - start
        return pickle.dumps((value, None, "", seconds, time.process_time()))
    except BaseException as error:  # SystemExit too: a block may say it, the worker goes on
        trace = "" if isinstance(error, Mistake) else traceback.format_exc()
        failure = _failure(error, megabytes)
        seconds = time.perf_counter() - start
        return pickle.dumps((None, failure, trace, seconds, time.process_time()))


@contextmanager
def _watched(limit: float, last_words: int | None) -> Iterator[None]:
    """Shortly before the time is up, write down where Python is; C code cannot hold this up."""
    if last_words is not None:
        early = limit - min(SHORTLY, limit / 2)
        faulthandler.dump_traceback_later(early, repeat=True, file=last_words)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def resolve(name: str) -> Callable[..., Any]:
    """The function that `package.module:name` means."""
    module, _, attribute = name.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    return function


def _failure(error: BaseException, megabytes: int) -> Mistake:
    """The error as the process that renders can hold it: it knows no class of the book."""
    cause = error.__context__ if isinstance(error, Mistake) else error
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    mistake = error if isinstance(error, Mistake) else Mistake(text, line=0)
    if isinstance(cause, MemoryError):
        message = f"used more than {megabytes} MB ({mistake.message})"
        return Lost(message, line=mistake.line, excerpt=mistake.excerpt)
    return mistake
