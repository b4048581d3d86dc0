"""What a block writes is caught where the operating system writes it, in order, and only inside."""

import ctypes
import io
import os
import subprocess
import sys

import pytest

from weave import capture
from weave.capture import captured
from weave.errors import Mistake

FULLY_BUFFERED = 0  # _IOFBF of <stdio.h>: C's own way with a file, whatever Python was told
posix = pytest.mark.skipif(os.name != "posix", reason="C's streams are reached through libc")


def test_what_python_prints() -> None:
    with captured() as caught:
        print("ä\u2009→ b")
        sys.stderr.write("beside it\n")
    assert (caught.text, caught.errors) == ("ä\u2009→ b\n", "beside it\n")


@posix
def test_lines_of_python_and_c_keep_their_order() -> None:
    libc = ctypes.CDLL(None)
    libc.setvbuf(ctypes.c_void_p.in_dll(libc, capture.C_STDOUT), None, FULLY_BUFFERED, 4096)
    with captured() as caught:
        print("one")
        libc.printf(b"two\n")
        print("three", end=" ")
        os.write(1, b"four\n")
        libc.puts(b"five")
        subprocess.run([sys.executable, "-c", "print('six')"], check=True)
        print("seven")
    assert caught.text == "one\ntwo\nthree four\nfive\nsix\nseven\n"


def test_a_module_that_kept_the_stream_is_caught_too(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = io.TextIOWrapper(io.FileIO(1, "wb", closefd=False), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", kept)
    with captured() as caught:
        kept.write("kept before\n")
    assert caught.text == "kept before\n"
    with captured():
        inside = sys.stdout
    with captured() as caught:
        print("kept inside", file=inside)
    assert caught.text == "kept inside\n"


def test_what_is_written_before_and_after_is_not_caught(capfd: pytest.CaptureFixture[str]) -> None:
    sys.stdout.write("before,")
    with captured() as caught:
        print("inside")
    sys.stdout.write("after")
    assert caught.text == "inside\n"
    assert capfd.readouterr().out == "before,after"


@posix
def test_what_c_kept_back_is_not_caught(capfd: pytest.CaptureFixture[str]) -> None:
    libc = ctypes.CDLL(None)
    libc.setvbuf(ctypes.c_void_p.in_dll(libc, capture.C_STDOUT), None, FULLY_BUFFERED, 4096)
    libc.printf(b"before,")
    with captured() as caught:
        libc.printf(b"inside")
    assert caught.text == "inside"
    assert capfd.readouterr().out == "before,"


def test_an_error_puts_the_streams_back(capfd: pytest.CaptureFixture[str]) -> None:
    streams = sys.stdout, sys.stderr
    with pytest.raises(ZeroDivisionError), captured():
        print(1 / 0)
    assert (sys.stdout, sys.stderr) == streams
    os.write(1, b"here")
    assert capfd.readouterr().out == "here"


def test_no_descriptor_is_left_open() -> None:
    with captured():
        first = os.dup(1)
        os.close(first)
    with captured():
        second = os.dup(1)
        os.close(second)
    assert first == second


def test_bytes_that_are_no_text_do_no_harm() -> None:
    with captured() as caught:
        os.write(1, b"a\xffb\r\n")
    assert caught.text == "a\ufffdb\r\n"


def test_more_than_a_page_takes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "LONGEST", 10)
    with pytest.raises(Mistake, match="prints 11 bytes; a page takes 10"), captured():
        print("0123456789")
