"""List the modules of the book with what each is about: `python -m snippets`."""

import ast
from pathlib import Path

from snippets import __path__


def sentences() -> dict[str, str]:
    """Read the first sentence of every module from its source, without importing any.

    -> module name to sentence, in alphabetical order

    >>> sentences()["tables"]
    'Tables: rows as GitHub Markdown, so that a terminal prints what the page shows.'
    """
    files = sorted(Path(__path__[0]).glob("[a-z]*.py"))
    return {file.stem: first_paragraph(file.read_text(encoding="utf-8")) for file in files}


def first_paragraph(source: str) -> str:
    r"""Take the first paragraph of a module's docstring and put it on one line.

    >>> first_paragraph('\"\"\"A sentence\nin two lines.\n\nMore.\n\"\"\"')
    'A sentence in two lines.'
    """
    text = ast.get_docstring(ast.parse(source)) or ""
    return " ".join(text.partition("\n\n")[0].split())


if __name__ == "__main__":
    for name, sentence in sentences().items():
        print(f"{name:14} {sentence}")
