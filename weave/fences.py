"""The word program: complete code, run in fresh globals."""

import ast
import re
from pathlib import Path
from types import TracebackType
from typing import Any

from weave.capture import captured
from weave.errors import Mistake
from weave.home import house
from weave.isolation import isolated

# What a program may not print: it would run, or be set, without having been collected.
WORDS = re.compile(
    r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*(?:math|snippet|python)\b.*$|\$\$|`#!(?:value|claim)\b",
    re.MULTILINE,
)


def run_program(code: str, *, before: list[str] | None = None) -> tuple[str, Any]:
    """What a complete program prints, and the figure that it ends with, or None.

    before: programs of the same page that it goes on from; what they print is dropped
    Raises Mistake if it raises or warns (with its own line), shows nothing, or prints a word of
    the book.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    with isolated():
        for number, earlier in enumerate(before or []):
            _execute(earlier, f"<program before {number}>", names)
        text, last = _execute(code, "<program>", names)
    refused = WORDS.search(text)
    if refused:
        raise Mistake(
            f"the program prints {refused[0].strip()!r}: a word of the book must stand on the page"
        )
    figure = last if hasattr(last, "savefig") else None
    if not text.strip() and figure is None:
        raise Mistake("the program prints nothing and does not end in a figure")
    return text, figure


def _execute(code: str, filename: str, names: dict[str, Any]) -> tuple[str, Any]:
    """What the code printed, and the value of its last statement if that is an expression."""
    value = None
    try:
        body = ast.parse(code, filename).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        with captured() as printed:
            exec(compile(ast.Module(body, []), filename, "exec", dont_inherit=True), names)
            if isinstance(last, ast.Expr):
                expression = ast.Expression(last.value)
                value = eval(compile(expression, filename, "eval", dont_inherit=True), names)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: it would end the build without a word
        raise _mistake(error, code, filename) from None
    return printed.text, value


def _mistake(error: BaseException, code: str, filename: str) -> Mistake:
    """The error as an author reads it: type, text, the program's own line, where it was raised."""
    line, origin = _place(error, filename)
    text = str(error.msg if isinstance(error, SyntaxError) else error)
    message = f"{type(error).__name__}: {text}" if text else type(error).__name__
    rows = code.split("\n")
    excerpt = rows[min(line, len(rows)) - 1].rstrip()
    return Mistake(message + origin, line=line, excerpt=excerpt)


def _place(error: BaseException, filename: str) -> tuple[int, str]:
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno or 1, ""
    line, origin = 1, ""
    step: TracebackType | None = error.__traceback__
    while step:
        where = Path(step.tb_frame.f_code.co_filename)
        if str(where) == filename:
            line, origin = step.tb_lineno, ""
        elif where.is_relative_to(house()):
            origin = f" (raised at {where.relative_to(house().parent).as_posix()}:{step.tb_lineno})"
        step = step.tb_next
    return line, origin
