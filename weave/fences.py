"""Two words of a chapter: snippet (the current source, by name) and program (run, and woven in)."""

import ast
import io
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from weave.errors import Mistake
from weave.isolation import ROOT, isolated
from weave.listings import Source, snippet, snippets
from weave.page import Fence, Page

__all__ = ["Output", "Source", "run", "run_program", "snippet", "snippets"]

# What a program may not print: it would run, or be set, without having been collected.
WORDS = re.compile(
    r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*(?:math|snippet|python)\b.*$|\$\$|`#!(?:value|claim)\b",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Output:
    """What a program printed (Markdown), and the figure that it ended with, or None."""

    text: str
    figure: Any = None


def run(page: Page, fence: Fence) -> Output:
    """Run a program of a page; with `after="id"` it goes on where the program of that id ended.

    Raises Mistake also if a figure lacks `alt`, or `alt` stands without a figure.
    """
    output = run_program(fence.body, page.name, fence.line, before=_before(page, fence))
    if output.figure is not None and "alt" not in fence.options:
        raise Mistake(
            'the program ends in a figure: add alt="what one sees and what follows"', line=0
        )
    if output.figure is None and "alt" in fence.options:
        raise Mistake("alt, but the last statement of the program is no figure", line=0)
    return output


def _before(page: Page, fence: Fence) -> list[str]:
    """The programs that this one goes on from, first one first."""
    earlier: list[str] = []
    while "after" in fence.options:
        name, above = fence.options["after"], fence.line
        for candidate in page.fences:
            if candidate.options.get("id") == name and candidate.line < above:
                fence = candidate
                break
        else:
            raise Mistake(f'after="{name}": no program above has this id', line=0)
        earlier.insert(0, fence.body)
    return earlier


def run_program(
    code: str, page: str = "program", line: int = 0, before: list[str] | None = None
) -> Output:
    """Run a complete program in fresh globals.

    page, line: where its fence stands, for the names of its code in messages
    before: programs of the same page that it goes on from; what they print is dropped
    Raises Mistake if it raises or warns (with its own line), shows nothing, or prints a word of
    the book.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    with isolated():
        for number, earlier in enumerate(before or []):
            _execute(earlier, f"<{page}:{line} before {number}>", names)
        text, last = _execute(code, f"<{page}:{line}>", names)
    refused = WORDS.search(text)
    if refused:
        raise Mistake(
            f"the program prints {refused[0].strip()!r}: a word of the book must stand on the page"
        )
    figure = last if hasattr(last, "savefig") else None
    if not text.strip() and figure is None:
        raise Mistake("the program prints nothing and does not end in a figure")
    return Output(text, figure)


def _execute(code: str, filename: str, names: dict[str, Any]) -> tuple[str, Any]:
    """What the code printed, and the value of its last statement if that is an expression."""
    printed, value = io.StringIO(), None
    try:
        body = ast.parse(code, filename).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        with redirect_stdout(printed):
            exec(compile(ast.Module(body, []), filename, "exec", dont_inherit=True), names)
            if isinstance(last, ast.Expr):
                expression = ast.Expression(last.value)
                value = eval(compile(expression, filename, "eval", dont_inherit=True), names)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: it would end the build without a word
        raise _mistake(error, code, filename) from None
    return printed.getvalue(), value


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
        elif where.is_relative_to(ROOT / "snippets"):
            origin = f" (raised at {where.relative_to(ROOT).as_posix()}:{step.tb_lineno})"
        step = step.tb_next
    return line, origin
