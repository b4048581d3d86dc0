"""A book in a folder of its own whose jobs do what a worker must survive."""

from pathlib import Path

JOBS = '''
import ctypes, itertools, os, subprocess, sys, time

from weave.errors import Mistake


def echo(*values):
    return values


def append(path, text):
    with open(path, "a") as file:
        file.write(text)


def meet(path, mode):
    """Open a FIFO, which returns when another process has opened its other end."""
    open(path, mode).close()
    return "met"


def held():
    return sorted(sys.modules)


def surroundings():
    return {
        "path": sys.path[0],
        "folder": os.getcwd(),
        "walk": [hash("x"), *{"a", "b", "c", "d"}],
        "input": sys.stdin.read(),
        "variables": dict(os.environ),
    }


def mistake():
    raise Mistake("no such symbol", line=3, column=5, excerpt="x + y\\n    ^")


def divide(x):
    return 1 / x


def leave(code):
    sys.exit(code)


def shout():
    from snippets import loud
    return loud.WORD


def loud_object():
    from snippets import loud
    return loud.Loud()


def local_object():
    return lambda: 1


def end(code):
    os._exit(code)


def crash():
    ctypes.string_at(0)


def abort():
    os.abort()


def close_all():
    os.closerange(3, 100)
    time.sleep(1000)


def loop():
    while True:
        pass


def loop_in_c():
    all(itertools.repeat(True))


def eat(megabytes=2048):
    return len(bytearray(megabytes << 20))


def eat_politely():
    try:
        eat()
    except MemoryError as error:
        raise Mistake("MemoryError: no", line=4, excerpt="eat()") from None


def announce(path, then, *arguments):
    """Write the numbers of this process and its parent into a FIFO, and keep it open."""
    fifo = open(path, "w")
    print(os.getpid(), os.getppid(), file=fifo, flush=True)
    globals()[then](*arguments)


def leave_child(path):
    """Start a process in a session of its own that would go on for ever, and forget it."""
    code = "import time; print('started', flush=True); time.sleep(1000)"
    with open(path, "w") as fifo:
        subprocess.Popen([sys.executable, "-c", code], stdout=fifo, start_new_session=True)
'''

LOUD = """
WORD = "loud"


class Loud:
    pass


def for_ever():
    while True:
        pass
"""


def write(root: Path) -> Path:
    """Write the book."""
    (root / "snippets").mkdir()
    (root / "snippets" / "__init__.py").touch()
    (root / "snippets" / "loud.py").write_text(LOUD)
    (root / "faulty_jobs.py").write_text(JOBS)
    return root
