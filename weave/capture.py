"""What a block writes, caught where the operating system writes it.

Replacing `sys.stdout` misses what C code prints, and what a module kept the old stream for.
"""

import ctypes
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from weave.errors import Mistake

LONGEST = 1 << 20  # bytes that a page may take from one block; more is a loop that prints
C_STDOUT = "__stdoutp" if sys.platform == "darwin" else "stdout"
UNBUFFERED = 2  # _IONBF of <stdio.h>


@dataclass
class Captured:
    """What went to standard output, and what to standard error; filled when the block ends."""

    text: str = ""
    errors: str = ""


@contextmanager
def captured() -> Iterator[Captured]:
    """Catch all that is written to file descriptors 1 and 2, by Python or C, in order of writing.

    Raises Mistake if it is longer than a page could show. Not for two threads at once.
    """
    caught = Captured()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with _diverted(out, err):
            yield caught
        caught.text, caught.errors = _read(out), _read(err)


@contextmanager
def _diverted(out: BinaryIO, err: BinaryIO) -> Iterator[None]:
    streams = sys.stdout, sys.stderr
    _flush()
    saved = os.dup(1), os.dup(2)
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    sys.stdout, sys.stderr = _stream(1), _stream(2)
    try:
        yield
    finally:
        _flush(*streams)
        sys.stdout, sys.stderr = streams
        for descriptor, number in zip(saved, (1, 2), strict=True):
            os.dup2(descriptor, number)
            os.close(descriptor)


def _stream(descriptor: int) -> io.TextIOWrapper:
    """A stream that keeps nothing back, so that Python's lines and those of C stay in order."""
    raw = io.FileIO(descriptor, "wb", closefd=False)
    return io.TextIOWrapper(raw, encoding="utf-8", newline="\n", write_through=True)


def _flush(*others: TextIO) -> None:
    """Empty the buffers of Python's streams; C's, where it can be reached, keeps nothing again."""
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__, *others):
        if stream is not None and not stream.closed:
            stream.flush()
    if os.name == "posix":
        libc = ctypes.CDLL(None)
        libc.fflush(None)
        libc.setvbuf(ctypes.c_void_p.in_dll(libc, C_STDOUT), None, UNBUFFERED, 0)


def _read(file: BinaryIO) -> str:
    size = os.fstat(file.fileno()).st_size
    if size > LONGEST:
        raise Mistake(f"prints {size} bytes; a page takes {LONGEST} at most")
    file.seek(0)
    return file.read().decode("utf-8", "replace")
