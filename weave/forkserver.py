"""The process that has imported what all workers need, and splits off a worker in milliseconds.

It is started by weave.processes, with its end of a socket as standard input, and does nothing
itself: so it is always there to end a worker, even one that runs wild in C code.
"""

import ctypes
import gc
import importlib
import json
import os
import signal
import socket
import sys
import threading
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NoReturn

from weave.worker import die_with_parent, work

PR_SET_CHILD_SUBREAPER = 36  # of <linux/prctl.h>


def main() -> None:
    """Import what is wanted, then serve as `sys.argv` says."""
    _, _, role, told = sys.argv
    root, preload, megabytes = json.loads(told)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that renders
    gc.disable()  # until all is imported: nothing of it is rubbish
    channel = os.dup(0)
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    for module in preload:
        importlib.import_module(module)
    if "matplotlib" in sys.modules:  # what its user likes in figures is no concern of the book
        sys.modules["matplotlib"].rcdefaults()
    gc.enable()
    if role == "forkserver":
        Nursery(socket.socket(fileno=channel), Path(root), megabytes).serve()
    else:
        die_with_parent()
        work(Connection(channel), Path(root), megabytes)


class Nursery:
    """The workers that were split off, and for each the connection that tells how it ended."""

    def __init__(self, control: socket.socket, root: Path, megabytes: int) -> None:
        if threading.active_count() > 1:
            raise RuntimeError("a preloaded module has started a thread: no process may fork now")
        self._control, self._root, self._megabytes = control, root, megabytes
        self._fates: dict[int, Connection] = {}
        self._wake, self._woken = os.pipe()
        os.set_blocking(self._woken, False)
        signal.set_wakeup_fd(self._woken)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        _adopt()
        gc.collect()
        gc.freeze()  # a collection in a worker then copies no page that it shares with its siblings

    def serve(self) -> None:
        """Split off workers and bury them until our parent closes the socket or ends."""
        wanted = True
        while wanted:
            ready = wait([self._control, self._wake, *self._fates.values()])
            if self._wake in ready:
                os.read(self._wake, 512)
                self._bury()
            for pid, fate in self._fates.items():
                if fate in ready:  # its handle was closed
                    _kill(pid)
            if self._control in ready:
                wanted = self._fork()
        for pid in self._fates:
            _kill(pid)
        for pid in self._fates:
            os.waitpid(pid, 0)
        _kill_orphans(set())

    def _fork(self) -> bool:
        """Split off one worker; False if nobody will ask any more."""
        asked, descriptors, *_ = socket.recv_fds(self._control, 1, 3)
        if not asked:
            return False
        channel, fate = Connection(descriptors[0]), Connection(descriptors[1])
        last_words = descriptors[2]
        pid = os.fork()
        if pid == 0:
            self._be_worker(channel, fate, last_words)
        channel.close()
        os.close(last_words)
        self._fates[pid] = fate
        return True

    def _be_worker(self, channel: Connection, fate: Connection, last_words: int) -> NoReturn:
        """Leave all that belongs to the server, work, and end without its cleaning up."""
        code = 1
        try:
            os.setsid()  # a group of its own: what the worker starts ends with it
            die_with_parent()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            for kept in (fate, *self._fates.values()):
                kept.close()
            os.close(self._wake)
            os.close(self._woken)
            work(channel, self._root, self._megabytes, last_words)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    def _bury(self) -> None:
        """Tell of every worker that has ended how it did."""
        for pid in list(self._fates):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                _kill_orphans(set(self._fates))
                with suppress(OSError), self._fates.pop(pid) as fate:
                    fate.send(os.waitstatus_to_exitcode(status))


def _adopt() -> None:
    """Become the parent of what a worker started and left behind; only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def _kill_orphans(workers: set[int]) -> None:
    """End the children that are no workers: a worker started them, and has ended."""
    listing = Path(f"/proc/self/task/{os.getpid()}/children")
    while listing.is_file() and (orphans := {*map(int, listing.read_text().split())} - workers):
        for pid in orphans:
            _kill(pid)
            os.waitpid(pid, 0)


def _kill(pid: int) -> None:
    """End a worker and what it started; it is not buried yet, so its number is still its own."""
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)
